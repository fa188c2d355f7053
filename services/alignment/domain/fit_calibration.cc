// SPDX-License-Identifier: Apache-2.0
//
// Fits the constants of calibration.h. Which elements take part in a row's softmax depends on the
// constants: it is found out, held still while a smooth loss is minimized, and found out anew.
#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/minimize.h"

namespace zusage::alignment {
namespace {

constexpr size_t kBias = kFeatureCount;          // where the kinds' biases start
constexpr size_t kNone = kBias + kVerdictKinds;  // where the six of "none" start
constexpr size_t kParameters = kNone + 6;
constexpr int kRounds = 5;
constexpr double kPenalty = 1;
constexpr double kVerdictShare = 0.5;  // of the loss; the rest is for the elements
constexpr double kOtherRefs = 0.4;
constexpr double kLeastProbability = 1e-9;
constexpr double kLeastSpread = 1e-6;

// By parameter: what it is multiplied by.
using Inputs = std::array<double, kParameters>;

Inputs InputsOf(const Candidate& candidate) {
  Inputs inputs{};
  std::copy(candidate.features.begin(), candidate.features.end(), inputs.begin());
  inputs[kBias + static_cast<size_t>(candidate.kind)] = 1;
  return inputs;
}

Inputs InputsOfNone(const CalibrationRow& row) {
  const LargestFeatures largest = LargestOf(row.candidates);
  Inputs inputs{};
  inputs[kNone] = 1;
  inputs[kNone + 1] = largest.cosine;
  inputs[kNone + 2] = largest.name;
  inputs[kNone + 3] = largest.cover;
  inputs[kNone + 4] = largest.meaning;
  inputs[kNone + 5] = largest.mutual;
  return inputs;
}

Calibration ToCalibration(const std::vector<double>& parameters, const Inputs& factors) {
  Inputs p{};
  for (size_t i = 0; i < kParameters; ++i) p[i] = parameters[i] * factors[i] + 0.0;  // no -0
  Calibration calibration;
  std::copy_n(p.begin(), kFeatureCount, calibration.weights.begin());
  std::copy_n(p.begin() + kBias, kVerdictKinds, calibration.kind_bias.begin());
  calibration.none_bias = p[kNone];
  calibration.none_cosine = p[kNone + 1];
  calibration.none_name = p[kNone + 2];
  calibration.none_cover = p[kNone + 3];
  calibration.none_meaning = p[kNone + 4];
  calibration.none_mutual = p[kNone + 5];
  return calibration;
}

// Which parameters are fitted.
std::array<bool, kParameters> Fitted(absl::Span<const CalibrationRow> rows) {
  const bool meanings = std::any_of(rows.begin(), rows.end(), [](const CalibrationRow& row) {
    return std::any_of(row.candidates.begin(), row.candidates.end(),
                       [](const Candidate& candidate) { return candidate.features[kMeaning] > 0; });
  });
  std::array<bool, kParameters> fitted;
  fitted.fill(true);
  if (meanings) {
    for (const size_t i :
         {kOwnCosine, kExampleCosine, kNameCover, kWishCover, kTitleName, kSenseCover}) {
      fitted[i] = false;
    }
    for (const size_t i : {1, 2, 3}) fitted[kNone + i] = false;
  } else {
    for (const size_t i : {kMeaning, kSenseCover, kMutualCover}) fitted[i] = false;
    for (const size_t i : {4, 5}) fitted[kNone + i] = false;
  }
  return fitted;
}

// How far numbers lie from their mean.
class Spread {
 public:
  void Add(double value) {
    ++count_;
    sum_ += value;
    squares_ += value * value;
  }
  double Root() const {
    if (count_ == 0) return 0;
    const double mean = sum_ / count_;
    return std::sqrt(std::max(squares_ / count_ - mean * mean, 0.0));
  }

 private:
  double count_ = 0, sum_ = 0, squares_ = 0;
};

// What inputs are multiplied by so that a penalty weighs as much on each constant: one by how far
// the input spreads; a bias's input stays 1, and what is not fitted or never differs becomes 0.
Inputs FactorsFor(absl::Span<const CalibrationRow> rows) {
  std::array<Spread, kParameters> spreads;
  for (const CalibrationRow& row : rows) {
    for (const Candidate& candidate : row.candidates) {
      for (size_t i = 0; i < kFeatureCount; ++i) spreads[i].Add(candidate.features[i]);
    }
    const Inputs none = InputsOfNone(row);
    for (size_t i = kNone + 1; i < kParameters; ++i) spreads[i].Add(none[i]);
  }
  const std::array<bool, kParameters> fitted = Fitted(rows);
  Inputs factors{};
  for (size_t i = 0; i < kParameters; ++i) {
    const bool is_bias = i >= kBias && i <= kNone;
    const double spread = is_bias ? 1 : spreads[i].Root();
    if (fitted[i] && spread > kLeastSpread) factors[i] = 1 / spread;
  }
  return factors;
}

// One of those that a softmax chooses from.
struct Option {
  Inputs inputs{};
  Verdict verdict = Verdict::kUnclear;
  double share = 0;  // of what is expected of the elements
};

struct Sample {
  std::vector<Option> options;
  Verdict expected = Verdict::kUnclear;
  double weight = 1;
  double verdict_share = 1;  // of the loss
};

Option Scaled(Option option, const Inputs& factors) {
  for (size_t i = 0; i < kParameters; ++i) option.inputs[i] *= factors[i];
  return option;
}

// The row with those candidates that take part by `judgement`, and the expected ones.
Sample SampleOf(const CalibrationRow& row, double weight, const Judgement& judgement,
                const Inputs& factors) {
  Sample sample{{}, row.expected, weight, row.expected_candidates.empty() ? 1 : kVerdictShare};
  double refs = 0;
  for (size_t i = 0; i < row.expected_candidates.size(); ++i) refs += i == 0 ? 1 : kOtherRefs;
  for (size_t i = 0; i < row.candidates.size(); ++i) {
    const auto ref = std::find(row.expected_candidates.begin(), row.expected_candidates.end(), i);
    const bool expected = ref != row.expected_candidates.end();
    if (judgement.probabilities[i] == 0 && !expected) continue;
    Option option{InputsOf(row.candidates[i]), VerdictOf(row.candidates[i].kind)};
    if (expected) {
      option.share = (ref == row.expected_candidates.begin() ? 1 : kOtherRefs) / refs;
    }
    sample.options.push_back(Scaled(option, factors));
  }
  sample.options.push_back(Scaled({InputsOfNone(row)}, factors));
  return sample;
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

std::vector<Sample> SamplesOf(absl::Span<const CalibrationRow> rows, const Inputs& factors,
                              const Calibration& calibration) {
  const std::vector<double> weights = RowWeights(rows);
  std::vector<Sample> samples;
  for (size_t i = 0; i < rows.size(); ++i) {
    const Judgement judgement = Judge(rows[i].candidates, calibration);
    if (judgement.none_probability == 1) continue;  // no word is shared: nothing to learn from
    samples.push_back(SampleOf(rows[i], weights[i], judgement, factors));
  }
  return samples;
}

// The probability of each option.
std::vector<double> Softmax(const Sample& sample, const std::vector<double>& parameters) {
  std::vector<double> p;
  for (const Option& option : sample.options) {
    double logit = 0;
    for (size_t i = 0; i < kParameters; ++i) logit += option.inputs[i] * parameters[i];
    p.push_back(logit);
  }
  const double largest = *std::max_element(p.begin(), p.end());
  double sum = 0;
  for (double& value : p) sum += value = std::exp(value - largest);
  for (double& value : p) value /= sum;
  return p;
}

// The sample's loss; adds its gradient: what the softmax says minus what it should say.
double LossOf(const Sample& sample, const std::vector<double>& parameters,
              std::vector<double>& gradient) {
  const std::vector<double> p = Softmax(sample, parameters);
  double verdict = 0;
  for (size_t i = 0; i < p.size(); ++i) {
    if (sample.options[i].verdict == sample.expected) verdict += p[i];
  }
  verdict = std::max(verdict, kLeastProbability);
  const double element_share = 1 - sample.verdict_share;
  double loss = -sample.verdict_share * std::log(verdict);
  for (size_t i = 0; i < p.size(); ++i) {
    const Option& option = sample.options[i];
    double target = element_share * option.share;
    if (option.verdict == sample.expected) target += sample.verdict_share * p[i] / verdict;
    if (option.share > 0) {
      loss -= element_share * option.share * std::log(std::max(p[i], kLeastProbability));
    }
    const double difference = sample.weight * (p[i] - target);
    for (size_t j = 0; j < kParameters; ++j) gradient[j] += difference * option.inputs[j];
  }
  return sample.weight * loss;
}

}  // namespace

Calibration FitCalibration(absl::Span<const CalibrationRow> rows) {
  const Inputs factors = FactorsFor(rows);
  std::vector<double> parameters(kParameters, 0);
  std::fill_n(parameters.begin(), kFeatureCount, 0.3);
  for (int round = 0; round < kRounds; ++round) {
    const std::vector<Sample> samples =
        SamplesOf(rows, factors, ToCalibration(parameters, factors));
    const double penalty = kPenalty / static_cast<double>(rows.size());
    const auto loss = [&](const std::vector<double>& p, std::vector<double>& gradient) {
      double sum = 0;
      for (size_t i = 0; i < kParameters; ++i) {
        sum += penalty / 2 * p[i] * p[i];
        gradient[i] = penalty * p[i];
      }
      for (const Sample& sample : samples) sum += LossOf(sample, p, gradient);
      return sum;
    };
    parameters = Minimize(loss, std::move(parameters));
  }
  return ToCalibration(parameters, factors);
}

}  // namespace zusage::alignment
