// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_study.h"

#include <gtest/gtest.h>

#include "tests/unit/intake/study_world.h"

namespace zusage::intake {
namespace {

TEST(GetStudyTest, UnknownStudyIsNotFound) {
  StudyWorld world;
  EXPECT_EQ(world.Read("products/atlas/studies/nothing").status().code(),
            absl::StatusCode::kNotFound);
}

TEST(GetStudyTest, LastDayOfItsValidityIsTheProductsDay) {
  StudyWorld world;
  const absl::TimeZone zone = *ParseTimeZone("Europe/Berlin");
  Study study = StudyWorld::SampleStudy();
  study.valid_until = DayOf(world.clock().Now(), zone);
  const std::string name = world.Record(study)->study.name;
  const absl::Time end = EndOfDay(*study.valid_until, zone);
  world.clock().Advance(end - world.clock().Now());
  EXPECT_FALSE(world.Read(name)->expired);
  world.clock().Advance(absl::Microseconds(1));
  EXPECT_TRUE(world.Read(name)->expired);
}

TEST(GetStudyTest, StudyWithoutAnEndIsNeverOutOfDate) {
  StudyWorld world;
  const std::string name = world.Record(StudyWorld::SampleStudy())->study.name;
  world.clock().Advance(absl::Hours(24 * 3650));
  EXPECT_FALSE(world.Read(name)->expired);
}

}  // namespace
}  // namespace zusage::intake
