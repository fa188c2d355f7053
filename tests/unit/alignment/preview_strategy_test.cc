// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/preview_strategy.h"

#include <gtest/gtest.h>

#include <utility>

#include "services/alignment/check_alignment.h"
#include "services/base/error.h"
#include "tests/unit/alignment/alignment_world.h"

namespace zusage::alignment {
namespace {

PreviewStrategyInput Preview(std::vector<std::string> titles) {
  PreviewStrategyInput input{.product = kAtlas, .document = AtlasStrategy(1).document};
  for (std::string& title : titles) {
    input.wishes.push_back({.product = "atlas", .title = std::move(title)});
  }
  return input;
}

TEST(PreviewStrategyTest, WishesAreJudgedAsIfTheDocumentWerePublished) {
  AtlasKnowledge knowledge;
  const std::vector<std::string> titles = {"Install it on premises, on our servers",
                                           "Single sign-on", "A pony for everybody"};
  const auto judged = PreviewStrategy(*knowledge, Preview(titles));
  ASSERT_TRUE(judged.ok()) << judged.status();
  ASSERT_EQ(judged->size(), titles.size());
  for (size_t i = 0; i < titles.size(); ++i) {
    const auto checked = CheckAlignment(
        *knowledge, {.product = kAtlas, .wish = {.product = "atlas", .title = titles[i]}});
    ASSERT_TRUE(checked.ok()) << checked.status();
    EXPECT_EQ((*judged)[i].verdict, checked->assessment.verdict) << titles[i];
    EXPECT_EQ((*judged)[i].confidence, checked->assessment.confidence) << titles[i];
    EXPECT_EQ((*judged)[i].firm, checked->assessment.firm) << titles[i];
    EXPECT_EQ((*judged)[i].elements, checked->assessment.elements) << titles[i];
  }
}

TEST(PreviewStrategyTest, AnotherDocumentJudgesDifferently) {
  PreviewStrategyInput input = Preview({"Install it on premises, on our servers"});
  std::erase_if(input.document.elements, [](const strategy::Element& element) {
    return element.kind == strategy::ElementKind::kNonGoal;
  });
  const auto judged = PreviewStrategy(*AtlasKnowledge(), std::move(input));
  ASSERT_TRUE(judged.ok()) << judged.status();
  EXPECT_NE((*judged)[0].verdict, Verdict::kConflicts);
}

TEST(PreviewStrategyTest, WithoutWishesThereIsNothingToJudge) {
  const auto judged = PreviewStrategy(*AtlasKnowledge(), Preview({}));
  ASSERT_TRUE(judged.ok()) << judged.status();
  EXPECT_TRUE(judged->empty());
}

TEST(PreviewStrategyTest, InvalidDocumentIsRefusedWithItsFields) {
  PreviewStrategyInput input = Preview({"Single sign-on"});
  input.document.elements.clear();
  const auto judged = PreviewStrategy(*AtlasKnowledge(), std::move(input));
  EXPECT_EQ(ReasonOf(judged.status()), "NOTHING_TO_CHECK_AGAINST");
}

TEST(PreviewStrategyTest, DocumentOfAnotherProductIsRefused) {
  PreviewStrategyInput input = Preview({"Single sign-on"});
  input.product = "products/borealis";
  EXPECT_EQ(ReasonOf(PreviewStrategy(*AtlasKnowledge(), std::move(input)).status()),
            "PRODUCT_MISMATCH");
}

}  // namespace
}  // namespace zusage::alignment
