// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/retract_promise.h"

#include <utility>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/errors.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
absl::StatusOr<JudgedPromise> RetractPromise(storage::Unit& unit, const directory::Caller& caller,
                                             const RetractPromiseInput& input) {
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise,
                          storage::PromiseRepository::Get(unit.tx(), input.name, unit.position()));
  if (promise.promised_by != caller.subject() &&
      !caller.Has(directory::Role::kProductManager, promise.product)) {
    return Error(kNotYourPromise,
                 {{"promise", promise.name}, {"promised_by", promise.promised_by}});
  }
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, promise.name, promise.head()));
  ZUSAGE_ASSIGN_OR_RETURN(JudgedPromise before,
                          JudgePromise(knowledge, std::move(promise), Reasons::kNo));
  promise = std::move(before.promise);
  if (promise.never_made() || !CanHappen(CourseEvent::kRetracted, before.course)) {
    return Error(kPromiseOver, {{"promise", promise.name}});
  }
  promise.retraction = {.reason = input.reason,
                        .retracted_by = caller.subject(),
                        .retract_time = unit.commit_time(),
                        .position = unit.position()};
  unit.Describe("RetractPromise", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(
      storage::PromiseRepository::AddRetraction(unit, promise.name, *promise.retraction));
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
