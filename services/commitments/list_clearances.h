// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_LIST_CLEARANCES_H_
#define ZUSAGE_SERVICES_COMMITMENTS_LIST_CLEARANCES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/issue_clearance.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct ListClearancesInput {
  std::string parent;     // "products/…" or "products/-"
  std::string issued_to;  // only to this person; "" for all
  int page_size = 0;
  std::string page_token;
};

struct ClearancePage {
  std::vector<ClearanceView> clearances;  // newest first
  std::string next_page_token;            // "" on the last page
};

// Clearances of the caller's products, expired ones included. Errors: INVALID_ARGUMENT /
// INVALID_PAGE_TOKEN.
absl::StatusOr<ClearancePage> ListClearances(storage::ReadTransaction& tx,
                                             const directory::Caller& caller,
                                             const ListClearancesInput& input, absl::Time now);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_LIST_CLEARANCES_H_
