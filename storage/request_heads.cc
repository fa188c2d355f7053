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
constexpr std::string_view kListByCustomer = ZUSAGE_HEAD_COLUMNS
    "WHERE customer = :customer AND (:product = '' OR product = :product)"
    " AND (:submitter = '' OR submitter = :submitter)" ZUSAGE_LIST_TAIL;
constexpr std::string_view kListBySubmitter = ZUSAGE_HEAD_COLUMNS
    "WHERE submitter = :submitter AND :customer = ''"
    " AND (:product = '' OR product = :product)" ZUSAGE_LIST_TAIL;

std::string_view ListStatement(const RequestFilter& filter) {
  if (!filter.customer.empty()) return kListByCustomer;
  if (!filter.submitter.empty()) return kListBySubmitter;
  return filter.product.empty() ? kListAll : kListByProduct;
}

#define ZUSAGE_QUEUE_WHERE                          \
  "WHERE product = :product AND state IN (1, 2, 3)" \
  " AND (:owner = '' OR owner = :owner)"            \
  " AND (queue_rank, due_time, fact) > (:queue_rank, :due_time, :fact)"
#define ZUSAGE_QUEUE_ORDER " ORDER BY queue_rank, due_time, fact LIMIT :limit"

constexpr std::string_view kOverdue =
    ZUSAGE_HEAD_COLUMNS ZUSAGE_QUEUE_WHERE " AND due_time < :now" ZUSAGE_QUEUE_ORDER;
constexpr std::string_view kInTime =
    ZUSAGE_HEAD_COLUMNS ZUSAGE_QUEUE_WHERE " AND due_time >= :now" ZUSAGE_QUEUE_ORDER;

// One half of the queue from behind `after`, or from its start.
absl::StatusOr<std::vector<RequestHead>> QueueHalf(ReadTransaction& tx, std::string_view sql,
                                                   const QueueFilter& filter,
                                                   const RequestHead* after, int limit) {
  return ReadHeads(
      tx, sql,
      {{"product", filter.product},
       {"owner", filter.owner},
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

absl::StatusOr<RequestRepository::QueueSize> RequestRepository::CountQueue(
    ReadTransaction& tx, const QueueFilter& filter, int limit) {
  QueueSize size;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT COUNT(*), COUNT(CASE WHEN due_time < :now THEN 1 END) FROM"
      " (SELECT due_time FROM request_heads WHERE product = :product AND state IN (1, 2, 3)"
      " AND (:owner = '' OR owner = :owner) LIMIT :limit) AS waiting",
      {{"product", filter.product},
       {"owner", filter.owner},
       {"now", absl::ToUnixMicros(filter.now)},
       {"limit", int64_t{limit}}},
      [&](const Row& row) {
        size = {static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1))};
        return absl::OkStatus();
      }));
  if (filter.overdue_only) size.waiting = size.overdue;
  return size;
}

absl::StatusOr<RequestRepository::QueueSize> RequestRepository::CountQueueAsOf(
    ReadTransaction& tx, std::string_view product, int64_t position, absl::Time now) {
  QueueSize size;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT COUNT(*), COUNT(CASE WHEN r.due_time < :now THEN 1 END)"
      " FROM request_heads h JOIN routings r"
      " ON r.fact > h.fact AND r.fact < h.fact + 1024 AND r.request = h.name"
      " WHERE h.product = :product AND h.fact < :end"
      " AND NOT EXISTS (SELECT 1 FROM decisions d WHERE d.request = h.name AND d.fact < :end)",
      {{"product", product}, {"end", FactsEnd(position)}, {"now", absl::ToUnixMicros(now)}},
      [&](const Row& row) {
        size = {static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1))};
        return absl::OkStatus();
      }));
  return size;
}

absl::StatusOr<std::vector<RequestHead>> RequestRepository::Unchecked(ReadTransaction& tx,
                                                                      int limit) {
  return ReadHeads(tx, ZUSAGE_HEAD_COLUMNS "WHERE state = 1 ORDER BY fact LIMIT :limit",
                   {{"limit", int64_t{limit}}});
}

}  // namespace zusage::storage
