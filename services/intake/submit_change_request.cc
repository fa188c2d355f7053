// SPDX-License-Identifier: Apache-2.0
#include "services/intake/submit_change_request.h"

#include <utility>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/directory/resolve_customer.h"
#include "services/review/domain/routing.h"
#include "storage/deal_repository.h"
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

// Finds or records the customer and the deal; returns the deal as it is known now.
absl::StatusOr<directory::Deal> Resolve(storage::Unit& unit, const Draft& draft,
                                        RandomSource& random, ChangeRequest& request) {
  absl::StatusOr<std::string> customer =
      directory::ResolveOrRecordCustomer(unit, draft.customer, random);
  if (!customer.ok()) return WithFieldPrefix("change_request.customer.", customer.status());
  request.customer = *std::move(customer);
  if (draft.deal.empty()) return directory::Deal{};
  absl::StatusOr<std::string> deal =
      directory::ResolveOrRecordDeal(unit, request.customer, draft.deal, random);
  if (!deal.ok()) return WithFieldPrefix("change_request.deal.", deal.status());
  request.deal = *std::move(deal);
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<directory::Deal> known,
                          storage::DealRepository::Find(unit.tx(), request.deal));
  return std::move(known).value_or(directory::Deal{});
}

}  // namespace

absl::StatusOr<SubmittedChangeRequest> SubmitChangeRequest(
    storage::Unit& unit, const directory::Caller& caller, const Draft& draft,
    std::shared_ptr<const alignment::Assessment> assessment, IfOutdated if_outdated,
    RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(unit.tx(), draft.product));
  if (assessment != nullptr && assessment->strategy_version != strategy.version) {
    if (if_outdated == IfOutdated::kRefuse) {
      return absl::AbortedError("the assessment rests on another version");
    }
    assessment.reset();
  }
  const absl::Time now = unit.commit_time();
  unit.Describe("SubmitChangeRequest", {caller.principal, caller.on_behalf_of});
  SubmittedChangeRequest submitted;
  storage::RequestView& view = submitted.view;
  view.request = RequestOf(draft, caller, now, random);
  ZUSAGE_ASSIGN_OR_RETURN(const directory::Deal deal, Resolve(unit, draft, random, view.request));
  const alignment::Assessment* checked = assessment.get();
  view.routing =
      review::Route(view.request, deal, *strategy.document, strategy.publisher, checked, now);
  ZUSAGE_RETURN_IF_ERROR(
      storage::RequestRepository::Add(unit, view.request, view.routing, checked));
  view.zone = ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  submitted.guidance = Advise(checked, *strategy.document, view.routing.due_time, view.zone);
  view.head = {.name = view.request.name,
               .product = view.request.product,
               .customer = view.request.customer,
               .submitter = view.request.submitter,
               .state = checked != nullptr ? State::kInReview : State::kSubmitted,
               .owner = view.routing.owner,
               .due_time = view.routing.due_time,
               .priority = view.routing.priority,
               .head = unit.position()};
  view.history = {.request = view.request.name,
                  .customer = view.request.customer,
                  .submitted_position = unit.position(),
                  .items = view.request.items};
  view.assessment = std::move(assessment);
  return submitted;
}

}  // namespace zusage::intake
