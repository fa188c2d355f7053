// SPDX-License-Identifier: Apache-2.0
//
// What every strategy must hold, wherever it came from: a file, a call or a store.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_VALIDATE_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_VALIDATE_STRATEGY_H_

#include <cstddef>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

inline constexpr size_t kMaxElements = 2'000;
inline constexpr size_t kMaxIdBytes = 63;
inline constexpr size_t kMaxTitleBytes = 300;
inline constexpr size_t kMaxElementTextBytes = 10'000;  // description, how, limits
inline constexpr size_t kMaxVisionBytes = 10'000;
inline constexpr size_t kMaxPhraseBytes = 2'000;  // an alias, an example, a source, a reason
inline constexpr size_t kMaxPhrases = 100;        // aliases, examples; each
inline constexpr size_t kMaxListEntries = 200;    // segments, owners, quarters, sources
inline constexpr int kMaxDecideWithinDays = 250;
inline constexpr size_t kMaxHolidays = 400;

// OK, or INVALID_ARGUMENT with one violation per field that is wrong. Paths are those of the file:
// "non_goals[0].id", "owners[1].principal", where the number counts within the list of the kind.
// Whether an owner is a known principal is not checked here. Pure, thread-safe.
absl::Status ValidateStrategy(const Strategy& strategy);

// What a guardrail can measure. `unit` is for people.
struct Measure {
  std::string_view name;
  std::string_view unit;
  std::string_view english;
  std::string_view german;
};

// All measures in the order in which the documentation lists them.
const std::vector<Measure>& Measures();

// The measure with this name, or null.
const Measure* FindMeasure(std::string_view name);

// The names a strategy may give weights to; their meaning is in
// services/alignment/domain/scores.h.
const std::vector<std::string_view>& WeightNames();

// The names of the presets that weights may start from.
const std::vector<std::string_view>& WeightPresets();

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_VALIDATE_STRATEGY_H_
