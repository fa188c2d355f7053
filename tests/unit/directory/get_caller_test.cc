// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_caller.h"

#include <gtest/gtest.h>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

absl::StatusOr<RecordedPrincipal> Get(DirectoryWorld& world, const Caller& caller) {
  return world.Read([&](storage::ReadTransaction& tx) { return GetCaller(tx, caller); });
}

TEST(GetCallerTest, PersonIsItself) {
  DirectoryWorld world;
  const auto anna = world.CreateAnna({{Role::kSales, "products/atlas"}});
  const auto caller = Get(world, {.principal = "principals/anna"});
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->principal, anna->principal);
}

TEST(GetCallerTest, ToolIsTheOneItActsFor) {
  DirectoryWorld world;
  ASSERT_TRUE(world.CreateAnna({}).ok());
  const auto caller =
      Get(world, {.principal = "principals/crm", .on_behalf_of = "principals/anna"});
  ASSERT_TRUE(caller.ok()) << caller.status();
  EXPECT_EQ(caller->principal.name, "principals/anna");
}

TEST(GetCallerTest, UnknownPrincipalIsNotFound) {
  DirectoryWorld world;
  EXPECT_TRUE(absl::IsNotFound(Get(world, {.principal = "principals/nobody"}).status()));
}

}  // namespace
}  // namespace zusage::directory
