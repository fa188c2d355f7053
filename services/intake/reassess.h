// SPDX-License-Identifier: Apache-2.0
//
// What happens to a request when what its assessment rests on changes: it is checked again, and how
// urgent it is is worked out anew. The check is asked before the transaction, which makes sure that
// it was asked about what is stored.
#ifndef ZUSAGE_SERVICES_INTAKE_REASSESS_H_
#define ZUSAGE_SERVICES_INTAKE_REASSESS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"
#include "services/intake/domain/assessment_change.h"
#include "services/intake/domain/guidance.h"
#include "services/intake/if_outdated.h"
#include "storage/request_view.h"
#include "storage/store.h"

namespace zusage::intake {

// What the check is asked about an open request that is to get more evidence.
struct Question {
  alignment::Wish wish;
  int64_t head = 0;  // of the request as the wish has it
};

// Nothing if there is no such request, or none that waits for a decision.
absl::StatusOr<std::optional<Question>> AskAbout(storage::ReadTransaction& tx,
                                                 std::string_view request,
                                                 const alignment::Evidence& added);

// What the check said.
struct Answer {
  std::optional<alignment::Assessment> assessment;  // nothing if it was away, or not asked
  int64_t head = 0;                                 // of the request that it was asked about
};

// Whether `answer` is about the request as it stands at `head`, by the strategy in force. If not,
// and the request is open: Outdated(), or an answer without an assessment, as `if_outdated` says.
absl::StatusOr<Answer> CheckCurrent(storage::Unit& unit, const storage::RequestHead& head,
                                    const Answer& answer, IfOutdated if_outdated);

// Records what the check says of a request as it stands now, unless its newest assessment says so
// already.
absl::Status RecordAssessment(storage::Unit& unit, const storage::RequestHead& head,
                              const alignment::Assessment& assessment);

// How urgent an open request is, worked out anew: its routing with that priority; its owner and the
// due time stay. Nothing if it is as urgent as before. `now` is the time of what was recorded and
// has no entry yet.
absl::StatusOr<std::optional<Routing>> RoutingNow(storage::ReadTransaction& tx,
                                                  std::string_view request, absl::Time now);

// Records that, if it is something new.
absl::Status Reprioritize(storage::Unit& unit, std::string_view request);

// A request after evidence was added to it.
struct Reassessed {
  storage::RequestView view;
  std::optional<Guidance> guidance;        // nothing once it is decided
  std::optional<AssessmentChange> change;  // nothing if it is to be checked later
};

// Both of the above, after evidence was recorded. Without an assessment the request is marked to be
// checked as soon as that can be done.
absl::StatusOr<Reassessed> Reassess(storage::Unit& unit, const std::string& request,
                                    const Answer& answer);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_REASSESS_H_
