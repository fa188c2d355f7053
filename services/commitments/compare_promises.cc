// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/compare_promises.h"

#include <algorithm>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/errors.h"
#include "storage/customer_repository.h"
#include "storage/journal/known_position.h"
#include "storage/principal_repository.h"
#include "storage/promise_repository.h"
#include "storage/request_repository.h"
#include "storage/visible_products.h"

namespace zusage::commitments {
namespace {

using directory::Role;

// Promises are read and judged so many at a time, and only what the comparison needs is kept.
constexpr int kBatch = 1000;
constexpr int kMaxWaitingCounted = 10000;

// From where a query looks, and where its page starts.
struct Cursor {
  View view;
  std::optional<ComparisonKey> after;
};

std::string DescribeQuery(const ComparePromisesInput& input) {
  const std::string as_of =
      input.as_of_time.has_value() ? absl::StrCat(absl::ToUnixMicros(*input.as_of_time)) : "-";
  return absl::StrCat("comparison ", input.parent, " ", Describe(input.selection), " ",
                      static_cast<int>(input.group_by), " ", as_of);
}

std::string TokenBehind(const ComparePromisesInput& input, const View& view,
                        const ComparisonKey& last) {
  return MakePageToken(
      DescribeQuery(input),
      absl::StrCat(view.position, " ", absl::ToUnixMicros(view.time), " ", last.part, " ",
                   absl::ToUnixMicros(last.made_time), " ", last.position));
}

absl::StatusOr<Cursor> ReadCursor(storage::ReadTransaction& tx, const ComparePromisesInput& input,
                                  absl::Time now) {
  if (input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, input.as_of_time, now));
    return Cursor{view, std::nullopt};
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key,
                          ReadPageToken(DescribeQuery(input), input.page_token));
  std::vector<int64_t> numbers;
  for (absl::string_view part : absl::StrSplit(key, ' ')) {
    int64_t number = 0;
    if (absl::SimpleAtoi(part, &number)) numbers.push_back(number);
  }
  if (numbers.size() != 5) return FieldError("page_token", kInvalidPageToken);
  return Cursor{
      {numbers[0], absl::FromUnixMicros(numbers[1])},
      ComparisonKey{static_cast<int>(numbers[2]), absl::FromUnixMicros(numbers[3]), numbers[4]}};
}

// What the caller sees of a product; nothing if that is nothing.
std::optional<PromiseSelection> Visible(const PromiseSelection& selection,
                                        const directory::Caller& caller,
                                        const std::string& product) {
  if (caller.HasAny({Role::kLeader, Role::kProductManager}, product)) return selection;
  if (!selection.promised_by.empty() && selection.promised_by != caller.subject()) {
    return std::nullopt;
  }
  PromiseSelection own = selection;
  own.promised_by = caller.subject();
  return own;
}

absl::StatusOr<ComparedPromise> ComparedOf(Knowledge& knowledge, JudgedPromise judged) {
  Promise& promise = judged.promise;
  ZUSAGE_ASSIGN_OR_RETURN(const Calendar calendar,
                          knowledge.CalendarAt(promise.product, knowledge.view().position));
  const Date made = DayOf(promise.made_time, calendar.zone);
  return ComparedPromise{.name = std::move(promise.name),
                         .product = std::move(promise.product),
                         .customer = std::move(promise.customer),
                         .promised_by = std::move(promise.promised_by),
                         .deal = std::move(promise.deal),
                         .made_time = promise.made_time,
                         .made_quarter = QuarterOf(made, calendar.fiscal_year_start_month),
                         .position = promise.position,
                         .when_made = judged.when_made,
                         .now = judged.now,
                         .course = judged.course.course,
                         .at_stake = std::move(judged.at_stake),
                         .disputed = promise.disputed(),
                         .never_made = promise.never_made()};
}

// Judges a batch of promises of one product, those made last first.
absl::Status CompareBatch(Knowledge& knowledge, const PromiseSelection& selection,
                          std::vector<Promise> batch, std::vector<ComparedPromise>& compared) {
  if (batch.empty()) return absl::OkStatus();
  ZUSAGE_RETURN_IF_ERROR(knowledge.LearnClearances(batch.front().product, batch.back().made_time,
                                                   batch.front().made_time));
  for (Promise& promise : batch) {
    ZUSAGE_ASSIGN_OR_RETURN(JudgedPromise judged,
                            JudgePromise(knowledge, std::move(promise), Reasons::kNo));
    if (!selection.Fits(judged)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(ComparedPromise one, ComparedOf(knowledge, std::move(judged)));
    compared.push_back(std::move(one));
  }
  return absl::OkStatus();
}

// Judges every promise of one product that is selected. `judged` counts those of all products.
absl::Status CompareProduct(Knowledge& knowledge, const PromiseSelection& selection,
                            const std::string& product, size_t& judged,
                            std::vector<ComparedPromise>& compared) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PromiseFilter filter,
                          FilterOf(knowledge, selection, product));
  storage::PromisePlace place;
  for (bool more = true; more;) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> batch,
                            storage::PromiseRepository::List(knowledge.tx(), filter, place, kBatch,
                                                             knowledge.view().position));
    more = batch.size() == static_cast<size_t>(kBatch);
    judged += batch.size();
    if (judged > static_cast<size_t>(kMaxCompared)) {
      return FieldError("filter", kTooManyPromises, {{"limit", std::to_string(kMaxCompared)}});
    }
    if (more) place = {batch.back().made_time, batch.back().position};
    ZUSAGE_RETURN_IF_ERROR(CompareBatch(knowledge, selection, std::move(batch), compared));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<ComparedPromise>> Compare(Knowledge& knowledge,
                                                     const directory::Caller& caller,
                                                     const PromiseSelection& selection,
                                                     const std::vector<std::string>& products) {
  std::vector<ComparedPromise> compared;
  size_t judged = 0;
  for (const std::string& product : products) {
    const std::optional<PromiseSelection> visible = Visible(selection, caller, product);
    if (!visible.has_value()) continue;
    ZUSAGE_RETURN_IF_ERROR(CompareProduct(knowledge, *visible, product, judged, compared));
  }
  SortForComparison(compared);
  return compared;
}

// How people call what a group has in common.
absl::StatusOr<std::string> TitleOf(Knowledge& knowledge, GroupBy by, const std::string& key) {
  if (by == GroupBy::kCustomer) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const auto customer,
        storage::CustomerRepository::AsOf(knowledge.tx(), key, knowledge.view().position));
    return customer.has_value() ? customer->display_name : key;
  }
  if (by == GroupBy::kPerson) {
    ZUSAGE_ASSIGN_OR_RETURN(const auto person,
                            storage::PrincipalRepository::Find(knowledge.tx(), key));
    return person.has_value() ? person->principal.display_name : key;
  }
  return by == GroupBy::kQuarter ? key : std::string(LastSegment(key));
}

absl::Status AddGroups(Knowledge& knowledge, std::vector<ComparedPromise> compared, GroupBy by,
                       Comparison& comparison) {
  if (by == GroupBy::kCustomer) {
    for (ComparedPromise& promise : compared) {
      ZUSAGE_ASSIGN_OR_RETURN(promise.customer,
                              knowledge.CountedAs(promise.customer, knowledge.view().position));
    }
  }
  comparison.groups = GroupPromises(compared, by);
  for (PromiseGroup& group : comparison.groups) {
    ZUSAGE_ASSIGN_OR_RETURN(group.title, TitleOf(knowledge, by, group.key));
  }
  return absl::OkStatus();
}

// Counting what waits now is a look at the queue; what waited once has to be worked out from facts.
absl::Status AddWaiting(Knowledge& knowledge, const std::vector<std::string>& products,
                        bool as_of_now, ProductManagementPart& part) {
  const View& view = knowledge.view();
  for (const std::string& product : products) {
    auto size = as_of_now ? storage::RequestRepository::CountQueue(
                                knowledge.tx(), {.product = product, .owner = "", .now = view.time},
                                kMaxWaitingCounted)
                          : storage::RequestRepository::CountQueueAsOf(knowledge.tx(), product,
                                                                       view.position, view.time);
    ZUSAGE_RETURN_IF_ERROR(size.status());
    part.requests_waiting += size->waiting;
    part.requests_overdue += size->overdue;
  }
  return absl::OkStatus();
}

// The promises of the page behind `after`, whole and in words.
absl::Status AddPage(Knowledge& knowledge, const ComparePromisesInput& input,
                     const std::vector<ComparedPromise>& compared,
                     const std::optional<ComparisonKey>& after, Comparison& comparison) {
  auto next = compared.begin();
  if (after.has_value()) {
    next = std::partition_point(
        compared.begin(), compared.end(),
        [&](const ComparedPromise& promise) { return !ComesBefore(*after, KeyOf(promise)); });
  }
  std::vector<std::string> names;
  for (int i = 0; i < PageSize(input.page_size) && next != compared.end(); ++i, ++next) {
    names.push_back(next->name);
  }
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<Promise> promises,
      storage::PromiseRepository::Get(knowledge.tx(), names, knowledge.view().position));
  for (const std::string& name : names) {
    const auto promise = std::find_if(promises.begin(), promises.end(),
                                      [&](const Promise& p) { return p.name == name; });
    if (promise == promises.end()) continue;
    ZUSAGE_ASSIGN_OR_RETURN(JudgedPromise judged, JudgePromise(knowledge, *promise));
    comparison.promises.push_back(std::move(judged));
  }
  if (next != compared.end() && next != compared.begin()) {
    comparison.next_page_token = TokenBehind(input, knowledge.view(), KeyOf(*std::prev(next)));
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<Comparison> ComparePromises(storage::ReadTransaction& tx,
                                           const directory::Caller& caller,
                                           const ComparePromisesInput& input, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const Cursor cursor, ReadCursor(tx, input, now));
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<std::string> products,
      storage::VisibleProducts(
          tx, caller, {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader},
          input.parent));
  Knowledge knowledge(tx, cursor.view);
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<ComparedPromise> compared,
                          Compare(knowledge, caller, input.selection, products));
  Comparison comparison{.total = TotalOf(compared), .as_of = cursor.view};
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Store::Head known,
                          storage::EntryKnownAt(tx, absl::InfiniteFuture(), cursor.view.position));
  comparison.as_of_commit_time = known.commit_time;
  if (!cursor.after.has_value()) {
    ZUSAGE_RETURN_IF_ERROR(AddGroups(knowledge, compared, input.group_by, comparison));
  }
  comparison.product_management.covered_not_delivered = CountCoveredNotDelivered(compared);
  ZUSAGE_RETURN_IF_ERROR(AddWaiting(knowledge, products, !input.as_of_time.has_value(),
                                    comparison.product_management));
  ZUSAGE_RETURN_IF_ERROR(AddPage(knowledge, input, compared, cursor.after, comparison));
  return comparison;
}

}  // namespace zusage::commitments
