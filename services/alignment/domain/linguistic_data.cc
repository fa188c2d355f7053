// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/linguistic_data.h"

#include <openssl/sha.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>
#include <utility>

#include "absl/strings/escaping.h"
#include "services/alignment/domain/errors.h"

namespace zusage::alignment {

static_assert(std::endian::native == std::endian::little, "files are read where they lie");

namespace {

constexpr std::string_view kMagic = "ZUSAGELD";
constexpr uint32_t kVersion = 1;
constexpr size_t kAlignment = 8;
constexpr size_t kMaxBytes = size_t{1} << 31;

enum Section : size_t {
  kEnglishEnds,
  kEnglishLetters,
  kTelling,
  kRelatedEnds,
  kRelatedIds,
  kRelatedWeights,
  kVectorNumbers,
  kVectorFactors,
  kVectors,
  kGermanEnds,
  kGermanLetters,
  kCounts,
  kTranslationEnds,
  kTranslationIds,
  kTranslationWeights,
  kSections
};

// Where a section lies, in bytes from the file's start.
struct Place {
  uint64_t start = 0;
  uint64_t size = 0;
};

struct Header {
  std::array<char, 8> magic{};
  uint32_t version = 0;
  uint32_t sections = 0;
  uint64_t size = 0;                       // of the whole file
  std::array<unsigned char, 32> digest{};  // SHA-256 of all that follows the header
};
static_assert(sizeof(Header) == 56 && sizeof(Place) == 16);

std::array<unsigned char, 32> DigestOf(std::string_view bytes) {
  std::array<unsigned char, 32> digest;
  SHA256(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size(), digest.data());
  return digest;
}

// Puts sections one after the other and notes where they are.
class Writer {
 public:
  Writer() : bytes_(sizeof(Header) + sizeof(places_), '\0') {}

  template <typename Value>
  void Put(Section section, const std::vector<Value>& values) {
    Put(section, std::string_view(reinterpret_cast<const char*>(values.data()),
                                  values.size() * sizeof(Value)));
  }

  void Put(Section section, std::string_view content) {
    bytes_.resize((bytes_.size() + kAlignment - 1) / kAlignment * kAlignment, '\0');
    places_[section] = {bytes_.size(), content.size()};
    bytes_ += content;
  }

  void PutStems(Section ends, Section letters, const std::vector<std::string>& stems) {
    std::vector<uint32_t> at;
    std::string all;
    for (const std::string& stem : stems) {
      all += stem;
      at.push_back(static_cast<uint32_t>(all.size()));
    }
    Put(ends, at);
    Put(letters, all);
  }

  void PutLinks(Section ends, Section ids, Section weights,
                const std::vector<std::vector<WeightedStem>>& lists) {
    std::vector<uint32_t> at, stems;
    std::vector<uint16_t> how_much;
    for (const std::vector<WeightedStem>& list : lists) {
      for (const WeightedStem& entry : list) {
        stems.push_back(entry.stem);
        how_much.push_back(
            static_cast<uint16_t>(std::lround(std::clamp(entry.weight, 0.0f, 1.0f) * 65'535)));
      }
      at.push_back(static_cast<uint32_t>(stems.size()));
    }
    Put(ends, at);
    Put(ids, stems);
    Put(weights, how_much);
  }

  void PutVectors(const std::vector<std::vector<float>>& vectors) {
    std::vector<uint32_t> numbers;
    std::vector<float> factors;
    std::vector<int8_t> values;
    for (const std::vector<float>& vector : vectors) {
      float largest = 0;
      for (const float value : vector) largest = std::max(largest, std::abs(value));
      numbers.push_back(largest > 0 ? static_cast<uint32_t>(factors.size()) : UINT32_MAX);
      if (largest == 0) continue;
      float squares = 0;
      for (const float value : vector) {
        values.push_back(static_cast<int8_t>(std::lround(value / largest * 127)));
        squares += static_cast<float>(values.back()) * static_cast<float>(values.back());
      }
      factors.push_back(1 / std::sqrt(squares));
    }
    Put(kVectorNumbers, numbers);
    Put(kVectorFactors, factors);
    Put(kVectors, values);
  }

  std::string Finish() && {
    std::memcpy(bytes_.data() + sizeof(Header), places_.data(), sizeof(places_));
    Header header;
    std::copy(kMagic.begin(), kMagic.end(), header.magic.begin());
    header.version = kVersion;
    header.sections = kSections;
    header.size = bytes_.size();
    header.digest = DigestOf(std::string_view(bytes_).substr(sizeof(Header)));
    std::memcpy(bytes_.data(), &header, sizeof(Header));
    return std::move(bytes_);
  }

 private:
  std::array<Place, kSections> places_{};
  std::string bytes_;
};

absl::Status Damaged(std::string_view what) {
  return Error(kLinguisticDataDamaged, {{"what", std::string(what)}});
}

}  // namespace

std::string WriteLinguisticData(const LinguisticTables& tables) {
  Writer writer;
  writer.PutStems(kEnglishEnds, kEnglishLetters, tables.english);
  writer.Put(kTelling, tables.telling);
  writer.PutLinks(kRelatedEnds, kRelatedIds, kRelatedWeights, tables.related);
  writer.PutVectors(tables.vectors);
  writer.PutStems(kGermanEnds, kGermanLetters, tables.german);
  writer.Put(kCounts, tables.counts);
  writer.PutLinks(kTranslationEnds, kTranslationIds, kTranslationWeights, tables.translations);
  return std::move(writer).Finish();
}

// Checks a file from its header inwards.
class LinguisticDataReader {
 public:
  explicit LinguisticDataReader(std::string_view bytes) : bytes_(bytes) {}

  absl::StatusOr<LinguisticData> Run() {
    if (absl::Status status = ReadHeader(); !status.ok()) return status;
    if (!ReadSections()) return Damaged("sections");
    if (!StemsHold(data_.english_) || !StemsHold(data_.german_)) return Damaged("stems");
    const size_t english = data_.english_.size();
    const bool fits = data_.telling_.size() == english && VectorsHold() &&
                      data_.counts_.size() == data_.german_.size() &&
                      LinksHold(data_.related_, english) &&
                      LinksHold(data_.translations_, data_.german_.size());
    if (!fits) return Damaged("tables");
    return std::move(data_);
  }

 private:
  absl::Status ReadHeader() {
    Header header;
    if (bytes_.size() < sizeof(Header)) return Damaged("size");
    std::memcpy(&header, bytes_.data(), sizeof(Header));
    if (std::string_view(header.magic.data(), header.magic.size()) != kMagic) {
      return Damaged("kind of file");
    }
    if (header.version != kVersion) {
      return Error(kLinguisticDataVersion, {{"version", std::to_string(header.version)},
                                            {"expected", std::to_string(kVersion)}});
    }
    if (header.size != bytes_.size() || bytes_.size() > kMaxBytes) return Damaged("size");
    if (header.sections != kSections) return Damaged("sections");
    if (DigestOf(bytes_.substr(sizeof(Header))) != header.digest) return Damaged("checksum");
    data_.digest_ = absl::BytesToHexString(absl::string_view(
        reinterpret_cast<const char*>(header.digest.data()), header.digest.size()));
    return absl::OkStatus();
  }

  bool ReadSections() {
    std::array<Place, kSections> places;
    if (bytes_.size() < sizeof(Header) + sizeof(places)) return false;
    std::memcpy(places.data(), bytes_.data() + sizeof(Header), sizeof(places));
    for (size_t i = 0; i < kSections; ++i) {
      const Place& place = places[i];
      const bool inside = place.start <= bytes_.size() && place.size <= bytes_.size() - place.start;
      if (!inside || place.start % kAlignment != 0) return false;
      sections_[i] = bytes_.substr(place.start, place.size);
    }
    data_.english_.letters = sections_[kEnglishLetters];
    data_.german_.letters = sections_[kGermanLetters];
    return View(kEnglishEnds, data_.english_.ends) && View(kTelling, data_.telling_) &&
           View(kRelatedEnds, data_.related_.ends) && View(kRelatedIds, data_.related_.ids) &&
           View(kRelatedWeights, data_.related_.weights) &&
           View(kVectorNumbers, data_.vector_numbers_) &&
           View(kVectorFactors, data_.vector_factors_) && View(kVectors, data_.vectors_) &&
           View(kGermanEnds, data_.german_.ends) && View(kCounts, data_.counts_) &&
           View(kTranslationEnds, data_.translations_.ends) &&
           View(kTranslationIds, data_.translations_.ids) &&
           View(kTranslationWeights, data_.translations_.weights);
  }

  template <typename Value>
  bool View(Section section, absl::Span<const Value>& view) {
    const std::string_view bytes = sections_[section];
    if (bytes.size() % sizeof(Value) != 0) return false;
    if (reinterpret_cast<uintptr_t>(bytes.data()) % alignof(Value) != 0) return false;
    view = {reinterpret_cast<const Value*>(bytes.data()), bytes.size() / sizeof(Value)};
    return true;
  }

  static bool EndsHold(absl::Span<const uint32_t> ends, size_t size) {
    const size_t last = ends.empty() ? 0 : ends.back();
    return last == size && std::is_sorted(ends.begin(), ends.end());
  }

  static bool StemsHold(const LinguisticData::StemList& stems) {
    if (!EndsHold(stems.ends, stems.letters.size())) return false;
    for (StemId i = 1; i < stems.size(); ++i) {
      if (stems.At(i - 1) >= stems.At(i)) return false;
    }
    return true;
  }

  bool LinksHold(const LinguisticData::Links& links, size_t stems) const {
    const size_t english = data_.english_.size();
    return links.ends.size() == stems && links.ids.size() == links.weights.size() &&
           EndsHold(links.ends, links.ids.size()) &&
           std::all_of(links.ids.begin(), links.ids.end(),
                       [english](uint32_t id) { return id < english; });
  }

  bool VectorsHold() {
    const size_t count = data_.vector_factors_.size();
    if (count > 0) data_.dimensions_ = data_.vectors_.size() / count;
    return data_.vectors_.size() == count * data_.dimensions_ &&
           data_.vector_numbers_.size() == data_.english_.size() &&
           std::all_of(data_.vector_numbers_.begin(), data_.vector_numbers_.end(),
                       [count](uint32_t number) {
                         return number < count || number == LinguisticData::kNoVector;
                       });
  }

  std::string_view bytes_;
  std::array<std::string_view, kSections> sections_;
  LinguisticData data_;
};

absl::StatusOr<LinguisticData> LinguisticData::Read(std::string_view bytes) {
  return LinguisticDataReader(bytes).Run();
}

std::optional<StemId> LinguisticData::StemList::Find(std::string_view stem) const {
  StemId low = 0, high = static_cast<StemId>(size());
  while (low < high) {
    const StemId middle = low + (high - low) / 2;
    if (At(middle) < stem) {
      low = middle + 1;
    } else {
      high = middle;
    }
  }
  if (low == size() || At(low) != stem) return std::nullopt;
  return low;
}

}  // namespace zusage::alignment
