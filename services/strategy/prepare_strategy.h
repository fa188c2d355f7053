// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_PREPARE_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_PREPARE_STRATEGY_H_

#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/backtest.h"
#include "services/strategy/domain/strategy.h"
#include "storage/store.h"

namespace zusage::strategy {

// Of a request so much is read; of all together so much.
inline constexpr size_t kMaxDecidedTextBytes = 1'500;
inline constexpr size_t kMaxDecidedBytes = 500'000;

struct PrepareStrategyInput {
  std::string product;                       // "products/atlas"
  std::shared_ptr<const Strategy> document;  // a draft; null for the version in force
};

// What the alignment role makes proposals from.
struct PrepareStrategyOutput {
  std::shared_ptr<const Strategy> document;
  // Newest first, at most alignment::kMaxPreparationRequests, without personal parts.
  std::vector<alignment::BacktestRequest> requests;
};

// Reads what the proposals for a product's strategy are made from: the document and the decided
// requests, each with what the check should have said. AS_IS rests on the element that the decision
// names; APPROVED on the first theme or roadmap item that the newest assessment ranks, which is
// what the decider had before them; DECLINED likewise on the first non-goal. Other decisions, and
// those without such an element, say nothing but what is usual. Reads in several transactions: run
// it outside of any. Errors: NOT_FOUND without a draft for a product without a strategy.
absl::StatusOr<PrepareStrategyOutput> PrepareStrategy(storage::Store& store,
                                                      const PrepareStrategyInput& input);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_PREPARE_STRATEGY_H_
