// SPDX-License-Identifier: Apache-2.0
#include "services/reader/domain/opinion.h"

#include <gtest/gtest.h>

namespace zusage::reader {
namespace {

using alignment::Assessment;
using alignment::Verdict;

Assessment Says(Verdict verdict) {
  Assessment assessment;
  assessment.verdict = verdict;
  assessment.elements = {{"T1", 1, .5}, {"N1", .5, .2}, {"C1", .1, .1}};
  return assessment;
}

TEST(CompareTest, SameVerdictOnARankedElementAgrees) {
  EXPECT_EQ(
      Compare({.verdict = Verdict::kAligned, .elements = {"T9", "C1"}}, Says(Verdict::kAligned)),
      Agreement::kAgrees);
}

TEST(CompareTest, SameVerdictOnOtherElementsIsSaidToBe) {
  EXPECT_EQ(Compare({.verdict = Verdict::kAligned, .elements = {"T9"}}, Says(Verdict::kAligned)),
            Agreement::kOtherElements);
}

TEST(CompareTest, AnotherVerdictDiffersWhateverTheElements) {
  EXPECT_EQ(Compare({.verdict = Verdict::kConflicts, .elements = {"T1"}}, Says(Verdict::kAligned)),
            Agreement::kDiffers);
}

TEST(CompareTest, UnclearNeedsNoElement) {
  EXPECT_EQ(Compare({.verdict = Verdict::kUnclear}, Says(Verdict::kUnclear)), Agreement::kAgrees);
}

TEST(MayPassTest, WhatWasPaidForIsNotPaidForTwice) {
  for (const Failure failure :
       {Failure::kLate, Failure::kTooLarge, Failure::kMalformed, Failure::kUnknownVerdict,
        Failure::kUnknownElement, Failure::kDeclined}) {
    EXPECT_FALSE(MayPass(failure)) << NameOf(failure);
  }
  for (const Failure failure : {Failure::kUnreachable, Failure::kUntrusted, Failure::kRefused}) {
    EXPECT_TRUE(MayPass(failure)) << NameOf(failure);
  }
}

}  // namespace
}  // namespace zusage::reader
