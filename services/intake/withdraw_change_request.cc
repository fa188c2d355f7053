// SPDX-License-Identifier: Apache-2.0
#include "services/intake/withdraw_change_request.h"

#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/errors.h"
#include "services/review/domain/errors.h"

namespace zusage::intake {

absl::StatusOr<storage::RequestView> WithdrawChangeRequest(
    storage::Unit& unit, const directory::Caller& caller, const WithdrawChangeRequestInput& input) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                          storage::RequestRepository::GetHead(unit.tx(), input.name));
  if (caller.subject() != head.submitter) {
    return Error(kNotYourRequest, {{"resource", head.name}, {"submitter", head.submitter}});
  }
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, head.name, head.head));
  if (!Next(head.state, Event::kWithdrawn).has_value()) {
    return Error(review::kWrongState, {{"resource", head.name},
                                       {"state", std::string(NameOf(head.state))},
                                       {"allowed", StatesFor(Event::kWithdrawn)}});
  }
  unit.Describe("WithdrawChangeRequest", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::AddWithdrawal(
      unit, head, {.reason = input.reason, .withdrawn_by = caller.subject()}));
  return storage::LoadRequestView(unit.tx(), input.name, unit.commit_time());
}

}  // namespace zusage::intake
