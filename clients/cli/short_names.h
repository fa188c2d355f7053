// SPDX-License-Identifier: Apache-2.0
//
// Resource names as people type them: "atlas" for "products/atlas", "C1" for
// "products/atlas/elements/C1". A name that is whole stays as it is; what is no name at all is left
// for the server to refuse.
#ifndef ZUSAGE_CLIENTS_CLI_SHORT_NAMES_H_
#define ZUSAGE_CLIENTS_CLI_SHORT_NAMES_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "clients/cli/session.h"

namespace zusage::cli {

// "products/atlas"; "products/-", all products, for "".
std::string ProductName(std::string_view text);
// "principals/anna"; "" for "".
std::string PrincipalName(std::string_view text);
// "teams/north"; "" for "".
std::string TeamName(std::string_view text);
// "webhooks/01J…"; "" for "".
std::string WebhookName(std::string_view text);
// "products/atlas/changeRequests/01J…" of "01J…"; likewise for promises and approvals.
std::string RequestName(std::string_view text, std::string_view product);
std::string PromiseName(std::string_view text, std::string_view product);
std::string ClearanceName(std::string_view text, std::string_view product);
std::string ApprovalName(std::string_view text, std::string_view product);
std::string StudyName(std::string_view text, std::string_view product);
// "C1" is an element of the product, "01J…/1" an item of a request; "" for "".
std::string ItemName(std::string_view text, std::string_view product);
// "1" is an item of `request`.
std::string ItemOfRequest(std::string_view text, std::string_view request);

// "customers/…" of a name, an alias or an external id, compared without regard to case; of who was
// merged, whom it was merged into. NOT_FOUND
// CUSTOMER_UNKNOWN; INVALID_ARGUMENT CUSTOMER_AMBIGUOUS lists who could be meant, also if `text` is
// only how some names start.
absl::StatusOr<std::string> ResolveCustomer(std::string_view text, Session& session);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHORT_NAMES_H_
