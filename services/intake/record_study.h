// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_RECORD_STUDY_H_
#define ZUSAGE_SERVICES_INTAKE_RECORD_STUDY_H_

#include <optional>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/intake/domain/study.h"
#include "services/intake/reassess.h"
#include "storage/store.h"

namespace zusage::intake {

struct RecordedStudy {
  Study study;
  bool expired = false;
  // The request, if the study is about one and is evidence.
  std::optional<Reassessed> reassessed;
};

// Records a study about a product, an element of its strategy, or a request. One that says what
// building a request takes is evidence, with all that AddEvidence() does. `study` has no name, time
// and recorder yet; `answer` as for AddEvidence().
//
// Errors: NOT_FOUND for an unknown product or request; INVALID_ARGUMENT under "study", see
// Validate(), or UNKNOWN_ELEMENT; those of CheckTakesEvidence() for a study about a request;
// Outdated() as `if_outdated` says.
absl::StatusOr<RecordedStudy> RecordStudy(storage::Unit& unit, const directory::Caller& caller,
                                          Study study, const Answer& answer, IfOutdated if_outdated,
                                          RandomSource& random);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_RECORD_STUDY_H_
