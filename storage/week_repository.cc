// SPDX-License-Identifier: Apache-2.0
#include "storage/week_repository.h"

#include "services/base/status_macros.h"
#include "storage/fact.h"

namespace zusage::storage {
namespace {

constexpr int64_t FirstFact(int64_t position) { return position * kFactsPerEntry; }

}  // namespace

absl::StatusOr<std::vector<WeekDecision>> WeekRepository::Decisions(ReadTransaction& tx,
                                                                    const Period& period,
                                                                    int limit) {
  std::vector<WeekDecision> decisions;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT d.fact, d.request, d.outcome, d.decider, e.commit_time, COALESCE((SELECT r.due_time"
      " FROM routings r WHERE r.request = d.request AND r.fact < d.fact"
      " ORDER BY r.fact DESC LIMIT 1), e.commit_time)"
      " FROM decisions d JOIN request_heads h ON h.name = d.request"
      " JOIN journal_entries e ON e.position = d.fact >> 10"
      " WHERE d.fact >= :first AND d.fact < :end AND h.product = :product"
      " ORDER BY d.fact DESC LIMIT :limit",
      {{"first", FirstFact(period.first)},
       {"end", FactsEnd(period.last)},
       {"product", period.product},
       {"limit", int64_t{limit}}},
      [&](const Row& row) {
        decisions.push_back({.request = std::string(row.Text(1)),
                             .outcome = static_cast<review::Outcome>(row.Int(2)),
                             .decider = std::string(row.Text(3)),
                             .decide_time = absl::FromUnixMicros(row.Int(4)),
                             .due_time = absl::FromUnixMicros(row.Int(5)),
                             .position = PositionOf(row.Int(0))});
        return absl::OkStatus();
      }));
  return decisions;
}

absl::StatusOr<std::vector<WeekRequest>> WeekRepository::Requests(ReadTransaction& tx,
                                                                  const Period& period, int limit) {
  std::vector<WeekRequest> requests;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT h.fact, h.name, h.customer, (SELECT a.body FROM assessments a"
               " WHERE a.request = h.name AND a.fact < :end ORDER BY a.fact DESC LIMIT 1)"
               " FROM request_heads h"
               " WHERE h.product = :product AND h.fact >= :first AND h.fact < :end"
               " ORDER BY h.fact DESC LIMIT :limit",
               {{"product", period.product},
                {"first", FirstFact(period.first)},
                {"end", FactsEnd(period.last)},
                {"limit", int64_t{limit}}},
               [&](const Row& row) {
                 requests.push_back({.name = std::string(row.Text(1)),
                                     .customer = std::string(row.Text(2)),
                                     .assessment = std::string(row.Text(3)),
                                     .position = PositionOf(row.Int(0))});
                 return absl::OkStatus();
               }));
  return requests;
}

// What waited then waits now, or was decided or withdrawn since: those are few, where a product's
// requests are many. A merging comes with a decision.
#define ZUSAGE_MAY_HAVE_WAITED                                                                    \
  "(SELECT name, customer, fact FROM request_heads"                                               \
  " WHERE product = :product AND state IN (1, 2, 3) AND fact < :end"                              \
  " UNION SELECT h.name, h.customer, h.fact FROM request_heads h JOIN"                            \
  " (SELECT request FROM decisions WHERE fact >= :end"                                            \
  " UNION SELECT request FROM withdrawals WHERE fact >= :end) AS later ON later.request = h.name" \
  " WHERE h.product = :product AND h.fact < :end)"

// Since when it waits, unless that was ended: its submission, or the newest reopening.
#define ZUSAGE_WAITED_SINCE                                                            \
  "COALESCE((SELECT MAX(o.fact) FROM reopenings o WHERE o.request = w.name AND o.fact" \
  " < :end), w.fact)"

absl::StatusOr<std::vector<OverdueReview>> WeekRepository::Overdue(ReadTransaction& tx,
                                                                   std::string_view product,
                                                                   int64_t position,
                                                                   absl::Time time, int limit) {
  std::vector<OverdueReview> overdue;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT w.name, w.customer, r.owner, r.due_time FROM " ZUSAGE_MAY_HAVE_WAITED
      " AS w JOIN routings r ON r.request = w.name AND r.fact = (SELECT MAX(n.fact) FROM routings n"
      " WHERE n.request = w.name AND n.fact < :end)"
      " WHERE r.due_time < :time AND NOT EXISTS (SELECT 1 FROM decisions d"
      " WHERE d.request = w.name AND d.fact < :end AND d.fact > " ZUSAGE_WAITED_SINCE
      ") AND NOT EXISTS (SELECT 1 FROM withdrawals x"
      " WHERE x.request = w.name AND x.fact < :end AND x.fact > " ZUSAGE_WAITED_SINCE
      ") ORDER BY r.due_time, w.fact LIMIT :limit",
      {{"product", product},
       {"end", FactsEnd(position)},
       {"time", absl::ToUnixMicros(time)},
       {"limit", int64_t{limit}}},
      [&](const Row& row) {
        overdue.push_back({.request = std::string(row.Text(0)),
                           .customer = std::string(row.Text(1)),
                           .owner = std::string(row.Text(2)),
                           .due_time = absl::FromUnixMicros(row.Int(3))});
        return absl::OkStatus();
      }));
  return overdue;
}

}  // namespace zusage::storage
