// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/promise.h"

#include <gtest/gtest.h>

namespace zusage::commitments {
namespace {

TEST(PromiseTest, NewestLinkOfALineCounts) {
  Promise promise{.lines = {{.id = "1", .item = "recorded"}, {.id = "2"}}};
  EXPECT_EQ(promise.ItemOf(promise.lines[0]), "recorded");
  EXPECT_EQ(promise.ItemOf(promise.lines[1]), "");
  promise.links = {{.line = "1", .item = "first"},
                   {.line = "2", .item = "other"},
                   {.line = "1", .item = "second"}};
  EXPECT_EQ(promise.ItemOf(promise.lines[0]), "second");
  EXPECT_EQ(promise.ItemOf(promise.lines[1]), "other");
  promise.links.push_back({.line = "1", .item = ""});
  EXPECT_EQ(promise.ItemOf(promise.lines[0]), "");
}

TEST(PromiseTest, HeadIsTheNewestEntryAboutIt) {
  Promise promise{.position = 5};
  EXPECT_EQ(promise.head(), 5);
  promise.links = {{.position = 7}};
  promise.deliveries = {{.position = 9}};
  EXPECT_EQ(promise.head(), 9);
  promise.retraction = Retraction{.position = 11};
  EXPECT_EQ(promise.head(), 11);
}

TEST(PromiseTest, RecordedLateIsMoreThanADay) {
  Promise promise{.made_time = absl::FromUnixSeconds(0),
                  .create_time = absl::FromUnixSeconds(24 * 3600)};
  EXPECT_FALSE(promise.recorded_late());
  promise.create_time += absl::Microseconds(1);
  EXPECT_TRUE(promise.recorded_late());
}

TEST(MadeTimeOfTest, BareDateIsTheEndOfThatDayInTheZone) {
  const absl::TimeZone berlin = *ParseTimeZone("Europe/Berlin");
  const absl::Time recording = absl::FromCivil(absl::CivilSecond(2026, 6, 15, 10, 0, 0), berlin);
  EXPECT_EQ(
      MadeTimeOf(Date(2026, 6, 14), recording, berlin),
      absl::FromCivil(absl::CivilSecond(2026, 6, 15, 0, 0, 0), berlin) - absl::Microseconds(1));
}

TEST(MadeTimeOfTest, TodayMeansTheRecording) {
  const absl::TimeZone berlin = *ParseTimeZone("Europe/Berlin");
  // In Berlin the 16th has begun, in UTC it has not.
  const absl::Time recording =
      absl::FromCivil(absl::CivilSecond(2026, 6, 15, 22, 30, 0), absl::UTCTimeZone());
  EXPECT_EQ(MadeTimeOf(Date(2026, 6, 16), recording, berlin), recording);
  EXPECT_LT(MadeTimeOf(Date(2026, 6, 15), recording, berlin), recording);
}

}  // namespace
}  // namespace zusage::commitments
