// SPDX-License-Identifier: Apache-2.0
// What comes to a request after it was submitted: evidence, and its withdrawal.
#include "storage/request_evidence.h"

#include <algorithm>
#include <array>
#include <set>
#include <utility>

#include "services/base/status_macros.h"
#include "services/intake/domain/evidence.h"
#include "storage/customer_repository.h"
#include "storage/request_heads.h"
#include "storage/request_json.h"

namespace zusage::storage {
namespace {

constexpr ColumnType kText = ColumnType::kText;
constexpr ColumnType kJson = ColumnType::kJson;
constexpr Privacy kFreeText = Privacy::kFreeText;

constexpr std::array kEvidenceAdditionColumns = {
    Column{"request"},
    Column{"evidence", kJson, kFreeText},
    Column{"added_by"},
};
constexpr std::array kWithdrawalColumns = {
    Column{"request"},
    Column{"reason", kText, kFreeText},
    Column{"withdrawn_by"},
};

// Which of them a row of kAdded is.
enum Kind : int64_t { kAddition = 1, kStudy = 2, kMerging = 3 };

// What was added to a request's evidence, oldest first. A merging counts until its request is
// reopened.
constexpr std::string_view kAdded =
    "SELECT kind, body, effort FROM ("
    "SELECT 1 AS kind, fact, evidence AS body, 0.0 AS effort FROM evidence_additions"
    " WHERE request = :request AND fact < :end"
    " UNION ALL SELECT 2, fact, '', effort_person_days FROM studies"
    " WHERE request = :request AND request <> '' AND effort_person_days IS NOT NULL AND fact < :end"
    " UNION ALL SELECT 3, m.fact, m.customers, 0.0 FROM mergings m"
    " WHERE m.target = :request AND m.fact < :end AND NOT EXISTS (SELECT 1 FROM reopenings r"
    " WHERE r.request = m.request AND r.fact > m.fact AND r.fact < :end)"
    ") AS added ORDER BY fact";

struct Added {
  alignment::Evidence evidence;
  std::vector<std::string> customers;  // that merged requests brought
};

absl::Status ReadAdded(const Row& row, Added& added) {
  if (row.Int(0) == kStudy) {
    added.evidence.effort_person_days = row.Real(2);
    return absl::OkStatus();
  }
  if (row.IsNull(1)) return absl::OkStatus();  // erased
  if (row.Int(0) == kMerging) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<std::string> customers, TextsFromJson(row.Text(1)));
    std::move(customers.begin(), customers.end(), std::back_inserter(added.customers));
    return absl::OkStatus();
  }
  ZUSAGE_ASSIGN_OR_RETURN(const alignment::Evidence one, EvidenceFromJson(row.Text(1)));
  added.evidence = intake::Combine(std::move(added.evidence), one);
  return absl::OkStatus();
}

// How many customers there are beside `own`, as they counted at `position`.
absl::StatusOr<int> CountOthers(ReadTransaction& tx, const std::vector<std::string>& customers,
                                std::string_view own, int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string asking,
                          CustomerRepository::Canonical(tx, own, position));
  std::set<std::string> others;
  for (const std::string& customer : customers) {
    ZUSAGE_ASSIGN_OR_RETURN(std::string other,
                            CustomerRepository::Canonical(tx, customer, position));
    if (other != asking) others.insert(std::move(other));
  }
  return static_cast<int>(others.size());
}

}  // namespace

const FactTable kEvidenceAdditions{"evidence_additions", kEvidenceAdditionColumns};
const FactTable kWithdrawals{"withdrawals", kWithdrawalColumns};

absl::Status AddLaterEvidence(ReadTransaction& tx, int64_t position,
                              intake::ChangeRequest& request) {
  Added added{.evidence = std::move(request.evidence)};
  ZUSAGE_RETURN_IF_ERROR(tx.Query(kAdded, {{"request", request.name}, {"end", FactsEnd(position)}},
                                  [&](const Row& row) { return ReadAdded(row, added); }));
  request.evidence = std::move(added.evidence);
  if (added.customers.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const int others,
                          CountOthers(tx, added.customers, request.customer, position));
  std::optional<int>& similar = request.evidence.similar_customers;
  similar = std::max(similar.value_or(0), others);
  return absl::OkStatus();
}

absl::Status RequestRepository::AddEvidence(Unit& unit, const RequestHead& head,
                                            const alignment::Evidence& evidence,
                                            std::string_view added_by) {
  const std::string json = ToJson(evidence);
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kEvidenceAdditions,
                  {std::string_view(head.name), std::string_view(json), added_by},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head,
                  intake::Next(head.state, intake::Event::kEvidenceAdded).value_or(head.state),
                  head.outcome);
}

absl::Status RequestRepository::AddWithdrawal(Unit& unit, const RequestHead& head,
                                              const review::Withdrawal& withdrawal) {
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kWithdrawals,
                  {std::string_view(head.name), std::string_view(withdrawal.reason),
                   std::string_view(withdrawal.withdrawn_by)},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head, intake::State::kWithdrawn, head.outcome);
}

}  // namespace zusage::storage
