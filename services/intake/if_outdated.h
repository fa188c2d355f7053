// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_IF_OUTDATED_H_
#define ZUSAGE_SERVICES_INTAKE_IF_OUTDATED_H_

#include "absl/status/status.h"
#include "services/base/error.h"

namespace zusage::intake {

// What happens if an assessment that was made beforehand rests on what is no more: an older version
// of the strategy, or a request to which something happened since.
enum class IfOutdated {
  kRefuse,      // Outdated(), with nothing written: the caller has it checked again
  kCheckLater,  // as if there were none
};

// ABORTED, and no error that a caller is shown.
inline absl::Status Outdated() {
  return absl::AbortedError("the assessment rests on what is no more");
}

inline bool IsOutdated(const absl::Status& status) {
  return absl::IsAborted(status) && !DetailsOf(status).has_value();
}

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_IF_OUTDATED_H_
