// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_change_request.h"

namespace zusage::intake {

absl::StatusOr<storage::RequestView> GetChangeRequest(storage::ReadTransaction& tx,
                                                      std::string_view name) {
  return storage::LoadRequestView(tx, name);
}

}  // namespace zusage::intake
