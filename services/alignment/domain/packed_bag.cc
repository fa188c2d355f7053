// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/packed_bag.h"

#include <algorithm>

namespace zusage::alignment {

void SortOut(std::vector<BagEntry>& bag) {
  std::sort(bag.begin(), bag.end(), [](const BagEntry& a, const BagEntry& b) {
    return a.term != b.term ? a.term < b.term : a.role < b.role;
  });
  const auto same = [](const BagEntry& a, const BagEntry& b) { return a.term == b.term; };
  bag.erase(std::unique(bag.begin(), bag.end(), same), bag.end());
}

void PutNumber(uint32_t number, std::string& bytes) {
  while (number >= 0x80) {
    bytes.push_back(static_cast<char>(number | 0x80));
    number >>= 7;
  }
  bytes.push_back(static_cast<char>(number));
}

PackedBag Pack(const std::vector<BagEntry>& bag) {
  PackedBag packed;
  packed.reserve(bag.size());
  TermId last = 0;
  for (const BagEntry& entry : bag) {
    const uint32_t number = (entry.term - last) << 2 | static_cast<uint32_t>(entry.role);
    if (number < kLargeEntry) {
      packed.push_back(static_cast<uint16_t>(number));
    } else {
      packed.insert(packed.end(), {kLargeEntry, static_cast<uint16_t>(number >> 16),
                                   static_cast<uint16_t>(number)});
    }
    last = entry.term;
  }
  packed.shrink_to_fit();
  return packed;
}

}  // namespace zusage::alignment
