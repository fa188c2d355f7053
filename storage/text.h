// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_TEXT_H_
#define ZUSAGE_STORAGE_TEXT_H_

#include <string_view>

#include "absl/strings/string_view.h"

namespace zusage::storage {

// The distribution's Abseil has a string_view of its own, which does not convert from the
// standard's.
inline absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_TEXT_H_
