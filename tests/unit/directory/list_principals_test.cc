// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_principals.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class ListPrincipalsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    Add("carla", Role::kProductManager);
    Add("Anna", Role::kSales);
    Add("Bert", Role::kProductManager);
  }

  void Add(const std::string& name, Role role) {
    ASSERT_TRUE(world_
                    .Create({.name = "principals/" + name,
                             .display_name = name,
                             .email = name + "@example.com",
                             .grants = {{role, "products/atlas"}}})
                    .ok());
  }

  absl::StatusOr<ListPrincipalsOutput> List(const Caller& caller,
                                            const ListPrincipalsInput& input) {
    return world_.Read(
        [&](storage::ReadTransaction& tx) { return ListPrincipals(tx, caller, input); });
  }

  std::vector<std::string> All(ListPrincipalsInput input) {
    std::vector<std::string> names;
    do {
      const auto page = List(world_.admin(), input);
      if (!page.ok()) return {page.status().ToString()};
      for (const auto& recorded : page->principals) {
        names.push_back(recorded.principal.display_name);
      }
      input.page_token = page->next_page_token;
    } while (!input.page_token.empty());
    return names;
  }

  const Caller anna_{.principal = "principals/Anna", .grants = {{Role::kSales, "products/atlas"}}};
  DirectoryWorld world_;
};

TEST_F(ListPrincipalsTest, PagesComeInOrderOfDisplayNames) {
  EXPECT_EQ(All({.page_size = 2}), (std::vector<std::string>{"Anna", "Bert", "carla"}));
}

TEST_F(ListPrincipalsTest, RoleFiltersItsHolders) {
  EXPECT_EQ(All({.role = Role::kProductManager, .page_size = 1}),
            (std::vector<std::string>{"Bert", "carla"}));
  EXPECT_TRUE(All({.role = Role::kAuditor, .page_size = 1}).empty());
}

TEST_F(ListPrincipalsTest, TeamFiltersItsMembers) {
  ASSERT_TRUE(world_
                  .UpsertATeam({.name = "teams/north",
                                .display_name = "North",
                                .lead = "principals/Bert",
                                .members = {"principals/Anna", "principals/carla"}})
                  .ok());
  EXPECT_EQ(All({.team = "teams/north", .page_size = 1}),
            (std::vector<std::string>{"Anna", "carla"}));
  EXPECT_EQ(All({.role = Role::kSales, .team = "teams/north"}), std::vector<std::string>{"Anna"});
  EXPECT_TRUE(All({.team = "teams/south"}).empty());
}

TEST_F(ListPrincipalsTest, AdminSeesGrants) {
  const auto page = List(world_.admin(), {});
  ASSERT_TRUE(page.ok());
  EXPECT_EQ(page->principals[0].principal.grants.size(), 1u);
  EXPECT_EQ(page->principals[0].principal.email, "Anna@example.com");
}

TEST_F(ListPrincipalsTest, OthersSeeNamesOnly) {
  const auto page = List(anna_, {});
  ASSERT_TRUE(page.ok());
  for (const RecordedPrincipal& recorded : page->principals) {
    EXPECT_FALSE(recorded.principal.display_name.empty());
    EXPECT_TRUE(recorded.principal.grants.empty());
    EXPECT_TRUE(recorded.principal.email.empty());
  }
}

TEST_F(ListPrincipalsTest, TokenOfAnotherRoleIsRefused) {
  const auto page = List(anna_, {.page_size = 1});
  ASSERT_TRUE(page.ok());
  const auto other = List(anna_, {.role = Role::kSales, .page_token = page->next_page_token});
  EXPECT_EQ(ReasonOf(other.status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::directory
