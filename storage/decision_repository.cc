// SPDX-License-Identifier: Apache-2.0
#include "storage/decision_repository.h"

#include <array>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/request_heads.h"
#include "storage/request_json.h"

namespace zusage::storage {
namespace {

constexpr ColumnType kInt = ColumnType::kInt;
constexpr ColumnType kText = ColumnType::kText;
constexpr ColumnType kJson = ColumnType::kJson;
constexpr Privacy kPlain = Privacy::kPlain;
constexpr Privacy kFreeText = Privacy::kFreeText;

constexpr std::array kDecisionColumns = {
    Column{"request"},
    Column{"outcome", kInt},
    Column{"reason", kText, kFreeText},
    Column{"decider"},
    Column{"as_is_element"},
    Column{"approval"},
    Column{"terms", kJson},
    Column{"condition_texts", kJson, kFreeText},
    Column{"items", kJson, kFreeText},
    Column{"on_behalf_of"},
    Column{"duplicate_of"},
};
constexpr std::array kDisplacementColumns = {
    Column{"element"},
    Column{"approval"},
    Column{"request"},
};
constexpr std::array kRevocationColumns = {
    Column{"approval"},
    Column{"request"},
    Column{"reason", kText, kFreeText},
    Column{"revoked_by"},
};
constexpr std::array kConditionChangeColumns = {
    Column{"approval"},
    Column{"request"},
    Column{"condition_id"},
    Column{"state", kInt},
    Column{"note", kText, kFreeText},
    Column{"changed_by"},
};
constexpr std::array kEvidenceQuestionColumns = {
    Column{"request"},
    Column{"question", kText, kFreeText},
    Column{"asked_by"},
};
constexpr std::array kReopeningColumns = {
    Column{"request"},
    Column{"reason", kText, kFreeText},
    Column{"reopened_by"},
};
constexpr std::array kMergingColumns = {
    Column{"request"},
    Column{"target"},
    Column{"customers", kJson, kPlain},
    Column{"items", kJson, kPlain},
    Column{"added", kJson, kFreeText},
    Column{"merged_by"},
};

Value OrNull(std::string_view text) {
  if (text.empty()) return Null{};
  return text;
}

absl::Status InsertDecision(Unit& unit, const RequestHead& head, const review::Decision& decision) {
  std::string terms_json;
  std::string condition_texts_json;
  std::string_view approval;
  if (decision.approval.has_value()) {
    approval = decision.approval->name;
    unit.Touch(approval);
    terms_json = TermsToJson(*decision.approval);
    condition_texts_json = ConditionTextsToJson(*decision.approval);
  }
  const std::string items = ToJson(decision.items);
  return unit
      .Insert(kDecisions,
              {std::string_view(head.name), static_cast<int64_t>(decision.outcome),
               std::string_view(decision.reason), std::string_view(decision.decider),
               std::string_view(decision.as_is_element), approval, OrNull(terms_json),
               OrNull(condition_texts_json), std::string_view(items), OrNull(decision.on_behalf_of),
               OrNull(decision.duplicate_of)},
              KeyOwners{.resource = head.name})
      .status();
}

absl::Status InsertDisplacements(Unit& unit, const review::Approval& approval,
                                 std::string_view request) {
  for (const std::string& element : approval.displaced) {
    unit.Touch(element);
    ZUSAGE_RETURN_IF_ERROR(
        unit.Insert(kDisplacements,
                    {std::string_view(element), std::string_view(approval.name), request}, {})
            .status());
  }
  return absl::OkStatus();
}

absl::Status InsertEffort(Unit& unit, const RequestHead& head, const review::Approval& approval) {
  if (!approval.effort_quarter.has_value()) return absl::OkStatus();
  const std::string quarter = FormatQuarter(*approval.effort_quarter);
  return unit.tx().Enqueue(
      "INSERT INTO approval_efforts (approval, request, fact, product, quarter, person_days)"
      " VALUES (:approval, :request, :fact, :product, :quarter, :person_days)",
      {{"approval", approval.name},
       {"request", head.name},
       {"fact", FactsEnd(unit.position()) - 1},
       {"product", head.product},
       {"quarter", quarter},
       {"person_days", approval.effort_person_days}});
}

absl::Status InsertMerging(Unit& unit, const review::Merging& merging) {
  std::vector<std::string> customers = {merging.customer};
  customers.insert(customers.end(), merging.further_customers.begin(),
                   merging.further_customers.end());
  const std::string customers_json = ToJson(customers);
  const std::string items = ToJson(merging.items);
  const std::string added = merging.added.empty() ? "" : ToJson(merging.added);
  // What it got is the target's, and is erased with it.
  return unit
      .Insert(kMergings,
              {std::string_view(merging.request), std::string_view(merging.into),
               std::string_view(customers_json), std::string_view(items), OrNull(added),
               std::string_view(merging.merged_by)},
              KeyOwners{.resource = merging.into})
      .status();
}

}  // namespace

const FactTable kConditionChanges{"condition_changes", kConditionChangeColumns};
const FactTable kDecisions{"decisions", kDecisionColumns};
const FactTable kDisplacements{"displacements", kDisplacementColumns};
const FactTable kEvidenceQuestions{"evidence_questions", kEvidenceQuestionColumns};
const FactTable kMergings{"mergings", kMergingColumns};
const FactTable kReopenings{"reopenings", kReopeningColumns};
const FactTable kRevocations{"revocations", kRevocationColumns};

absl::Status DecisionRepository::Add(Unit& unit, const RequestHead& head,
                                     const review::Decision& decision) {
  ZUSAGE_RETURN_IF_ERROR(InsertDecision(unit, head, decision));
  if (decision.approval.has_value()) {
    ZUSAGE_RETURN_IF_ERROR(InsertDisplacements(unit, *decision.approval, head.name));
    ZUSAGE_RETURN_IF_ERROR(InsertEffort(unit, head, *decision.approval));
  }
  return MoveHead(unit, head, intake::State::kDecided, decision.outcome);
}

absl::Status DecisionRepository::AddRevocation(Unit& unit, const RequestHead& head,
                                               const review::Revocation& revocation) {
  unit.Touch(revocation.approval);
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kRevocations,
                  {std::string_view(revocation.approval), std::string_view(revocation.request),
                   std::string_view(revocation.reason), std::string_view(revocation.revoked_by)},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head, head.state, head.outcome);
}

absl::Status DecisionRepository::AddConditionChange(Unit& unit, const RequestHead& head,
                                                    const review::ConditionChange& change) {
  unit.Touch(change.approval);
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kConditionChanges,
                  {std::string_view(change.approval), std::string_view(head.name),
                   std::string_view(change.condition), static_cast<int64_t>(change.state),
                   OrNull(change.note), std::string_view(change.changed_by)},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head, head.state, head.outcome);
}

absl::Status DecisionRepository::AddEvidenceQuestion(Unit& unit, const RequestHead& head,
                                                     const review::EvidenceQuestion& question) {
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kEvidenceQuestions,
                  {std::string_view(head.name), std::string_view(question.question),
                   std::string_view(question.asked_by)},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head, intake::State::kNeedsEvidence, head.outcome);
}

absl::Status DecisionRepository::AddReopening(Unit& unit, const RequestHead& head,
                                              const review::Reopening& reopening) {
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kReopenings,
                  {std::string_view(head.name), std::string_view(reopening.reason),
                   std::string_view(reopening.reopened_by)},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head, intake::State::kInReview, head.outcome);
}

absl::Status DecisionRepository::AddMerging(Unit& unit, const RequestHead& source,
                                            const RequestHead& target,
                                            const review::Decision& decision,
                                            const review::Merging& merging) {
  ZUSAGE_RETURN_IF_ERROR(InsertDecision(unit, source, decision));
  ZUSAGE_RETURN_IF_ERROR(InsertMerging(unit, merging));
  ZUSAGE_RETURN_IF_ERROR(MoveHead(unit, source, intake::State::kMerged, decision.outcome));
  return MoveHead(unit, target, target.state, target.outcome);
}

absl::StatusOr<std::string> DecisionRepository::RequestOfApproval(ReadTransaction& tx,
                                                                  std::string_view approval) {
  std::string request;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT request FROM decisions WHERE approval = :approval"
               " AND approval <> ''",
               {{"approval", approval}}, [&](const Row& row) {
                 request = row.Text(0);
                 return absl::OkStatus();
               }));
  if (request.empty()) return Error(kNotFound, {{"resource", std::string(approval)}});
  return request;
}

absl::StatusOr<std::vector<review::Displacement>> DecisionRepository::DisplacementsOf(
    ReadTransaction& tx, std::string_view element, int64_t position) {
  std::vector<review::Displacement> displacements;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT fact, element, approval, request FROM displacements"
               " WHERE element = :element AND fact < :end ORDER BY fact",
               {{"element", element}, {"end", FactsEnd(position)}}, [&](const Row& row) {
                 displacements.push_back({.element = std::string(row.Text(1)),
                                          .approval = std::string(row.Text(2)),
                                          .request = std::string(row.Text(3)),
                                          .position = PositionOf(row.Int(0))});
                 return absl::OkStatus();
               }));
  return displacements;
}

absl::StatusOr<std::vector<std::string>> DecisionRepository::ListApprovals(ReadTransaction& tx,
                                                                           std::string_view product,
                                                                           std::string_view before,
                                                                           int limit) {
  // Ids are of digits and capital letters; '0' follows '/'.
  const std::string folder = std::string(product) + "/approvals";
  const std::string from = folder + "/";
  const std::string to = before.empty() ? folder + "0" : from + std::string(before);
  std::vector<std::string> names;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT approval FROM decisions"
               " WHERE approval <> '' AND approval > :from AND approval < :to"
               " ORDER BY approval DESC LIMIT :limit",
               {{"from", from}, {"to", to}, {"limit", int64_t{limit}}}, [&](const Row& row) {
                 names.emplace_back(row.Text(0));
                 return absl::OkStatus();
               }));
  return names;
}

absl::StatusOr<double> DecisionRepository::ApprovedPersonDays(ReadTransaction& tx,
                                                              std::string_view product,
                                                              Quarter quarter) {
  const std::string text = FormatQuarter(quarter);
  double person_days = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT a.person_days FROM approval_efforts a"
      " WHERE a.product = :product AND a.quarter = :quarter AND NOT EXISTS"
      " (SELECT 1 FROM decisions d WHERE d.request = a.request AND d.fact > a.fact)"
      " AND NOT EXISTS"
      " (SELECT 1 FROM revocations r WHERE r.request = a.request AND r.approval = a.approval)",
      {{"product", product}, {"quarter", text}}, [&](const Row& row) {
        person_days += row.Real(0);
        return absl::OkStatus();
      }));
  return person_days;
}

}  // namespace zusage::storage
