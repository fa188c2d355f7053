// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/list_promises.h"

#include <algorithm>
#include <tuple>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/commitments/view.h"
#include "storage/promise_repository.h"
#include "storage/visible_products.h"

namespace zusage::commitments {
namespace {

using directory::Role;

std::string DescribeQuery(const ListPromisesInput& input) {
  return absl::StrCat("promises ", input.parent, " ", Describe(input.selection));
}

std::string TokenBehind(const ListPromisesInput& input, const Promise& last) {
  return MakePageToken(DescribeQuery(input),
                       absl::StrCat(absl::ToUnixMicros(last.made_time), " ", last.position));
}

absl::StatusOr<storage::PromisePlace> ReadPlace(const ListPromisesInput& input) {
  if (input.page_token.empty()) return storage::PromisePlace{};
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key,
                          ReadPageToken(DescribeQuery(input), input.page_token));
  const std::vector<std::string> parts = absl::StrSplit(key, ' ');
  int64_t made_micros = 0;
  int64_t position = 0;
  if (parts.size() != 2 || !absl::SimpleAtoi(parts[0], &made_micros) ||
      !absl::SimpleAtoi(parts[1], &position)) {
    return FieldError("page_token", kInvalidPageToken);
  }
  return storage::PromisePlace{absl::FromUnixMicros(made_micros), position};
}

bool IsNewer(const Promise& a, const Promise& b) {
  return std::tie(a.made_time, a.position) > std::tie(b.made_time, b.position);
}

// The first `limit` promises of all products behind `place`.
absl::StatusOr<std::vector<Promise>> ReadNewest(Knowledge& knowledge,
                                                const std::vector<std::string>& products,
                                                const PromiseSelection& selection,
                                                const storage::PromisePlace& place, int limit) {
  std::vector<Promise> newest;
  for (const std::string& product : products) {
    ZUSAGE_ASSIGN_OR_RETURN(const storage::PromiseFilter filter,
                            FilterOf(knowledge, selection, product));
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> found,
                            storage::PromiseRepository::List(knowledge.tx(), filter, place, limit,
                                                             knowledge.view().position));
    std::move(found.begin(), found.end(), std::back_inserter(newest));
  }
  std::sort(newest.begin(), newest.end(), IsNewer);
  if (newest.size() > static_cast<size_t>(limit)) newest.resize(static_cast<size_t>(limit));
  return newest;
}

// How many promises are read at once.
int BatchSize(const ListPromisesInput& input) {
  return input.selection.judged() ? std::min(kMaxLookedThrough, 200)
                                  : PageSize(input.page_size) + 1;
}

// Adds promises of the selection from `place` on, until the page is full or enough were looked
// through.
absl::Status FillPage(Knowledge& knowledge, const std::vector<std::string>& products,
                      const ListPromisesInput& input, storage::PromisePlace place,
                      PromisePage& page) {
  const auto size = static_cast<size_t>(PageSize(input.page_size));
  const int batch = BatchSize(input);
  for (int looked = 0; looked < kMaxLookedThrough; looked += batch) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<Promise> promises,
                            ReadNewest(knowledge, products, input.selection, place, batch));
    for (Promise& promise : promises) {
      if (page.promises.size() == size) return absl::OkStatus();
      page.next_page_token = TokenBehind(input, promise);
      place = {promise.made_time, promise.position};
      ZUSAGE_ASSIGN_OR_RETURN(JudgedPromise judged, JudgePromise(knowledge, std::move(promise)));
      if (input.selection.Fits(judged)) page.promises.push_back(std::move(judged));
    }
    if (promises.size() < static_cast<size_t>(batch)) {
      page.next_page_token.clear();
      return absl::OkStatus();
    }
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<PromisePage> ListPromises(storage::ReadTransaction& tx,
                                         const directory::Caller& caller,
                                         const ListPromisesInput& input, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PromisePlace place, ReadPlace(input));
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<std::string> products,
      storage::VisibleProducts(tx, caller,
                               {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader,
                                Role::kAuditor, Role::kTool, Role::kService},
                               input.parent));
  Knowledge knowledge(tx, view);
  PromisePage page;
  ZUSAGE_RETURN_IF_ERROR(FillPage(knowledge, products, input, place, page));
  return page;
}

}  // namespace zusage::commitments
