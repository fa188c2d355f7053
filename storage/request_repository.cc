// SPDX-License-Identifier: Apache-2.0
#include "storage/request_repository.h"

#include <array>
#include <utility>

#include "services/alignment/domain/assessment_json.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/request_evidence.h"
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
    Column{"request"},          Column{"owner"},
    Column{"due_time", kInt},   Column{"priority", kInt},
    Column{"priority_reasons"}, Column{"cause", kInt},
    Column{"assigned_by"},      Column{"note", kText, kFreeText},
};

Value OrNull(std::string_view text) {
  if (text.empty()) return Null{};
  return text;
}

absl::Status InsertRouting(Unit& unit, const intake::Routing& routing) {
  return unit
      .Insert(kRoutings,
              {std::string_view(routing.request), std::string_view(routing.owner),
               absl::ToUnixMicros(routing.due_time), int64_t{routing.priority},
               std::string_view(routing.priority_reasons), static_cast<int64_t>(routing.cause),
               OrNull(routing.assigned_by), OrNull(routing.note)},
              KeyOwners{.resource = routing.request})
      .status();
}

absl::Status InsertAssessment(Unit& unit, std::string_view request, alignment::Verdict verdict,
                              std::string_view json) {
  return unit
      .Insert(kAssessments, {request, static_cast<int64_t>(verdict), json},
              KeyOwners{.resource = std::string(request)})
      .status();
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

}  // namespace

const FactTable kChangeRequests{"change_requests", kChangeRequestColumns};
const FactTable kAssessments{"assessments", kAssessmentColumns};
const FactTable kRoutings{"routings", kRoutingColumns};

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
  ZUSAGE_RETURN_IF_ERROR(InsertRouting(unit, routing));
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
      intake::Next(head.state, intake::Event::kChecked).value_or(head.state);
  ZUSAGE_RETURN_IF_ERROR(ClearRecheck(unit, head.name));
  return MoveHead(unit, head, state, head.outcome);
}

absl::Status RequestRepository::AddRouting(Unit& unit, const RequestHead& head,
                                           const intake::Routing& routing) {
  ZUSAGE_RETURN_IF_ERROR(InsertRouting(unit, routing));
  unit.Touch(head.name);
  return unit.tx().Enqueue(
      "UPDATE request_heads SET owner = :owner, due_time = :due_time, queue_rank = :queue_rank,"
      " head = :head WHERE fact = :fact",
      {{"owner", routing.owner},
       {"due_time", absl::ToUnixMicros(routing.due_time)},
       {"queue_rank", int64_t{100 - routing.priority}},
       {"head", unit.position()},
       {"fact", head.fact}});
}

absl::Status RequestRepository::MarkForRecheck(Unit& unit, std::string_view name) {
  return unit.tx().Enqueue("UPDATE request_heads SET recheck = 1 WHERE name = :name",
                           {{"name", name}});
}

absl::Status RequestRepository::MarkProductForRecheck(Unit& unit, std::string_view product) {
  return unit.tx().Enqueue(
      "UPDATE request_heads SET recheck = 1 WHERE product = :product AND state IN (1, 2, 3)",
      {{"product", product}});
}

absl::Status RequestRepository::ClearRecheck(Unit& unit, std::string_view name) {
  return unit.tx().Enqueue("UPDATE request_heads SET recheck = 0 WHERE name = :name",
                           {{"name", name}});
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
  ZUSAGE_RETURN_IF_ERROR(AddLaterEvidence(tx, position, *request));
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
    ReadTransaction& tx, std::string_view name, int64_t position) {
  std::optional<intake::Routing> routing;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT request, owner, due_time, priority, priority_reasons, COALESCE(cause, 1),"
      " assigned_by, note FROM routings"
      " WHERE request = :request AND fact < :end ORDER BY fact DESC LIMIT 1",
      {{"request", name}, {"end", FactsEnd(position)}}, [&](const Row& row) {
        routing = intake::Routing{
            std::string(row.Text(0)),         std::string(row.Text(1)),
            absl::FromUnixMicros(row.Int(2)), static_cast<int>(row.Int(3)),
            std::string(row.Text(4)),         static_cast<intake::RoutingCause>(row.Int(5)),
            std::string(row.Text(6)),         std::string(row.Text(7))};
        return absl::OkStatus();
      }));
  return routing;
}

}  // namespace zusage::storage
