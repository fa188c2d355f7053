// SPDX-License-Identifier: Apache-2.0
//
// A strategy as JSON for storage and for the journal: keys sorted, no white space, empty fields
// left out, so that equal strategies give equal bytes. This is not the file format: elements stand
// in one list, in their order. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_JSON_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_JSON_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

// Texts must be UTF-8 and numbers finite, as ValidateStrategy makes sure.
std::string ToJson(const Strategy& strategy);

// FromJson(ToJson(s)) == s for every valid s. DATA_LOSS if `json` was not made by ToJson.
absl::StatusOr<Strategy> FromJson(std::string_view json);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_JSON_H_
