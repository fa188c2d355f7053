// SPDX-License-Identifier: Apache-2.0
//
// What the check knows about the words of the two languages beyond their stems: which German words
// mean which English ones, and which English words mean much the same. Built in is a small list of
// general words of business software; linguistic data (data_lexicon.h) takes its place where it is
// installed. Either is named in every assessment.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LEXICON_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LEXICON_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "absl/container/inlined_vector.h"
#include "absl/functional/function_ref.h"
#include "absl/types/span.h"
#include "services/alignment/domain/word_memory.h"
#include "services/base/error.h"

namespace zusage::alignment {

// Takes an English stem and how sure it is that it is meant, 0 to 1.
using TakeStem = absl::FunctionRef<void(std::string_view, float)>;

// Where the meaning of a word lies: a sum of vectors (linguistic_data.h), by their numbers, which
// are those of the English stems that have them.
struct Direction {
  uint32_t vector = 0;
  float weight = 0;
  float share = 0;   // how much of the word the stem stands for; all of a word's make 1 at most
  float rarity = 0;  // of the stem in any text (Lexicon::RarityOf)
};
using Directions = absl::InlinedVector<Direction, 6>;

inline constexpr float kLargestRarity = 15;  // of a stem that no text holds

// Immutable, so safe to share between threads.
class Lexicon {
 public:
  virtual ~Lexicon() = default;

  // Names the data in assessments: "none" for no data beyond the built-in list.
  virtual const std::string& fingerprint() const = 0;

  // What a German word means, given folded and as its stem. Nothing for an unknown word.
  virtual void Translate(std::string_view folded, std::string_view stem, TakeStem take) const = 0;

  // Other English words for much the same as this stem.
  virtual void Related(std::string_view english_stem, TakeStem take) const = 0;

  // The stem of a German word, folded, that may be part of a compound; "" if unknown.
  virtual std::string_view GermanStem(std::string_view folded) const = 0;

  // How many numbers the vectors of meanings have; 0 if there are none.
  virtual size_t dimensions() const = 0;

  // Where the meaning of a word lies: of an English stem, or of a German word, given as for
  // Translate. Nothing for an unknown word. Words that are usual in any text weigh less.
  virtual Directions EnglishDirections(std::string_view stem) const = 0;
  virtual Directions GermanDirections(std::string_view folded, std::string_view stem) const = 0;

  // How many numbers there are for stems, and of one with a vector: the vector in small numbers
  // with the factor that makes its length 1, how rare the stem is in any text (the logarithm of one
  // by its share of all words), and the stems related to it, each with how much it means the same.
  struct SmallVector {
    absl::Span<const int8_t> values;
    float factor = 0;
  };
  using TakeNumber = absl::FunctionRef<void(uint32_t, float)>;
  virtual size_t stems() const = 0;
  virtual SmallVector VectorOf(uint32_t stem) const = 0;
  virtual float RarityOf(uint32_t stem) const = 0;
  virtual void RelatedTo(uint32_t stem, TakeNumber take) const = 0;

  // Adds a vector of `directions` times `weight` to `sum`, which has dimensions() numbers.
  virtual void AddVector(const Direction& direction, float weight, float* sum) const = 0;

  // Whether a word is taken for German in a sentence whose language is not clear, given its stems.
  virtual bool IsRatherGerman(std::string_view english, std::string_view german) const = 0;

  // Of this lexicon alone, for WordMemory.
  uint64_t number() const { return number_; }

 private:
  const uint64_t number_ = NextNumber();
};

// The built-in list. Lives as long as the process.
const Lexicon& BuiltInLexicon();

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LEXICON_H_
