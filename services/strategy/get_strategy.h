// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_GET_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_GET_STRATEGY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

// The version called `name`: "products/atlas/strategies/3", or ".../strategies/current" for the
// newest. Errors: NOT_FOUND.
absl::StatusOr<storage::PublishedStrategy> GetStrategy(storage::ReadTransaction& tx,
                                                       std::string_view name);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_GET_STRATEGY_H_
