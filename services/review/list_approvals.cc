// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_approvals.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/page_token.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/review/domain/approval_terms.h"
#include "storage/decision_repository.h"
#include "storage/visible_products.h"

namespace zusage::review {
namespace {

using directory::Role;

constexpr int kMostLookedAt = 500;

std::string FilterOf(const ListApprovalsInput& input) {
  return absl::StrCat("approvals ", input.parent, " ", static_cast<int>(input.state));
}

// Ids rise with time, whatever the product.
bool IsNewer(const std::string& a, const std::string& b) { return LastSegment(a) > LastSegment(b); }

absl::StatusOr<std::vector<std::string>> Newest(storage::ReadTransaction& tx,
                                                const std::vector<std::string>& products,
                                                const std::string& before) {
  std::vector<std::string> names;
  for (const std::string& product : products) {
    ZUSAGE_ASSIGN_OR_RETURN(
        std::vector<std::string> some,
        storage::DecisionRepository::ListApprovals(tx, product, before, kMostLookedAt + 1));
    std::move(some.begin(), some.end(), std::back_inserter(names));
  }
  std::sort(names.begin(), names.end(), IsNewer);
  return names;
}

}  // namespace

absl::StatusOr<ApprovalPage> ListApprovals(storage::ReadTransaction& tx,
                                           const directory::Caller& caller,
                                           const ListApprovalsInput& input, absl::Time now) {
  std::string before;
  if (!input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(before, ReadPageToken(FilterOf(input), input.page_token));
  }
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<std::string> products,
      storage::VisibleProducts(tx, caller,
                               {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader,
                                Role::kAuditor, Role::kTool},
                               input.parent));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<std::string> names, Newest(tx, products, before));
  const size_t size = static_cast<size_t>(PageSize(input.page_size));
  ApprovalPage page;
  for (size_t i = 0; i < names.size(); ++i) {
    if (page.approvals.size() == size || i == kMostLookedAt) {
      page.next_page_token = MakePageToken(FilterOf(input), std::string(LastSegment(names[i - 1])));
      break;
    }
    ZUSAGE_ASSIGN_OR_RETURN(GivenApproval given, GetApproval(tx, names[i]));
    const ApprovalState state = StateOf(given.view.history, given.decision, now, given.view.zone);
    if (input.state != ApprovalState::kUnspecified && state != input.state) continue;
    page.approvals.push_back(std::move(given));
  }
  return page;
}

}  // namespace zusage::review
