// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/list_clearances.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/commitments/get_clearance.h"
#include "services/commitments/view.h"
#include "storage/clearance_repository.h"
#include "storage/visible_products.h"

namespace zusage::commitments {
namespace {

using directory::Role;

std::string DescribeQuery(const ListClearancesInput& input) {
  return absl::StrCat("clearances ", input.parent, " ", input.issued_to);
}

// The position that the page starts behind; one after `newest` for the first.
absl::StatusOr<int64_t> ReadPlace(const ListClearancesInput& input, int64_t newest) {
  if (input.page_token.empty()) return newest + 1;
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key,
                          ReadPageToken(DescribeQuery(input), input.page_token));
  int64_t position = 0;
  if (!absl::SimpleAtoi(key, &position)) return FieldError("page_token", kInvalidPageToken);
  return position;
}

bool IsNewer(const IssuedClearance& a, const IssuedClearance& b) { return a.position > b.position; }

}  // namespace

absl::StatusOr<ClearancePage> ListClearances(storage::ReadTransaction& tx,
                                             const directory::Caller& caller,
                                             const ListClearancesInput& input, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t before, ReadPlace(input, view.position));
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<std::string> products,
      storage::VisibleProducts(tx, caller,
                               {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader,
                                Role::kAuditor, Role::kTool},
                               input.parent));
  const auto size = static_cast<size_t>(PageSize(input.page_size));
  std::vector<IssuedClearance> newest;
  for (const std::string& product : products) {
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<IssuedClearance> found,
                            storage::ClearanceRepository::List(tx, product, input.issued_to, before,
                                                               static_cast<int>(size) + 1));
    std::move(found.begin(), found.end(), std::back_inserter(newest));
  }
  std::sort(newest.begin(), newest.end(), IsNewer);
  ClearancePage page;
  if (newest.size() > size) {
    newest.resize(size);
    page.next_page_token =
        MakePageToken(DescribeQuery(input), absl::StrCat(newest.back().position));
  }
  Knowledge knowledge(tx, view);
  for (IssuedClearance& clearance : newest) {
    ZUSAGE_ASSIGN_OR_RETURN(ClearanceView shown, ViewOf(knowledge, std::move(clearance)));
    page.clearances.push_back(std::move(shown));
  }
  return page;
}

}  // namespace zusage::commitments
