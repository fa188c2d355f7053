// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_reviews.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/deciders.h"
#include "storage/strategy_repository.h"
#include "storage/substitute_repository.h"
#include "storage/visible_products.h"

namespace zusage::review {
namespace {

// Where a page starts: behind a row of the queue as it was ordered at `now`. What the order is made
// of is in the token, because the row itself may have been decided since.
struct Cursor {
  absl::Time now;
  std::optional<storage::RequestHead> after;
};

std::string FilterOf(const ListReviewsInput& input) {
  return absl::StrCat("reviews ", input.parent, " ", input.owner, " ", input.overdue_only, " ",
                      input.differing_only);
}

std::string TokenFor(const ListReviewsInput& input, const storage::RequestHead& last,
                     absl::Time now) {
  return MakePageToken(FilterOf(input),
                       absl::StrCat(absl::ToUnixMicros(now), " ", last.priority, " ",
                                    absl::ToUnixMicros(last.due_time), " ", last.fact));
}

absl::StatusOr<Cursor> ReadCursor(const ListReviewsInput& input, absl::Time now) {
  if (input.page_token.empty()) return Cursor{.now = now};
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(FilterOf(input), input.page_token));
  const std::vector<std::string> parts = absl::StrSplit(key, ' ');
  int64_t at = 0;
  int64_t due = 0;
  storage::RequestHead after;
  if (parts.size() != 4 || !absl::SimpleAtoi(parts[0], &at) ||
      !absl::SimpleAtoi(parts[1], &after.priority) || !absl::SimpleAtoi(parts[2], &due) ||
      !absl::SimpleAtoi(parts[3], &after.fact)) {
    return FieldError("page_token", kInvalidPageToken);
  }
  after.due_time = absl::FromUnixMicros(due);
  return Cursor{absl::FromUnixMicros(at), after};
}

// Whose reviews are in the queue: everybody's, or the owner's and those of the people whom the
// owner stands in for today, without what the owner handed in.
absl::StatusOr<std::vector<storage::QueueFilter>> FiltersFor(storage::ReadTransaction& tx,
                                                             const std::string& product,
                                                             const ListReviewsInput& input,
                                                             absl::Time now) {
  const storage::QueueFilter own{.product = product,
                                 .owner = input.owner,
                                 .now = now,
                                 .overdue_only = input.overdue_only,
                                 .differing_only = input.differing_only};
  std::vector<storage::QueueFilter> filters = {own};
  if (input.owner.empty()) return filters;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, product));
  const Date today =
      DayOf(now, ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone()));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Substitute> absences,
                          storage::SubstituteRepository::By(tx, input.owner, today));
  storage::Deciders deciders(tx);
  for (const Substitute& absence : absences) {
    if (!absence.Covers(today)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Deputy> deputies,
                            deciders.DeputiesOf(absence.principal, product, today));
    if (DeputyOn(deputies, today) != input.owner) continue;
    storage::QueueFilter& theirs = filters.emplace_back(own);
    theirs.owner = absence.principal;
    theirs.not_submitted_by = input.owner;
  }
  return filters;
}

}  // namespace

absl::StatusOr<ReviewPage> ListReviews(storage::ReadTransaction& tx,
                                       const directory::Caller& caller,
                                       const ListReviewsInput& input, absl::Time now) {
  using directory::Role;
  ZUSAGE_ASSIGN_OR_RETURN(const Cursor cursor, ReadCursor(input, now));
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<std::string> products,
      storage::VisibleProducts(tx, caller, {Role::kProductManager, Role::kLeader}, input.parent));
  const int size = PageSize(input.page_size);
  ReviewPage page{.now = cursor.now};
  std::vector<storage::RequestHead> heads;
  for (const std::string& product : products) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::QueueFilter> filters,
                            FiltersFor(tx, product, input, cursor.now));
    for (const storage::QueueFilter& filter : filters) {
      ZUSAGE_ASSIGN_OR_RETURN(
          std::vector<storage::RequestHead> some,
          storage::RequestRepository::Queue(tx, filter, cursor.after, size + 1));
      std::move(some.begin(), some.end(), std::back_inserter(heads));
      ZUSAGE_ASSIGN_OR_RETURN(
          const storage::RequestRepository::QueueSize count,
          storage::RequestRepository::CountQueue(tx, filter, kMaxCounted - page.total_size));
      page.total_size += count.waiting;
    }
  }
  std::sort(heads.begin(), heads.end(),
            [&](const auto& a, const auto& b) { return storage::IsBefore(a, b, cursor.now); });
  if (static_cast<int>(heads.size()) > size) {
    heads.resize(size);
    page.next_page_token = TokenFor(input, heads.back(), cursor.now);
  }
  ZUSAGE_ASSIGN_OR_RETURN(page.reviews, storage::LoadRequestViews(tx, heads));
  return page;
}

}  // namespace zusage::review
