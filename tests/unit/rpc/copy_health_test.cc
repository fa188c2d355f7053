// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/copy_health.h"

#include <gtest/gtest.h>

#include "tests/support/fake_clock.h"

namespace zusage::rpc {
namespace {

class CopyHealthTest : public ::testing::Test {
 protected:
  absl::Time Now() const { return clock_.Now(); }
  void FallSilent() {
    for (int i = 0; i < CopyHealth::kMaxSilences; ++i) health_.NoteSilence(Now());
  }

  testing::FakeClock clock_;
  CopyHealth health_;
};

TEST_F(CopyHealthTest, NewCopyIsAsked) {
  EXPECT_FALSE(health_.IsAway(Now()));
  EXPECT_TRUE(health_.Enter(Now()));
}

TEST_F(CopyHealthTest, CopyThatRefusesIsAwayAtOnce) {
  health_.NoteRefusal(Now());
  EXPECT_TRUE(health_.IsAway(Now()));
  EXPECT_FALSE(health_.Enter(Now()));
}

TEST_F(CopyHealthTest, CopyIsAwayAfterSomeSilencesInARow) {
  for (int i = 1; i < CopyHealth::kMaxSilences; ++i) EXPECT_FALSE(health_.NoteSilence(Now()));
  EXPECT_TRUE(health_.Enter(Now()));
  EXPECT_TRUE(health_.NoteSilence(Now()));
  EXPECT_FALSE(health_.Enter(Now()));
}

TEST_F(CopyHealthTest, AnswerBetweenSilencesStartsTheCountAgain) {
  for (int i = 0; i < 10; ++i) {
    EXPECT_FALSE(health_.NoteSilence(Now()));
    health_.NoteAnswer();
  }
  EXPECT_TRUE(health_.Enter(Now()));
}

TEST_F(CopyHealthTest, OneCallerAtATimeFindsOutWhetherItIsBack) {
  FallSilent();
  clock_.Advance(CopyHealth::kAwayFor);
  EXPECT_FALSE(health_.IsAway(Now()));
  EXPECT_TRUE(health_.Enter(Now()));
  EXPECT_FALSE(health_.Enter(Now()));
  clock_.Advance(CopyHealth::kAwayFor);
  EXPECT_TRUE(health_.Enter(Now()));
}

TEST_F(CopyHealthTest, CopyThatAnswersIsBackForAll) {
  FallSilent();
  clock_.Advance(CopyHealth::kAwayFor);
  ASSERT_TRUE(health_.Enter(Now()));
  health_.NoteAnswer();
  EXPECT_TRUE(health_.Enter(Now()));
  EXPECT_TRUE(health_.Enter(Now()));
  EXPECT_FALSE(health_.NoteSilence(Now()));
}

TEST_F(CopyHealthTest, CopyThatIsStillSilentIsAwayAgain) {
  FallSilent();
  clock_.Advance(CopyHealth::kAwayFor);
  ASSERT_TRUE(health_.Enter(Now()));
  EXPECT_TRUE(health_.NoteSilence(Now()));
  EXPECT_TRUE(health_.IsAway(Now()));
}

}  // namespace
}  // namespace zusage::rpc
