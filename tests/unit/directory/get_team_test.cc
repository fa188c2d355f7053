// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_team.h"

#include <gtest/gtest.h>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

TEST(GetTeamTest, PeopleAreCalledAsTheyAreNow) {
  DirectoryWorld world;
  const std::string anna = world.AddPerson("anna");
  ASSERT_TRUE(
      world
          .UpsertATeam(
              {.name = "teams/north", .display_name = "North", .lead = anna, .members = {anna}})
          .ok());
  ASSERT_TRUE(world.Deactivate(anna).ok());
  const auto team =
      world.Read([&](storage::ReadTransaction& tx) { return GetTeam(tx, "teams/north"); });
  ASSERT_TRUE(team.ok()) << team.status();
  EXPECT_EQ(team->lead, (TeamMember{anna, "anna", false}));
  EXPECT_EQ(team->members.size(), 1u);
}

TEST(GetTeamTest, UnknownTeamIsNotFound) {
  DirectoryWorld world;
  const auto team =
      world.Read([&](storage::ReadTransaction& tx) { return GetTeam(tx, "teams/north"); });
  EXPECT_TRUE(absl::IsNotFound(team.status()));
}

}  // namespace
}  // namespace zusage::directory
