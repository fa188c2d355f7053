// SPDX-License-Identifier: Apache-2.0
#include "services/intake/reassess.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/intake/domain/draft.h"
#include "services/intake/domain/evidence.h"
#include "services/review/route_request.h"
#include "storage/customer_repository.h"
#include "storage/decision_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {

using storage::RequestRepository;
using storage::StrategyRepository;

absl::StatusOr<std::optional<Question>> AskAbout(storage::ReadTransaction& tx,
                                                 std::string_view name,
                                                 const alignment::Evidence& added) {
  const absl::StatusOr<storage::RequestHead> head = RequestRepository::GetHead(tx, name);
  if (absl::IsNotFound(head.status())) return std::nullopt;
  ZUSAGE_RETURN_IF_ERROR(head.status());
  if (!IsOpen(head->state)) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(ChangeRequest request, RequestRepository::Get(tx, name));
  request.evidence = Combine(std::move(request.evidence), added);
  ZUSAGE_ASSIGN_OR_RETURN(const directory::RecordedCustomer customer,
                          storage::CustomerRepository::Get(tx, request.customer));
  return Question{.wish = WishOf(request, customer.customer), .head = head->head};
}

absl::StatusOr<Answer> CheckCurrent(storage::Unit& unit, const storage::RequestHead& head,
                                    const Answer& answer, IfOutdated if_outdated) {
  if (!IsOpen(head.state)) return Answer{};
  bool current = answer.head == head.head;
  if (current && answer.assessment.has_value()) {
    ZUSAGE_ASSIGN_OR_RETURN(const int version,
                            StrategyRepository::CurrentVersion(unit.tx(), head.product));
    current = answer.assessment->strategy_version == version;
  }
  if (current) return answer;
  if (if_outdated == IfOutdated::kRefuse) return Outdated();
  return Answer{};
}

absl::Status RecordAssessment(storage::Unit& unit, const storage::RequestHead& head,
                              const alignment::Assessment& assessment) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<alignment::Assessment> before,
                          RequestRepository::LatestAssessment(unit.tx(), head.name));
  if (before.has_value() && SaysTheSame(*before, assessment)) {
    return RequestRepository::ClearRecheck(unit, head.name);
  }
  return RequestRepository::AddAssessment(unit, head, assessment);
}

absl::StatusOr<std::optional<Routing>> RoutingNow(storage::ReadTransaction& tx,
                                                  std::string_view name, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head, RequestRepository::GetHead(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<Routing> routing,
                          RequestRepository::LatestRouting(tx, name));
  if (!IsOpen(head.state) || !routing.has_value()) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(const ChangeRequest request,
                          RequestRepository::Get(tx, name, storage::kNewest, now));
  ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory history,
                          storage::DecisionRepository::History(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<ChangeRequest> parts, review::PartsOf(tx, history));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          StrategyRepository::Current(tx, head.product));
  const absl::TimeZone zone =
      ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  ZUSAGE_ASSIGN_OR_RETURN(review::Priority priority,
                          review::PriorityNow(tx, request, parts, DayOf(now, zone)));
  if (priority.value == routing->priority && priority.reasons == routing->priority_reasons) {
    return std::nullopt;
  }
  routing->priority = priority.value;
  routing->priority_reasons = std::move(priority.reasons);
  routing->cause = RoutingCause::kReassessed;
  routing->assigned_by.clear();
  routing->note.clear();
  return routing;
}

absl::Status Reprioritize(storage::Unit& unit, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Routing> routing,
                          RoutingNow(unit.tx(), name, unit.commit_time()));
  if (!routing.has_value()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head,
                          RequestRepository::GetHead(unit.tx(), name));
  return RequestRepository::AddRouting(unit, head, *routing);
}

absl::StatusOr<Reassessed> Reassess(storage::Unit& unit, const std::string& name,
                                    const Answer& answer) {
  storage::WriteTransaction& tx = unit.tx();
  Reassessed reassessed;
  if (answer.assessment.has_value()) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<alignment::Assessment> before,
                            RequestRepository::LatestAssessment(tx, name));
    reassessed.change = Compare(before.has_value() ? &*before : nullptr, *answer.assessment);
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestHead head, RequestRepository::GetHead(tx, name));
    ZUSAGE_RETURN_IF_ERROR(RecordAssessment(unit, head, *answer.assessment));
  } else {
    ZUSAGE_RETURN_IF_ERROR(RequestRepository::MarkForRecheck(unit, name));
  }
  ZUSAGE_RETURN_IF_ERROR(Reprioritize(unit, name));
  ZUSAGE_ASSIGN_OR_RETURN(reassessed.view, storage::LoadRequestView(tx, name, unit.commit_time()));
  const storage::RequestView& view = reassessed.view;
  if (!IsOpen(view.head.state)) return reassessed;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          StrategyRepository::Current(tx, view.head.product));
  reassessed.guidance =
      Advise(view.assessment.get(), *strategy.document, view.routing.due_time, view.zone);
  return reassessed;
}

}  // namespace zusage::intake
