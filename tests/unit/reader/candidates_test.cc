// SPDX-License-Identifier: Apache-2.0
#include "services/reader/domain/candidates.h"

#include <gtest/gtest.h>

namespace zusage::reader {
namespace {

strategy::Strategy StrategyOf(int elements) {
  strategy::Strategy strategy;
  for (int i = 1; i <= elements; ++i) {
    strategy::Element element;
    element.id = "E" + std::to_string(i);
    element.title = "Title " + std::to_string(i);
    element.description = "What it is";
    strategy.elements.push_back(element);
  }
  return strategy;
}

std::vector<std::string> Ids(const std::vector<Candidate>& candidates) {
  std::vector<std::string> ids;
  for (const Candidate& candidate : candidates) ids.push_back(candidate.id);
  return ids;
}

TEST(CandidatesTest, WhatTheCheckFoundComesFirst) {
  alignment::Assessment assessment;
  assessment.elements = {{"E40", 1, .5}, {"E7", .5, .2}};
  assessment.findings = {{.element = "E30"}, {.element = "E7"}, {.element = ""}};
  assessment.shortlist = {"E7", "E20"};
  const std::vector<Candidate> candidates = CandidatesOf(assessment, StrategyOf(50));
  EXPECT_EQ(Ids(candidates), (std::vector<std::string>{"E40", "E7", "E30", "E20", "E1", "E2", "E3",
                                                       "E4", "E5", "E6", "E8", "E9"}));
  EXPECT_EQ(candidates[0].title, "Title 40");
  EXPECT_EQ(candidates[0].description, "What it is");
}

TEST(CandidatesTest, FewElementsAreAllThere) {
  EXPECT_EQ(CandidatesOf({}, StrategyOf(3)).size(), 3u);
  EXPECT_TRUE(CandidatesOf({}, StrategyOf(0)).empty());
}

TEST(CandidatesTest, ElementsThatAreNotInTheStrategyAreNone) {
  alignment::Assessment assessment;
  assessment.elements = {{"gone", 1, .5}};
  EXPECT_EQ(Ids(CandidatesOf(assessment, StrategyOf(1))), std::vector<std::string>{"E1"});
}

}  // namespace
}  // namespace zusage::reader
