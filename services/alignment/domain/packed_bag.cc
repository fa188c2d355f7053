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

std::string Pack(const std::vector<BagEntry>& bag) {
  std::string bytes;
  TermId last = 0;
  for (const BagEntry& entry : bag) {
    PutNumber((entry.term - last) << 2 | static_cast<uint32_t>(entry.role), bytes);
    last = entry.term;
  }
  bytes.shrink_to_fit();
  return bytes;
}

}  // namespace zusage::alignment
