// SPDX-License-Identifier: Apache-2.0
#include "services/intake/add_evidence.h"

#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/errors.h"
#include "services/intake/domain/evidence.h"
#include "services/review/domain/errors.h"
#include "storage/decision_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
namespace {

constexpr std::string_view kField = "evidence";

absl::Status CheckEvidence(const ChangeRequest& request, const alignment::Evidence& evidence,
                           const strategy::Strategy& strategy, absl::Time now) {
  if (evidence == alignment::Evidence{}) return FieldError(kField, kNoEvidence);
  const absl::TimeZone zone = ParseTimeZone(strategy.time_zone).value_or(absl::UTCTimeZone());
  ZUSAGE_RETURN_IF_ERROR(CheckDays(evidence, DayOf(now, zone), kField));
  return CheckConversations(request.evidence, evidence, request.name);
}

}  // namespace

absl::Status CheckTakesEvidence(storage::ReadTransaction& tx, const storage::RequestHead& head) {
  if (Next(head.state, Event::kEvidenceAdded).has_value()) return absl::OkStatus();
  if (head.state == State::kMerged) {
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory history,
                            storage::DecisionRepository::History(tx, head.name));
    const review::Merging* merging = review::MergingAt(history, storage::kNewest);
    if (merging != nullptr) {
      return Error(kRequestMerged, {{"resource", head.name}, {"into", merging->into}});
    }
  }
  return Error(review::kWrongState, {{"resource", head.name},
                                     {"state", std::string(NameOf(head.state))},
                                     {"allowed", StatesFor(Event::kEvidenceAdded)}});
}

absl::StatusOr<Reassessed> AddEvidence(storage::Unit& unit, const directory::Caller& caller,
                                       const AddEvidenceInput& input, const Answer& answer,
                                       IfOutdated if_outdated) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                          storage::RequestRepository::GetHead(tx, input.name));
  if (!input.etag.empty()) ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.name, head.head));
  ZUSAGE_RETURN_IF_ERROR(CheckTakesEvidence(tx, head));
  ZUSAGE_ASSIGN_OR_RETURN(const ChangeRequest request,
                          storage::RequestRepository::Get(tx, input.name));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, head.product));
  ZUSAGE_RETURN_IF_ERROR(
      CheckEvidence(request, input.evidence, *strategy.document, unit.commit_time()));
  ZUSAGE_ASSIGN_OR_RETURN(const Answer current, CheckCurrent(unit, head, answer, if_outdated));
  unit.Describe("AddEvidence", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(
      storage::RequestRepository::AddEvidence(unit, head, input.evidence, caller.subject()));
  return Reassess(unit, input.name, current);
}

}  // namespace zusage::intake
