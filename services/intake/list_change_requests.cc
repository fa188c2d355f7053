// SPDX-License-Identifier: Apache-2.0
#include "services/intake/list_change_requests.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"

namespace zusage::intake {
namespace {

using directory::Role;

std::string FilterOf(const ListChangeRequestsInput& input) {
  std::string filter = absl::StrCat("requests ", input.parent, " ", input.customer, " ",
                                    input.submitter, " ", static_cast<int>(input.outcome));
  for (State state : input.states) absl::StrAppend(&filter, " ", static_cast<int>(state));
  return filter;
}

// The fact that the page's rows come before.
absl::StatusOr<int64_t> ReadBefore(const ListChangeRequestsInput& input) {
  if (input.page_token.empty()) return std::numeric_limits<int64_t>::max();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(FilterOf(input), input.page_token));
  int64_t before = 0;
  if (!absl::SimpleAtoi(key, &before)) return FieldError("page_token", kInvalidPageToken);
  return before;
}

}  // namespace

absl::StatusOr<ChangeRequestPage> ListChangeRequests(storage::ReadTransaction& tx,
                                                     const directory::Caller& caller,
                                                     const ListChangeRequestsInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t before, ReadBefore(input));
  directory::ProductScope scope =
      directory::ProductsOf(caller,
                            {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader,
                             Role::kAuditor, Role::kTool, Role::kService},
                            input.parent);
  // An empty product does not filter: what holders of a role for all products see.
  if (scope.all) scope.products = {""};
  const int size = PageSize(input.page_size);
  std::vector<storage::RequestHead> heads;
  for (const std::string& product : scope.products) {
    const storage::RequestFilter filter{product, input.states, input.customer, input.submitter,
                                        input.outcome};
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<storage::RequestHead> some,
                            storage::RequestRepository::List(tx, filter, before, size + 1));
    std::move(some.begin(), some.end(), std::back_inserter(heads));
  }
  std::sort(heads.begin(), heads.end(),
            [](const auto& a, const auto& b) { return a.fact > b.fact; });
  ChangeRequestPage page;
  if (static_cast<int>(heads.size()) > size) {
    heads.resize(size);
    page.next_page_token = MakePageToken(FilterOf(input), absl::StrCat(heads.back().fact));
  }
  ZUSAGE_ASSIGN_OR_RETURN(page.change_requests, storage::LoadRequestViews(tx, heads));
  return page;
}

}  // namespace zusage::intake
