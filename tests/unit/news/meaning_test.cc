// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/meaning.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>

namespace zusage::news {
namespace {

using commitments::Standing;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using enum Meaning;

constexpr std::array kStandings = {Standing::kCovered, Standing::kExceeds, Standing::kPending,
                                   Standing::kUnrequested, Standing::kAgainstDecision};

TEST(MeaningTest, OperationsMeanWhatTheyDo) {
  EXPECT_THAT(MeaningsOf("AskForEvidence"), ElementsAre(kEvidenceAsked));
  EXPECT_THAT(MeaningsOf("AssignReview"), ElementsAre(kRouted));
  EXPECT_THAT(MeaningsOf("EscalateReview"), ElementsAre(kRouted));
  EXPECT_THAT(MeaningsOf("DecideChangeRequest"), ElementsAre(kDecided, kRequestGround));
  EXPECT_THAT(MeaningsOf("MergeChangeRequests"), ElementsAre(kMerged, kRequestGround));
  EXPECT_THAT(MeaningsOf("ReopenChangeRequest"), ElementsAre(kReopened, kRouted, kRequestGround));
  EXPECT_THAT(MeaningsOf("RevokeApproval"), ElementsAre(kRequestGround));
  EXPECT_THAT(MeaningsOf("SetConditionState"), ElementsAre(kRequestGround));
  EXPECT_THAT(MeaningsOf("RecordPromise"), ElementsAre(kPromised));
  EXPECT_THAT(MeaningsOf("LinkPromise"), ElementsAre(kLinked));
  EXPECT_THAT(MeaningsOf("DisputePromise"), ElementsAre(kDisputed));
  EXPECT_THAT(MeaningsOf("ResolveDispute"), ElementsAre(kDisputeResolved));
  EXPECT_THAT(MeaningsOf("PublishStrategy"), ElementsAre(kPublished));
  EXPECT_THAT(MeaningsOf("SetSubstitute"), ElementsAre(kAbsence));
}

TEST(MeaningTest, WhatOnlyFillsQueuesMeansNothing) {
  for (const char* operation :
       {"SubmitChangeRequest", "ImportChangeRequests", "CheckChangeRequest", "AddEvidence",
        "WithdrawChangeRequest", "RecordStudy", "IssueClearance", "MarkDelivered", "RetractPromise",
        "UpsertCustomer", "UpsertDeal", "CreateKey", "EndSubstitute", ""}) {
    EXPECT_THAT(MeaningsOf(operation), IsEmpty()) << operation;
  }
}

TEST(MeaningTest, GroundIsLostByWhatWasCoveredBothTimesAndIsNotNow) {
  for (const Standing made : kStandings) {
    for (const Standing before : kStandings) {
      for (const Standing after : kStandings) {
        const bool lost = made == Standing::kCovered && before == Standing::kCovered &&
                          after != Standing::kCovered;
        EXPECT_EQ(LostGround({.before = before, .made_after = made, .after = after}), lost);
      }
    }
  }
}

TEST(MeaningTest, OnlyWhatLookedCoveredTurnsUnilateral) {
  for (const Standing before : kStandings) {
    for (const Standing after : kStandings) {
      const bool turned = before == Standing::kCovered && after != Standing::kCovered;
      EXPECT_EQ(TurnedUnilateral({.made_before = before, .made_after = after}), turned);
    }
  }
}

}  // namespace
}  // namespace zusage::news
