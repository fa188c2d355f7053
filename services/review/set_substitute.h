// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_SET_SUBSTITUTE_H_
#define ZUSAGE_SERVICES_REVIEW_SET_SUBSTITUTE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/review/domain/substitute.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct SetSubstituteInput {
  std::string principal;   // who is away
  std::string substitute;  // who decides for them
  Date first_day;
  Date last_day;
};

// Records who decides for a product manager from one day to another, both inclusive. Product
// managers say so for themselves, an admin for anybody. Errors in the order of precedence:
// PERMISSION_DENIED / OWN_ABSENCE, INVALID_ARGUMENT / SUBSTITUTES_THEMSELVES,
// ENDS_BEFORE_IT_BEGINS, NO_COMMON_PRODUCT, ABSENCE_PAST, FAILED_PRECONDITION / ABSENCE_OVERLAPS.
absl::StatusOr<Substitute> SetSubstitute(storage::Unit& unit, const directory::Caller& caller,
                                         const SetSubstituteInput& input, RandomSource& random);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_SET_SUBSTITUTE_H_
