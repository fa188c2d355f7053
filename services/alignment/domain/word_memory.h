// SPDX-License-Identifier: Apache-2.0
//
// What a thread remembers of the words that it met lately.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WORD_MEMORY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WORD_MEMORY_H_

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace zusage::alignment {

// A number that this process has given to nothing else yet; never 0. Thread-safe.
inline uint64_t NextNumber() {
  static std::atomic<uint64_t> last = 0;
  return last.fetch_add(1, std::memory_order_relaxed) + 1;
}

// A Value for each form of a word (Word::form) in each vocabulary, which is known by a number of
// its own (NextNumber). The words of a language are few and come again and again, so that most are
// found here and need not be looked up. Of fixed size: a newer word takes the place of the older of
// two. Not thread-safe: meant to be thread_local.
template <typename Value>
class WordMemory {
 public:
  // What was put for the form; null if nothing was, or if it was forgotten. Stays until the next
  // Put.
  const Value* Find(uint64_t vocabulary, uint64_t form) const {
    if (form == 0) return nullptr;
    for (const Entry& entry : pairs_[PlaceOf(vocabulary, form)]) {
      if (entry.form == form && entry.vocabulary == vocabulary) return &entry.value;
    }
    return nullptr;
  }

  // Remembers `value` and gives it back. A form of 0 is that of no word.
  const Value& Put(uint64_t vocabulary, uint64_t form, Value value) {
    Pair& pair = pairs_[PlaceOf(vocabulary, form)];
    pair[1] = std::move(pair[0]);
    pair[0] = {vocabulary, form, std::move(value)};
    return pair[0].value;
  }

 private:
  static constexpr int kPlaceBits = 12;  // of a number of pairs

  struct Entry {
    uint64_t vocabulary = 0;
    uint64_t form = 0;
    Value value;
  };
  using Pair = std::array<Entry, 2>;

  // Multiplies by the golden ratio of 2^64, whose high bits are well mixed (Knuth, TAOCP 3, 6.4).
  static size_t PlaceOf(uint64_t vocabulary, uint64_t form) {
    return static_cast<size_t>((form + (vocabulary << 32)) * 0x9E3779B97F4A7C15u >>
                               (64 - kPlaceBits));
  }

  std::vector<Pair> pairs_ = std::vector<Pair>(size_t{1} << kPlaceBits);
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_WORD_MEMORY_H_
