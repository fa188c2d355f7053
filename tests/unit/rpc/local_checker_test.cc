// SPDX-License-Identifier: Apache-2.0
#include "services/app/local_checker.h"

#include <gtest/gtest.h>

#include "absl/time/clock.h"
#include "services/alignment/check_alignment.h"

namespace zusage::app {
namespace {

// Submissions under load at a start kept every thread of gRPC waiting, so that learning, which
// needs one, never caught up.
TEST(LocalCheckerTest, NobodyWaitsBeforeItHasCaughtUp) {
  const alignment::Knowledge knowledge;
  LocalChecker checker(knowledge);
  const rpc::Call call{.start_time = absl::Now(), .deadline = absl::InfiniteFuture()};
  const alignment::Wish wish{.product = "atlas", .title = "Export invoices as PDF"};
  ASSERT_FALSE(checker.MayWait("products/atlas"));
  constexpr int kCalls = 100;
  const absl::Time begin = absl::Now();
  for (int i = 0; i < kCalls; ++i) {
    EXPECT_TRUE(absl::IsUnavailable(checker.Check(call, wish, /*position=*/0).status()));
  }
  EXPECT_LT(absl::Now() - begin, kCalls / 2 * alignment::kPatience);
}

}  // namespace
}  // namespace zusage::app
