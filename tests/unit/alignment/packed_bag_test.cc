// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/packed_bag.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace zusage::alignment {
namespace {

bool operator==(const BagEntry& a, const BagEntry& b) {
  return a.term == b.term && a.role == b.role;
}

std::vector<BagEntry> Unpacked(const PackedBag& packed) {
  std::vector<BagEntry> bag;
  Unpack(packed, [&bag](const BagEntry& entry) { bag.push_back(entry); });
  return bag;
}

bool AreSame(const std::vector<BagEntry>& a, const std::vector<BagEntry>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const BagEntry& one, const BagEntry& other) { return one == other; });
}

// Terms close together and far apart, up to the most that leave room for the role.
RC_GTEST_PROP(PackedBagTest, WhatIsPackedIsUnpacked, ()) {
  const auto terms = *rc::gen::container<std::vector<uint32_t>>(
      rc::gen::oneOf(rc::gen::inRange<uint32_t>(0, 500), rc::gen::inRange<uint32_t>(0, 1 << 30)));
  std::vector<BagEntry> bag;
  for (const uint32_t term : terms) {
    bag.push_back({term, static_cast<Role>(*rc::gen::inRange(0, 4))});
  }
  SortOut(bag);
  RC_ASSERT(AreSame(Unpacked(Pack(bag)), bag));
}

// The last difference that is one number, and the first that is not, with each role.
TEST(PackedBagTest, LargeDifferencesTakeThreeNumbers) {
  for (const Role role : {Role::kWord, Role::kRelayWord, Role::kTranslation, Role::kPart}) {
    for (const TermId term : {16'382u, 16'383u, 16'384u, (1u << 30) - 1}) {
      const std::vector<BagEntry> bag = {{term, role}};
      const PackedBag packed = Pack(bag);
      const bool small = (uint64_t{term} << 2 | static_cast<uint32_t>(role)) < kLargeEntry;
      EXPECT_EQ(packed.size(), small ? 1u : 3u) << term;
      EXPECT_TRUE(AreSame(Unpacked(packed), bag)) << term;
    }
  }
}

TEST(PackedBagTest, OfTheSameTermTheBestRoleStays) {
  std::vector<BagEntry> bag = {{7, Role::kPart}, {3, Role::kWord}, {7, Role::kTranslation}};
  SortOut(bag);
  EXPECT_TRUE(AreSame(bag, {{3, Role::kWord}, {7, Role::kTranslation}}));
}

RC_GTEST_PROP(PackedBagTest, NumbersAreTakenAsTheyWerePut, (const std::vector<uint32_t>& numbers)) {
  std::string bytes;
  for (const uint32_t number : numbers) PutNumber(number, bytes);
  std::string_view left = bytes;
  for (const uint32_t number : numbers) RC_ASSERT(TakeNumber(left) == number);
  RC_ASSERT(left.empty());
}

}  // namespace
}  // namespace zusage::alignment
