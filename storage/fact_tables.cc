// SPDX-License-Identifier: Apache-2.0
#include "storage/fact_tables.h"

#include <vector>

#include "storage/clearance_repository.h"
#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/decision_repository.h"
#include "storage/key_repository.h"
#include "storage/look_alike_repository.h"
#include "storage/principal_repository.h"
#include "storage/promise_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"
#include "storage/study_repository.h"
#include "storage/substitute_repository.h"
#include "storage/team_repository.h"
#include "storage/webhook_repository.h"

namespace zusage::storage {

absl::Span<const FactTable* const> FactTables() {
  // One line per table, by name; each is declared in its repository's header.
  // clang-format off
  static const std::vector<const FactTable*> tables = {
      &kAssessments,
      &kChangeRequests,
      &kClearances,
      &kConditionChanges,
      &kCustomerDistinctions,
      &kCustomerMergers,
      &kCustomers,
      &kDeals,
      &kDecisions,
      &kDisplacements,
      &kDisputeResolutions,
      &kEvidenceAdditions,
      &kEvidenceQuestions,
      &kKeyRevocations,
      &kKeys,
      &kMergings,
      &kPrincipals,
      &kPromiseDeliveries,
      &kPromiseDisputes,
      &kPromiseLines,
      &kPromiseLinks,
      &kPromiseRetractions,
      &kPromiseSupersedings,
      &kPromises,
      &kReopenings,
      &kRevocations,
      &kRoutings,
      &kStrategies,
      &kStrategyAcknowledgements,
      &kStudies,
      &kSubstitutes,
      &kTeams,
      &kWebhookReplays,
      &kWebhooks,
      &kWithdrawals,
  };
  // clang-format on
  return tables;
}

}  // namespace zusage::storage
