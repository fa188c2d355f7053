// SPDX-License-Identifier: Apache-2.0
// Hash maps and sets of strings that are looked up by std::string_view without a copy, which the
// distribution's Abseil cannot by itself.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STRING_MAP_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STRING_MAP_H_

#include <functional>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/hash/hash.h"
#include "absl/strings/string_view.h"

namespace zusage::alignment {

struct ViewHash {
  using is_transparent = void;
  size_t operator()(std::string_view text) const {
    return absl::Hash<absl::string_view>()(absl::string_view(text.data(), text.size()));
  }
};

template <typename Value>
using StringMap = absl::flat_hash_map<std::string, Value, ViewHash, std::equal_to<>>;

// Of views that outlive the set.
using ViewSet = absl::flat_hash_set<std::string_view, ViewHash, std::equal_to<>>;

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_STRING_MAP_H_
