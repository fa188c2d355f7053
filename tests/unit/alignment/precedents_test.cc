// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/precedents.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace zusage::alignment {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::SizeIs;

SimilarAnswer Answer(const std::string& outcome, double similarity = 0.9,
                     const EvidenceInShort& evidence = {}) {
  SimilarAnswer answer;
  answer.requests.push_back({.name = "r/1",
                             .title = "Chat",
                             .similarity = similarity,
                             .outcome = outcome,
                             .decided_position = 4,
                             .decide_time = absl::FromUnixSeconds(1'772'582'400)});
  answer.evidence.push_back(evidence);
  answer.very_similar = 0.5;
  return answer;
}

TEST(PrecedentFindingsTest, ANoIsNamedWithItsDayAndThatNothingIsNew) {
  const std::vector<Finding> findings = PrecedentFindings(Answer("DECLINED"), {});
  ASSERT_THAT(findings, SizeIs(1));
  EXPECT_EQ(findings[0].reason, "PRECEDENT_DECLINED");
  EXPECT_EQ(findings[0].stance, Stance::kAgainst);
  EXPECT_EQ(findings[0].precedent, "r/1");
  EXPECT_THAT(findings[0].english, HasSubstr("declined on 2026-03-04: Chat."));
  EXPECT_THAT(findings[0].english, HasSubstr("Nothing in the evidence is new"));
  EXPECT_THAT(findings[0].german, HasSubstr("wurde am 2026-03-04 abgelehnt: Chat."));
}

TEST(PrecedentFindingsTest, WhatIsNewInTheEvidenceIsSaid) {
  Evidence now;
  now.pain = 5;
  now.similar_customers = 2;
  now.effort_person_days = 12.5;
  const EvidenceInShort then{.effort_person_days = 30, .similar_customers = 4, .pain = 3};
  const std::string english = PrecedentFindings(Answer("DEFERRED", 0.9, then), now).at(0).english;
  EXPECT_THAT(english, HasSubstr("New in the evidence: pain 5 (was 3), effort in person days 12.5 "
                                 "(was 30)."));
}

TEST(PrecedentFindingsTest, WhatWasUnknownIsNew) {
  Evidence now;
  now.willingness_to_pay = 50'000;
  now.conversations = {"They will not sign without it."};
  const std::vector<NewEvidence> found = WhatIsNew(InShort(now), {});
  ASSERT_THAT(found, SizeIs(2));
  EXPECT_EQ(found[0].english, "willingness to pay 50000 (was unknown)");
  EXPECT_EQ(found[1].german, "protokollierte Gespräche 1 (war 0)");
}

TEST(PrecedentFindingsTest, AYesSaysNothingOnEvidence) {
  const Finding finding = PrecedentFindings(Answer("APPROVED"), {}).at(0);
  EXPECT_EQ(finding.stance, Stance::kFor);
  EXPECT_EQ(finding.english, "A very similar request was approved on 2026-03-04: Chat.");
}

TEST(PrecedentFindingsTest, OnlyDecidedAndVerySimilarRequestsArePrecedents) {
  EXPECT_THAT(PrecedentFindings(Answer(""), {}), IsEmpty());
  EXPECT_THAT(PrecedentFindings(Answer("DUPLICATE"), {}), IsEmpty());
  EXPECT_THAT(PrecedentFindings(Answer("DECLINED", 0.49), {}), IsEmpty());
}

TEST(EvidenceInShortTest, LaterEvidenceCountsAndConversationsAddUp) {
  EvidenceInShort evidence{.similar_customers = 3, .conversations = 1, .pain = 2};
  Add({.conversations = 2, .pain = 4}, evidence);
  EXPECT_EQ(evidence, (EvidenceInShort{.similar_customers = 3, .conversations = 3, .pain = 4}));
  EXPECT_TRUE(EvidenceInShort().empty());
  EXPECT_FALSE(evidence.empty());
}

}  // namespace
}  // namespace zusage::alignment
