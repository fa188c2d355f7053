// SPDX-License-Identifier: Apache-2.0
//
// A file of linguistic data as bytes: what German words mean in English, which English words mean
// much the same, how telling a word is, and the direction in which its meaning lies (a vector).
// services/alignment/linguistics builds such files.
//
// The layout: a header, the places of the sections, then the sections, all little endian and each
// section at a multiple of eight bytes. Stems are sorted, so that they are found by bisection.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LINGUISTIC_DATA_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LINGUISTIC_DATA_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace zusage::alignment {

using StemId = uint32_t;  // position among the sorted stems of one language

struct WeightedStem {
  StemId stem = 0;
  float weight = 0;  // 0 to 1

  friend bool operator==(const WeightedStem&, const WeightedStem&) = default;
};

// What goes into a file. Stems are sorted by their bytes and without repetition; the other lists
// have an entry for each stem of their language.
struct LinguisticTables {
  std::vector<std::string> english;
  std::vector<float> telling;  // near 0 for the most usual stems, 1 for rare ones
  std::vector<std::vector<WeightedStem>> related;  // English stems that mean much the same
  std::vector<std::vector<float>> vectors;         // of unit length and equal size, or empty
  std::vector<std::string> german;
  std::vector<float> counts;                            // how often the dictionaries hold a stem
  std::vector<std::vector<WeightedStem>> translations;  // English stems, most probable first
};

// The bytes of a file. The same tables give the same bytes.
std::string WriteLinguisticData(const LinguisticTables& tables);

// The bytes of a file as tables to look things up in. Immutable, so safe to share between threads.
class LinguisticData {
 public:
  // Reads `bytes` where they are: they must outlive the result and start at a multiple of eight.
  // Everything is checked here once, so that no look-up can leave the bytes. Errors: DATA_LOSS with
  // reason LINGUISTIC_DATA_DAMAGED, FAILED_PRECONDITION / LINGUISTIC_DATA_VERSION.
  static absl::StatusOr<LinguisticData> Read(std::string_view bytes);

  // SHA-256 of the content in hexadecimal digits.
  const std::string& digest() const { return digest_; }

  size_t english_count() const { return english_.size(); }
  size_t german_count() const { return german_.size(); }

  std::optional<StemId> FindEnglish(std::string_view stem) const { return english_.Find(stem); }
  std::optional<StemId> FindGerman(std::string_view stem) const { return german_.Find(stem); }
  std::string_view English(StemId stem) const { return english_.At(stem); }
  std::string_view German(StemId stem) const { return german_.At(stem); }

  float TellingOf(StemId english) const { return telling_[english]; }

  // How many numbers a vector has; 0 if no stem has one.
  size_t dimensions() const { return dimensions_; }
  // A stem's vector as small numbers, and the factor that makes its length 1. Empty for none.
  struct Vector {
    absl::Span<const int8_t> values;
    float factor = 0;
  };
  Vector VectorOf(StemId english) const {
    const uint32_t number = vector_numbers_[english];
    if (number == kNoVector) return {};
    return {vectors_.subspan(number * dimensions_, dimensions_), vector_factors_[number]};
  }

  float CountOf(StemId german) const { return counts_[german]; }

  // Sorted lists of English stems with weights.
  class Stems {
   public:
    size_t size() const { return ids_.size(); }
    WeightedStem operator[](size_t i) const {
      return {ids_[i], static_cast<float>(weights_[i]) / kMaxWeight};
    }

   private:
    friend class LinguisticData;
    static constexpr float kMaxWeight = 65'535;
    Stems(absl::Span<const uint32_t> ids, absl::Span<const uint16_t> weights)
        : ids_(ids), weights_(weights) {}
    absl::Span<const uint32_t> ids_;
    absl::Span<const uint16_t> weights_;
  };
  Stems TranslationsOf(StemId german) const { return translations_.Of(german); }
  Stems RelatedTo(StemId english) const { return related_.Of(english); }

 private:
  friend class LinguisticDataReader;
  static constexpr uint32_t kNoVector = UINT32_MAX;

  struct StemList {
    absl::Span<const uint32_t> ends;  // by stem, where it ends in `letters`
    std::string_view letters;

    size_t size() const { return ends.size(); }
    std::string_view At(StemId stem) const {
      const uint32_t start = stem == 0 ? 0 : ends[stem - 1];
      return letters.substr(start, ends[stem] - start);
    }
    std::optional<StemId> Find(std::string_view stem) const;
  };
  struct Links {
    absl::Span<const uint32_t> ends;  // by stem, where its links end
    absl::Span<const uint32_t> ids;
    absl::Span<const uint16_t> weights;

    Stems Of(StemId stem) const {
      const uint32_t start = stem == 0 ? 0 : ends[stem - 1];
      return {ids.subspan(start, ends[stem] - start), weights.subspan(start, ends[stem] - start)};
    }
  };

  std::string digest_;
  StemList english_;
  StemList german_;
  absl::Span<const float> telling_;
  size_t dimensions_ = 0;
  absl::Span<const uint32_t> vector_numbers_;  // by English stem
  absl::Span<const float> vector_factors_;     // by number
  absl::Span<const int8_t> vectors_;           // one after the other
  absl::Span<const float> counts_;
  Links related_;
  Links translations_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_LINGUISTIC_DATA_H_
