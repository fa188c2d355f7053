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

inline constexpr std::array<float, 4> kRoleWeights = {1.0f, 0.3f, 0.75f, 0.45f};  // by Role

constexpr float WeightOf(Role role) { return kRoleWeights[static_cast<size_t>(role)]; }

constexpr bool CountsInLength(Role role) { return role == Role::kWord || role == Role::kRelayWord; }

// By Role: the part of an entry in the square of that length, times its rarity.
inline constexpr std::array<float, 4> kRoleSquares = {kRoleWeights[0] * kRoleWeights[0],
                                                      kRoleWeights[1] * kRoleWeights[1], 0, 0};

constexpr float InLength(Role role) { return kRoleSquares[static_cast<size_t>(role)]; }

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

// A sorted bag, one number an entry: the difference to the term before, with the role in the lowest
// two bits. Few are too large for sixteen bits; these stand in two numbers after kLargeEntry. Of a
// fixed width, because a comparison reads hundreds of entries and could not foretell their lengths.
using PackedBag = std::vector<uint16_t>;
inline constexpr uint16_t kLargeEntry = UINT16_MAX;

PackedBag Pack(const std::vector<BagEntry>& bag);

// Calls `take(BagEntry)` for each entry of a packed bag, in order.
template <typename Take>
void Unpack(const PackedBag& bag, Take take) {
  TermId term = 0;
  const uint16_t* const end = bag.data() + bag.size();
  for (const uint16_t* next = bag.data(); next != end; ++next) {
    uint32_t number = *next;
    if (number == kLargeEntry) [[unlikely]] {
      number = uint32_t{next[1]} << 16 | next[2];
      next += 2;
    }
    term += number >> 2;
    take(BagEntry{term, static_cast<Role>(number & 3)});
  }
}

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_PACKED_BAG_H_
