// SPDX-License-Identifier: Apache-2.0
#include "services/intake/submit_change_request.h"

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/resolve_customer.h"
#include "services/intake/domain/evidence.h"
#include "services/review/route_request.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
namespace {

std::vector<Item> ItemsOf(const Draft& draft) {
  if (draft.items.empty()) return {{"1", draft.title}};
  std::vector<Item> items;
  for (const std::string& text : draft.items) {
    items.push_back({std::to_string(items.size() + 1), text});
  }
  return items;
}

ChangeRequest RequestOf(const Draft& draft, const directory::Caller& caller, absl::Time now,
                        RandomSource& random) {
  return {.name = draft.product + "/changeRequests/" + NewId(now, random),
          .product = draft.product,
          .title = draft.title,
          .wish = draft.wish,
          .problem = draft.problem,
          .area = draft.area,
          .context = draft.context,
          .evidence = draft.evidence,
          .wanted_by = draft.wanted_by,
          .items = ItemsOf(draft),
          .submitter = caller.subject(),
          .recorded_by = caller.principal,
          .create_time = now};
}

// Finds or records the customer and the deal.
absl::Status Resolve(storage::Unit& unit, const Draft& draft, RandomSource& random,
                     ChangeRequest& request) {
  absl::StatusOr<std::string> customer =
      directory::ResolveOrRecordCustomer(unit, draft.customer, random);
  if (!customer.ok()) return WithFieldPrefix("change_request.customer.", customer.status());
  request.customer = *std::move(customer);
  if (draft.deal.empty()) return absl::OkStatus();
  absl::StatusOr<std::string> deal =
      directory::ResolveOrRecordDeal(unit, request.customer, draft.deal, random);
  if (!deal.ok()) return WithFieldPrefix("change_request.deal.", deal.status());
  request.deal = *std::move(deal);
  return absl::OkStatus();
}

// What is said of a request when it has just been submitted.
SubmittedChangeRequest AsSubmitted(ChangeRequest request, Routing routing,
                                   std::shared_ptr<const alignment::Assessment> assessment,
                                   const strategy::Strategy& strategy, int64_t position) {
  SubmittedChangeRequest submitted;
  storage::RequestView& view = submitted.view;
  view.zone = ParseTimeZone(strategy.time_zone).value_or(absl::UTCTimeZone());
  submitted.guidance = Advise(assessment.get(), strategy, routing.due_time, view.zone);
  view.head = {.name = request.name,
               .product = request.product,
               .customer = request.customer,
               .submitter = request.submitter,
               .state = assessment != nullptr ? State::kInReview : State::kSubmitted,
               .owner = routing.owner,
               .due_time = routing.due_time,
               .priority = routing.priority,
               .head = position};
  view.history = {.request = request.name,
                  .customer = request.customer,
                  .submitted_position = position,
                  .items = request.items};
  view.request = std::move(request);
  view.routing = std::move(routing);
  view.assessment = std::move(assessment);
  return submitted;
}

}  // namespace

absl::StatusOr<SubmittedChangeRequest> SubmitChangeRequest(
    storage::Unit& unit, const directory::Caller& caller, const Draft& draft,
    std::shared_ptr<const alignment::EncodedAssessment> assessment, IfOutdated if_outdated,
    RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(unit.tx(), draft.product));
  if (assessment != nullptr && assessment->assessment.strategy_version != strategy.version) {
    if (if_outdated == IfOutdated::kRefuse) return Outdated();
    assessment.reset();
  }
  const absl::Time now = unit.commit_time();
  const absl::TimeZone zone =
      ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  ZUSAGE_RETURN_IF_ERROR(CheckDays(draft.evidence, DayOf(now, zone), "change_request.evidence"));
  unit.Describe("SubmitChangeRequest", {caller.principal, caller.on_behalf_of});
  ChangeRequest request = RequestOf(draft, caller, now, random);
  ZUSAGE_RETURN_IF_ERROR(Resolve(unit, draft, random, request));
  // A part of what `assessment` points to, which it keeps alive.
  std::shared_ptr<const alignment::Assessment> checked;
  if (assessment != nullptr) checked = {assessment, &assessment->assessment};
  ZUSAGE_ASSIGN_OR_RETURN(
      Routing routing, review::RouteRequest(unit.tx(), request, {}, strategy, checked.get(), now));
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::Add(unit, request, routing, assessment.get()));
  return AsSubmitted(std::move(request), std::move(routing), std::move(checked), *strategy.document,
                     unit.position());
}

absl::StatusOr<SubmittedChangeRequest> RetellSubmission(storage::ReadTransaction& tx,
                                                        int64_t position) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string name,
                          storage::RequestRepository::SubmittedAt(tx, position));
  ZUSAGE_ASSIGN_OR_RETURN(ChangeRequest request,
                          storage::RequestRepository::Get(tx, name, position));
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<Routing> routing,
                          storage::RequestRepository::LatestRouting(tx, name, position));
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<alignment::Assessment> stored,
                          storage::RequestRepository::LatestAssessment(tx, name, position));
  std::shared_ptr<const alignment::Assessment> assessment;
  if (stored.has_value()) {
    assessment = std::make_shared<const alignment::Assessment>(*std::move(stored));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, request.product, position));
  return AsSubmitted(std::move(request), std::move(routing).value_or(Routing{}),
                     std::move(assessment), *strategy.document, position);
}

}  // namespace zusage::intake
