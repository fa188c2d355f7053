// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/proposal_worth.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/check.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/domain/element_index.h"

namespace zusage::alignment {
namespace {

constexpr double kLeastProbability = 1e-6;
constexpr size_t kParts = 10;

// How one request is judged.
struct Outcome {
  bool verdict_right = false;
  bool element_right = false;
  double surprise = 0;
};

double Surprise(double probability) { return -std::log(std::max(probability, kLeastProbability)); }

bool IsMeasured(const BacktestRequest& request) {
  return request.expected != Verdict::kUnspecified;
}

Outcome JudgeBy(const CompiledStrategy& strategy, const BacktestRequest& request) {
  Wish wish;
  wish.name = request.id;
  wish.title = request.title;
  wish.body = request.body;
  const Judgement judgement =
      Judge(CandidatesFor(strategy, wish), BuiltInCalibration(strategy.lexicon()));
  Outcome outcome;
  outcome.verdict_right =
      judgement.verdict == request.expected ||
      std::count(request.acceptable.begin(), request.acceptable.end(), judgement.verdict) > 0;
  double probability = judgement.none_probability;
  if (!request.expected_refs.empty()) {
    probability = 0;
    size_t best = 0;
    for (size_t i = 0; i < judgement.logits.size(); ++i) {
      if (judgement.logits[i] > judgement.logits[best]) best = i;
    }
    for (size_t i = 0; i < judgement.logits.size(); ++i) {
      const std::string& id = strategy.strategy().elements[strategy.elements().elements()[i]].id;
      if (id == request.expected_refs.front()) probability = judgement.probabilities[i];
      const bool expected =
          std::count(request.expected_refs.begin(), request.expected_refs.end(), id) > 0;
      if (i == best && expected) outcome.element_right = true;
    }
  }
  const double verdict = judgement.verdicts[static_cast<size_t>(request.expected)];
  outcome.surprise = (Surprise(verdict) + Surprise(probability)) / 2;
  return outcome;
}

void Count(const Outcome& before, const Outcome& after, bool own, ProposalWorth& worth) {
  ++worth.requests;
  worth.verdicts_before += before.verdict_right;
  worth.verdicts_after += after.verdict_right;
  worth.elements_before += before.element_right;
  worth.elements_after += after.element_right;
  worth.surprise_before += before.surprise;
  worth.surprise_after += after.surprise;
  const double gain = before.surprise - after.surprise;
  worth.uncertainty += gain * gain;  // until Finish()
  if (!own) return;
  ++worth.own_requests;
  worth.own_surprise_before += before.surprise;
  worth.own_surprise_after += after.surprise;
}

void Finish(ProposalWorth& worth) {
  if (worth.requests == 0) return;
  worth.surprise_before /= worth.requests;
  worth.surprise_after /= worth.requests;
  const double gain = worth.surprise_before - worth.surprise_after;
  const double variance = worth.uncertainty / worth.requests - gain * gain;
  worth.uncertainty = std::sqrt(std::max(variance, 0.0) / std::max(worth.requests - 1, 1));
  if (worth.own_requests == 0) return;
  worth.own_surprise_before /= worth.own_requests;
  worth.own_surprise_after /= worth.own_requests;
}

// Whether one of the proposals is for the element that a request rests on.
bool IsOwn(const BacktestRequest& request, absl::Span<const Proposal> proposals) {
  return !request.expected_refs.empty() &&
         std::any_of(proposals.begin(), proposals.end(), [&](const Proposal& proposal) {
           return proposal.element == request.expected_refs.front();
         });
}

bool RestsOn(const Proposal& proposal, const std::string& request) {
  return std::count(proposal.requests.begin(), proposal.requests.end(), request) > 0;
}

std::vector<Outcome> JudgeAll(const strategy::Strategy& strategy, const Lexicon& lexicon,
                              absl::Span<const BacktestRequest> requests) {
  const CompiledStrategy compiled(strategy, /*version=*/0, lexicon);
  std::vector<Outcome> outcomes(requests.size());
  for (size_t i = 0; i < requests.size(); ++i) {
    if (IsMeasured(requests[i])) outcomes[i] = JudgeBy(compiled, requests[i]);
  }
  return outcomes;
}

}  // namespace

void MeasureProposals(const strategy::Strategy& strategy, const Lexicon& lexicon,
                      absl::Span<const BacktestRequest> requests,
                      std::vector<Proposal>& proposals) {
  const std::vector<Outcome> before = JudgeAll(strategy, lexicon, requests);
  const size_t affordable = kMaxMeasuring / (requests.size() + strategy.elements.size() + 1);
  for (size_t p = 0; p < std::min(proposals.size(), affordable); ++p) {
    Proposal& proposal = proposals[p];
    const CompiledStrategy with(WithProposals(strategy, {&proposal, 1}), 0, lexicon);
    ProposalWorth worth;
    for (size_t i = 0; i < requests.size(); ++i) {
      if (!IsMeasured(requests[i]) || RestsOn(proposal, requests[i].id)) continue;
      Count(before[i], JudgeBy(with, requests[i]), IsOwn(requests[i], {&proposal, 1}), worth);
    }
    Finish(worth);
    if (worth.requests > 0) proposal.worth = worth;
  }
}

ProposalWorth MeasureTogether(const strategy::Strategy& strategy, const Lexicon& lexicon,
                              absl::Span<const BacktestRequest> requests,
                              absl::Span<const Proposal> proposals) {
  const std::vector<Outcome> before = JudgeAll(strategy, lexicon, requests);
  ProposalWorth worth;
  for (size_t part = 0; part < kParts; ++part) {
    std::vector<Proposal> others;
    for (const Proposal& proposal : proposals) {
      bool own = false;
      for (size_t i = part; i < requests.size(); i += kParts) {
        own = own || RestsOn(proposal, requests[i].id);
      }
      if (!own) others.push_back(proposal);
    }
    const CompiledStrategy with(WithProposals(strategy, others), 0, lexicon);
    for (size_t i = part; i < requests.size(); i += kParts) {
      if (!IsMeasured(requests[i])) continue;
      Count(before[i], JudgeBy(with, requests[i]), IsOwn(requests[i], others), worth);
    }
  }
  Finish(worth);
  return worth;
}

}  // namespace zusage::alignment
