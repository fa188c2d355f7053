// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/calibration.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <numeric>
#include <vector>

namespace zusage::alignment {
namespace {

using strategy::ElementKind;

Candidate Make(ElementKind kind, double value) {
  Candidate candidate;
  candidate.kind = kind;
  candidate.features.fill(value);
  candidate.shares_word = value > 0;
  return candidate;
}

TEST(CalibrationTest, NoCandidatesAreUnclear) {
  const Judgement judgement = Judge({}, BuiltInCalibration());
  EXPECT_EQ(judgement.verdict, Verdict::kUnclear);
  EXPECT_EQ(judgement.confidence, 1);
}

TEST(CalibrationTest, TheBestMatchDecides) {
  const std::vector<Candidate> candidates = {Make(ElementKind::kTheme, 0.1),
                                             Make(ElementKind::kNonGoal, 0.9)};
  const Judgement judgement = Judge(candidates, BuiltInCalibration());
  EXPECT_EQ(judgement.verdict, Verdict::kConflicts);
  EXPECT_GT(judgement.confidence, 0.9);
}

TEST(CalibrationTest, ManyPoorMatchesDoNotDrownNone) {
  const std::vector<Candidate> few(kTopElements, Make(ElementKind::kTheme, 0.01));
  const std::vector<Candidate> many(2'000, Make(ElementKind::kTheme, 0.01));
  EXPECT_DOUBLE_EQ(Judge(few, BuiltInCalibration()).none_probability,
                   Judge(many, BuiltInCalibration()).none_probability);
}

// However surely the constants would say that nothing speaks to it.
TEST(CalibrationTest, WhatAnElementNamesExactlyIsNotUnclear) {
  const Calibration doubting{.none_bias = 9};
  std::vector<Candidate> candidates = {Make(ElementKind::kTheme, 0.1),
                                       Make(ElementKind::kCapability, 0.1)};
  EXPECT_EQ(Judge(candidates, doubting).verdict, Verdict::kUnclear);
  candidates[1].named_exactly = true;
  const Judgement judgement = Judge(candidates, doubting);
  EXPECT_NE(judgement.verdict, Verdict::kUnclear);
  EXPECT_LE(judgement.none_probability, judgement.probabilities[1]);
}

RC_GTEST_PROP(CalibrationTest, ProbabilitiesSumToOne, ()) {
  std::vector<Candidate> candidates;
  for (int i = *rc::gen::inRange(0, 40); i > 0; --i) {
    candidates.push_back(
        Make(static_cast<ElementKind>(*rc::gen::inRange(0, 4)), *rc::gen::inRange(0, 100) / 100.0));
  }
  const Judgement judgement = Judge(candidates, BuiltInCalibration());
  const double sum = std::accumulate(judgement.probabilities.begin(), judgement.probabilities.end(),
                                     judgement.none_probability);
  RC_ASSERT(std::abs(sum - 1) < 1e-9);
  RC_ASSERT(std::abs(std::accumulate(judgement.verdicts.begin(), judgement.verdicts.end(), 0.0) -
                     1) < 1e-9);
}

TEST(FitCalibrationTest, LearnsWhatTellsRightFromWrong) {
  std::vector<CalibrationRow> rows;
  for (int i = 0; i < 20; ++i) {
    CalibrationRow row;
    row.candidates = {Make(ElementKind::kTheme, 0.2), Make(ElementKind::kCapability, 0.2)};
    for (Candidate& candidate : row.candidates) candidate.features[kMeaning] = 0;
    row.candidates[i % 2].features[kNameCover] = 0.9;
    row.expected = VerdictOf(row.candidates[i % 2].kind);
    row.expected_candidates = {static_cast<size_t>(i % 2)};
    rows.push_back(row);
  }
  const Calibration fitted = FitCalibration(rows);
  EXPECT_GT(fitted.weights[kNameCover], fitted.weights[kOwnCosine]);
  for (const CalibrationRow& row : rows) {
    EXPECT_EQ(Judge(row.candidates, fitted).verdict, row.expected);
  }
}

// Where there are meanings, what tells bare strategies from prepared ones has no weight.
TEST(FitCalibrationTest, WithMeaningsNamesHaveNoWeight) {
  std::vector<CalibrationRow> rows;
  for (int i = 0; i < 20; ++i) {
    CalibrationRow row;
    row.candidates = {Make(ElementKind::kTheme, 0.2), Make(ElementKind::kCapability, 0.2)};
    row.candidates[i % 2].features.fill(0.9);
    row.expected = VerdictOf(row.candidates[i % 2].kind);
    row.expected_candidates = {static_cast<size_t>(i % 2)};
    rows.push_back(row);
  }
  const Calibration fitted = FitCalibration(rows);
  EXPECT_EQ(fitted.weights[kNameCover], 0);
  EXPECT_EQ(fitted.none_name, 0);
  EXPECT_GT(fitted.weights[kMeaning], 0);
}

// How large a feature's numbers are says nothing of its worth.
TEST(FitCalibrationTest, AFeatureInOtherUnitsIsWorthTheSame) {
  std::vector<CalibrationRow> rows;
  for (int i = 0; i < 20; ++i) {
    CalibrationRow row;
    row.candidates = {Make(ElementKind::kTheme, 0.2), Make(ElementKind::kCapability, 0.2)};
    for (Candidate& candidate : row.candidates) candidate.features[kMeaning] = 0;
    row.candidates[i % 3 == 0].features[kNameCover] = 0.9;
    row.expected = VerdictOf(row.candidates[i % 3 == 0].kind);
    rows.push_back(row);
  }
  const Calibration fitted = FitCalibration(rows);
  for (CalibrationRow& row : rows) {
    for (Candidate& candidate : row.candidates) candidate.features[kNameCover] *= 10;
  }
  const Calibration in_tenths = FitCalibration(rows);
  EXPECT_NEAR(in_tenths.weights[kNameCover] * 10, fitted.weights[kNameCover], 0.01);
  EXPECT_NEAR(in_tenths.kind_bias[0], fitted.kind_bias[0], 0.01);
}

}  // namespace
}  // namespace zusage::alignment
