// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_REPORT_H_
#define ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_REPORT_H_

#include <map>
#include <string>

#include "absl/status/statusor.h"
#include "zusage/client/commitments.h"

namespace crm_sync {

// How the promises to `product` stand, as CSV: a line for each that belongs to one of the deals in
// `references`, which holds what the CRM calls them by what Zusage does. `called` holds what
// principals are called.
absl::StatusOr<std::string> MakeReport(const zusage::client::CommitmentsClient& commitments,
                                       const std::string& product,
                                       const std::map<std::string, std::string>& references,
                                       const std::map<std::string, std::string>& called);

}  // namespace crm_sync

#endif  // ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_REPORT_H_
