// SPDX-License-Identifier: Apache-2.0
#include "storage/fact_tables.h"

#include <vector>

#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::storage {

absl::Span<const FactTable* const> FactTables() {
  // One line per table, by repository and name; each is declared in its repository's header.
  static const std::vector<const FactTable*> tables = {
      &kAssessments,
      &kChangeRequests,
      &kDecisions,
      &kRevocations,
      &kRoutings,
      &kStrategies,
  };
  return tables;
}

}  // namespace zusage::storage
