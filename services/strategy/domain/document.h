// SPDX-License-Identifier: Apache-2.0
//
// A YAML or JSON text as a tree of values that know their line: what parse_strategy.h reads from.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_DOCUMENT_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_DOCUMENT_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"

namespace zusage::strategy {

// One value. A scalar keeps its text, since `horizon: 2027` is as good a text as it is a number.
struct Node {
  enum class Kind { kNull, kScalar, kList, kMap };

  Kind kind = Kind::kNull;
  std::string text;               // of a scalar
  bool quoted = false;            // a scalar that can only be text
  int line = 0;                   // counted from 1
  std::vector<Node> children;     // of a list or a map
  std::vector<std::string> keys;  // of a map, one per child, in the order of the text
};

struct DocumentLimits {
  size_t bytes = 0;
  int depth = 0;
  size_t nodes = 0;
};

// Reads `text` as JSON if it starts with "{", as YAML otherwise. The limits are enforced while
// reading, so that nothing is built that exceeds them. Keys that occur twice are kept: the reader
// reports them with their path. Errors: see ParseStrategy.
absl::StatusOr<Node> ReadDocument(std::string_view text, const DocumentLimits& limits);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_DOCUMENT_H_
