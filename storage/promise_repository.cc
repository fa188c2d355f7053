// SPDX-License-Identifier: Apache-2.0
#include "storage/promise_repository.h"

#include <algorithm>
#include <array>
#include <limits>
#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/promise_reader.h"

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
constexpr std::array<Column, 2> kSupersedingColumns = {{
    {.name = "promise"},
    {.name = "earlier"},
}};
constexpr std::array<Column, 7> kDisputeColumns = {{
    {.name = "promise"},
    {.name = "dispute"},
    {.name = "kind", .type = ColumnType::kInt},
    {.name = "lines"},
    {.name = "reason", .privacy = Privacy::kFreeText},
    {.name = "words", .privacy = Privacy::kFreeText},
    {.name = "disputed_by"},
}};
constexpr std::array<Column, 6> kResolutionColumns = {{
    {.name = "promise"},
    {.name = "dispute"},
    {.name = "kind", .type = ColumnType::kInt},
    {.name = "upheld", .type = ColumnType::kInt},
    {.name = "reason", .privacy = Privacy::kFreeText},
    {.name = "resolved_by"},
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

// Of whoever counts now as the same customer.
#define ZUSAGE_OF_FAMILY                                          \
  "customer IN (SELECT m.customer FROM customer_families m WHERE" \
  " m.family = (SELECT family FROM customer_families WHERE customer = :customer))"

// The conditions of a list behind the one that its index starts with.
#define ZUSAGE_PROMISES_MADE                                                     \
  " AND made_time >= :from AND (made_time, fact) < (:before_time, :before_fact)" \
  " AND fact < :end ORDER BY made_time DESC, fact DESC LIMIT :limit"

constexpr char kOfProduct[] =
    "SELECT fact, name FROM promises WHERE product = :product" ZUSAGE_PROMISES_MADE;
constexpr char kOfCustomer[] =
    "SELECT fact, name FROM promises"
    " WHERE product = :product AND " ZUSAGE_OF_FAMILY ZUSAGE_PROMISES_MADE;
constexpr char kOfPromiser[] =
    "SELECT fact, name FROM promises"
    " WHERE product = :product AND promised_by = :promised_by" ZUSAGE_PROMISES_MADE;
constexpr char kOfBoth[] =
    "SELECT fact, name FROM promises WHERE product = :product AND " ZUSAGE_OF_FAMILY
    " AND promised_by = :promised_by" ZUSAGE_PROMISES_MADE;

#undef ZUSAGE_PROMISES_MADE
#undef ZUSAGE_OF_FAMILY

// So many are read by their names at once.
constexpr size_t kNamesAtOnce = 10;
constexpr std::array<const char*, kNamesAtOnce> kNameParameters = {
    "name0", "name1", "name2", "name3", "name4", "name5", "name6", "name7", "name8", "name9"};

std::string AnyOfNames() {
  return absl::StrCat("SELECT fact, name FROM promises WHERE fact < :end AND name IN (:",
                      absl::StrJoin(kNameParameters, ", :"), ")");
}

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

// Promises with a line that was ever about an item from `first` to `last`, oldest first.
absl::StatusOr<std::vector<Promise>> AboutItems(ReadTransaction& tx, std::string_view first,
                                                std::string_view last, int64_t position) {
  PromiseReader reader(tx,
                       "SELECT fact, name FROM promises WHERE fact < :end AND name IN"
                       " (SELECT promise FROM promise_lines"
                       "   WHERE item <> '' AND item >= :first AND item <= :last"
                       "  UNION SELECT promise FROM promise_links"
                       "   WHERE item <> '' AND item >= :first AND item <= :last)",
                       position);
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<Promise> found,
      reader.Read({{"end", FactsEnd(position)}, {"first", first}, {"last", last}}));
  std::reverse(found.begin(), found.end());
  return found;
}

}  // namespace

const FactTable kDisputeResolutions{"dispute_resolutions", kResolutionColumns};
const FactTable kPromises{"promises", kPromiseColumns};
const FactTable kPromiseDeliveries{"promise_deliveries", kDeliveryColumns};
const FactTable kPromiseDisputes{"promise_disputes", kDisputeColumns};
const FactTable kPromiseLines{"promise_lines", kLineColumns};
const FactTable kPromiseLinks{"promise_links", kLinkColumns};
const FactTable kPromiseRetractions{"promise_retractions", kRetractionColumns};
const FactTable kPromiseSupersedings{"promise_supersedings", kSupersedingColumns};

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
  for (const std::string& earlier : promise.supersedes) {
    unit.Touch(earlier);
    ZUSAGE_RETURN_IF_ERROR(unit.Insert(kPromiseSupersedings,
                                       {std::string_view(promise.name), std::string_view(earlier)},
                                       KeyOwners{})
                               .status());
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

absl::Status PromiseRepository::AddDispute(Unit& unit, std::string_view promise,
                                           const commitments::Dispute& dispute) {
  unit.Touch(promise);
  const std::string lines = absl::StrJoin(dispute.lines, " ");
  return unit
      .Insert(kPromiseDisputes,
              {promise, std::string_view(dispute.id), static_cast<int64_t>(dispute.kind),
               std::string_view(lines), std::string_view(dispute.reason),
               std::string_view(dispute.words), std::string_view(dispute.disputed_by)},
              KeyOwners{.resource = std::string(promise)})
      .status();
}

absl::Status PromiseRepository::AddResolution(Unit& unit, std::string_view promise,
                                              const commitments::Dispute& dispute) {
  unit.Touch(promise);
  const commitments::DisputeResolution& resolution = *dispute.resolution;
  return unit
      .Insert(kDisputeResolutions,
              {promise, std::string_view(dispute.id), static_cast<int64_t>(dispute.kind),
               int64_t{resolution.upheld}, std::string_view(resolution.reason),
               std::string_view(resolution.resolved_by)},
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

absl::StatusOr<std::vector<Promise>> PromiseRepository::Get(ReadTransaction& tx,
                                                            absl::Span<const std::string> names,
                                                            int64_t position) {
  static const std::string which = AnyOfNames();
  std::vector<Promise> promises;
  for (size_t start = 0; start < names.size(); start += kNamesAtOnce) {
    const auto some = names.subspan(start, kNamesAtOnce);
    std::vector<Bind> binds = {{"end", FactsEnd(position)}};
    for (size_t i = 0; i < kNamesAtOnce; ++i) {
      // Fewer names: the last one again, so that the statement is always the same.
      binds.push_back({kNameParameters[i], some[std::min(i, some.size() - 1)]});
    }
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> found,
                            PromiseReader(tx, which.c_str(), position).Read(binds));
    std::move(found.begin(), found.end(), std::back_inserter(promises));
  }
  return promises;
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
  return AboutItems(tx, std::string(request) + "/items/", std::string(request) + "/items0",
                    position);
}

absl::StatusOr<std::vector<Promise>> PromiseRepository::AboutItem(ReadTransaction& tx,
                                                                  std::string_view item,
                                                                  int64_t position) {
  return AboutItems(tx, item, item, position);
}

}  // namespace zusage::storage
