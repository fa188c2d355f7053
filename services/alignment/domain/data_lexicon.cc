// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/data_lexicon.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <utility>

#include "services/alignment/domain/vector_math.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

constexpr size_t kFingerprintDigits = 12;
constexpr double kUsualShare = 0.003;  // as linguistic_builder.cc has it
constexpr float kLeastProbability = 0.04f;
constexpr float kLeastSum = 0.7f;  // what all translations of a well-known word have in all
// A stem that shares a word's meaning with others is meant more often than its share says.
constexpr float kTranslation = 0.75f;  // times the root of its share
constexpr float kRelated = 0.7f;
constexpr float kLeastRelated = 0.5f;  // more of them cost more than they find
constexpr size_t kMinCompoundBytes = 8;
constexpr float kUsual = 3;  // seen more often than that, a word is not split
constexpr size_t kMinPartBytes = 4;
constexpr size_t kMaxParts = 4;
constexpr float kPart = 0.8f;
constexpr float kHalf = 0.5f;  // of a word that is known and a compound: it may be meant either way
constexpr std::array<std::string_view, 6> kJoiners = {"s", "es", "n", "en", "er", "e"};

bool StartsCharacter(std::string_view text, size_t i) {
  return i == text.size() || (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
}

}  // namespace

DataLexicon::DataLexicon(LinguisticData data)
    : data_(std::move(data)), fingerprint_(data_.digest().substr(0, kFingerprintDigits)) {
  const double least = std::exp(-double{kLargestRarity});
  rarity_.reserve(data_.english_count());
  for (StemId stem = 0; stem < data_.english_count(); ++stem) {
    // What was seen how often is written as how telling it is: usual / (usual + share).
    const double share = kUsualShare * (1 / std::max<double>(data_.TellingOf(stem), 1e-6) - 1);
    rarity_.push_back(static_cast<float>(-std::log(std::max(share, 0.0) + least)));
  }
}

// Finds the best split of one word, from its start on.
class DataLexicon::Splitter {
 public:
  Splitter(const LinguisticData& data, std::string_view word) : data_(data), word_(word) {}

  std::vector<StemId> Run() {
    for (limit_ = 2; limit_ <= kMaxParts && best_.empty(); ++limit_) Extend(0, 0);
    return std::move(best_);
  }

 private:
  void Extend(size_t start, float score) {
    if (start == word_.size()) {
      if (parts_.size() == limit_ && (best_.empty() || score > best_score_)) {
        best_ = parts_;
        best_score_ = score;
      }
      return;
    }
    const size_t left = limit_ - parts_.size();
    if (left == 0) return;
    for (size_t end = start + kMinPartBytes; end <= word_.size(); ++end) {
      const bool is_last = end == word_.size();
      if (!StartsCharacter(word_, end) || is_last != (left == 1)) continue;
      if (!is_last && word_.size() - end < kMinPartBytes * (left - 1)) break;
      const std::optional<StemId> part = Find(word_.substr(start, end - start), !is_last);
      if (!part.has_value()) continue;
      parts_.push_back(*part);
      Extend(end, score + std::log(data_.CountOf(*part)));
      parts_.pop_back();
    }
  }

  // The stem of a part, which may have a joiner at its end, or miss its last "e", before another.
  std::optional<StemId> Find(std::string_view part, bool joined) {
    if (auto known = Known(std::string(part)); known.has_value() || !joined) return known;
    for (const std::string_view joiner : kJoiners) {
      if (!part.ends_with(joiner) || part.size() < kMinPartBytes + joiner.size()) continue;
      const auto known = Known(std::string(part.substr(0, part.size() - joiner.size())));
      if (known.has_value()) return known;
    }
    return Known(std::string(part) + "e");
  }

  std::optional<StemId> Known(const std::string& part) {
    const std::optional<StemId> stem = data_.FindGerman(Stem(part, Language::kGerman));
    if (!stem.has_value() || data_.CountOf(*stem) < 1) return std::nullopt;
    return stem;
  }

  const LinguisticData& data_;
  const std::string_view word_;
  size_t limit_ = 2;
  std::vector<StemId> parts_;
  std::vector<StemId> best_;
  float best_score_ = 0;
};

std::vector<StemId> DataLexicon::PartsOf(std::string_view folded) const {
  if (folded.size() < kMinCompoundBytes) return {};
  return Splitter(data_, folded).Run();
}

void DataLexicon::TakeShares(StemId german, float weight, TakeShare take) const {
  const LinguisticData::Stems stems = data_.TranslationsOf(german);
  float sum = 0;
  for (size_t i = 0; i < stems.size(); ++i) sum += stems[i].weight;
  const float share = weight / std::max(sum, kLeastSum);
  for (size_t i = 0; i < stems.size() && stems[i].weight >= kLeastProbability; ++i) {
    take(stems[i].stem, share * stems[i].weight);
  }
}

void DataLexicon::ForEachShare(std::string_view folded, std::string_view stem,
                               TakeShare take) const {
  const std::optional<StemId> known = data_.FindGerman(stem);
  const bool usual = known.has_value() && data_.CountOf(*known) >= kUsual;
  std::vector<StemId> parts;
  if (!usual) parts = PartsOf(folded);
  if (known.has_value()) TakeShares(*known, parts.empty() ? 1 : kHalf, take);
  const float weight = known.has_value() ? kPart * kHalf : kPart;
  for (const StemId part : parts) TakeShares(part, weight, take);
}

void DataLexicon::Translate(std::string_view folded, std::string_view stem, TakeStem take) const {
  ForEachShare(folded, stem, [&](StemId english, float share) {
    take(data_.English(english), kTranslation * std::sqrt(share));
  });
}

Directions DataLexicon::EnglishDirections(std::string_view stem) const {
  const std::optional<StemId> known = data_.FindEnglish(stem);
  if (!known.has_value() || data_.VectorOf(*known).values.empty()) return {};
  return {{*known, data_.TellingOf(*known), 1, rarity_[*known]}};
}

Directions DataLexicon::GermanDirections(std::string_view folded, std::string_view stem) const {
  Directions directions;
  ForEachShare(folded, stem, [&](StemId english, float share) {
    if (data_.VectorOf(english).values.empty()) return;
    directions.push_back({english, share * data_.TellingOf(english), share, rarity_[english]});
  });
  return directions;
}

Lexicon::SmallVector DataLexicon::VectorOf(uint32_t stem) const {
  const LinguisticData::Vector vector = data_.VectorOf(stem);
  return {vector.values, vector.factor};
}

void DataLexicon::RelatedTo(uint32_t stem, TakeNumber take) const {
  const LinguisticData::Stems stems = data_.RelatedTo(stem);
  for (size_t i = 0; i < stems.size(); ++i) take(stems[i].stem, stems[i].weight);
}

void DataLexicon::AddVector(const Direction& direction, float weight, float* sum) const {
  const LinguisticData::Vector vector = data_.VectorOf(direction.vector);
  AddTimes(weight * direction.weight * vector.factor, vector.values, sum);
}

void DataLexicon::Related(std::string_view english_stem, TakeStem take) const {
  const std::optional<StemId> known = data_.FindEnglish(english_stem);
  if (!known.has_value()) return;
  const LinguisticData::Stems stems = data_.RelatedTo(*known);
  for (size_t i = 0; i < stems.size(); ++i) {
    if (stems[i].weight < kLeastRelated) break;
    take(data_.English(stems[i].stem), kRelated * stems[i].weight);
  }
}

std::string_view DataLexicon::GermanStem(std::string_view folded) const {
  const std::optional<StemId> known = data_.FindGerman(Stem(folded, Language::kGerman));
  return known.has_value() ? data_.German(*known) : std::string_view();
}

bool DataLexicon::IsRatherGerman(std::string_view english, std::string_view german) const {
  return !data_.FindEnglish(english).has_value();
}

}  // namespace zusage::alignment
