// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/meaning.h"

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

#include "services/alignment/domain/variants.h"
#include "services/alignment/domain/word_memory.h"

namespace zusage::alignment {
namespace {

constexpr float kLargest = 127;

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

float Likeness(const PackedMeaning& a, const PackedMeaning& b) {
  const size_t count = std::min(a.values.size(), b.values.size());
  int32_t sum = 0;
  for (size_t i = 0; i < count; ++i) sum += int32_t{a.values[i]} * b.values[i];
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

PackedMeaning Meaning::Finish() const {
  PackedMeaning packed;
  float largest = 0;
  for (const float value : sum_) largest = std::max(largest, std::abs(value));
  if (largest == 0) return packed;
  packed.values.reserve(sum_.size());
  int32_t squares = 0;
  for (const float value : sum_) {
    const int8_t small = static_cast<int8_t>(std::lrint(value * (kLargest / largest)));
    squares += int32_t{small} * small;
    packed.values.push_back(small);
  }
  packed.factor = 1 / std::sqrt(static_cast<float>(squares));
  return packed;
}

}  // namespace zusage::alignment
