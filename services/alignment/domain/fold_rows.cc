// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/fold_rows.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <string_view>
#include <utility>

namespace zusage::alignment {
namespace {

constexpr double kLeastProbability = 0.01;  // one blunder must not hide all else
constexpr size_t kRanked = 3;

// The fold of each request of the only product. The requests of one wish go together, since a
// constant that was fitted on a wish knows it in other words as well.
std::vector<size_t> DealRequests(absl::Span<const BacktestRequest> requests) {
  std::map<std::string_view, size_t> places;
  for (size_t i = 0; i < requests.size(); ++i) places.emplace(requests[i].id, i);
  std::vector<size_t> wish(requests.size());  // the first request of the same wish
  std::iota(wish.begin(), wish.end(), size_t{0});
  const auto first = [&wish](size_t i) {
    while (wish[i] != i) i = wish[i];
    return i;
  };
  for (size_t i = 0; i < requests.size(); ++i) {
    const auto same = places.find(requests[i].duplicate_of);
    if (same == places.end()) continue;
    const size_t a = first(i), b = first(same->second);
    wish[std::max(a, b)] = std::min(a, b);
  }
  std::vector<size_t> folds(requests.size());
  size_t wishes = 0;
  for (size_t i = 0; i < requests.size(); ++i) {
    folds[i] = first(i) == i ? wishes++ % kFoldsOfOneProduct : folds[first(i)];
  }
  return folds;
}

// The decided requests that are similar to each request, by what of the past is known and by
// body_only. They are the same for all strategies of a product.
struct Precedents {
  std::array<std::vector<std::vector<SimilarRequest>>, 2> older, others;
};

Precedents PrecedentsOf(const BacktestProduct& product) {
  Precedents precedents;
  const CompiledStrategy* strategy = product.bare.has_value()       ? &*product.bare
                                     : product.prepared.has_value() ? &*product.prepared
                                                                    : nullptr;
  if (strategy == nullptr) return precedents;
  for (const bool body_only : {false, true}) {
    const auto with = [&](PrecedentUse use) {
      return PrecedentsFor(strategy->lexicon(), product.requests, {body_only, use});
    };
    precedents.older[body_only] = with(PrecedentUse::kOlder);
    precedents.others[body_only] = with(PrecedentUse::kAllOthers);
  }
  return precedents;
}

void AddRows(const CompiledStrategy& strategy, bool prepared, size_t product,
             absl::Span<const BacktestRequest> requests, const Precedents& precedents,
             FoldRows& rows) {
  size_t i = 0;
  for (CalibrationRow& row : CalibrationRows(strategy, requests)) {
    FoldRow& added = rows.rows.emplace_back();
    added.product = product;
    added.request = i / 2;  // of each request there is a row with its title and one without
    added.fold = rows.fold_of[product][added.request];
    added.prepared = prepared;
    added.body_only = i % 2 == 1;
    added.strategy = &strategy;
    added.row = std::move(row);
    added.precedents = {precedents.older[added.body_only][added.request],
                        precedents.others[added.body_only][added.request]};
    ++i;
  }
}

double Price(double probability) { return -std::log(std::max(probability, kLeastProbability)); }

}  // namespace

FoldRows DealRows(absl::Span<const BacktestProduct> products) {
  FoldRows rows;
  for (size_t i = 0; i < products.size(); ++i) {
    const BacktestProduct& product = products[i];
    rows.fold_of.push_back(products.size() > 1 ? std::vector<size_t>(product.requests.size(), i)
                                               : DealRequests(product.requests));
    for (const size_t fold : rows.fold_of.back()) rows.folds = std::max(rows.folds, fold + 1);
    const Precedents precedents = PrecedentsOf(product);
    const auto add = [&](const std::optional<CompiledStrategy>& strategy, bool prepared) {
      if (strategy.has_value()) {
        AddRows(*strategy, prepared, i, product.requests, precedents, rows);
      }
    };
    add(product.bare, false);
    add(product.prepared, true);
  }
  return rows;
}

Calibration FitWithout(const FoldRows& rows, size_t fold, size_t other) {
  std::vector<CalibrationRow> kept;
  for (const FoldRow& row : rows.rows) {
    if (row.fold != fold && row.fold != other) kept.push_back(row.row);
  }
  return FitCalibration(kept);
}

RowVerdict JudgeRow(const CalibrationRow& row, const Calibration& calibration,
                    const LogitGains& gains) {
  const Judgement judgement = JudgeWith(gains, row.candidates, Judge(row.candidates, calibration));
  RowVerdict verdict;
  verdict.verdict = judgement.verdict;
  verdict.confidence = judgement.confidence;
  verdict.ranked.resize(row.candidates.size());
  std::iota(verdict.ranked.begin(), verdict.ranked.end(), size_t{0});
  std::stable_sort(verdict.ranked.begin(), verdict.ranked.end(), [&judgement](size_t a, size_t b) {
    return judgement.logits[a] > judgement.logits[b];
  });
  verdict.ranked.resize(std::min(kRanked, verdict.ranked.size()));
  verdict.loss.verdict = Price(judgement.verdicts[static_cast<size_t>(row.expected)]);
  verdict.loss.element = Price(row.expected_candidates.empty()
                                   ? judgement.none_probability
                                   : judgement.probabilities[row.expected_candidates.front()]);
  return verdict;
}

}  // namespace zusage::alignment
