// SPDX-License-Identifier: Apache-2.0
//
// Where the meaning of a text lies: the sum of its words' vectors, usual words counting less
// (Arora, Liang and Ma, "A Simple but Tough-to-Beat Baseline for Sentence Embeddings", 2017).
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MEANING_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MEANING_H_

#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

// The direction of a meaning in small numbers, whose length is 1 / factor; filled up with zeros to
// a multiple of kVectorWidth (vector_math.h). Empty for none.
struct PackedMeaning {
  std::vector<int8_t> values;
  float factor = 0;
};

// The direction of `sum`.
PackedMeaning Pack(absl::Span<const float> sum);

// The cosine of the two; 0 if one is empty, or if they point apart.
float Likeness(const PackedMeaning& a, const PackedMeaning& b);

// Where the meaning of a word lies; empty if the lexicon does not know it. Remembered, until this
// thread asks again.
const Directions& DirectionsOf(const Word& word, const Lexicon& lexicon);

// Adds up the words of a text.
class Meaning {
 public:
  explicit Meaning(const Lexicon& lexicon) : lexicon_(lexicon), sum_(lexicon.dimensions(), 0) {}

  void Add(const Word& word, float weight);
  void Add(const Directions& directions, float weight);
  PackedMeaning Finish() const { return Pack(sum_); }

 private:
  const Lexicon& lexicon_;
  std::vector<float> sum_;
};

// How much a word counts in the meaning of its text. One that comes more often than twice says no
// more than one that comes twice.
float WeightInMeaning(const DistinctWord& word);

// The meaning of the text that the words make up.
PackedMeaning MeaningOf(absl::Span<const DistinctWord> words, const Lexicon& lexicon);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_MEANING_H_
