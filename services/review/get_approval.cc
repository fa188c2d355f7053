// SPDX-License-Identifier: Apache-2.0
#include "services/review/get_approval.h"

#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/decision_repository.h"

namespace zusage::review {

absl::StatusOr<GivenApproval> GetApproval(storage::ReadTransaction& tx, const std::string& name) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string request,
                          storage::DecisionRepository::RequestOfApproval(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(storage::RequestView view, storage::LoadRequestView(tx, request));
  for (size_t i = 0; i < view.history.decisions.size(); ++i) {
    const std::optional<Approval>& approval = view.history.decisions[i].approval;
    if (approval.has_value() && approval->name == name) return GivenApproval{std::move(view), i};
  }
  return Error(kNotFound, {{"resource", name}});
}

}  // namespace zusage::review
