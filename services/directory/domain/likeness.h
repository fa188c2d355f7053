// SPDX-License-Identifier: Apache-2.0
//
// How alike the names of two customers are, and by what names that may be alike find each other
// without comparing all with all. Names are given by their matching keys (see customer.h).
#ifndef ZUSAGE_SERVICES_DIRECTORY_DOMAIN_LIKENESS_H_
#define ZUSAGE_SERVICES_DIRECTORY_DOMAIN_LIKENESS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/directory/domain/customer.h"

namespace zusage::directory {

// What two customers have in common, or not; numbered as
// zusage.directory.v1.LookAlike.Likeness.
enum class Likeness {
  kUnspecified = 0,
  kSameName = 1,
  kLegalForm = 2,
  kSpelling = 3,
  kWordOrder = 4,
  kOneLetter = 5,
  kSameSegment = 6,
  kSameSize = 7,
  kSameRevenue = 8,
  kDifferentExternalIds = 9,
};

// In names of fewer letters one letter makes another name.
inline constexpr size_t kMinLettersForTypo = 6;

// A name taken apart.
struct NameShape {
  std::string matching_key;  // the name
  std::u32string joined;     // the words that tell, in plain Latin letters, without blanks
  std::u32string sorted;     // the same, the words in alphabetical order
  std::u32string written;    // as `sorted`, letters as they are
  std::u32string digits;     // those of `joined`: numbers tell names apart
  std::u32string legal_form;
};

// Letters lose accents, ae, oe and ue become a, o and u where they can stand for umlauts; legal
// forms at the end ("GmbH & Co. KG", "Inc.", "S.A.") are left out, unless nothing else is left, and
// so are words for "and".
NameShape ShapeOf(std::string_view matching_key);

// Two names that are alike.
struct NameLikeness {
  int percent = 0;  // 100: the same; less for each thing that differs
  std::vector<Likeness> likenesses;

  friend bool operator==(const NameLikeness&, const NameLikeness&) = default;
};

// Symmetric. Nothing if the names are not alike: they tell different words that differ in more than
// one letter (one put in, left out, exchanged, or two neighbours swapped), or in digits.
std::optional<NameLikeness> Compare(const NameShape& a, const NameShape& b);

// Keys such that two names that are alike have one in common: one that starts with '=' unless a
// letter differs; the others hold half a name.
std::vector<std::string> LikenessKeys(const NameShape& shape);

// What speaks for two customers being one, or against it, beside their names.
std::vector<Likeness> CompareBesideNames(const Customer& a, const Customer& b);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DOMAIN_LIKENESS_H_
