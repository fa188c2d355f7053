// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_LIST_STUDIES_H_
#define ZUSAGE_SERVICES_INTAKE_LIST_STUDIES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/domain/study.h"
#include "storage/connection.h"

namespace zusage::intake {

struct ListStudiesInput {
  std::string parent;   // "products/…"
  std::string request;  // "" for any
  std::string element;  // "" for any
  int page_size = 0;
  std::string page_token;
};

struct StudyPage {
  std::vector<Study> studies;
  Date today;  // in the product's time zone: what studies are out of date by
  std::string next_page_token;
};

// Studies of a product, newest first. Errors: NOT_FOUND for an unknown product; INVALID_ARGUMENT /
// INVALID_PAGE_TOKEN.
absl::StatusOr<StudyPage> ListStudies(storage::ReadTransaction& tx, const ListStudiesInput& input,
                                      absl::Time now);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_LIST_STUDIES_H_
