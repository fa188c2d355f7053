// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_LIST_CHANGE_REQUESTS_H_
#define ZUSAGE_SERVICES_INTAKE_LIST_CHANGE_REQUESTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"
#include "storage/request_view.h"

namespace zusage::intake {

struct ListChangeRequestsInput {
  std::string parent;  // "products/…" or "products/-"
  std::vector<State> states;
  std::string customer;
  std::string submitter;
  review::Outcome outcome = review::Outcome::kUnspecified;
  int page_size = 0;
  std::string page_token;
};

struct ChangeRequestPage {
  std::vector<storage::RequestView> change_requests;
  std::string next_page_token;
};

// Requests of the caller's products, newest first. Errors: INVALID_ARGUMENT / INVALID_PAGE_TOKEN.
absl::StatusOr<ChangeRequestPage> ListChangeRequests(storage::ReadTransaction& tx,
                                                     const directory::Caller& caller,
                                                     const ListChangeRequestsInput& input);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_LIST_CHANGE_REQUESTS_H_
