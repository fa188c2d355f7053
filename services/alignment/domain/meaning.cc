// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/meaning.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "services/alignment/domain/variants.h"
#include "services/alignment/domain/vector_math.h"
#include "services/alignment/domain/word_memory.h"

namespace zusage::alignment {
namespace {

constexpr float kLargest = 127;
constexpr int kCountedRepetitions = 2;

Directions LookUp(const Word& word, const Lexicon& lexicon) {
  const std::string_view german = word.exact ? "" : GermanStemOf(word, lexicon);
  if (!german.empty()) {
    Directions directions = lexicon.GermanDirections(Fold(word.surface), german);
    if (!directions.empty()) return directions;
  }
  // What is no German word is a name or borrowed.
  const bool is_german = word.language == Language::kGerman && !word.other_stem.empty();
  return lexicon.EnglishDirections(is_german ? word.other_stem : word.stem);
}

}  // namespace

PackedMeaning Pack(absl::Span<const float> sum) {
  PackedMeaning packed;
  float largest = 0;
  for (const float value : sum) largest = std::max(largest, std::abs(value));
  if (largest == 0) return packed;
  packed.values.reserve(PaddedLength(sum.size()));
  int32_t squares = 0;
  for (const float value : sum) {
    const int8_t small = static_cast<int8_t>(std::lrint(value * (kLargest / largest)));
    squares += int32_t{small} * small;
    packed.values.push_back(small);
  }
  packed.values.resize(PaddedLength(sum.size()), 0);
  packed.factor = 1 / std::sqrt(static_cast<float>(squares));
  return packed;
}

float Likeness(const PackedMeaning& a, const PackedMeaning& b) {
  if (a.values.empty() || a.values.size() != b.values.size()) return 0;
  int32_t sum = 0;
  Products(a.values, b.values.data(), absl::MakeSpan(&sum, 1));
  return std::max(0.0f, static_cast<float>(sum) * a.factor * b.factor);
}

const Directions& DirectionsOf(const Word& word, const Lexicon& lexicon) {
  static thread_local WordMemory<Directions> memory;
  const Directions* known = memory.Find(lexicon.number(), word.form);
  if (known != nullptr) return *known;
  return memory.Put(lexicon.number(), word.form, LookUp(word, lexicon));
}

void Meaning::Add(const Word& word, float weight) {
  if (!sum_.empty()) Add(DirectionsOf(word, lexicon_), weight);
}

void Meaning::Add(const Directions& directions, float weight) {
  for (const Direction& direction : directions) lexicon_.AddVector(direction, weight, sum_.data());
}

float WeightInMeaning(const DistinctWord& word) {
  return word.word->weight * static_cast<float>(std::min(word.count, kCountedRepetitions));
}

PackedMeaning MeaningOf(absl::Span<const DistinctWord> words, const Lexicon& lexicon) {
  Meaning meaning(lexicon);
  for (const DistinctWord& word : words) meaning.Add(*word.word, WeightInMeaning(word));
  return meaning.Finish();
}

}  // namespace zusage::alignment
