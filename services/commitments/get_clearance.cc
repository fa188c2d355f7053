// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/get_clearance.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/commitments/check_clearance.h"
#include "services/commitments/view.h"
#include "storage/clearance_repository.h"

namespace zusage::commitments {

absl::StatusOr<ClearanceView> GetClearance(storage::ReadTransaction& tx, const std::string& name,
                                           absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
  ZUSAGE_ASSIGN_OR_RETURN(IssuedClearance clearance,
                          storage::ClearanceRepository::Get(tx, name, view.position));
  Knowledge knowledge(tx, view);
  return ViewOf(knowledge, std::move(clearance));
}

absl::StatusOr<ClearanceView> ViewOf(Knowledge& knowledge, IssuedClearance clearance) {
  ZUSAGE_ASSIGN_OR_RETURN(
      ClearanceAnswer answer,
      AnswerAt(knowledge, clearance.product,
               {clearance.item, clearance.customer, clearance.quantity, clearance.by},
               clearance.position, clearance.issue_time));
  return ClearanceView{std::move(clearance), std::move(answer.guidance)};
}

}  // namespace zusage::commitments
