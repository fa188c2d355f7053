// SPDX-License-Identifier: Apache-2.0
#include "storage/request_view.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/deciders.h"
#include "storage/decision_repository.h"
#include "storage/opinion_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::storage {
namespace {

using intake::State;

// What the history says of how the request stands now.
void Summarize(RequestView& view) {
  const review::RequestHistory& history = view.history;
  if (view.head.state == State::kNeedsEvidence && !history.evidence_questions.empty()) {
    view.evidence_question = history.evidence_questions.back().question;
  }
  if (view.head.state == State::kWithdrawn && !history.withdrawals.empty()) {
    view.withdraw_reason = history.withdrawals.back().reason;
  }
  if (const review::Merging* merging = review::MergingAt(history, kNewest)) {
    view.merged_into = merging->into;
  }
  for (const review::Merging& merging : history.merged) {
    if (merging.HoldsAt(kNewest)) view.merged_requests.push_back(merging.request);
  }
}

absl::Status LoadDeputies(Deciders& deciders, RequestView& view) {
  // What was over before the request came concerns it no more.
  const Date day = DayOf(view.request.create_time, absl::UTCTimeZone()) - 1;
  ZUSAGE_ASSIGN_OR_RETURN(view.deputies,
                          deciders.DeputiesOf(view.routing.owner, view.request.product, day));
  // Nobody decides on what they submitted, for whomever.
  std::erase_if(view.deputies, [&](const review::Deputy& deputy) {
    return deputy.principal == view.request.submitter ||
           deputy.principal == view.request.recorded_by;
  });
  return absl::OkStatus();
}

absl::Status LoadLoad(ReadTransaction& tx, const strategy::Strategy& strategy, RequestView& view) {
  if (view.history.decisions.empty()) return absl::OkStatus();
  const std::optional<review::Approval>& approval = view.history.decisions.back().approval;
  if (!approval.has_value() || !approval->effort_quarter.has_value()) return absl::OkStatus();
  const Quarter quarter = *approval->effort_quarter;
  const std::optional<double> capacity = review::CapacityOf(strategy, quarter);
  if (!capacity.has_value()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const double approved, DecisionRepository::ApprovedPersonDays(
                                                     tx, view.request.product, quarter));
  view.load = review::QuarterLoad{quarter, *capacity, approved};
  return absl::OkStatus();
}

absl::StatusOr<RequestView> Load(ReadTransaction& tx, RequestHead head, absl::Time pending,
                                 Deciders& deciders) {
  RequestView view;
  ZUSAGE_ASSIGN_OR_RETURN(view.request, RequestRepository::Get(tx, head.name, kNewest, pending));
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<alignment::Assessment> assessment,
                          RequestRepository::LatestAssessment(tx, head.name));
  if (assessment.has_value()) {
    view.assessment = std::make_shared<const alignment::Assessment>(*std::move(assessment));
  }
  ZUSAGE_ASSIGN_OR_RETURN(view.second_opinion, OpinionRepository::Newest(tx, head.name));
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<intake::Routing> routing,
                          RequestRepository::LatestRouting(tx, head.name));
  if (routing.has_value()) view.routing = *std::move(routing);
  ZUSAGE_ASSIGN_OR_RETURN(view.history,
                          DecisionRepository::History(tx, head.name, kNewest, pending));
  ZUSAGE_ASSIGN_OR_RETURN(const PublishedStrategy strategy,
                          StrategyRepository::Current(tx, head.product));
  view.zone = ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  view.head = std::move(head);
  Summarize(view);
  ZUSAGE_RETURN_IF_ERROR(LoadDeputies(deciders, view));
  ZUSAGE_RETURN_IF_ERROR(LoadLoad(tx, *strategy.document, view));
  return view;
}

}  // namespace

std::string_view SubstituteAt(const RequestView& view, absl::Time now) {
  if (!intake::IsOpen(view.head.state)) return {};
  return review::DeputyOn(view.deputies, DayOf(now, view.zone));
}

absl::StatusOr<RequestView> LoadRequestView(ReadTransaction& tx, std::string_view name,
                                            absl::Time pending) {
  ZUSAGE_ASSIGN_OR_RETURN(RequestHead head, RequestRepository::GetHead(tx, name));
  Deciders deciders(tx);
  return Load(tx, std::move(head), pending, deciders);
}

absl::StatusOr<std::vector<RequestView>> LoadRequestViews(ReadTransaction& tx,
                                                          const std::vector<RequestHead>& heads) {
  std::vector<RequestView> views;
  views.reserve(heads.size());
  Deciders deciders(tx);
  for (const RequestHead& head : heads) {
    ZUSAGE_ASSIGN_OR_RETURN(RequestView view, Load(tx, head, kNothingPending, deciders));
    views.push_back(std::move(view));
  }
  return views;
}

}  // namespace zusage::storage
