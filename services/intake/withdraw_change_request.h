// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_WITHDRAW_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_INTAKE_WITHDRAW_CHANGE_REQUEST_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::intake {

struct WithdrawChangeRequestInput {
  std::string name;
  std::string etag;
  std::string reason;
};

// Takes an open request back, in the name of whoever submitted it. Errors in the order of
// precedence: NOT_FOUND, PERMISSION_DENIED / NOT_YOUR_REQUEST, ABORTED / ETAG_STALE,
// FAILED_PRECONDITION / WRONG_STATE.
absl::StatusOr<storage::RequestView> WithdrawChangeRequest(storage::Unit& unit,
                                                           const directory::Caller& caller,
                                                           const WithdrawChangeRequestInput& input);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_WITHDRAW_CHANGE_REQUEST_H_
