// SPDX-License-Identifier: Apache-2.0
#include "services/intake/record_study.h"

#include <utility>

#include "services/base/error.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/intake/add_evidence.h"
#include "services/intake/domain/errors.h"
#include "storage/request_heads.h"
#include "storage/strategy_repository.h"
#include "storage/study_repository.h"

namespace zusage::intake {
namespace {

constexpr std::string_view kField = "study.";

absl::Status CheckStudy(const Study& study, const strategy::Strategy& strategy, Date today) {
  ZUSAGE_RETURN_IF_ERROR(WithFieldPrefix(kField, Validate(study, today)));
  if (study.element.empty() || strategy.Find(LastSegment(study.element)) != nullptr) {
    return absl::OkStatus();
  }
  return FieldError("study.element", kUnknownElement, {{"element", study.element}});
}

// The request that a study is about, as it stands before.
absl::StatusOr<storage::RequestHead> FindRequest(storage::ReadTransaction& tx, const Study& study) {
  ZUSAGE_ASSIGN_OR_RETURN(storage::RequestHead head,
                          storage::RequestRepository::GetHead(tx, study.request));
  ZUSAGE_RETURN_IF_ERROR(CheckTakesEvidence(tx, head));
  return head;
}

}  // namespace

absl::StatusOr<RecordedStudy> RecordStudy(storage::Unit& unit, const directory::Caller& caller,
                                          Study study, const Answer& answer, IfOutdated if_outdated,
                                          RandomSource& random) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, study.product));
  const absl::TimeZone zone =
      ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  const Date today = DayOf(unit.commit_time(), zone);
  ZUSAGE_RETURN_IF_ERROR(CheckStudy(study, *strategy.document, today));
  std::optional<storage::RequestHead> head;
  Answer current;
  if (!study.request.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(head, FindRequest(tx, study));
    if (study.IsEvidence()) {
      ZUSAGE_ASSIGN_OR_RETURN(current, CheckCurrent(unit, *head, answer, if_outdated));
    }
  }
  unit.Describe("RecordStudy", {caller.principal, caller.on_behalf_of});
  study.name = study.product + "/studies/" + NewId(unit.commit_time(), random);
  study.recorded_by = caller.subject();
  study.create_time = unit.commit_time();
  ZUSAGE_RETURN_IF_ERROR(storage::StudyRepository::Add(unit, study));
  RecordedStudy recorded{.study = study, .expired = study.IsExpired(today), .reassessed = {}};
  if (!head.has_value()) return recorded;
  const State state = study.IsEvidence()
                          ? Next(head->state, Event::kEvidenceAdded).value_or(head->state)
                          : head->state;
  ZUSAGE_RETURN_IF_ERROR(storage::MoveHead(unit, *head, state, head->outcome));
  if (!study.IsEvidence()) return recorded;
  ZUSAGE_ASSIGN_OR_RETURN(recorded.reassessed, Reassess(unit, study.request, current));
  return recorded;
}

}  // namespace zusage::intake
