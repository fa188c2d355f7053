// SPDX-License-Identifier: Apache-2.0
//
// How probable it is that a German stem is rendered by an English one, learned from pairs of texts:
// model 1 of Brown, Della Pietra, Della Pietra and Mercer, "The Mathematics of Statistical Machine
// Translation" (1993), with expectation maximisation.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_TRANSLATION_MODEL_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_TRANSLATION_MODEL_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/linguistic_data.h"

namespace zusage::alignment {

// Deterministic: the same pairs in the same order give the same numbers.
class TranslationModel {
 public:
  // Learns that the two say the same; `weight` says how much that counts.
  void Add(absl::Span<const StemId> german, absl::Span<const StemId> english, float weight);

  // Finds the probabilities. Ids go up to the given counts.
  void Train(size_t german_count, size_t english_count, int rounds);

  // p(english | german) of the English stems above `least`, the most probable first, at most
  // `count`. Rarely seen words get less than one in all: they are not to be trusted.
  std::vector<WeightedStem> TranslationsOf(StemId german, float least, size_t count) const;

  // How often the German stem is expected to have been rendered at all.
  float CountOf(StemId german) const { return row_sums_[german + 1]; }

  // English stems that German uses the same words for: p(other | stem), over all German stems.
  // Entry i holds the stems above `least` for the English stem i, at most `count`.
  std::vector<std::vector<WeightedStem>> Pivot(float least, size_t count) const;

 private:
  struct Pair {
    uint32_t german;   // where its words end in words_
    uint32_t english;  // likewise
    float weight;
  };

  void NumberLinks();
  void Round();

  std::vector<StemId> words_;  // of all pairs: German, then English
  std::vector<Pair> pairs_;
  size_t english_count_ = 0;
  // A link is a German and an English stem that occur together in a pair. Row 0 is for words that
  // nothing stands for in German; German stem i has row i + 1.
  std::vector<uint32_t> row_starts_;
  std::vector<StemId> link_stems_;  // sorted within a row
  std::vector<uint32_t> numbers_;  // of the links of all pairs, in the order in which they are read
  std::vector<float> probabilities_;
  std::vector<float> counts_;
  std::vector<float> row_sums_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_TRANSLATION_MODEL_H_
