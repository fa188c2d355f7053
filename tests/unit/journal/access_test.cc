// SPDX-License-Identifier: Apache-2.0
#include "services/journal/domain/access.h"

#include <gtest/gtest.h>

namespace zusage::journal {
namespace {

using directory::Role;

directory::Caller CallerWith(std::initializer_list<Role> roles, bool is_service = false) {
  directory::Caller caller{.principal = "principals/a", .on_behalf_of = "", .grants = {}};
  for (const Role role : roles) {
    caller.grants.push_back({role, std::string(directory::kAllProducts)});
  }
  caller.is_service = is_service;
  return caller;
}

TEST(AccessTest, AuditorSeesEverything) {
  EXPECT_EQ(AccessOf(CallerWith({Role::kAuditor})), (Access{.personal = true, .free_text = true}));
}

TEST(AccessTest, OwnProcessSeesWhatPeopleWroteButNoNames) {
  EXPECT_EQ(AccessOf(CallerWith({Role::kService}, true)),
            (Access{.personal = false, .free_text = true}));
}

TEST(AccessTest, IntegrationKeySeesNoPrivatePart) {
  EXPECT_EQ(AccessOf(CallerWith({Role::kIntegration})), Access{});
}

TEST(AccessTest, IntegrationKeySeesNoPrivatePartWhateverElseItHolds) {
  EXPECT_EQ(AccessOf(CallerWith({Role::kAuditor, Role::kIntegration})), Access{});
}

TEST(AccessTest, EverybodyElseSeesNoPrivatePart) {
  EXPECT_EQ(AccessOf(CallerWith({Role::kSales, Role::kProductManager, Role::kAdmin})), Access{});
}

}  // namespace
}  // namespace zusage::journal
