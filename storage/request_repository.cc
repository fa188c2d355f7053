// SPDX-License-Identifier: Apache-2.0
#include "storage/request_repository.h"

#include <array>
#include <utility>

#include "services/alignment/domain/assessment_json.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/request_heads.h"
#include "storage/request_json.h"

namespace zusage::storage {
namespace {

constexpr ColumnType kInt = ColumnType::kInt;
constexpr ColumnType kText = ColumnType::kText;
constexpr ColumnType kJson = ColumnType::kJson;
constexpr Privacy kFreeText = Privacy::kFreeText;

constexpr std::array kChangeRequestColumns = {
    Column{"name"},
    Column{"product"},
    Column{"title", kText, kFreeText},
    Column{"wish", kText, kFreeText},
    Column{"problem", kText, kFreeText},
    Column{"area"},
    Column{"customer"},
    Column{"deal"},
    Column{"context", kInt},
    Column{"evidence", kJson, kFreeText},
    Column{"wanted_by"},
    Column{"items", kJson, kFreeText},
    Column{"submitter"},
    Column{"recorded_by"},
};
constexpr std::array kAssessmentColumns = {
    Column{"request"},
    Column{"verdict", kInt},
    Column{"body", kJson, kFreeText},
};
constexpr std::array kRoutingColumns = {
    Column{"request"},          Column{"owner"}, Column{"due_time", kInt}, Column{"priority", kInt},
    Column{"priority_reasons"},
};
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
};
constexpr std::array kRevocationColumns = {
    Column{"approval"},
    Column{"request"},
    Column{"reason", kText, kFreeText},
    Column{"revoked_by"},
};

absl::Status AddRouting(Unit& unit, const intake::Routing& routing) {
  return unit
      .Insert(kRoutings,
              {std::string_view(routing.request), std::string_view(routing.owner),
               absl::ToUnixMicros(routing.due_time), int64_t{routing.priority},
               std::string_view(routing.priority_reasons)},
              {})
      .status();
}

absl::Status InsertAssessment(Unit& unit, std::string_view request, alignment::Verdict verdict,
                              std::string_view json) {
  return unit
      .Insert(kAssessments, {request, static_cast<int64_t>(verdict), json},
              KeyOwners{.resource = std::string(request)})
      .status();
}

absl::Status MoveHead(Unit& unit, const RequestHead& head, intake::State state,
                      review::Outcome outcome) {
  unit.Touch(head.name);
  return unit.tx().Enqueue(
      "UPDATE request_heads SET state = :state, outcome = :outcome, head = :head"
      " WHERE fact = :fact",
      {{"state", static_cast<int64_t>(state)},
       {"outcome", static_cast<int64_t>(outcome)},
       {"head", unit.position()},
       {"fact", head.fact}});
}

absl::Status AddHead(Unit& unit, const intake::ChangeRequest& request, int64_t fact,
                     const intake::Routing& routing, intake::State state) {
  return unit.tx().Enqueue(
      "INSERT INTO request_heads (fact, name, product, customer, submitter, state, outcome,"
      " owner, due_time, queue_rank, head) VALUES (:fact, :name, :product, :customer,"
      " :submitter, :state, 0, :owner, :due_time, :queue_rank, :head)",
      {{"fact", fact},
       {"name", request.name},
       {"product", request.product},
       {"customer", request.customer},
       {"submitter", request.submitter},
       {"state", static_cast<int64_t>(state)},
       {"owner", routing.owner},
       {"due_time", absl::ToUnixMicros(routing.due_time)},
       {"queue_rank", int64_t{100 - routing.priority}},
       {"head", unit.position()}});
}

absl::StatusOr<intake::ChangeRequest> ReadRequest(const Row& row) {
  intake::ChangeRequest request;
  request.name = row.Text(0);
  request.product = row.Text(1);
  request.title = row.Text(2);
  request.wish = row.Text(3);
  request.problem = row.Text(4);
  request.area = row.Text(5);
  request.customer = row.Text(6);
  request.deal = row.Text(7);
  request.context = static_cast<strategy::Context>(row.Int(8));
  if (!row.IsNull(9)) {
    ZUSAGE_ASSIGN_OR_RETURN(request.evidence, EvidenceFromJson(row.Text(9)));
  }
  request.wanted_by = ParseDate(row.Text(10));
  if (!row.IsNull(11)) {
    ZUSAGE_ASSIGN_OR_RETURN(request.items, ItemsFromJson(row.Text(11)));
  }
  request.submitter = row.Text(12);
  request.recorded_by = row.Text(13);
  request.create_time = absl::FromUnixMicros(row.Int(14));
  return request;
}

absl::StatusOr<review::Decision> ReadDecision(const Row& row) {
  review::Decision decision;
  decision.position = PositionOf(row.Int(0));
  decision.request = row.Text(1);
  decision.outcome = static_cast<review::Outcome>(row.Int(2));
  decision.reason = row.Text(3);
  decision.decider = row.Text(4);
  decision.as_is_element = row.Text(5);
  if (!row.Text(6).empty()) {
    review::Approval approval;
    approval.name = row.Text(6);
    approval.request = decision.request;
    ZUSAGE_RETURN_IF_ERROR(ReadTerms(row.Text(7), row.Text(8), approval));
    decision.approval = std::move(approval);
  }
  if (!row.IsNull(9)) {
    ZUSAGE_ASSIGN_OR_RETURN(decision.items, ItemsFromJson(row.Text(9)));
  }
  decision.decide_time = absl::FromUnixMicros(row.Int(10));
  return decision;
}

absl::Status ReadDecisions(ReadTransaction& tx, std::string_view name, int64_t position,
                           absl::Time pending, review::RequestHistory& history) {
  return tx.Query(
      "SELECT d.fact, d.request, d.outcome, d.reason, d.decider, d.as_is_element, d.approval,"
      " d.terms, d.condition_texts, d.items,"
      " COALESCE(e.commit_time, :pending)"
      " FROM decisions d LEFT JOIN journal_entries e ON e.position = d.fact >> 10"
      " WHERE d.request = :request AND d.fact < :end ORDER BY d.fact",
      {{"request", name}, {"end", FactsEnd(position)}, {"pending", absl::ToUnixMicros(pending)}},
      [&](const Row& row) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(review::Decision decision, ReadDecision(row));
        if (!decision.items.empty()) history.items = decision.items;
        history.decisions.push_back(std::move(decision));
        return absl::OkStatus();
      });
}

absl::Status ReadRevocations(ReadTransaction& tx, std::string_view name, int64_t position,
                             absl::Time pending, review::RequestHistory& history) {
  return tx.Query(
      "SELECT r.fact, r.approval, r.request, r.reason, r.revoked_by,"
      " COALESCE(e.commit_time, :pending)"
      " FROM revocations r LEFT JOIN journal_entries e ON e.position = r.fact >> 10"
      " WHERE r.request = :request AND r.fact < :end ORDER BY r.fact",
      {{"request", name}, {"end", FactsEnd(position)}, {"pending", absl::ToUnixMicros(pending)}},
      [&](const Row& row) {
        history.revocations.push_back({.approval = std::string(row.Text(1)),
                                       .request = std::string(row.Text(2)),
                                       .reason = std::string(row.Text(3)),
                                       .revoked_by = std::string(row.Text(4)),
                                       .position = PositionOf(row.Int(0)),
                                       .revoke_time = absl::FromUnixMicros(row.Int(5))});
        return absl::OkStatus();
      });
}

}  // namespace

const FactTable kChangeRequests{"change_requests", kChangeRequestColumns};
const FactTable kAssessments{"assessments", kAssessmentColumns};
const FactTable kRoutings{"routings", kRoutingColumns};
const FactTable kDecisions{"decisions", kDecisionColumns};
const FactTable kRevocations{"revocations", kRevocationColumns};

absl::Status RequestRepository::Add(Unit& unit, const intake::ChangeRequest& request,
                                    const intake::Routing& routing,
                                    const alignment::EncodedAssessment* assessment) {
  unit.Touch(request.name);
  const std::string evidence = ToJson(request.evidence);
  const std::string items = ToJson(request.items);
  const std::string wanted_by = request.wanted_by.has_value() ? FormatDate(*request.wanted_by) : "";
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t fact,
      unit.Insert(kChangeRequests,
                  {std::string_view(request.name), std::string_view(request.product),
                   std::string_view(request.title), std::string_view(request.wish),
                   std::string_view(request.problem), std::string_view(request.area),
                   std::string_view(request.customer), std::string_view(request.deal),
                   static_cast<int64_t>(request.context), std::string_view(evidence),
                   std::string_view(wanted_by), std::string_view(items),
                   std::string_view(request.submitter), std::string_view(request.recorded_by)},
                  KeyOwners{.resource = request.name, .resource_is_new = true}));
  ZUSAGE_RETURN_IF_ERROR(AddRouting(unit, routing));
  if (assessment != nullptr) {
    ZUSAGE_RETURN_IF_ERROR(
        InsertAssessment(unit, request.name, assessment->assessment.verdict, assessment->json));
  }
  return AddHead(unit, request, fact, routing,
                 assessment != nullptr ? intake::State::kInReview : intake::State::kSubmitted);
}

absl::Status RequestRepository::AddAssessment(Unit& unit, const RequestHead& head,
                                              const alignment::Assessment& assessment) {
  ZUSAGE_RETURN_IF_ERROR(
      InsertAssessment(unit, head.name, assessment.verdict, alignment::ToJson(assessment)));
  const intake::State state =
      head.state == intake::State::kSubmitted ? intake::State::kInReview : head.state;
  return MoveHead(unit, head, state, head.outcome);
}

absl::Status RequestRepository::AddDecision(Unit& unit, const RequestHead& head,
                                            const review::Decision& decision) {
  std::string terms_json;
  std::string condition_texts_json;
  std::string_view approval;
  Value terms = Null{};
  Value condition_texts = Null{};
  if (decision.approval.has_value()) {
    approval = decision.approval->name;
    unit.Touch(approval);
    terms_json = TermsToJson(*decision.approval);
    condition_texts_json = ConditionTextsToJson(*decision.approval);
    terms = std::string_view(terms_json);
    condition_texts = std::string_view(condition_texts_json);
  }
  const std::string items = ToJson(decision.items);
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kDecisions,
                  {std::string_view(head.name), static_cast<int64_t>(decision.outcome),
                   std::string_view(decision.reason), std::string_view(decision.decider),
                   std::string_view(decision.as_is_element), approval, terms, condition_texts,
                   std::string_view(items)},
                  KeyOwners{.resource = head.name})
          .status());
  return MoveHead(unit, head, intake::State::kDecided, decision.outcome);
}

absl::Status RequestRepository::AddRevocation(Unit& unit, const RequestHead& head,
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

absl::StatusOr<std::string> RequestRepository::SubmittedAt(ReadTransaction& tx, int64_t position) {
  std::string name;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT name FROM change_requests WHERE fact >= :begin AND fact < :end",
      {{"begin", position * kFactsPerEntry}, {"end", FactsEnd(position)}}, [&](const Row& row) {
        name = row.Text(0);
        return absl::OkStatus();
      }));
  if (name.empty()) return Error(kNotFound, {{"resource", "entry " + std::to_string(position)}});
  return name;
}

absl::StatusOr<intake::ChangeRequest> RequestRepository::Get(ReadTransaction& tx,
                                                             std::string_view name,
                                                             int64_t position, absl::Time pending) {
  std::optional<intake::ChangeRequest> request;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT c.name, c.product, c.title, c.wish, c.problem, c.area, c.customer, c.deal, c.context,"
      " c.evidence, c.wanted_by, c.items, c.submitter, c.recorded_by,"
      " COALESCE(e.commit_time, :pending)"
      " FROM request_heads h JOIN change_requests c ON c.fact = h.fact"
      " LEFT JOIN journal_entries e ON e.position = c.fact >> 10"
      " WHERE h.name = :name AND h.fact < :end",
      {{"name", name}, {"end", FactsEnd(position)}, {"pending", absl::ToUnixMicros(pending)}},
      [&](const Row& row) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(request, ReadRequest(row));
        return absl::OkStatus();
      }));
  if (!request.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(request);
}

absl::StatusOr<RequestHead> RequestRepository::GetHead(ReadTransaction& tx, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<RequestHead> heads,
      ReadHeads(tx, ZUSAGE_HEAD_COLUMNS "WHERE name = :name", {{"name", name}}));
  if (heads.empty()) return Error(kNotFound, {{"resource", std::string(name)}});
  return std::move(heads[0]);
}

absl::StatusOr<std::optional<alignment::Assessment>> RequestRepository::LatestAssessment(
    ReadTransaction& tx, std::string_view name, int64_t position) {
  std::optional<alignment::Assessment> assessment;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT body FROM assessments WHERE request = :request AND fact < :end"
      " ORDER BY fact DESC LIMIT 1",
      {{"request", name}, {"end", FactsEnd(position)}}, [&](const Row& row) -> absl::Status {
        if (row.IsNull(0)) return absl::OkStatus();  // erased
        ZUSAGE_ASSIGN_OR_RETURN(assessment, alignment::AssessmentFromJson(row.Text(0)));
        return absl::OkStatus();
      }));
  return assessment;
}

absl::StatusOr<std::optional<intake::Routing>> RequestRepository::LatestRouting(
    ReadTransaction& tx, std::string_view name) {
  std::optional<intake::Routing> routing;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT r.request, r.owner, r.due_time, r.priority, r.priority_reasons"
               " FROM request_heads h JOIN routings r"
               " ON r.fact > h.fact AND r.fact < h.fact + 1024 AND r.request = h.name"
               " WHERE h.name = :request",
               {{"request", name}}, [&](const Row& row) {
                 routing = intake::Routing{std::string(row.Text(0)), std::string(row.Text(1)),
                                           absl::FromUnixMicros(row.Int(2)),
                                           static_cast<int>(row.Int(3)), std::string(row.Text(4))};
                 return absl::OkStatus();
               }));
  return routing;
}

absl::StatusOr<review::RequestHistory> RequestRepository::History(ReadTransaction& tx,
                                                                  std::string_view name,
                                                                  int64_t position,
                                                                  absl::Time pending) {
  std::optional<review::RequestHistory> history;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT c.customer, c.fact, c.items FROM request_heads h"
               " JOIN change_requests c ON c.fact = h.fact WHERE h.name = :name AND h.fact < :end",
               {{"name", name}, {"end", FactsEnd(position)}}, [&](const Row& row) -> absl::Status {
                 history = review::RequestHistory{.request = std::string(name),
                                                  .customer = std::string(row.Text(0)),
                                                  .submitted_position = PositionOf(row.Int(1))};
                 if (row.IsNull(2)) return absl::OkStatus();  // erased
                 ZUSAGE_ASSIGN_OR_RETURN(history->items, ItemsFromJson(row.Text(2)));
                 return absl::OkStatus();
               }));
  if (!history.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  ZUSAGE_RETURN_IF_ERROR(ReadDecisions(tx, name, position, pending, *history));
  ZUSAGE_RETURN_IF_ERROR(ReadRevocations(tx, name, position, pending, *history));
  return *std::move(history);
}

absl::StatusOr<std::string> RequestRepository::RequestOfApproval(ReadTransaction& tx,
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

}  // namespace zusage::storage
