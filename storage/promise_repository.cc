// SPDX-License-Identifier: Apache-2.0
#include "storage/promise_repository.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

using commitments::Promise;

constexpr std::array<Column, 8> kPromiseColumns = {{
    {.name = "name"},
    {.name = "product"},
    {.name = "customer"},
    {.name = "deal"},
    {.name = "promised_by"},
    {.name = "recorded_by"},
    {.name = "made_time", .type = ColumnType::kInt},
    {.name = "source", .privacy = Privacy::kFreeText},
}};
constexpr std::array<Column, 9> kLineColumns = {{
    {.name = "promise"},
    {.name = "line"},
    {.name = "text", .privacy = Privacy::kFreeText},
    {.name = "item"},
    {.name = "quantity", .type = ColumnType::kReal},
    {.name = "unit"},
    {.name = "due"},
    {.name = "carried_conditions"},
    {.name = "carried_approval"},
}};
constexpr std::array<Column, 4> kLinkColumns = {{
    {.name = "promise"},
    {.name = "line"},
    {.name = "item"},
    {.name = "linked_by"},
}};
constexpr std::array<Column, 4> kDeliveryColumns = {{
    {.name = "promise"},
    {.name = "line"},
    {.name = "delivered_date"},
    {.name = "marked_by"},
}};
constexpr std::array<Column, 3> kRetractionColumns = {{
    {.name = "promise"},
    {.name = "reason", .privacy = Privacy::kFreeText},
    {.name = "retracted_by"},
}};

absl::Status AddLine(Unit& unit, const Promise& promise, const commitments::Line& line) {
  const std::string due = line.due.has_value() ? FormatDate(*line.due) : "";
  const std::string conditions = absl::StrJoin(line.carried_conditions, " ");
  Value quantity = Null{};
  Value unit_of_quantity = Null{};
  if (line.quantity.has_value()) {
    quantity = line.quantity->value;
    unit_of_quantity = std::string_view(line.quantity->unit);
  }
  return unit
      .Insert(
          kPromiseLines,
          {std::string_view(promise.name), std::string_view(line.id), std::string_view(line.text),
           std::string_view(line.item), quantity, unit_of_quantity, std::string_view(due),
           std::string_view(conditions), std::string_view(line.carried_approval)},
          KeyOwners{.resource = promise.name})
      .status();
}

// Reads promises and, with one query per table, everything that belongs to them. `which` is a
// SELECT of `fact` and `name` from promises; `binds` are its parameters.
class PromiseReader {
 public:
  PromiseReader(ReadTransaction& tx, const char* which, int64_t position)
      : tx_(tx), which_(which), position_(position) {}

  absl::StatusOr<std::vector<Promise>> Read(Binds binds) {
    ZUSAGE_RETURN_IF_ERROR(ReadPromises(binds));
    if (promises_.empty()) return std::move(promises_);
    std::vector<Bind> more(binds.begin(), binds.end());
    ZUSAGE_RETURN_IF_ERROR(ReadLines(more));
    more.push_back({"known", FactsEnd(position_)});
    ZUSAGE_RETURN_IF_ERROR(ReadLinks(more));
    ZUSAGE_RETURN_IF_ERROR(ReadDeliveries(more));
    ZUSAGE_RETURN_IF_ERROR(ReadRetractions(more));
    return std::move(promises_);
  }

 private:
  absl::Status ReadPromises(Binds binds) {
    return tx_.Query(
        absl::StrCat("SELECT p.fact, p.name, p.product, p.customer, p.deal, p.promised_by,"
                     " p.recorded_by, p.made_time, p.source, e.commit_time FROM (",
                     which_,
                     ") w JOIN promises p ON p.fact = w.fact"
                     " JOIN journal_entries e ON e.position = p.fact >> 10"
                     " ORDER BY p.made_time DESC, p.fact DESC"),
        binds, [&](const Row& row) {
          Promise promise;
          promise.position = PositionOf(row.Int(0));
          promise.name = row.Text(1);
          promise.product = row.Text(2);
          promise.customer = row.Text(3);
          promise.deal = row.Text(4);
          promise.promised_by = row.Text(5);
          promise.recorded_by = row.Text(6);
          promise.made_time = absl::FromUnixMicros(row.Int(7));
          promise.source = row.Text(8);
          promise.create_time = absl::FromUnixMicros(row.Int(9));
          places_.emplace(row.Int(0), promises_.size());
          promises_.push_back(std::move(promise));
          return absl::OkStatus();
        });
  }

  // Lines lie in the entry of their promise, behind it: a range of keys, without an index.
  absl::Status ReadLines(Binds binds) {
    return tx_.Query(
        absl::StrCat("SELECT w.fact, l.line, l.text, l.item, l.quantity, l.unit, l.due,"
                     " l.carried_conditions, l.carried_approval FROM (",
                     which_,
                     ") w JOIN promise_lines l"
                     " ON l.fact > w.fact AND l.fact < ((w.fact >> 10) + 1) << 10"
                     " ORDER BY l.fact"),
        binds, [&](const Row& row) {
          commitments::Line line{.id = std::string(row.Text(1)),
                                 .text = std::string(row.Text(2)),
                                 .item = std::string(row.Text(3)),
                                 .due = ParseDate(row.Text(6)),
                                 .carried_approval = std::string(row.Text(8))};
          if (!row.IsNull(4)) line.quantity = {row.Real(4), std::string(row.Text(5))};
          const std::string_view conditions = row.Text(7);
          if (!conditions.empty()) {
            line.carried_conditions =
                absl::StrSplit(absl::string_view(conditions.data(), conditions.size()), ' ');
          }
          Of(row).lines.push_back(std::move(line));
          return absl::OkStatus();
        });
  }

  absl::Status ReadLinks(Binds binds) {
    return tx_.Query(
        absl::StrCat("SELECT w.fact, l.fact, l.line, l.item, l.linked_by FROM (", which_,
                     ") w JOIN promise_links l ON l.promise = w.name"
                     " WHERE l.fact < :known ORDER BY l.fact"),
        binds, [&](const Row& row) {
          Of(row).links.push_back({.line = std::string(row.Text(2)),
                                   .item = std::string(row.Text(3)),
                                   .linked_by = std::string(row.Text(4)),
                                   .position = PositionOf(row.Int(1))});
          return absl::OkStatus();
        });
  }

  absl::Status ReadDeliveries(Binds binds) {
    return tx_.Query(
        absl::StrCat("SELECT w.fact, d.fact, d.line, d.delivered_date, d.marked_by FROM (", which_,
                     ") w JOIN promise_deliveries d ON d.promise = w.name"
                     " WHERE d.fact < :known ORDER BY d.fact"),
        binds, [&](const Row& row) {
          Of(row).deliveries.push_back({.line = std::string(row.Text(2)),
                                        .date = ParseDate(row.Text(3)).value_or(Date()),
                                        .marked_by = std::string(row.Text(4)),
                                        .position = PositionOf(row.Int(1))});
          return absl::OkStatus();
        });
  }

  absl::Status ReadRetractions(Binds binds) {
    return tx_.Query(
        absl::StrCat("SELECT w.fact, r.fact, r.reason, r.retracted_by, e.commit_time FROM (",
                     which_,
                     ") w JOIN promise_retractions r ON r.promise = w.name"
                     " JOIN journal_entries e ON e.position = r.fact >> 10"
                     " WHERE r.fact < :known"),
        binds, [&](const Row& row) {
          Of(row).retraction = {.reason = std::string(row.Text(2)),
                                .retracted_by = std::string(row.Text(3)),
                                .retract_time = absl::FromUnixMicros(row.Int(4)),
                                .position = PositionOf(row.Int(1))};
          return absl::OkStatus();
        });
  }

  // The promise whose fact is the row's first column.
  Promise& Of(const Row& row) { return promises_[places_.find(row.Int(0))->second]; }

  ReadTransaction& tx_;
  const char* const which_;
  const int64_t position_;
  std::vector<Promise> promises_;
  absl::flat_hash_map<int64_t, size_t> places_;
};

// The conditions of a list behind the one that its index starts with.
#define ZUSAGE_PROMISES_MADE                                                     \
  " AND made_time >= :from AND (made_time, fact) < (:before_time, :before_fact)" \
  " AND fact < :end ORDER BY made_time DESC, fact DESC LIMIT :limit"

constexpr char kOfProduct[] =
    "SELECT fact, name FROM promises WHERE product = :product" ZUSAGE_PROMISES_MADE;
constexpr char kOfCustomer[] =
    "SELECT fact, name FROM promises"
    " WHERE product = :product AND customer = :customer" ZUSAGE_PROMISES_MADE;
constexpr char kOfPromiser[] =
    "SELECT fact, name FROM promises"
    " WHERE product = :product AND promised_by = :promised_by" ZUSAGE_PROMISES_MADE;
constexpr char kOfBoth[] =
    "SELECT fact, name FROM promises WHERE product = :product AND customer = :customer"
    " AND promised_by = :promised_by" ZUSAGE_PROMISES_MADE;

#undef ZUSAGE_PROMISES_MADE

const char* WhichOf(const PromiseFilter& filter) {
  if (!filter.customer.empty()) return filter.promised_by.empty() ? kOfCustomer : kOfBoth;
  return filter.promised_by.empty() ? kOfProduct : kOfPromiser;
}

int64_t MicrosOf(absl::Time time) {
  if (time == absl::InfiniteFuture()) return std::numeric_limits<int64_t>::max();
  if (time == absl::InfinitePast()) return std::numeric_limits<int64_t>::min();
  return absl::ToUnixMicros(time);
}

// The first place, from the newest on, that is not shown any more: behind `after`, and not made
// later than the filter wants.
PromisePlace StartOf(const PromiseFilter& filter, const PromisePlace& after) {
  if (filter.made_until >= after.made_time) return after;
  return {filter.made_until + absl::Microseconds(1), 0};
}

}  // namespace

const FactTable kPromises{"promises", kPromiseColumns};
const FactTable kPromiseDeliveries{"promise_deliveries", kDeliveryColumns};
const FactTable kPromiseLines{"promise_lines", kLineColumns};
const FactTable kPromiseLinks{"promise_links", kLinkColumns};
const FactTable kPromiseRetractions{"promise_retractions", kRetractionColumns};

absl::Status PromiseRepository::Add(Unit& unit, const Promise& promise) {
  unit.Touch(promise.name);
  unit.Touch(promise.customer);
  ZUSAGE_RETURN_IF_ERROR(
      unit.Insert(kPromises,
                  {std::string_view(promise.name), std::string_view(promise.product),
                   std::string_view(promise.customer), std::string_view(promise.deal),
                   std::string_view(promise.promised_by), std::string_view(promise.recorded_by),
                   absl::ToUnixMicros(promise.made_time), std::string_view(promise.source)},
                  KeyOwners{.resource = promise.name})
          .status());
  for (const commitments::Line& line : promise.lines) {
    ZUSAGE_RETURN_IF_ERROR(AddLine(unit, promise, line));
  }
  return absl::OkStatus();
}

absl::Status PromiseRepository::AddLink(Unit& unit, std::string_view promise,
                                        const commitments::Link& link) {
  unit.Touch(promise);
  return unit
      .Insert(kPromiseLinks,
              {promise, std::string_view(link.line), std::string_view(link.item),
               std::string_view(link.linked_by)},
              KeyOwners{})
      .status();
}

absl::Status PromiseRepository::AddDelivery(Unit& unit, std::string_view promise,
                                            const commitments::Delivery& delivery) {
  unit.Touch(promise);
  const std::string date = FormatDate(delivery.date);
  return unit
      .Insert(kPromiseDeliveries,
              {promise, std::string_view(delivery.line), std::string_view(date),
               std::string_view(delivery.marked_by)},
              KeyOwners{})
      .status();
}

absl::Status PromiseRepository::AddRetraction(Unit& unit, std::string_view promise,
                                              const commitments::Retraction& retraction) {
  unit.Touch(promise);
  return unit
      .Insert(
          kPromiseRetractions,
          {promise, std::string_view(retraction.reason), std::string_view(retraction.retracted_by)},
          KeyOwners{.resource = std::string(promise)})
      .status();
}

absl::StatusOr<Promise> PromiseRepository::Get(ReadTransaction& tx, std::string_view name,
                                               int64_t position) {
  PromiseReader reader(tx, "SELECT fact, name FROM promises WHERE name = :name AND fact < :end",
                       position);
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> found,
                          reader.Read({{"name", name}, {"end", FactsEnd(position)}}));
  if (found.empty()) return Error(kNotFound, {{"resource", std::string(name)}});
  return std::move(found.front());
}

absl::StatusOr<std::vector<Promise>> PromiseRepository::List(ReadTransaction& tx,
                                                             const PromiseFilter& filter,
                                                             const PromisePlace& after, int limit,
                                                             int64_t position) {
  const PromisePlace start = StartOf(filter, after);
  std::vector<Bind> binds = {{"product", filter.product},
                             {"from", MicrosOf(filter.made_from)},
                             {"before_time", MicrosOf(start.made_time)},
                             {"before_fact", start.position * kFactsPerEntry},
                             {"end", FactsEnd(position)},
                             {"limit", int64_t{limit}}};
  if (!filter.customer.empty()) binds.push_back({"customer", filter.customer});
  if (!filter.promised_by.empty()) binds.push_back({"promised_by", filter.promised_by});
  return PromiseReader(tx, WhichOf(filter), position).Read(binds);
}

absl::StatusOr<std::vector<Promise>> PromiseRepository::AboutRequest(ReadTransaction& tx,
                                                                     std::string_view request,
                                                                     int64_t position) {
  // Names of a request's items start with "REQUEST/items/"; '0' is the character behind '/'.
  const std::string first = std::string(request) + "/items/";
  const std::string last = std::string(request) + "/items0";
  PromiseReader reader(tx,
                       "SELECT fact, name FROM promises WHERE fact < :end AND name IN"
                       " (SELECT promise FROM promise_lines"
                       "   WHERE item <> '' AND item > :first AND item < :last"
                       "  UNION SELECT promise FROM promise_links"
                       "   WHERE item <> '' AND item > :first AND item < :last)",
                       position);
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> found,
                          reader.Read({{"end", FactsEnd(position)},
                                       {"first", std::string_view(first)},
                                       {"last", std::string_view(last)}}));
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace zusage::storage
