// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/list_similar_change_requests.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

TEST(ListSimilarChangeRequestsTest, TextFindsTheRequestLikeIt) {
  AtlasKnowledge knowledge;
  const auto answer = ListSimilarChangeRequests(
      *knowledge, {.product = kAtlas, .text = "DATEV export of all invoices"});
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_FALSE(answer->requests.empty());
  EXPECT_EQ(answer->requests[0].name, kSecondRequest);
  EXPECT_EQ(answer->position, 4);
}

TEST(ListSimilarChangeRequestsTest, RequestIsNotLikeItself) {
  AtlasKnowledge knowledge;
  knowledge->Learn({"products/atlas/changeRequests/01J00000000000000000000003", "DATEV export",
                    "Invoices as DATEV files.", ""},
                   5);
  const auto answer =
      ListSimilarChangeRequests(*knowledge, {.product = kAtlas, .change_request = kSecondRequest});
  ASSERT_TRUE(answer.ok()) << answer.status();
  ASSERT_FALSE(answer->requests.empty());
  for (const SimilarRequest& similar : answer->requests) EXPECT_NE(similar.name, kSecondRequest);
}

TEST(ListSimilarChangeRequestsTest, PageSizeLimitsTheAnswer) {
  AtlasKnowledge knowledge;
  for (int i = 0; i < 15; ++i) {
    const std::string number = std::to_string(10 + i);
    knowledge->Learn({"products/atlas/changeRequests/01J000000000000000000000" + number,
                      "Blue buttons " + number, "The buttons should be blue.", ""},
                     5 + i);
  }
  const auto size_of_answer = [&](int page_size) {
    return ListSimilarChangeRequests(
               *knowledge, {.product = kAtlas, .text = "blue buttons", .page_size = page_size})
        ->requests.size();
  };
  EXPECT_EQ(size_of_answer(3), 3u);
  EXPECT_EQ(size_of_answer(0), 10u);
}

TEST(ListSimilarChangeRequestsTest, UnknownRequestHasNoneLikeIt) {
  AtlasKnowledge knowledge;
  const auto answer = ListSimilarChangeRequests(
      *knowledge, {.product = kAtlas, .change_request = "products/atlas/changeRequests/none"});
  ASSERT_TRUE(answer.ok());
  EXPECT_TRUE(answer->requests.empty());
}

TEST(ListSimilarChangeRequestsTest, BothOrNeitherQuestionIsRefused) {
  AtlasKnowledge knowledge;
  EXPECT_EQ(ReasonOf(ListSimilarChangeRequests(*knowledge, {.product = kAtlas}).status()),
            "EXACTLY_ONE_QUESTION");
  EXPECT_EQ(
      ReasonOf(ListSimilarChangeRequests(
                   *knowledge, {.product = kAtlas, .text = "x", .change_request = kFirstRequest})
                   .status()),
      "EXACTLY_ONE_QUESTION");
}

TEST(ListSimilarChangeRequestsTest, RequestOfAnotherProductIsRefused) {
  AtlasKnowledge knowledge;
  const auto answer = ListSimilarChangeRequests(
      *knowledge, {.product = kAtlas, .change_request = "products/borealis/changeRequests/01J0"});
  EXPECT_EQ(ReasonOf(answer.status()), "INVALID_FORMAT");
}

TEST(ListSimilarChangeRequestsTest, ProductWithoutStrategyIsNotFound) {
  AtlasKnowledge knowledge;
  const auto answer =
      ListSimilarChangeRequests(*knowledge, {.product = "products/borealis", .text = "x"});
  EXPECT_EQ(answer.status().code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::alignment
