// SPDX-License-Identifier: Apache-2.0
//
// Makes linguistic data out of dictionaries and texts.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_LINGUISTIC_BUILDER_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_LINGUISTIC_BUILDER_H_

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_set.h"
#include "absl/types/span.h"
#include "services/alignment/domain/linguistic_data.h"
#include "services/alignment/domain/string_map.h"
#include "services/alignment/linguistics/translation_model.h"
#include "services/alignment/linguistics/word_vectors.h"
#include "services/base/error.h"

namespace zusage::alignment {

inline constexpr size_t kMaxEntryStems = 6;      // of a dictionary's entry; longer ones explain
inline constexpr size_t kMaxSentenceStems = 30;  // of a text in two languages

// Stems with numbers in the order of their first occurrence.
class StemNumbers {
 public:
  explicit StemNumbers(Language language) : language_(language) {}

  // The numbers of the stems of a text.
  std::vector<StemId> Read(std::string_view text);
  const std::vector<std::string>& stems() const { return stems_; }
  size_t size() const { return stems_.size(); }

 private:
  Language language_;
  StringMap<StemId> numbers_;
  std::vector<std::string> stems_;
};

// Deterministic: the same calls in the same order give the same tables.
class LinguisticBuilder {
 public:
  // Two texts that say the same. Left out if one has more than `max_stems`, or if it came before.
  void AddPair(std::string_view german, std::string_view english, float weight, size_t max_stems);

  // Two English words that mean the same.
  void AddSynonyms(std::string_view word, std::string_view other);

  // An English text of its own: a paragraph, an explanation. The same text again is left out.
  void AddText(std::string_view text);

  // To be called once, at the end.
  LinguisticTables Build(const VectorOptions& options = {});

 private:
  using StemLists = std::vector<std::vector<WeightedStem>>;

  bool IsNew(absl::Span<const StemId> german, absl::Span<const StemId> english);
  StemLists Related() const;
  std::vector<bool> KeptEnglish(const StemLists& translations, const StemLists& related,
                                const WordVectors& vectors) const;
  std::vector<float> Telling() const;

  StemNumbers german_{Language::kGerman};
  StemNumbers english_{Language::kEnglish};
  TranslationModel model_;
  std::map<StemId, std::map<StemId, float>> synonyms_;
  absl::flat_hash_set<uint64_t> seen_;  // texts and pairs, so that nothing counts twice
  std::vector<StemId> texts_;           // their stems, kTextEnd after each
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LINGUISTICS_LINGUISTIC_BUILDER_H_
