// SPDX-License-Identifier: Apache-2.0
//
// The lexicon that linguistic data give.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_DATA_LEXICON_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_DATA_LEXICON_H_

#include <string>
#include <string_view>
#include <vector>

#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/linguistic_data.h"

namespace zusage::alignment {

class DataLexicon : public Lexicon {
 public:
  // The bytes that `data` reads must outlive this.
  explicit DataLexicon(LinguisticData data);

  const std::string& fingerprint() const override { return fingerprint_; }

  // A word that is long and rare, or unknown, means what its parts mean ("Kontenübersicht").
  void Translate(std::string_view folded, std::string_view stem, TakeStem take) const override;
  void Related(std::string_view english_stem, TakeStem take) const override;
  std::string_view GermanStem(std::string_view folded) const override;
  size_t dimensions() const override { return data_.dimensions(); }
  Directions EnglishDirections(std::string_view stem) const override;
  Directions GermanDirections(std::string_view folded, std::string_view stem) const override;
  size_t stems() const override { return data_.english_count(); }
  SmallVector VectorOf(uint32_t stem) const override;
  float RarityOf(uint32_t stem) const override { return rarity_[stem]; }
  void RelatedTo(uint32_t stem, TakeNumber take) const override;
  void AddVector(const Direction& direction, float weight, float* sum) const override;
  bool IsRatherGerman(std::string_view english, std::string_view german) const override;

  // The parts of a compound as stems of the data; empty if it is none. Of the ways to split it, one
  // with the fewest parts and of these the one whose parts are the most usual.
  std::vector<StemId> PartsOf(std::string_view folded) const;

 private:
  class Splitter;
  using TakeShare = absl::FunctionRef<void(StemId english, float share)>;

  // The English stems of a German word and how much of it each stands for, in all 1 at most.
  void ForEachShare(std::string_view folded, std::string_view stem, TakeShare take) const;
  void TakeShares(StemId german, float weight, TakeShare take) const;

  LinguisticData data_;
  std::string fingerprint_;
  std::vector<float> rarity_;  // by English stem
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_DATA_LEXICON_H_
