// SPDX-License-Identifier: Apache-2.0
//
// Reads a strategy file. The format, YAML or JSON, is described in docs/strategy-file.md.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_PARSE_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_PARSE_STRATEGY_H_

#include <cstddef>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

inline constexpr size_t kMaxStrategyFileBytes = 2 << 20;
inline constexpr int kMaxStrategyFileDepth = 8;
inline constexpr size_t kMaxStrategyFileNodes = 100'000;

// The strategy that `text` describes, with the defaults filled in (language, time zone, first month
// of the fiscal year), already checked by ValidateStrategy. Pure, thread-safe.
//
// All errors are INVALID_ARGUMENT. What keeps the file from being read at all (its size, depth,
// number of values, an anchor or alias, its syntax) is reported alone and before anything is
// expanded: STRATEGY_TOO_LARGE, STRATEGY_TOO_DEEP, STRATEGY_TOO_MANY_NODES, STRATEGY_ALIAS,
// STRATEGY_SYNTAX. Everything else is collected, each with its path in the file
// ("themes[2].title"): UNKNOWN_FIELD, WRONG_TYPE, DUPLICATE, INVALID_ENUM, INVALID_FORMAT, and what
// ValidateStrategy returns.
absl::StatusOr<Strategy> ParseStrategy(std::string_view text);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_PARSE_STRATEGY_H_
