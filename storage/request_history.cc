// SPDX-License-Identifier: Apache-2.0
// Everything that was said about a request, read in three statements: many views and promises ask.
#include <algorithm>
#include <optional>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/decision_repository.h"
#include "storage/request_json.h"

namespace zusage::storage {
namespace {

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
  decision.on_behalf_of = row.Text(10);
  decision.duplicate_of = row.Text(11);
  decision.decide_time = absl::FromUnixMicros(row.Int(12));
  return decision;
}

// Which of them a row of kEvents is.
enum Kind : int64_t {
  kRevocation = 1,
  kConditionChange = 2,
  kWithdrawal = 3,
  kReopening = 4,
  kEvidenceQuestion = 5,
  kMerging = 6,
};

// One row for each event: what it is about, who did it, its words, a number, and its time.
constexpr std::string_view kEvents =
    "SELECT said.kind, said.fact, said.about, said.part, said.who, said.words, said.number,"
    " COALESCE(e.commit_time, :pending), said.more, said.source FROM ("
    "SELECT 1 AS kind, fact, approval AS about, '' AS part, revoked_by AS who, reason AS words,"
    " 0 AS number, '' AS more, request AS source FROM revocations"
    " WHERE request = :request AND fact < :end"
    " UNION ALL SELECT 2, fact, approval, condition_id, changed_by, note, state, '', request"
    " FROM condition_changes WHERE request = :request AND fact < :end"
    " UNION ALL SELECT 3, fact, '', '', withdrawn_by, reason, 0, '', request"
    " FROM withdrawals WHERE request = :request AND fact < :end"
    " UNION ALL SELECT 4, fact, '', '', reopened_by, reason, 0, '', request"
    " FROM reopenings WHERE request = :request AND fact < :end"
    " UNION ALL SELECT 5, fact, '', '', asked_by, question, 0, '', request"
    " FROM evidence_questions WHERE request = :request AND fact < :end"
    " UNION ALL SELECT 6, m.fact, m.target, m.customers, m.merged_by, m.added,"
    " COALESCE((SELECT MIN(r.fact) FROM reopenings r WHERE r.request = m.request"
    " AND r.fact > m.fact AND r.fact < :end), 0), m.items, m.request"
    " FROM mergings m WHERE m.request = :request AND m.fact < :end"
    " UNION ALL SELECT 6, m.fact, m.target, m.customers, m.merged_by, m.added,"
    " COALESCE((SELECT MIN(r.fact) FROM reopenings r WHERE r.request = m.request"
    " AND r.fact > m.fact AND r.fact < :end), 0), m.items, m.request"
    " FROM mergings m WHERE m.target = :request AND m.fact < :end"
    ") AS said LEFT JOIN journal_entries e ON e.position = said.fact >> 10 ORDER BY said.fact";

absl::Status AddMerging(const Row& row, review::RequestHistory& history) {
  review::Merging merging;
  merging.request = row.Text(9);
  merging.into = row.Text(2);
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<std::string> customers, TextsFromJson(row.Text(3)));
  if (!customers.empty()) {
    merging.customer = customers[0];
    merging.further_customers.assign(customers.begin() + 1, customers.end());
  }
  merging.merged_by = row.Text(4);
  if (!row.Text(5).empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(merging.added, ItemsFromJson(row.Text(5)));
  }
  ZUSAGE_ASSIGN_OR_RETURN(merging.items, MappingsFromJson(row.Text(8)));
  merging.position = PositionOf(row.Int(1));
  merging.ended_position = PositionOf(row.Int(6));
  merging.merge_time = absl::FromUnixMicros(row.Int(7));
  const bool of_this = merging.request == history.request;
  (of_this ? history.mergings : history.merged).push_back(std::move(merging));
  return absl::OkStatus();
}

absl::Status AddEvent(const Row& row, review::RequestHistory& history) {
  const int64_t position = PositionOf(row.Int(1));
  std::string about(row.Text(2));
  std::string who(row.Text(4));
  std::string words(row.Text(5));
  const absl::Time time = absl::FromUnixMicros(row.Int(7));
  switch (static_cast<Kind>(row.Int(0))) {
    case kRevocation:
      history.revocations.push_back(
          {std::move(about), history.request, std::move(words), std::move(who), position, time});
      return absl::OkStatus();
    case kConditionChange:
      history.condition_changes.push_back({std::move(about), std::string(row.Text(3)),
                                           static_cast<review::Condition::State>(row.Int(6)),
                                           std::move(words), std::move(who), position, time});
      return absl::OkStatus();
    case kWithdrawal:
      history.withdrawals.push_back({std::move(words), std::move(who), position, time});
      return absl::OkStatus();
    case kReopening:
      history.reopenings.push_back({std::move(words), std::move(who), position, time});
      return absl::OkStatus();
    case kEvidenceQuestion:
      history.evidence_questions.push_back({std::move(words), std::move(who), position, time});
      return absl::OkStatus();
    case kMerging:
      return AddMerging(row, history);
  }
  return absl::InternalError("an event of no kind");
}

absl::Status ReadDecisions(ReadTransaction& tx, int64_t position, absl::Time pending,
                           review::RequestHistory& history) {
  return tx.Query(
      "SELECT d.fact, d.request, d.outcome, d.reason, d.decider, d.as_is_element, d.approval,"
      " d.terms, d.condition_texts, d.items, d.on_behalf_of, d.duplicate_of,"
      " COALESCE(e.commit_time, :pending)"
      " FROM decisions d LEFT JOIN journal_entries e ON e.position = d.fact >> 10"
      " WHERE d.request = :request AND d.fact < :end ORDER BY d.fact",
      {{"request", history.request},
       {"end", FactsEnd(position)},
       {"pending", absl::ToUnixMicros(pending)}},
      [&](const Row& row) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(review::Decision decision, ReadDecision(row));
        history.decisions.push_back(std::move(decision));
        return absl::OkStatus();
      });
}

// Decisions replace a request's items, what is merged into it adds some: in the order in which that
// happened.
void WorkOutItems(review::RequestHistory& history) {
  size_t merged = 0;
  const auto add_until = [&](int64_t position) {
    for (; merged < history.merged.size() && history.merged[merged].position < position; ++merged) {
      const std::vector<intake::Item>& added = history.merged[merged].added;
      history.items.insert(history.items.end(), added.begin(), added.end());
    }
  };
  for (const review::Decision& decision : history.decisions) {
    add_until(decision.position);
    if (!decision.items.empty()) history.items = decision.items;
  }
  add_until(kNewest + 1);
}

}  // namespace

absl::StatusOr<review::RequestHistory> DecisionRepository::History(ReadTransaction& tx,
                                                                   std::string_view name,
                                                                   int64_t position,
                                                                   absl::Time pending) {
  std::optional<review::RequestHistory> found;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT c.customer, c.fact, c.items FROM request_heads h"
               " JOIN change_requests c ON c.fact = h.fact WHERE h.name = :name AND h.fact < :end",
               {{"name", name}, {"end", FactsEnd(position)}}, [&](const Row& row) -> absl::Status {
                 found = review::RequestHistory{.request = std::string(name),
                                                .customer = std::string(row.Text(0)),
                                                .submitted_position = PositionOf(row.Int(1))};
                 if (row.IsNull(2)) return absl::OkStatus();  // erased
                 ZUSAGE_ASSIGN_OR_RETURN(found->items, ItemsFromJson(row.Text(2)));
                 return absl::OkStatus();
               }));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  ZUSAGE_RETURN_IF_ERROR(ReadDecisions(tx, position, pending, *found));
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      kEvents,
      {{"request", name}, {"end", FactsEnd(position)}, {"pending", absl::ToUnixMicros(pending)}},
      [&](const Row& row) { return AddEvent(row, *found); }));
  WorkOutItems(*found);
  return *std::move(found);
}

}  // namespace zusage::storage
