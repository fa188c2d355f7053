// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_END_SUBSTITUTE_H_
#define ZUSAGE_SERVICES_REVIEW_END_SUBSTITUTE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/review/domain/substitute.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::review {

struct EndSubstituteInput {
  std::string name;  // "principals/…/substitutes/…"
};

// Ends an absence early, or calls it off: from now on the owner decides again, and its last day is
// one that is over in every time zone. Errors in the order of precedence: NOT_FOUND,
// PERMISSION_DENIED / OWN_ABSENCE, FAILED_PRECONDITION / ABSENCE_OVER.
absl::StatusOr<Substitute> EndSubstitute(storage::Unit& unit, const directory::Caller& caller,
                                         const EndSubstituteInput& input);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_END_SUBSTITUTE_H_
