// SPDX-License-Identifier: Apache-2.0
// What the columns of Salesforce's export mean to Zusage. For another CRM this is the place.
#ifndef ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_SALESFORCE_H_
#define ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_SALESFORCE_H_

#include <string>

#include "absl/status/statusor.h"
#include "csv.h"
#include "zusage/type/v1/customer.pb.h"

namespace crm_sync {

// A row of Account. `currency` is that of amounts without one.
zusage::type::v1::Customer CustomerOf(const Row& account, const std::string& currency);

// A row of Opportunity. INVALID_ARGUMENT for a stage, an amount or a date that is none.
absl::StatusOr<zusage::type::v1::Deal> DealOf(const Row& opportunity, const std::string& currency);

}  // namespace crm_sync

#endif  // ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_SALESFORCE_H_
