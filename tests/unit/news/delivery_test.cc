// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/delivery.h"

#include <gtest/gtest.h>

#include <set>
#include <string_view>

#include "tests/support/seeded_random.h"

namespace zusage::news {
namespace {

using zusage::testing::SeededRandom;

constexpr TryResult kError{.status = 500};

TEST(DeliveryTest, TenTriesInAboutThreeDays) {
  const absl::Duration waits[] = {absl::Seconds(5), absl::Minutes(5), absl::Minutes(30),
                                  absl::Hours(2),   absl::Hours(5),   absl::Hours(10),
                                  absl::Hours(14),  absl::Hours(20),  absl::Hours(24)};
  SeededRandom random;
  for (int tries = 1; tries < kMaxTries; ++tries) {
    for (int i = 0; i < 100; ++i) {
      const auto wait = NextWait(tries, kError, random);
      ASSERT_TRUE(wait.has_value()) << tries;
      EXPECT_GE(*wait, 0.9 * waits[tries - 1]) << tries;
      EXPECT_LE(*wait, 1.1 * waits[tries - 1] + absl::Microseconds(1)) << tries;
    }
  }
  EXPECT_FALSE(NextWait(kMaxTries, kError, random).has_value());
}

TEST(DeliveryTest, WhatFailedTogetherDoesNotComeBackTogether) {
  SeededRandom random;
  std::set<absl::Duration> waits;
  for (int i = 0; i < 50; ++i) waits.insert(*NextWait(2, kError, random));
  EXPECT_GT(waits.size(), 40u);
}

TEST(DeliveryTest, BusyReceiversAreLeftAloneAsLongAsTheyAskWithinADay) {
  SeededRandom random;
  for (const int status : {429, 503}) {
    TryResult busy{.status = status, .retry_after = absl::Hours(1)};
    EXPECT_EQ(NextWait(1, busy, random), absl::Hours(1));
    busy.retry_after = absl::Hours(24 * 365);
    EXPECT_EQ(NextWait(1, busy, random), kMaxRetryAfter);
    busy.retry_after = absl::Seconds(1);  // no sooner than without asking
    EXPECT_GE(*NextWait(2, busy, random), absl::Minutes(4));
  }
  const TryResult other{.status = 500, .retry_after = absl::Hours(1)};
  EXPECT_LT(*NextWait(1, other, random), absl::Seconds(6));
}

TEST(DeliveryTest, EveryStatusIsSuccessOrAFailure) {
  for (int status = 100; status < 600; ++status) {
    DeliveryFailure expected = DeliveryFailure::kRefused;
    if (status >= 200 && status < 300) expected = DeliveryFailure::kNone;
    if (status >= 300 && status < 400) expected = DeliveryFailure::kRedirected;
    if (status == 410) expected = DeliveryFailure::kGone;
    EXPECT_EQ(FailureOf({.status = status}), expected) << status;
  }
  EXPECT_EQ(FailureOf({}), DeliveryFailure::kBrokenOff);
  EXPECT_EQ(FailureOf({.failure = DeliveryFailure::kTimedOut}), DeliveryFailure::kTimedOut);
}

TEST(DeliveryTest, EveryFailureHasWordsInBothLanguages) {
  std::set<std::string_view> words;
  for (int number = 1; number <= static_cast<int>(DeliveryFailure::kPaused); ++number) {
    const auto failure = static_cast<DeliveryFailure>(number);
    EXPECT_TRUE(words.insert(EnglishWords(failure)).second) << number;
    EXPECT_TRUE(words.insert(GermanWords(failure)).second) << number;
  }
  EXPECT_FALSE(words.contains(""));
  EXPECT_EQ(EnglishWords(DeliveryFailure::kNone), "");
}

}  // namespace
}  // namespace zusage::news
