// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_GET_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_INTAKE_GET_CHANGE_REQUEST_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/request_view.h"

namespace zusage::intake {

// The request with its newest assessment, its routing and its decisions. Errors: NOT_FOUND.
absl::StatusOr<storage::RequestView> GetChangeRequest(storage::ReadTransaction& tx,
                                                      std::string_view name);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_GET_CHANGE_REQUEST_H_
