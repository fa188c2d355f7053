// SPDX-License-Identifier: Apache-2.0
//
// Vectors of words: words that stand beside the same others get vectors of nearly one direction.
//
// The vectors are those of the largest singular values of the matrix of positive pointwise mutual
// information: Levy, Goldberg and Dagan, "Improving Distributional Similarity with Lessons Learned
// from Word Embeddings" (2015), with their smoothing of contexts and half of the singular values.
// They are found by a randomized range finder with power iterations: Halko, Martinsson and Tropp,
// "Finding Structure with Randomness" (2011), algorithms 4.4 and 5.1.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_WORD_VECTORS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_WORD_VECTORS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/linguistic_data.h"

namespace zusage::alignment {

// Stands between two texts in a list of stems.
inline constexpr StemId kTextEnd = UINT32_MAX;

struct VectorOptions {
  size_t dimensions = 96;
  size_t words = 30'000;  // the most frequent ones get a vector
  uint32_t least = 5;     // how often a word must occur
};

struct WordVectors {
  size_t dimensions = 0;
  std::vector<StemId> stems;  // those that have a vector, the most frequent first
  std::vector<float> values;  // of unit length, one vector after the other
};

// Deterministic: the same texts give the same vectors. Fewer words than dimensions give vectors of
// as many dimensions as there are words, at most; no words give none.
WordVectors FindWordVectors(absl::Span<const StemId> texts, size_t stem_count,
                            const VectorOptions& options = {});

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_WORD_VECTORS_H_
