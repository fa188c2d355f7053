// SPDX-License-Identifier: Apache-2.0
#include "services/review/end_substitute.h"

#include "services/base/status_macros.h"
#include "services/review/domain/errors.h"
#include "services/review/own_absence.h"
#include "storage/substitute_repository.h"

namespace zusage::review {

absl::StatusOr<Substitute> EndSubstitute(storage::Unit& unit, const directory::Caller& caller,
                                         const EndSubstituteInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(Substitute substitute,
                          storage::SubstituteRepository::Get(tx, input.name));
  ZUSAGE_RETURN_IF_ERROR(CheckOwnAbsence(caller, substitute.principal));
  // Two days before the day in UTC are over everywhere: nobody decides for them any more, whichever
  // product's calendar counts.
  const Date over = DayOf(unit.commit_time(), absl::UTCTimeZone()) - 2;
  if (substitute.last_day <= over || substitute.last_day < substitute.first_day) {
    return Error(kAbsenceOver,
                 {{"resource", input.name}, {"last_day", FormatDate(substitute.last_day)}});
  }
  substitute.last_day = over;
  substitute.set_by = caller.subject();
  unit.Describe("EndSubstitute", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(storage::SubstituteRepository::Record(unit, substitute));
  return substitute;
}

}  // namespace zusage::review
