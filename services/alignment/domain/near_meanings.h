// SPDX-License-Identifier: Apache-2.0
//
// The meanings of many texts, held in memory to find those near another one.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_NEAR_MEANINGS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_NEAR_MEANINGS_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/types/span.h"
#include "services/alignment/domain/meaning.h"

namespace zusage::alignment {

// A text, by its number, and how near its meaning is, 0 to 1.
struct NearMeaning {
  uint32_t text = 0;
  float likeness = 0;
};

// An inverted file with a coarse quantiser (Jegou, Douze and Schmid, "Product Quantization for
// Nearest Neighbor Search", 2011, section IV): meanings lie in cells around centres that are
// learned from them (spherical k-means), and a search reads the cells whose centres are nearest,
// some kSearched meanings in all. Up to that many there is one cell, and the search is exact.
//
// The same sequence of changes gives the same answers. Takes a byte for each dimension of a
// meaning and some 16 more. Not thread-safe.
class NearMeanings {
 public:
  static constexpr size_t kSearched = 2'048;

  // Adds the meaning of the text whose number is that of meanings added before. It may be empty,
  // and is then near to nothing. All others have the same dimensions.
  void Add(const PackedMeaning& meaning);

  // Forgets a text.
  void Remove(uint32_t text);

  // Whether there are so many that finer cells are due.
  bool NeedsCells() const;
  // New cells for all that was added. Takes up to a second, so that it is for the caller to
  // do so apart from searches.
  NearMeanings WithFinerCells() const;

  // The at most `count` texts nearest to `meaning` of those that a search reads, none that is less
  // like it than `least`; nearest first, equal ones in order of their numbers.
  std::vector<NearMeaning> Nearest(const PackedMeaning& meaning, size_t count, float least) const;

  // Whether the text has a meaning and was not forgotten.
  bool Has(uint32_t text) const { return places_[text].cell != kNowhere; }

  // How near the text is to `meaning`; 0 for one that was forgotten or has no meaning.
  float LikenessOf(uint32_t text, const PackedMeaning& meaning) const;

  // The meaning of a text; empty if it has none.
  PackedMeaning MeaningOf(uint32_t text) const;

 private:
  static constexpr uint32_t kNowhere = UINT32_MAX;

  // One after the other, to be compared with a meaning all at once.
  struct Centres {
    std::vector<int8_t> values;
    std::vector<float> factors;

    void Add(const PackedMeaning& meaning);
    size_t NearestTo(const PackedMeaning& meaning) const;
  };
  struct Cell {
    std::vector<int8_t> values;  // of its texts, one after the other
    std::vector<float> factors;  // 0 for a text that was forgotten
    std::vector<uint32_t> texts;
  };
  struct Place {
    uint32_t cell = kNowhere;
    uint32_t slot = 0;
  };

  absl::Span<const int8_t> ValuesAt(const Place& place) const;
  void Put(uint32_t text, const PackedMeaning& meaning);
  std::vector<uint32_t> Living() const;
  Centres CentresFor(size_t count) const;
  // The cells to read, nearest first.
  std::vector<uint32_t> CellsToRead(const PackedMeaning& meaning) const;

  size_t dimensions_ = 0;
  size_t living_ = 0;
  Centres centres_;  // of the cells; none while there is one
  std::vector<Cell> cells_ = std::vector<Cell>(1);
  std::vector<Place> places_;  // by text
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_NEAR_MEANINGS_H_
