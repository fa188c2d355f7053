// SPDX-License-Identifier: Apache-2.0
#include "storage/fact_tables.h"

#include <vector>

#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/key_repository.h"
#include "storage/principal_repository.h"
#include "storage/promise_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::storage {

absl::Span<const FactTable* const> FactTables() {
  // One line per table, by name; each is declared in its repository's header.
  // clang-format off
  static const std::vector<const FactTable*> tables = {
      &kAssessments,
      &kChangeRequests,
      &kCustomers,
      &kDeals,
      &kDecisions,
      &kKeyRevocations,
      &kKeys,
      &kPrincipals,
      &kPromiseDeliveries,
      &kPromiseLines,
      &kPromiseLinks,
      &kPromiseRetractions,
      &kPromises,
      &kRevocations,
      &kRoutings,
      &kStrategies,
  };
  // clang-format on
  return tables;
}

}  // namespace zusage::storage
