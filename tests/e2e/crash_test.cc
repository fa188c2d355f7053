// SPDX-License-Identifier: Apache-2.0
//
// The server killed as by a power cut while many callers write: what was acknowledged is there,
// once, and the journal holds.
#include <gtest/gtest.h>

#include "tests/e2e/wishes.h"

namespace zusage::testing {
namespace {

class CrashTest : public ::testing::TestWithParam<Topology> {
 protected:
  CrashTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
  }

  Installation installation_;
  Company company_;
};

TEST_P(CrashTest, AcknowledgedSubmissionsSurviveAndRetriesAreNoDuplicates) {
  Wishes wishes(company_);
  Callers callers(wishes);
  callers.Await(200);
  installation_.Kill();
  installation_.Start();
  callers.Await(20);
  const auto& acknowledged = callers.Finish();
  EXPECT_GT(callers.failed(), 0) << "nobody was in the middle of a call";
  wishes.ExpectOnce(acknowledged);
  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
}

INSTANTIATE_TEST_SUITE_P(Topologies, CrashTest, ::testing::ValuesIn(Topologies()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
