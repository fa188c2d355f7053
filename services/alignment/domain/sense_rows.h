// SPDX-License-Identifier: Apache-2.0
//
// How near an English stem is to the words of each element of a strategy.
//
// A strategy does not change once it is published, and the same words come again and again: what a
// stem is to all elements is found out when it is first met and kept as a row of bytes, so that a
// check adds up rows instead of comparing vectors. A row costs some tens of microseconds once.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SENSE_ROWS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SENSE_ROWS_H_

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <utility>
#include <vector>

#include "services/alignment/domain/lexicon.h"

namespace zusage::alignment {

inline constexpr size_t kMaxRowBytes = 8 << 20;  // of the rows kept of one strategy

// Rows are the same whoever asks for them and when. Thread-safe once it is built.
class SenseRows {
 public:
  // A word of an element: the number of a stem that has a vector, and the element's position.
  using Mentioned = std::pair<uint32_t, uint32_t>;

  // `lexicon` must outlive this.
  SenseRows(const Lexicon& lexicon, size_t elements, std::vector<Mentioned> mentioned);
  ~SenseRows();
  SenseRows(const SenseRows&) = delete;
  SenseRows& operator=(const SenseRows&) = delete;

  // One byte an element: 255 if it has the stem itself, less for a related word (by the lexicon's
  // weight) or one of near meaning (by the square of the cosine, from .3 on), 0 for neither. Valid
  // until this thread asks again.
  const uint8_t* Row(uint32_t stem) const;

  // How many rows are kept.
  size_t kept() const { return kept_.load(std::memory_order_relaxed); }

 private:
  void Write(uint32_t stem, uint8_t* row) const;
  void RaiseWord(size_t word, float match, uint8_t* row) const;

  const Lexicon& lexicon_;
  const size_t elements_;
  size_t stride_ = 0;                      // numbers of a vector, rounded up
  std::vector<uint32_t> words_;            // the distinct stems of all elements, sorted
  std::vector<uint32_t> first_element_;    // by word, and one more at the end
  std::vector<uint32_t> element_numbers_;  // those that have the word
  std::vector<int8_t> vectors_;            // by word
  std::vector<float> factors_;             // by word
  // Words that say of themselves that a stem is related to them, sorted by that stem.
  struct Relation {
    uint32_t stem;
    uint32_t word;
    float weight;
  };
  std::vector<Relation> relations_;
  mutable std::atomic<size_t> kept_ = 0;
  std::unique_ptr<std::atomic<const uint8_t*>[]> rows_;  // by stem, null until it is first met
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SENSE_ROWS_H_
