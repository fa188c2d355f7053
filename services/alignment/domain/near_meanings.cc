// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/near_meanings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>
#include <utility>

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

// The sums of products of `query` with each of the `rows`, which follow each other.
__attribute__((always_inline)) inline void SumProducts(const int16_t* query, size_t dimensions,
                                                       const int8_t* rows, size_t count,
                                                       int32_t* sums) {
  for (size_t row = 0; row < count; ++row, rows += dimensions) {
    int32_t sum = 0;
    for (size_t i = 0; i < dimensions; ++i) sum += int32_t{query[i]} * rows[i];
    sums[row] = sum;
  }
}

#if defined(__x86_64__)
__attribute__((target("avx2"))) void WideProducts(const int16_t* query, size_t dimensions,
                                                  const int8_t* rows, size_t count, int32_t* sums) {
  SumProducts(query, dimensions, rows, count, sums);
}
bool HasWideRegisters() { return __builtin_cpu_supports("avx2"); }
#else
constexpr auto WideProducts = SumProducts;
bool HasWideRegisters() { return false; }
#endif

void NarrowProducts(const int16_t* query, size_t dimensions, const int8_t* rows, size_t count,
                    int32_t* sums) {
  SumProducts(query, dimensions, rows, count, sums);
}

// The whole numbers are the same on every processor.
std::vector<int32_t> Products(const PackedMeaning& query, absl::Span<const int8_t> rows) {
  static const bool wide = HasWideRegisters();
  const std::vector<int16_t> values(query.values.begin(), query.values.end());
  const size_t count = rows.size() / values.size();
  std::vector<int32_t> sums(count);
  (wide ? WideProducts : NarrowProducts)(values.data(), values.size(), rows.data(), count,
                                         sums.data());
  return sums;
}

bool IsNearer(const NearMeaning& a, const NearMeaning& b) {
  return a.likeness != b.likeness ? a.likeness > b.likeness : a.text < b.text;
}

// A direction in small numbers.
PackedMeaning Pack(const std::vector<float>& sum) {
  PackedMeaning packed;
  float largest = 0;
  for (const float value : sum) largest = std::max(largest, std::abs(value));
  if (largest == 0) return packed;
  int32_t squares = 0;
  for (const float value : sum) {
    const int8_t small = static_cast<int8_t>(std::lrint(value * (127 / largest)));
    squares += int32_t{small} * small;
    packed.values.push_back(small);
  }
  packed.factor = 1 / std::sqrt(static_cast<float>(squares));
  return packed;
}

}  // namespace

void NearMeanings::Centres::Add(const PackedMeaning& meaning) {
  values.insert(values.end(), meaning.values.begin(), meaning.values.end());
  factors.push_back(meaning.factor);
}

std::vector<float> NearMeanings::Centres::LikenessTo(const PackedMeaning& meaning) const {
  const std::vector<int32_t> sums = Products(meaning, values);
  std::vector<float> likeness;
  likeness.reserve(sums.size());
  for (size_t i = 0; i < sums.size(); ++i) {
    likeness.push_back(static_cast<float>(sums[i]) * factors[i] * meaning.factor);
  }
  return likeness;
}

size_t NearMeanings::Centres::NearestTo(const PackedMeaning& meaning) const {
  const std::vector<float> likeness = LikenessTo(meaning);
  return static_cast<size_t>(std::max_element(likeness.begin(), likeness.end()) - likeness.begin());
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
  const std::vector<float> likeness = centres_.LikenessTo(meaning);
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
  for (const uint32_t number : CellsToRead(meaning)) {
    const Cell& cell = cells_[number];
    const std::vector<int32_t> sums = Products(meaning, cell.values);
    for (size_t i = 0; i < sums.size(); ++i) {
      const float likeness = static_cast<float>(sums[i]) * meaning.factor * cell.factors[i];
      if (likeness < least || cell.factors[i] == 0) continue;
      nearest.push_back({cell.texts[i], likeness});
    }
  }
  const auto end = nearest.begin() + static_cast<ptrdiff_t>(std::min(count, nearest.size()));
  std::partial_sort(nearest.begin(), end, nearest.end(), IsNearer);
  nearest.erase(end, nearest.end());
  return nearest;
}

absl::Span<const int8_t> NearMeanings::ValuesAt(const Place& place) const {
  return absl::MakeConstSpan(cells_[place.cell].values)
      .subspan(place.slot * dimensions_, dimensions_);
}

float NearMeanings::LikenessOf(uint32_t text, const PackedMeaning& meaning) const {
  const Place& place = places_[text];
  if (place.cell == kNowhere || meaning.values.size() != dimensions_) return 0;
  const int8_t* values = ValuesAt(place).data();
  int32_t sum = 0;
  for (size_t i = 0; i < dimensions_; ++i) sum += int32_t{meaning.values[i]} * values[i];
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
