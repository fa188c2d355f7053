// SPDX-License-Identifier: Apache-2.0
#include "services/review/ask_for_evidence.h"

#include "services/base/status_macros.h"
#include "services/review/may_decide.h"
#include "storage/decision_repository.h"

namespace zusage::review {

absl::StatusOr<storage::RequestView> AskForEvidence(storage::Unit& unit,
                                                    const directory::Caller& caller,
                                                    const AskForEvidenceInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                          storage::RequestRepository::GetHead(tx, input.name));
  ZUSAGE_RETURN_IF_ERROR(CheckEtagIfGiven(input.etag, head));
  ZUSAGE_RETURN_IF_ERROR(CheckState(head, intake::Event::kEvidenceAsked));
  unit.Describe("AskForEvidence", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::DecisionRepository::AddEvidenceQuestion(
      unit, head, {.question = input.question, .asked_by = caller.subject()}));
  return storage::LoadRequestView(tx, input.name, unit.commit_time());
}

}  // namespace zusage::review
