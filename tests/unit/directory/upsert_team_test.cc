// SPDX-License-Identifier: Apache-2.0
#include "services/directory/upsert_team.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class UpsertTeamTest : public ::testing::Test {
 protected:
  void SetUp() override {
    for (const char* id : {"anna", "ben", "carla"}) world_.AddPerson(id);
  }

  absl::StatusOr<RecordedTeam> North(std::vector<std::string> members,
                                     const std::string& etag = "") {
    return world_.UpsertATeam({.name = "teams/north",
                               .display_name = "North",
                               .lead = "principals/anna",
                               .members = std::move(members)},
                              etag);
  }

  static std::string Etag(const absl::StatusOr<RecordedTeam>& team) {
    return EtagOf(team->team.name, team->position);
  }

  DirectoryWorld world_;
  const std::string anna_ = "principals/anna";
  const std::string ben_ = "principals/ben";
  const std::string carla_ = "principals/carla";
};

TEST_F(UpsertTeamTest, NewTeamIsRecorded) {
  const auto north = North({carla_, ben_, carla_});
  ASSERT_TRUE(north.ok()) << north.status();
  EXPECT_EQ(north->team.members, (std::vector<std::string>{ben_, carla_}));
  EXPECT_EQ(north->lead, (TeamMember{anna_, "anna", true}));
  EXPECT_EQ(north->members,
            (std::vector<TeamMember>{{ben_, "ben", true}, {carla_, "carla", true}}));
  EXPECT_EQ(north->create_time, world_.clock().Now());
}

TEST_F(UpsertTeamTest, ServerChoosesANameIfNoneIsGiven) {
  const auto team =
      world_.UpsertATeam({.name = {}, .display_name = "South", .lead = {}, .members = {}});
  ASSERT_TRUE(team.ok()) << team.status();
  EXPECT_TRUE(team->team.name.starts_with("teams/"));
  EXPECT_EQ(team->lead, TeamMember{});
}

TEST_F(UpsertTeamTest, KnownTeamIsChangedWithItsEtag) {
  const auto north = North({ben_});
  ASSERT_TRUE(north.ok());
  const auto changed = North({carla_}, Etag(north));
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_EQ(changed->team.members, std::vector<std::string>{carla_});
  EXPECT_EQ(changed->create_time, north->create_time);
  EXPECT_TRUE(absl::IsAborted(North({ben_}, Etag(north)).status()));
  EXPECT_EQ(FieldOf(North({ben_}).status()), "team.etag");
}

TEST_F(UpsertTeamTest, SayingNothingNewAppendsNoEntry) {
  const auto north = North({ben_});
  const int64_t head = world_.head();
  EXPECT_TRUE(North({ben_}, Etag(north)).ok());
  EXPECT_EQ(world_.head(), head);
}

TEST_F(UpsertTeamTest, DisplayNameBelongsToOneTeam) {
  ASSERT_TRUE(North({}).ok());
  const auto other =
      world_.UpsertATeam({.name = {}, .display_name = " NORTH", .lead = {}, .members = {}});
  EXPECT_TRUE(absl::IsAlreadyExists(other.status()));
  EXPECT_EQ(ReasonOf(other.status()), "TEAM_EXISTS");
}

TEST_F(UpsertTeamTest, NobodyIsInTwoTeams) {
  ASSERT_TRUE(North({ben_}).ok());
  const auto south =
      world_.UpsertATeam({.name = {}, .display_name = "South", .lead = ben_, .members = {ben_}});
  EXPECT_EQ(ReasonOf(south.status()), "IN_ANOTHER_TEAM");
  const auto led =
      world_.UpsertATeam({.name = {}, .display_name = "South", .lead = ben_, .members = {carla_}});
  EXPECT_TRUE(led.ok()) << led.status();
}

TEST_F(UpsertTeamTest, UnknownPeopleAreNotFound) {
  const auto members = North({"principals/nobody"});
  EXPECT_TRUE(absl::IsNotFound(members.status()));
  EXPECT_EQ(FieldOf(members.status()), "team.members");
  const auto lead = world_.UpsertATeam(
      {.name = {}, .display_name = "South", .lead = "principals/nobody", .members = {}});
  EXPECT_EQ(FieldOf(lead.status()), "team.lead.principal");
}

TEST_F(UpsertTeamTest, WhoLeavesStaysAndIsShownSo) {
  const auto north = North({ben_});
  ASSERT_TRUE(world_.Deactivate(ben_).ok());
  ASSERT_TRUE(world_.Deactivate(anna_).ok());
  const auto changed = North({ben_, carla_}, Etag(north));
  ASSERT_TRUE(changed.ok()) << changed.status();
  EXPECT_FALSE(changed->lead.active);
  EXPECT_FALSE(changed->members[0].active);
  EXPECT_TRUE(changed->members[1].active);
}

TEST_F(UpsertTeamTest, WhoLeftCannotCome) {
  ASSERT_TRUE(world_.Deactivate(ben_).ok());
  EXPECT_EQ(ReasonOf(North({ben_}).status()), "PRINCIPAL_INACTIVE");
}

TEST_F(UpsertTeamTest, InvalidTeamIsRefusedWithItsFields) {
  EXPECT_EQ(FieldOf(world_.UpsertATeam({.name = {}, .display_name = " ", .lead = {}, .members = {}})
                        .status()),
            "team.display_name");
  EXPECT_EQ(
      FieldOf(world_.UpsertATeam({.name = "north", .display_name = "N", .lead = {}, .members = {}})
                  .status()),
      "team.name");
  EXPECT_EQ(FieldOf(North({"ben"}).status()), "team.members");
}

}  // namespace
}  // namespace zusage::directory
