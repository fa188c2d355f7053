// SPDX-License-Identifier: Apache-2.0
#include "services/review/set_substitute.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

class SetSubstituteTest : public ::testing::Test {
 protected:
  std::string DecideAs(const directory::Caller& caller) {
    const auto decided = world_.Decide(
        World::Decision(*world_.Load(request_.request.name), Outcome::kDeclined), caller);
    return decided.ok() ? decided->history.decisions.back().on_behalf_of
                        : std::string(ReasonOf(decided.status()));
  }
  std::string SubstituteNow() {
    const auto view = world_.Load(request_.request.name);
    return std::string(storage::SubstituteAt(*view, world_.clock().Now()));
  }

  ReviewWorld world_;
  storage::RequestView request_ = world_.RequestOf("Contoso");
};

TEST_F(SetSubstituteTest, SubstituteDecidesForTheOwnerWhileTheyAreAway) {
  const auto set = world_.Substitute("petra", "paula", 0, 1, World::Petra());
  ASSERT_TRUE(set.ok()) << set.status();
  EXPECT_EQ(set->set_by, "principals/petra");
  EXPECT_EQ(SubstituteNow(), "principals/paula");
  EXPECT_EQ(DecideAs(World::Paula()), "principals/petra");
  EXPECT_EQ(DecideAs(World::Paula()), "WRONG_STATE") << "who comes too late hears so";
  EXPECT_EQ(SubstituteNow(), "");
}

TEST_F(SetSubstituteTest, OwnerMayDecideAllTheSame) {
  ASSERT_TRUE(world_.Substitute("petra", "paula", 0, 1).ok());
  EXPECT_EQ(DecideAs(World::Petra()), "");
}

TEST_F(SetSubstituteTest, NobodyStandsInBeforeOrAfterTheDays) {
  ASSERT_TRUE(world_.Substitute("petra", "paula", 1, 2).ok());
  EXPECT_EQ(DecideAs(World::Paula()), "NOT_YOUR_REVIEW");
  world_.clock().Advance(absl::Hours(24 * 3));
  EXPECT_EQ(DecideAs(World::Paula()), "NOT_YOUR_REVIEW");
  EXPECT_EQ(SubstituteNow(), "");
}

TEST_F(SetSubstituteTest, DaysEndAtMidnightInTheProductsZoneWhenClocksChange) {
  for (const auto& [month, day] : {std::pair(3, 29), std::pair(10, 25)}) {
    ReviewWorld world;
    const absl::TimeZone berlin = *ParseTimeZone("Europe/Berlin");
    world.clock().Set(absl::FromCivil(absl::CivilSecond(2026, month, day, 0, 30), berlin));
    const storage::RequestView request = world.RequestOf("Contoso");
    ASSERT_TRUE(world.Substitute("petra", "paula", 0, 0).ok());
    world.clock().Set(absl::FromCivil(absl::CivilSecond(2026, month, day, 23, 59, 59), berlin));
    const auto view = world.Load(request.request.name);
    EXPECT_EQ(storage::SubstituteAt(*view, world.clock().Now()), "principals/paula");
    world.clock().Advance(absl::Seconds(1));
    EXPECT_EQ(storage::SubstituteAt(*view, world.clock().Now()), "");
  }
}

TEST_F(SetSubstituteTest, ItIsNotPassedOn) {
  ASSERT_TRUE(world_.Substitute("petra", "paula", 0, 3).ok());
  ASSERT_TRUE(world_.Substitute("paula", "pia", 0, 3).ok());
  EXPECT_EQ(SubstituteNow(), "");
  EXPECT_EQ(DecideAs(ReviewWorld::Pia()), "NOT_YOUR_REVIEW");
  EXPECT_EQ(DecideAs(World::Paula()), "NOT_YOUR_REVIEW");
  EXPECT_EQ(DecideAs(World::Petra()), "");
}

TEST_F(SetSubstituteTest, SubstituteWhoIsTheSubmitterDoesNotDecide) {
  ASSERT_TRUE(world_.Substitute("petra", "sofia", 0, 3).ok());
  directory::Caller sofia = World::Sofia();
  sofia.grants.push_back({directory::Role::kProductManager, "products/atlas"});
  EXPECT_EQ(SubstituteNow(), "");
  EXPECT_EQ(DecideAs(sofia), "OWN_REQUEST");
  EXPECT_EQ(DecideAs(World::Petra()), "");
}

TEST_F(SetSubstituteTest, SubstituteWhoLeftDoesNotDecide) {
  ASSERT_TRUE(world_.Substitute("petra", "paula", 0, 3).ok());
  ASSERT_TRUE(
      world_.Record("paula", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  EXPECT_EQ(SubstituteNow(), "");
}

TEST_F(SetSubstituteTest, WhoLeftIsSubstitutedByAnAdminNoMoreButTheirsCanBeAssigned) {
  ASSERT_TRUE(world_.Substitute("petra", "paula", 0, 30).ok());
  ASSERT_TRUE(
      world_.Record("petra", {{directory::Role::kProductManager, "products/atlas"}}, false).ok());
  EXPECT_EQ(SubstituteNow(), "principals/paula");
  EXPECT_EQ(DecideAs(World::Paula()), "principals/petra");
}

TEST_F(SetSubstituteTest, OnlyOneselfOrAnAdminSaysSo) {
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "paula", 0, 1, World::Paula()).status()),
            "OWN_ABSENCE");
  EXPECT_TRUE(world_.Substitute("petra", "paula", 0, 1, ReviewWorld::Admin()).ok());
}

TEST_F(SetSubstituteTest, BadAbsencesAreRefused) {
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "petra", 0, 1).status()), "SUBSTITUTES_THEMSELVES");
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "paula", -1, 1).status()), "ABSENCE_PAST");
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "paula", -3, -1).status()), "ABSENCE_PAST");
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "paula", 2, 1).status()), "ENDS_BEFORE_IT_BEGINS");
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "nobody", 0, 1).status()), "NO_COMMON_PRODUCT");
  ASSERT_TRUE(
      world_.Record("bert", {{directory::Role::kProductManager, "products/borealis"}}).ok());
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "bert", 0, 1).status()), "NO_COMMON_PRODUCT");
}

TEST_F(SetSubstituteTest, AbsencesDoNotOverlap) {
  ASSERT_TRUE(world_.Substitute("petra", "paula", 2, 4).ok());
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "pia", 4, 9).status()), "ABSENCE_OVERLAPS");
  EXPECT_EQ(ReasonOf(world_.Substitute("petra", "pia", 0, 2).status()), "ABSENCE_OVERLAPS");
  EXPECT_TRUE(world_.Substitute("petra", "pia", 0, 1).ok());
  EXPECT_TRUE(world_.Substitute("petra", "pia", 5, 9).ok());
}

}  // namespace
}  // namespace zusage::review
