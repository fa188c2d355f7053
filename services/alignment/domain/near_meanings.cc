// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/near_meanings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

#include "services/alignment/domain/vector_math.h"

namespace zusage::alignment {
namespace {

constexpr std::array<size_t, 3> kCells = {1, 64, 512};         // how many there are
constexpr std::array<size_t, 2> kFinerFrom = {2'049, 32'768};  // texts
constexpr size_t kSample = 16;  // texts for each cell to learn its centre from
constexpr int kRounds = 4;

// Grows by an eighth: there are many cells, and doubling would waste a third of the memory.
template <typename Value>
void MakeRoom(std::vector<Value>& values, size_t more) {
  const size_t size = values.size() + more;
  if (size > values.capacity()) values.reserve(size + size / 8 + 8 * more);
}

// How near a meaning is to rows that follow each other, given the factors that make their lengths
// 1. Valid until this thread asks again.
class LikenessToRows {
 public:
  LikenessToRows(const PackedMeaning& meaning, const std::vector<int8_t>& rows,
                 const std::vector<float>& factors)
      : factor_(meaning.factor), factors_(factors.data()) {
    static thread_local std::vector<int32_t> sums;
    if (sums.size() < factors.size()) sums.resize(factors.size());
    sums_ = sums.data();
    Products(meaning.values, rows.data(), absl::MakeSpan(sums_, factors.size()));
  }

  float operator[](size_t row) const {
    return static_cast<float>(sums_[row]) * factor_ * factors_[row];
  }

 private:
  const float factor_;
  const float* const factors_;
  int32_t* sums_;
};

bool IsNearer(const NearMeaning& a, const NearMeaning& b) {
  return a.likeness != b.likeness ? a.likeness > b.likeness : a.text < b.text;
}

}  // namespace

void NearMeanings::Centres::Add(const PackedMeaning& meaning) {
  values.insert(values.end(), meaning.values.begin(), meaning.values.end());
  factors.push_back(meaning.factor);
}

size_t NearMeanings::Centres::NearestTo(const PackedMeaning& meaning) const {
  const LikenessToRows likeness(meaning, values, factors);
  size_t nearest = 0;
  for (size_t i = 1; i < factors.size(); ++i) {
    if (likeness[i] > likeness[nearest]) nearest = i;
  }
  return nearest;
}

void NearMeanings::Add(const PackedMeaning& meaning) {
  const uint32_t text = static_cast<uint32_t>(places_.size());
  places_.emplace_back();
  if (meaning.values.empty()) return;
  dimensions_ = meaning.values.size();
  Put(text, meaning);
}

void NearMeanings::Put(uint32_t text, const PackedMeaning& meaning) {
  const auto number = static_cast<uint32_t>(cells_.size() == 1 ? 0 : centres_.NearestTo(meaning));
  Cell& cell = cells_[number];
  places_[text] = {number, static_cast<uint32_t>(cell.texts.size())};
  MakeRoom(cell.values, dimensions_);
  MakeRoom(cell.factors, 1);
  MakeRoom(cell.texts, 1);
  cell.values.insert(cell.values.end(), meaning.values.begin(), meaning.values.end());
  cell.factors.push_back(meaning.factor);
  cell.texts.push_back(text);
  ++living_;
}

void NearMeanings::Remove(uint32_t text) {
  Place& place = places_[text];
  if (place.cell == kNowhere) return;
  cells_[place.cell].factors[place.slot] = 0;
  place.cell = kNowhere;
  --living_;
}

bool NearMeanings::NeedsCells() const {
  for (size_t level = 0; level < kFinerFrom.size(); ++level) {
    if (living_ >= kFinerFrom[level] && cells_.size() < kCells[level + 1]) return true;
  }
  return false;
}

NearMeanings NearMeanings::WithFinerCells() const {
  size_t level = 0;
  while (level < kFinerFrom.size() && living_ >= kFinerFrom[level]) ++level;
  NearMeanings finer;
  finer.dimensions_ = dimensions_;
  finer.places_.resize(places_.size());
  finer.centres_ = CentresFor(kCells[level]);
  finer.cells_.resize(kCells[level]);
  for (const uint32_t text : Living()) finer.Put(text, MeaningOf(text));
  return finer;
}

std::vector<uint32_t> NearMeanings::Living() const {
  std::vector<uint32_t> living;
  living.reserve(living_);
  for (uint32_t text = 0; text < places_.size(); ++text) {
    if (places_[text].cell != kNowhere) living.push_back(text);
  }
  return living;
}

// Starts from texts at equal distances and moves each centre to the middle of what is nearest to
// it. One that nothing is nearest to stays.
NearMeanings::Centres NearMeanings::CentresFor(size_t count) const {
  const std::vector<uint32_t> living = Living();
  const size_t samples = std::min(living.size(), kSample * count);
  std::vector<PackedMeaning> sample, centres;
  for (size_t i = 0; i < samples; ++i)
    sample.push_back(MeaningOf(living[i * living.size() / samples]));
  for (size_t i = 0; i < count; ++i) centres.push_back(sample[i * samples / count]);
  const auto together = [&centres] {
    Centres all;
    for (const PackedMeaning& centre : centres) all.Add(centre);
    return all;
  };
  for (int round = 0; round < kRounds; ++round) {
    const Centres before = together();
    std::vector<std::vector<float>> sums(count, std::vector<float>(dimensions_, 0));
    for (const PackedMeaning& meaning : sample) {
      std::vector<float>& sum = sums[before.NearestTo(meaning)];
      for (size_t i = 0; i < dimensions_; ++i) {
        sum[i] += static_cast<float>(meaning.values[i]) * meaning.factor;
      }
    }
    for (size_t i = 0; i < count; ++i) {
      PackedMeaning moved = Pack(sums[i]);
      if (!moved.values.empty()) centres[i] = std::move(moved);
    }
  }
  return together();
}

std::vector<uint32_t> NearMeanings::CellsToRead(const PackedMeaning& meaning) const {
  if (cells_.size() == 1) return {0};
  const LikenessToRows likeness(meaning, centres_.values, centres_.factors);
  std::vector<uint32_t> nearest(cells_.size());
  std::iota(nearest.begin(), nearest.end(), 0u);
  std::sort(nearest.begin(), nearest.end(), [&likeness](uint32_t a, uint32_t b) {
    return likeness[a] != likeness[b] ? likeness[a] > likeness[b] : a < b;
  });
  size_t texts = 0, count = 0;
  while (count < nearest.size() && texts < kSearched)
    texts += cells_[nearest[count++]].texts.size();
  nearest.resize(count);
  return nearest;
}

std::vector<NearMeaning> NearMeanings::Nearest(const PackedMeaning& meaning, size_t count,
                                               float least) const {
  std::vector<NearMeaning> nearest;
  if (meaning.values.size() != dimensions_ || dimensions_ == 0 || count == 0) return nearest;
  // The nearest so far are a heap with the farthest of them on top; most texts are farther still.
  float farthest = least;
  for (const uint32_t number : CellsToRead(meaning)) {
    const Cell& cell = cells_[number];
    const LikenessToRows likeness(meaning, cell.values, cell.factors);
    for (size_t i = 0; i < cell.texts.size(); ++i) {
      const NearMeaning found = {cell.texts[i], likeness[i]};
      if (found.likeness < farthest || cell.factors[i] == 0) continue;
      if (nearest.size() == count) {
        if (!IsNearer(found, nearest.front())) continue;
        std::pop_heap(nearest.begin(), nearest.end(), IsNearer);
        nearest.pop_back();
      }
      nearest.push_back(found);
      std::push_heap(nearest.begin(), nearest.end(), IsNearer);
      if (nearest.size() == count) farthest = nearest.front().likeness;
    }
  }
  std::sort_heap(nearest.begin(), nearest.end(), IsNearer);
  return nearest;
}

absl::Span<const int8_t> NearMeanings::ValuesAt(const Place& place) const {
  return absl::MakeConstSpan(cells_[place.cell].values)
      .subspan(place.slot * dimensions_, dimensions_);
}

float NearMeanings::LikenessOf(uint32_t text, const PackedMeaning& meaning) const {
  const Place& place = places_[text];
  if (place.cell == kNowhere || meaning.values.size() != dimensions_) return 0;
  int32_t sum = 0;
  Products(meaning.values, ValuesAt(place).data(), absl::MakeSpan(&sum, 1));
  return std::max(
      0.0f, static_cast<float>(sum) * meaning.factor * cells_[place.cell].factors[place.slot]);
}

PackedMeaning NearMeanings::MeaningOf(uint32_t text) const {
  const Place& place = places_[text];
  if (place.cell == kNowhere) return {};
  const absl::Span<const int8_t> values = ValuesAt(place);
  return {{values.begin(), values.end()}, cells_[place.cell].factors[place.slot]};
}

}  // namespace zusage::alignment
