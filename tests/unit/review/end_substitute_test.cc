// SPDX-License-Identifier: Apache-2.0
#include "services/review/end_substitute.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/review/review_world.h"

namespace zusage::review {
namespace {

using testing::ReviewWorld;
using testing::World;

TEST(EndSubstituteTest, OwnerDecidesAgainAtOnce) {
  ReviewWorld world;
  const storage::RequestView request = world.RequestOf("Contoso");
  const auto set = world.Substitute("petra", "paula", 0, 9);
  ASSERT_TRUE(set.ok()) << set.status();
  world.clock().Advance(absl::Hours(48));
  const auto ended = world.End(set->name, World::Petra());
  ASSERT_TRUE(ended.ok()) << ended.status();
  EXPECT_LT(ended->last_day, world.Today());
  EXPECT_EQ(storage::SubstituteAt(*world.Load(request.request.name), world.clock().Now()), "");
  EXPECT_EQ(ReasonOf(world.End(set->name).status()), "ABSENCE_OVER");
}

TEST(EndSubstituteTest, WhatHasNotBegunIsCalledOffAndMakesRoom) {
  ReviewWorld world;
  const auto set = world.Substitute("petra", "paula", 5, 9);
  ASSERT_TRUE(world.End(set->name).ok());
  EXPECT_TRUE(world.Substitute("petra", "pia", 6, 7).ok());
}

TEST(EndSubstituteTest, OnlyOneselfOrAnAdminEndsIt) {
  ReviewWorld world;
  const auto set = world.Substitute("petra", "paula", 0, 9);
  EXPECT_EQ(ReasonOf(world.End(set->name, World::Paula()).status()), "OWN_ABSENCE");
  EXPECT_TRUE(absl::IsNotFound(world.End(set->name + "X").status()));
}

}  // namespace
}  // namespace zusage::review
