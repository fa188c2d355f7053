// SPDX-License-Identifier: Apache-2.0
//
// A request's bag of words in few bytes: what an index of past requests keeps of each.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PACKED_BAG_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PACKED_BAG_H_

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zusage::alignment {

using TermId = uint32_t;

// How a term came into a bag. Only a word's own stem counts in the length of the bag's vector: a
// word is not longer for having translations.
enum class Role : uint32_t { kWord, kRelayWord, kTranslation, kPart };

constexpr float WeightOf(Role role) {
  constexpr std::array<float, 4> kWeights = {1.0f, 0.3f, 0.75f, 0.45f};
  return kWeights[static_cast<size_t>(role)];
}

constexpr bool CountsInLength(Role role) { return role == Role::kWord || role == Role::kRelayWord; }

struct BagEntry {
  TermId term = 0;
  Role role = Role::kWord;
};

// Sorted by term; of entries with the same term the one with the best role stays.
void SortOut(std::vector<BagEntry>& bag);

// Appends `number` in as many bytes as it needs, seven bits each.
void PutNumber(uint32_t number, std::string& bytes);

// Takes a number off the front; the highest bit of a byte says that more follow.
inline uint32_t TakeNumber(std::string_view& bytes) {
  uint32_t number = 0;
  for (int shift = 0;; shift += 7) {
    const unsigned char byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    number |= uint32_t{byte & 0x7Fu} << shift;
    if (byte < 0x80) return number;
  }
}

// Each entry of a sorted bag as the difference to the term before, with the role in two bits.
std::string Pack(const std::vector<BagEntry>& bag);

// Calls `take(BagEntry)` for each entry of a packed bag, in order.
template <typename Take>
void Unpack(std::string_view bytes, Take take) {
  TermId term = 0;
  while (!bytes.empty()) {
    const uint32_t number = TakeNumber(bytes);
    term += number >> 2;
    take(BagEntry{term, static_cast<Role>(number & 3)});
  }
}

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PACKED_BAG_H_
