// SPDX-License-Identifier: Apache-2.0
// The lists and the queue: one statement for each index that they run on.
#include "storage/request_heads.h"

#include <array>
#include <tuple>
#include <utility>

#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

RequestHead ReadHead(const Row& row) {
  RequestHead head;
  head.fact = row.Int(0);
  head.name = row.Text(1);
  head.product = row.Text(2);
  head.customer = row.Text(3);
  head.submitter = row.Text(4);
  head.state = static_cast<intake::State>(row.Int(5));
  head.outcome = static_cast<review::Outcome>(row.Int(6));
  head.owner = row.Text(7);
  head.due_time = absl::FromUnixMicros(row.Int(8));
  head.priority = static_cast<int>(100 - row.Int(9));
  head.head = row.Int(10);
  return head;
}

// The filters that no index serves; a parameter that does not filter is empty or 0.
#define ZUSAGE_LIST_TAIL                                                                \
  " AND fact < :before AND (:any_state = 1 OR state IN (:s1, :s2, :s3, :s4, :s5, :s6))" \
  " AND (:outcome = 0 OR outcome = :outcome) ORDER BY fact DESC LIMIT :limit"

constexpr std::string_view kListAll = ZUSAGE_HEAD_COLUMNS
    "WHERE :customer = '' AND :submitter = '' AND :product = ''" ZUSAGE_LIST_TAIL;
constexpr std::string_view kListByProduct = ZUSAGE_HEAD_COLUMNS
    "WHERE product = :product AND :customer = '' AND :submitter = ''" ZUSAGE_LIST_TAIL;
// Of whoever counts now as the same customer.
constexpr std::string_view kListByCustomer = ZUSAGE_HEAD_COLUMNS
    "WHERE customer IN (SELECT m.customer FROM customer_families m WHERE m.family ="
    " (SELECT family FROM customer_families WHERE customer = :customer)) AND (:product = '' OR "
    "product = :product)"
    " AND (:submitter = '' OR submitter = :submitter)" ZUSAGE_LIST_TAIL;
constexpr std::string_view kListBySubmitter = ZUSAGE_HEAD_COLUMNS
    "WHERE submitter = :submitter AND :customer = ''"
    " AND (:product = '' OR product = :product)" ZUSAGE_LIST_TAIL;

std::string_view ListStatement(const RequestFilter& filter) {
  if (!filter.customer.empty()) return kListByCustomer;
  if (!filter.submitter.empty()) return kListBySubmitter;
  return filter.product.empty() ? kListAll : kListByProduct;
}

#define ZUSAGE_QUEUE_WHERE                                          \
  "WHERE product = :product AND state IN (1, 2, 3)"                 \
  " AND (:owner = '' OR owner = :owner)"                            \
  " AND (:not_submitted_by = '' OR submitter <> :not_submitted_by)" \
  " AND (queue_rank, due_time, fact) > (:queue_rank, :due_time, :fact)"
#define ZUSAGE_QUEUE_ORDER " ORDER BY queue_rank, due_time, fact LIMIT :limit"

// A second reader thinks otherwise: looked up for each that waits, by the keys of both tables.
#define ZUSAGE_DIFFERING                                                       \
  " AND EXISTS (SELECT 1 FROM opinions o WHERE o.request = request_heads.name" \
  " AND o.agreement IN (2, 3) AND o.assessment ="                              \
  " (SELECT MAX(a.fact) FROM assessments a WHERE a.request = request_heads.name))"

#define ZUSAGE_OVERDUE ZUSAGE_HEAD_COLUMNS ZUSAGE_QUEUE_WHERE " AND due_time < :now"
#define ZUSAGE_IN_TIME ZUSAGE_HEAD_COLUMNS ZUSAGE_QUEUE_WHERE " AND due_time >= :now"

// The halves of the queue, each of all that waits and of what is differing only.
constexpr std::string_view kOverdue[] = {ZUSAGE_OVERDUE ZUSAGE_QUEUE_ORDER,
                                         ZUSAGE_OVERDUE ZUSAGE_DIFFERING ZUSAGE_QUEUE_ORDER};
constexpr std::string_view kInTime[] = {ZUSAGE_IN_TIME ZUSAGE_QUEUE_ORDER,
                                        ZUSAGE_IN_TIME ZUSAGE_DIFFERING ZUSAGE_QUEUE_ORDER};

#define ZUSAGE_COUNT_WAITING                                                             \
  "SELECT COUNT(*), COUNT(CASE WHEN due_time < :now THEN 1 END) FROM"                    \
  " (SELECT due_time FROM request_heads WHERE product = :product AND state IN (1, 2, 3)" \
  " AND (:owner = '' OR owner = :owner)"                                                 \
  " AND (:not_submitted_by = '' OR submitter <> :not_submitted_by)"
constexpr std::string_view kCount[] = {ZUSAGE_COUNT_WAITING " LIMIT :limit) AS waiting",
                                       ZUSAGE_COUNT_WAITING ZUSAGE_DIFFERING
                                       " LIMIT :limit) AS waiting"};

// One half of the queue from behind `after`, or from its start.
absl::StatusOr<std::vector<RequestHead>> QueueHalf(ReadTransaction& tx,
                                                   const std::string_view (&statements)[2],
                                                   const QueueFilter& filter,
                                                   const RequestHead* after, int limit) {
  return ReadHeads(
      tx, statements[filter.differing_only],
      {{"product", filter.product},
       {"owner", filter.owner},
       {"not_submitted_by", filter.not_submitted_by},
       {"queue_rank", after == nullptr ? int64_t{-1} : int64_t{100 - after->priority}},
       {"due_time", after == nullptr ? int64_t{0} : absl::ToUnixMicros(after->due_time)},
       {"fact", after == nullptr ? int64_t{0} : after->fact},
       {"now", absl::ToUnixMicros(filter.now)},
       {"limit", int64_t{limit}}});
}

}  // namespace

absl::StatusOr<std::vector<RequestHead>> ReadHeads(ReadTransaction& tx, std::string_view sql,
                                                   Binds binds) {
  std::vector<RequestHead> heads;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    heads.push_back(ReadHead(row));
    return absl::OkStatus();
  }));
  return heads;
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

bool IsBefore(const RequestHead& a, const RequestHead& b, absl::Time now) {
  const auto key = [now](const RequestHead& head) {
    return std::make_tuple(head.due_time >= now, -head.priority, head.due_time, head.fact);
  };
  return key(a) < key(b);
}

absl::StatusOr<std::vector<RequestHead>> RequestRepository::List(ReadTransaction& tx,
                                                                 const RequestFilter& filter,
                                                                 int64_t before, int limit) {
  std::array<int64_t, 6> states{};
  for (size_t i = 0; i < filter.states.size() && i < states.size(); ++i) {
    states[i] = static_cast<int64_t>(filter.states[i]);
  }
  return ReadHeads(tx, ListStatement(filter),
                   {{"product", filter.product},
                    {"customer", filter.customer},
                    {"submitter", filter.submitter},
                    {"before", before},
                    {"any_state", int64_t{filter.states.empty()}},
                    {"s1", states[0]},
                    {"s2", states[1]},
                    {"s3", states[2]},
                    {"s4", states[3]},
                    {"s5", states[4]},
                    {"s6", states[5]},
                    {"outcome", static_cast<int64_t>(filter.outcome)},
                    {"limit", int64_t{limit}}});
}

absl::StatusOr<std::vector<RequestHead>> RequestRepository::Queue(
    ReadTransaction& tx, const QueueFilter& filter, const std::optional<RequestHead>& after,
    int limit) {
  std::vector<RequestHead> heads;
  const bool past_overdue = after.has_value() && after->due_time >= filter.now;
  if (!past_overdue) {
    ZUSAGE_ASSIGN_OR_RETURN(
        heads, QueueHalf(tx, kOverdue, filter, after.has_value() ? &*after : nullptr, limit));
  }
  const int missing = limit - static_cast<int>(heads.size());
  if (filter.overdue_only || missing <= 0) return heads;
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<RequestHead> rest,
      QueueHalf(tx, kInTime, filter, past_overdue ? &*after : nullptr, missing));
  std::move(rest.begin(), rest.end(), std::back_inserter(heads));
  return heads;
}

absl::StatusOr<std::vector<RequestHead>> RequestRepository::Overdue(
    ReadTransaction& tx, absl::Time now, const std::optional<RequestHead>& after, int limit) {
  return ReadHeads(
      tx,
      ZUSAGE_HEAD_COLUMNS
      "WHERE state IN (1, 2, 3) AND due_time < :now AND (due_time, fact) > (:due_time, :fact)"
      " ORDER BY due_time, fact LIMIT :limit",
      {{"now", absl::ToUnixMicros(now)},
       {"due_time", after.has_value() ? absl::ToUnixMicros(after->due_time) : int64_t{0}},
       {"fact", after.has_value() ? after->fact : int64_t{0}},
       {"limit", int64_t{limit}}});
}

absl::StatusOr<bool> RequestRepository::WasEscalated(ReadTransaction& tx, std::string_view name) {
  // 3 and 4: RoutingCause::kEscalated and kReopened.
  bool escalated = false;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT cause FROM routings WHERE request = :request AND cause IN (3, 4)"
               " ORDER BY fact DESC LIMIT 1",
               {{"request", name}}, [&](const Row& row) {
                 escalated = row.Int(0) == 3;
                 return absl::OkStatus();
               }));
  return escalated;
}

absl::StatusOr<RequestRepository::QueueSize> RequestRepository::CountQueue(
    ReadTransaction& tx, const QueueFilter& filter, int limit) {
  QueueSize size;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query(kCount[filter.differing_only],
               {{"product", filter.product},
                {"owner", filter.owner},
                {"not_submitted_by", filter.not_submitted_by},
                {"now", absl::ToUnixMicros(filter.now)},
                {"limit", int64_t{limit}}},
               [&](const Row& row) {
                 size = {static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1))};
                 return absl::OkStatus();
               }));
  if (filter.overdue_only) size.waiting = size.overdue;
  return size;
}

// Since when request h waits, unless that was ended: its submission, or the newest reopening. A
// merging comes with a decision.
#define ZUSAGE_WAITS_SINCE                                                             \
  "COALESCE((SELECT MAX(o.fact) FROM reopenings o WHERE o.request = h.name AND o.fact" \
  " < :end), h.fact)"

absl::StatusOr<RequestRepository::QueueSize> RequestRepository::CountQueueAsOf(
    ReadTransaction& tx, std::string_view product, int64_t position, absl::Time now) {
  QueueSize size;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT COUNT(*), COUNT(CASE WHEN due_time < :now THEN 1 END) FROM (SELECT"
      " (SELECT r.due_time FROM routings r WHERE r.request = h.name AND r.fact < :end"
      " ORDER BY r.fact DESC LIMIT 1) AS due_time"
      " FROM request_heads h WHERE h.product = :product AND h.fact < :end"
      " AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.request = h.name AND d.fact < :end"
      " AND d.fact > " ZUSAGE_WAITS_SINCE
      ") AND NOT EXISTS (SELECT 1 FROM withdrawals w"
      " WHERE w.request = h.name AND w.fact < :end AND w.fact > " ZUSAGE_WAITS_SINCE
      ")) AS waiting",
      {{"product", product}, {"end", FactsEnd(position)}, {"now", absl::ToUnixMicros(now)}},
      [&](const Row& row) {
        size = {static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1))};
        return absl::OkStatus();
      }));
  return size;
}

absl::StatusOr<std::vector<RequestHead>> RequestRepository::ListUnchecked(ReadTransaction& tx,
                                                                          Unchecked which,
                                                                          int64_t after,
                                                                          int limit) {
  const std::string_view never =
      ZUSAGE_HEAD_COLUMNS "WHERE state = 1 AND fact > :after ORDER BY fact LIMIT :limit";
  const std::string_view again = ZUSAGE_HEAD_COLUMNS
      "WHERE recheck = 1 AND state IN (2, 3) AND fact > :after ORDER BY fact LIMIT :limit";
  return ReadHeads(tx, which == Unchecked::kNever ? never : again,
                   {{"after", after}, {"limit", int64_t{limit}}});
}

absl::StatusOr<RequestRepository::Basis> RequestRepository::BasisOf(ReadTransaction& tx,
                                                                    const RequestHead& head) {
  Basis basis;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT head, (SELECT MAX(version) FROM strategies WHERE product = :product)"
               " FROM request_heads WHERE fact = :fact",
               {{"product", head.product}, {"fact", head.fact}}, [&](const Row& row) {
                 basis = {row.Int(0), static_cast<int>(row.Int(1))};
                 return absl::OkStatus();
               }));
  return basis;
}

}  // namespace zusage::storage
