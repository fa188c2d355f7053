// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_GET_STUDY_H_
#define ZUSAGE_SERVICES_INTAKE_GET_STUDY_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/domain/study.h"
#include "storage/connection.h"

namespace zusage::intake {

struct FoundStudy {
  Study study;
  bool expired = false;  // at the time that was asked for, in the product's time zone
};

// Errors: NOT_FOUND.
absl::StatusOr<FoundStudy> GetStudy(storage::ReadTransaction& tx, std::string_view name,
                                    absl::Time now);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_GET_STUDY_H_
