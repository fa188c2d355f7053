// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_EDIT_STRATEGY_FILE_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_EDIT_STRATEGY_FILE_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"

namespace zusage::strategy {

// What an element is to say besides.
struct ElementAddition {
  std::string element;  // its id
  std::vector<std::string> aliases;
  std::vector<std::string> examples;
};

// The strategy file `text`, YAML or JSON, with texts added at the beginning of elements' lists.
// Everything else stays as it is, byte for byte: comments, order, quotes and indentation. `text`
// must be what ParseStrategy takes; each element comes once in `additions`. Pure, thread-safe.
// Errors: those of ParseStrategy, also for what comes out; FAILED_PRECONDITION /
// STRATEGY_FILE_NOT_EDITED for an element that is not in the file, or a layout that nothing can be
// added to.
absl::StatusOr<std::string> AddToStrategyFile(std::string_view text,
                                              absl::Span<const ElementAddition> additions);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_EDIT_STRATEGY_FILE_H_
