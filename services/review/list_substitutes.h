// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_LIST_SUBSTITUTES_H_
#define ZUSAGE_SERVICES_REVIEW_LIST_SUBSTITUTES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/review/domain/substitute.h"
#include "storage/connection.h"

namespace zusage::review {

struct ListSubstitutesInput {
  std::string principal;  // who is away; "" for all
  int page_size = 0;
  std::string page_token;
};

struct SubstitutePage {
  std::vector<Substitute> substitutes;
  std::string next_page_token;
};

// The absences that are not over everywhere yet, those recorded last first; those of one principal
// are on one page. Errors: INVALID_ARGUMENT / INVALID_PAGE_TOKEN.
absl::StatusOr<SubstitutePage> ListSubstitutes(storage::ReadTransaction& tx,
                                               const ListSubstitutesInput& input, absl::Time now);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_LIST_SUBSTITUTES_H_
