// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_COMPARE_STRATEGIES_H_
#define ZUSAGE_SERVICES_STRATEGY_COMPARE_STRATEGIES_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/strategy/domain/strategy_difference.h"
#include "storage/connection.h"

namespace zusage::strategy {

struct CompareStrategiesInput {
  std::string name;  // "products/atlas/strategies/3" or ".../current"
  std::string base;  // what it is compared with, likewise; "" for the version before it
};

struct ComparedStrategies {
  std::string strategy;  // names, with their versions
  std::string base;      // "" if it is compared with nothing
  StrategyDifference difference;
};

// What `name` says otherwise than `base`. A first version without a base is compared with nothing.
// Errors: INVALID_ARGUMENT / STRATEGY_OF_OTHER_PRODUCT; NOT_FOUND.
absl::StatusOr<ComparedStrategies> CompareStrategies(storage::ReadTransaction& tx,
                                                     const CompareStrategiesInput& input);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_COMPARE_STRATEGIES_H_
