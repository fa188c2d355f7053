// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/propose_preparation.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/alignment/sample_strategy.h"

namespace zusage::alignment {
namespace {

class ProposePreparationTest : public ::testing::Test {
 protected:
  static ProposePreparationInput Input() {
    ProposePreparationInput input;
    input.product = "products/atlas";
    input.document = SampleStrategy();
    BacktestRequest request;
    request.id = "products/atlas/changeRequests/01J";
    request.title = "Newsfeed of appointments";
    request.expected = Verdict::kAsIs;
    request.expected_refs = {"C2"};
    input.requests = {request};
    return input;
  }

  Knowledge knowledge_;  // has learned nothing: only its linguistic data are used
};

TEST_F(ProposePreparationTest, SaysHowPreparedAndWhatCouldBeAdded) {
  const absl::StatusOr<PreparationAnswer> answer = ProposePreparation(knowledge_, Input());
  ASSERT_TRUE(answer.ok()) << answer.status();
  EXPECT_EQ(answer->preparation.elements.size(), 7u);
  EXPECT_EQ(answer->proposed.requests, 1);
  ASSERT_FALSE(answer->proposed.proposals.empty());
  EXPECT_EQ(answer->proposed.proposals[0].element, "C2");
}

TEST_F(ProposePreparationTest, NoMoreThanAskedForAndOnlyForThatElement) {
  ProposePreparationInput input = Input();
  input.max_proposals = 1;
  EXPECT_EQ(ProposePreparation(knowledge_, input)->proposed.proposals.size(), 1u);
  input.element = "R1";
  EXPECT_TRUE(ProposePreparation(knowledge_, input)->proposed.proposals.empty());
}

TEST_F(ProposePreparationTest, DocumentsThatCouldNotBePublishedAreRefused) {
  ProposePreparationInput input = Input();
  input.product = "products/other";
  EXPECT_TRUE(absl::IsInvalidArgument(ProposePreparation(knowledge_, input).status()));
  input = Input();
  input.document.elements[0].title.clear();
  EXPECT_TRUE(absl::IsInvalidArgument(ProposePreparation(knowledge_, input).status()));
}

}  // namespace
}  // namespace zusage::alignment
