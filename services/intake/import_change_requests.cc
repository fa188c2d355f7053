// SPDX-License-Identifier: Apache-2.0
#include "services/intake/import_change_requests.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/intake/submit_change_request.h"
#include "storage/request_repository.h"

namespace zusage::intake {

absl::StatusOr<std::string> ImportChangeRequest(storage::Unit& unit,
                                                const directory::Caller& caller, const Draft& draft,
                                                RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(SubmittedChangeRequest submitted,
                          SubmitChangeRequest(unit, caller, draft, /*assessment=*/nullptr,
                                              IfOutdated::kCheckLater, random));
  // The last word counts: who is told of what is submitted, is not told of each wish of an import.
  unit.Describe("ImportChangeRequests", {caller.principal, caller.on_behalf_of});
  return std::move(submitted.view.request.name);
}

absl::StatusOr<std::string> ImportedAt(storage::ReadTransaction& tx, int64_t position) {
  return storage::RequestRepository::SubmittedAt(tx, position);
}

}  // namespace zusage::intake
