// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/course.h"

#include <gtest/gtest.h>

#include <array>

namespace zusage::commitments {
namespace {

constexpr std::array kEvents = {CourseEvent::kFellDue,   CourseEvent::kDelivered,
                                CourseEvent::kRetracted, CourseEvent::kSuperseded,
                                CourseEvent::kNeverMade, CourseEvent::kDealLost};
constexpr std::nullopt_t kCannot = std::nullopt;

TEST(CourseTableTest, EveryStateMeetsEveryEvent) {
  struct Row {
    Course from;
    std::array<std::optional<Course>, 6> to;  // by kEvents
  };
  const std::array<Row, 6> rows = {{
      {Course::kOpen,
       {Course::kBroken, Course::kKept, Course::kRetracted, Course::kSuperseded, Course::kVoid,
        Course::kVoid}},
      {Course::kKept, {Course::kKept, kCannot, kCannot, kCannot, Course::kVoid, Course::kKept}},
      {Course::kBroken,
       {Course::kBroken, Course::kKept, Course::kRetracted, Course::kSuperseded, Course::kVoid,
        Course::kVoid}},
      {Course::kRetracted,
       {Course::kRetracted, kCannot, kCannot, kCannot, Course::kVoid, Course::kRetracted}},
      {Course::kSuperseded,
       {Course::kSuperseded, kCannot, kCannot, kCannot, Course::kVoid, Course::kSuperseded}},
      {Course::kVoid,
       {Course::kVoid, Course::kKept, Course::kRetracted, kCannot, Course::kVoid, Course::kVoid}},
  }};
  for (const Row& row : rows) {
    for (size_t event = 0; event < kEvents.size(); ++event) {
      EXPECT_EQ(Next(row.from, kEvents[event]), row.to[event])
          << static_cast<int>(row.from) << " x " << event;
    }
  }
}

TEST(CourseTableTest, WorstToBestIsATotalOrder) {
  const std::array best_first = {Course::kKept,      Course::kVoid, Course::kSuperseded,
                                 Course::kRetracted, Course::kOpen, Course::kBroken};
  for (size_t a = 0; a < best_first.size(); ++a) {
    for (size_t b = 0; b < best_first.size(); ++b) {
      EXPECT_EQ(IsWorse(best_first[a], best_first[b]), a > b);
    }
  }
}

class CourseOfTest : public ::testing::Test {
 protected:
  CourseOfTest() { promise_.lines = {{.id = "1", .due = Date(2026, 6, 30)}, {.id = "2"}}; }
  PromiseCourse On(Date today, bool deal_lost = false) const {
    return CourseOf(promise_, today, zone_, deal_lost);
  }
  void Deliver(const char* line, Date date) {
    promise_.deliveries.push_back({.line = line, .date = date});
  }
  void RetractOn(Date date) {
    promise_.retraction = Retraction{.retract_time = absl::FromCivil(date, zone_)};
  }

  const absl::TimeZone zone_ = *ParseTimeZone("Europe/Berlin");
  Promise promise_;
};

TEST_F(CourseOfTest, OpenUntilTheDueDayIsOver) {
  EXPECT_EQ(On(Date(2026, 6, 30)).course, Course::kOpen);
  EXPECT_EQ(On(Date(2026, 7, 1)).course, Course::kBroken);
  EXPECT_EQ(On(Date(2026, 7, 1)).lines[1].course, Course::kOpen);
}

TEST_F(CourseOfTest, PartialDeliveryIsPerLine) {
  Deliver("1", Date(2026, 6, 30));
  const PromiseCourse course = On(Date(2026, 7, 1));
  EXPECT_EQ(course.lines[0].course, Course::kKept);
  EXPECT_EQ(course.lines[1].course, Course::kOpen);
  EXPECT_EQ(course.course, Course::kOpen);
}

TEST_F(CourseOfTest, KeptOnTime) {
  Deliver("1", Date(2026, 6, 30));
  Deliver("2", Date(2029, 1, 1));
  const PromiseCourse course = On(Date(2029, 1, 2));
  EXPECT_EQ(course.course, Course::kKept);
  EXPECT_FALSE(course.late);
}

TEST_F(CourseOfTest, LateDeliveryTurnsBrokenIntoKeptLate) {
  Deliver("1", Date(2026, 7, 1));
  Deliver("2", Date(2026, 7, 1));
  const PromiseCourse course = On(Date(2026, 7, 2));
  EXPECT_EQ(course.course, Course::kKept);
  EXPECT_TRUE(course.late);
  EXPECT_TRUE(course.lines[0].late);
  EXPECT_FALSE(course.lines[1].late);
}

TEST_F(CourseOfTest, RetractedInTimeMissedNothing) {
  RetractOn(Date(2026, 6, 30));
  const PromiseCourse course = On(Date(2026, 8, 1));
  EXPECT_EQ(course.course, Course::kRetracted);
  EXPECT_FALSE(course.missed_due);
}

TEST_F(CourseOfTest, RetractedAfterTheDueDateKeepsMissedDue) {
  RetractOn(Date(2026, 7, 1));
  const PromiseCourse course = On(Date(2026, 8, 1));
  EXPECT_EQ(course.course, Course::kRetracted);
  EXPECT_TRUE(course.missed_due);
}

TEST_F(CourseOfTest, SupersededAfterTheDueDateKeepsMissedDue) {
  Deliver("2", Date(2026, 6, 1));
  promise_.superseded = Supersession{.supersede_time = absl::FromCivil(Date(2026, 7, 1), zone_)};
  const PromiseCourse course = On(Date(2026, 8, 1));
  EXPECT_EQ(course.course, Course::kSuperseded);
  EXPECT_EQ(course.lines[1].course, Course::kKept);
  EXPECT_TRUE(course.missed_due);
  promise_.superseded->supersede_time = absl::FromCivil(Date(2026, 6, 30), zone_);
  EXPECT_FALSE(On(Date(2026, 8, 1)).missed_due);
}

TEST_F(CourseOfTest, WhatWasNeverMadeIsVoidWhateverHappened) {
  promise_.disputes = {
      {.id = "1", .kind = DisputeKind::kNotMade, .resolution = DisputeResolution{.upheld = true}}};
  EXPECT_EQ(On(Date(2026, 8, 1)).course, Course::kVoid);
  Deliver("1", Date(2026, 7, 1));
  RetractOn(Date(2026, 7, 10));
  const PromiseCourse course = On(Date(2026, 8, 1));
  EXPECT_EQ(course.course, Course::kVoid);
  EXPECT_FALSE(course.missed_due);
  EXPECT_FALSE(course.late);
  promise_.disputes[0].resolution->upheld = false;
  EXPECT_NE(On(Date(2026, 8, 1)).course, Course::kVoid);
}

TEST_F(CourseOfTest, WhatWasDeliveredIsNotRetracted) {
  Deliver("1", Date(2026, 6, 1));
  RetractOn(Date(2026, 7, 10));
  const PromiseCourse course = On(Date(2026, 8, 1));
  EXPECT_EQ(course.lines[0].course, Course::kKept);
  EXPECT_EQ(course.course, Course::kRetracted);
  EXPECT_FALSE(course.missed_due);
}

TEST_F(CourseOfTest, LostDealVoidsWhatIsOpenOrBrokenOnly) {
  Deliver("1", Date(2026, 6, 1));
  EXPECT_EQ(On(Date(2026, 8, 1), /*deal_lost=*/true).course, Course::kVoid);
  EXPECT_EQ(On(Date(2026, 8, 1), true).lines[0].course, Course::kKept);
  RetractOn(Date(2026, 7, 10));
  EXPECT_EQ(On(Date(2026, 8, 1), true).course, Course::kRetracted);
}

}  // namespace
}  // namespace zusage::commitments
