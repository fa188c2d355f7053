// SPDX-License-Identifier: Apache-2.0
//
// Fits the constants of calibration.h by gradient descent with Adam (Kingma and Ba, 2015): the loss
// is smooth but for the choice of the kTopElements best, and a thousand steps take a second.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "services/alignment/domain/calibration.h"

namespace zusage::alignment {
namespace {

constexpr size_t kNone = kFeatureCount + kVerdictKinds;  // where the six of "none" start
constexpr size_t kParameters = kNone + 6;
constexpr int kSteps = 1500;
constexpr double kRate = 0.03;
constexpr double kPenalty = 0.1;
constexpr double kOtherRefs = 0.4;

using Vector = std::array<double, kParameters>;

Calibration ToCalibration(const Vector& p) {
  Calibration calibration;
  std::copy_n(p.begin(), kFeatureCount, calibration.weights.begin());
  std::copy_n(p.begin() + kFeatureCount, kVerdictKinds, calibration.kind_bias.begin());
  calibration.none_bias = p[kNone];
  calibration.none_cosine = p[kNone + 1];
  calibration.none_name = p[kNone + 2];
  calibration.none_cover = p[kNone + 3];
  calibration.none_meaning = p[kNone + 4];
  calibration.none_sense = p[kNone + 5];
  return calibration;
}

// Adds `factor` times the gradient of one candidate's logit.
void AddCandidate(const Candidate& candidate, double factor, Vector& gradient) {
  for (size_t i = 0; i < kFeatureCount; ++i) gradient[i] += factor * candidate.features[i];
  gradient[kFeatureCount + static_cast<size_t>(candidate.kind)] += factor;
}

void AddNone(const CalibrationRow& row, double factor, Vector& gradient) {
  double cosine = 0, name = 0, cover = 0, meaning = 0, sense = 0;
  for (const Candidate& candidate : row.candidates) {
    const Features& features = candidate.features;
    cosine = std::max({cosine, features[kOwnCosine], features[kExampleCosine]});
    name = std::max(name, features[kNameCover]);
    cover = std::max(cover, features[kWishCover]);
    meaning = std::max(meaning, features[kMeaning]);
    sense = std::max(sense, features[kSenseCover]);
  }
  gradient[kNone] += factor;
  gradient[kNone + 1] += factor * cosine;
  gradient[kNone + 2] += factor * name;
  gradient[kNone + 3] += factor * cover;
  gradient[kNone + 4] += factor * meaning;
  gradient[kNone + 5] += factor * sense;
}

// The derivative of the row's loss by the logits: what the softmax says minus what it should say,
// where "should" is half the expected verdict's share and half the expected elements.
void AddRow(const CalibrationRow& row, double weight, const Calibration& calibration,
            Vector& gradient) {
  const Judgement judgement = Judge(row.candidates, calibration);
  if (judgement.none_probability == 1) return;  // no word is shared: nothing to learn from
  double refs = 0;
  for (size_t i = 0; i < row.expected_candidates.size(); ++i) refs += i == 0 ? 1 : kOtherRefs;
  const double verdict = std::max(judgement.verdicts[static_cast<size_t>(row.expected)], 1e-9);
  for (size_t i = 0; i < row.candidates.size(); ++i) {
    const double p = judgement.probabilities[i];
    const bool right = VerdictOf(row.candidates[i].kind) == row.expected;
    double target = 0.5 * (right ? p / verdict : 0);
    const auto ref = std::find(row.expected_candidates.begin(), row.expected_candidates.end(), i);
    if (ref != row.expected_candidates.end()) {
      target += 0.5 * (ref == row.expected_candidates.begin() ? 1 : kOtherRefs) / refs;
    }
    const double difference = p - (row.expected_candidates.empty() ? 2 * target : target);
    if (difference != 0) AddCandidate(row.candidates[i], weight * difference, gradient);
  }
  const double none_target = row.expected == Verdict::kUnclear ? 1 : 0;
  AddNone(row, weight * (judgement.none_probability - none_target), gradient);
}

std::vector<double> RowWeights(absl::Span<const CalibrationRow> rows) {
  std::map<Verdict, double> counts;
  for (const CalibrationRow& row : rows) counts[row.expected] += row.weight;
  std::vector<double> weights;
  double sum = 0;
  for (const CalibrationRow& row : rows) {
    weights.push_back(row.weight / counts[row.expected]);
    sum += weights.back();
  }
  for (double& weight : weights) weight /= sum;
  return weights;
}

// Which constants are fitted, 1, or stay 0, by parameter.
Vector Fitted(absl::Span<const CalibrationRow> rows) {
  const bool meanings = std::any_of(rows.begin(), rows.end(), [](const CalibrationRow& row) {
    return std::any_of(row.candidates.begin(), row.candidates.end(),
                       [](const Candidate& candidate) { return candidate.features[kMeaning] > 0; });
  });
  Vector fitted{};
  fitted.fill(1);
  if (!meanings) return fitted;
  for (const Feature feature : {kOwnCosine, kExampleCosine, kNameCover, kWishCover, kTitleName}) {
    fitted[feature] = 0;
  }
  for (const size_t i : {1, 2, 3}) fitted[kNone + i] = 0;
  return fitted;
}

Vector Gradient(absl::Span<const CalibrationRow> rows, const std::vector<double>& weights,
                const Vector& parameters) {
  const Calibration calibration = ToCalibration(parameters);
  Vector gradient{};
  for (size_t i = 0; i < rows.size(); ++i) AddRow(rows[i], weights[i], calibration, gradient);
  for (size_t i = 0; i < kParameters; ++i) {
    gradient[i] += kPenalty / static_cast<double>(rows.size()) * parameters[i];
  }
  return gradient;
}

}  // namespace

Calibration FitCalibration(absl::Span<const CalibrationRow> rows) {
  Vector parameters{}, mean{}, square{};
  std::fill_n(parameters.begin(), kFeatureCount, 2.0);
  parameters[kNone] = 2;
  const Vector fitted = Fitted(rows);
  for (size_t i = 0; i < kParameters; ++i) parameters[i] *= fitted[i];
  const std::vector<double> weights = RowWeights(rows);
  for (int step = 1; step <= kSteps; ++step) {
    const Vector gradient = Gradient(rows, weights, parameters);
    for (size_t i = 0; i < kParameters; ++i) {
      mean[i] = 0.9 * mean[i] + 0.1 * gradient[i];
      square[i] = 0.999 * square[i] + 0.001 * gradient[i] * gradient[i];
      const double m = mean[i] / (1 - std::pow(0.9, step));
      const double v = square[i] / (1 - std::pow(0.999, step));
      parameters[i] -= fitted[i] * kRate * m / (std::sqrt(v) + 1e-8);
    }
  }
  return ToCalibration(parameters);
}

}  // namespace zusage::alignment
