// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/translation_model.h"

#include <algorithm>

namespace zusage::alignment {
namespace {

constexpr float kDoubt = 0.3f;  // added to what a stem was seen, so that rare ones are less sure

bool MoreProbable(const WeightedStem& a, const WeightedStem& b) {
  return a.weight != b.weight ? a.weight > b.weight : a.stem < b.stem;
}

std::vector<WeightedStem> Best(std::vector<WeightedStem> stems, float least, size_t count) {
  std::erase_if(stems, [least](const WeightedStem& entry) { return entry.weight <= least; });
  std::sort(stems.begin(), stems.end(), MoreProbable);
  if (stems.size() > count) stems.resize(count);
  return stems;
}

}  // namespace

void TranslationModel::Add(absl::Span<const StemId> german, absl::Span<const StemId> english,
                           float weight) {
  if (german.empty() || english.empty()) return;
  words_.insert(words_.end(), german.begin(), german.end());
  const uint32_t middle = static_cast<uint32_t>(words_.size());
  words_.insert(words_.end(), english.begin(), english.end());
  pairs_.push_back({middle, static_cast<uint32_t>(words_.size()), weight});
}

void TranslationModel::Train(size_t german_count, size_t english_count, int rounds) {
  english_count_ = english_count;
  row_sums_.assign(german_count + 1, 0);
  NumberLinks();
  probabilities_.assign(link_stems_.size(), 1);
  for (int i = 0; i < rounds; ++i) Round();
}

// Calls `take(row, english)` for each link of each pair, by English word.
template <typename Words, typename Pairs, typename Take>
void ForEachLink(const Words& words, const Pairs& pairs, Take take) {
  uint32_t start = 0;
  for (const auto& pair : pairs) {
    for (uint32_t e = pair.german; e < pair.english; ++e) {
      take(0, words[e]);
      for (uint32_t d = start; d < pair.german; ++d) take(words[d] + 1, words[e]);
    }
    start = pair.english;
  }
}

void TranslationModel::NumberLinks() {
  std::vector<uint64_t> links;
  ForEachLink(words_, pairs_, [&](uint32_t row, StemId english) {
    links.push_back(uint64_t{row} << 32 | english);
  });
  std::vector<uint64_t> sorted = links;
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  row_starts_.assign(row_sums_.size() + 1, 0);
  for (const uint64_t link : sorted) {
    ++row_starts_[(link >> 32) + 1];
    link_stems_.push_back(static_cast<StemId>(link));
  }
  for (size_t i = 1; i < row_starts_.size(); ++i) row_starts_[i] += row_starts_[i - 1];
  numbers_.reserve(links.size());
  for (const uint64_t link : links) {
    const auto row = sorted.begin() + row_starts_[link >> 32];
    const auto end = sorted.begin() + row_starts_[(link >> 32) + 1];
    numbers_.push_back(static_cast<uint32_t>(std::lower_bound(row, end, link) - sorted.begin()));
  }
}

// Shares each English word among the German words beside it as probable as they are, then takes
// the shares for the new probabilities.
void TranslationModel::Round() {
  counts_.assign(probabilities_.size(), 0);
  size_t next = 0;
  uint32_t start = 0;
  for (const Pair& pair : pairs_) {
    const size_t rows = 1 + pair.german - start;
    for (uint32_t e = pair.german; e < pair.english; ++e, next += rows) {
      float sum = 0;
      for (size_t i = 0; i < rows; ++i) sum += probabilities_[numbers_[next + i]];
      if (sum <= 0) continue;
      const float share = pair.weight / sum;
      for (size_t i = 0; i < rows; ++i) {
        const uint32_t link = numbers_[next + i];
        counts_[link] += share * probabilities_[link];
      }
    }
    start = pair.english;
  }
  for (size_t row = 0; row < row_sums_.size(); ++row) {
    float sum = 0;
    for (uint32_t i = row_starts_[row]; i < row_starts_[row + 1]; ++i) sum += counts_[i];
    row_sums_[row] = sum;
    for (uint32_t i = row_starts_[row]; i < row_starts_[row + 1]; ++i) {
      probabilities_[i] = counts_[i] / (sum + kDoubt);
    }
  }
}

std::vector<WeightedStem> TranslationModel::TranslationsOf(StemId german, float least,
                                                           size_t count) const {
  std::vector<WeightedStem> stems;
  for (uint32_t i = row_starts_[german + 1]; i < row_starts_[german + 2]; ++i) {
    stems.push_back({link_stems_[i], probabilities_[i]});
  }
  return Best(std::move(stems), least, count);
}

std::vector<std::vector<WeightedStem>> TranslationModel::Pivot(float least, size_t count) const {
  // By English stem: the German rows that stand for it, and how much.
  std::vector<std::vector<WeightedStem>> rows(english_count_);
  for (uint32_t row = 1; row < row_sums_.size(); ++row) {
    for (uint32_t i = row_starts_[row]; i < row_starts_[row + 1]; ++i) {
      if (counts_[i] > 0) rows[link_stems_[i]].push_back({row, counts_[i]});
    }
  }
  std::vector<std::vector<WeightedStem>> pivots(english_count_);
  std::vector<float> sums(english_count_, 0);
  for (StemId stem = 0; stem < english_count_; ++stem) {
    float total = 0;
    for (const WeightedStem& row : rows[stem]) total += row.weight;
    std::vector<StemId> touched;
    for (const WeightedStem& row : rows[stem]) {
      for (uint32_t i = row_starts_[row.stem]; i < row_starts_[row.stem + 1]; ++i) {
        const StemId other = link_stems_[i];
        if (sums[other] == 0) touched.push_back(other);
        sums[other] += row.weight / total * probabilities_[i];
      }
    }
    std::vector<WeightedStem> others;
    for (const StemId other : touched) {
      if (other != stem) others.push_back({other, sums[other]});
      sums[other] = 0;
    }
    pivots[stem] = Best(std::move(others), least, count);
  }
  return pivots;
}

}  // namespace zusage::alignment
