// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/compare_strategies.h"

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/get_strategy.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

absl::StatusOr<ComparedStrategies> CompareStrategies(storage::ReadTransaction& tx,
                                                     const CompareStrategiesInput& input) {
  const std::string_view product = ProductOf(input.name);
  if (!input.base.empty() && ProductOf(input.base) != product) {
    return FieldError("base", kStrategyOfOtherProduct, {{"product", std::string(product)}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy, GetStrategy(tx, input.name));
  ComparedStrategies compared{.strategy = strategy.name(), .base = "", .difference = {}};
  if (input.base.empty() && strategy.version == 1) {
    compared.difference = DifferenceBetween(Strategy(), *strategy.document);
    return compared;
  }
  ZUSAGE_ASSIGN_OR_RETURN(
      const storage::PublishedStrategy base,
      input.base.empty() ? storage::StrategyRepository::Version(tx, product, strategy.version - 1)
                         : GetStrategy(tx, input.base));
  compared.base = base.name();
  compared.difference = DifferenceBetween(*base.document, *strategy.document);
  return compared;
}

}  // namespace zusage::strategy
