// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_LIST_PRINCIPALS_H_
#define ZUSAGE_SERVICES_DIRECTORY_LIST_PRINCIPALS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"

namespace zusage::directory {

struct ListPrincipalsInput {
  Role role = Role::kUnspecified;  // only holders of this role for any product; unspecified: all
  std::string team;                // "teams/…": only its members; "" for all
  int page_size = 0;               // 0 for the default
  std::string page_token;
};

struct ListPrincipalsOutput {
  std::vector<RecordedPrincipal> principals;  // in order of display names
  std::string next_page_token;                // "" on the last page
};

// A page of principals. Callers that are no admins see neither grants nor addresses of others.
// Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListPrincipalsOutput> ListPrincipals(storage::ReadTransaction& tx,
                                                    const Caller& caller,
                                                    const ListPrincipalsInput& input);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LIST_PRINCIPALS_H_
