// SPDX-License-Identifier: Apache-2.0
#include "services/review/merge_change_requests.h"

#include <utility>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/review/domain/approval_terms.h"
#include "services/review/domain/errors.h"
#include "services/review/domain/map_items.h"
#include "services/review/may_decide.h"
#include "services/review/route_request.h"
#include "storage/decision_repository.h"

namespace zusage::review {
namespace {

using storage::RequestView;

// How far chains of merged requests are followed; none is as long.
constexpr int kMostMergings = 1000;

// A merged target is part of something: of the source itself, directly or through others, or of
// what the caller should have named.
absl::Status CheckTarget(storage::ReadTransaction& tx, const RequestView& source,
                         const RequestView& target) {
  const std::string& into = target.request.name;
  if (target.request.product != source.request.product) {
    return FieldError("into", kMergeAcrossProducts, {{"into", into}});
  }
  std::string part = into;
  std::string whole = target.merged_into;
  for (int depth = 0; depth < kMostMergings && !whole.empty(); ++depth) {
    if (whole == source.request.name) break;
    part = std::move(whole);
    ZUSAGE_ASSIGN_OR_RETURN(const RequestHistory history,
                            storage::DecisionRepository::History(tx, part));
    const Merging* next = MergingAt(history, storage::kNewest);
    whole = next == nullptr ? "" : next->into;
  }
  if (into == source.request.name || whole == source.request.name) {
    return Error(kMergeCycle, {{"resource", source.request.name}, {"into", into}});
  }
  if (intake::IsOpen(target.head.state) || target.head.state == intake::State::kDecided) {
    return absl::OkStatus();
  }
  return Error(kWrongState, {{"resource", into},
                             {"state", std::string(intake::NameOf(target.head.state))},
                             {"allowed", intake::StatesFor(intake::Event::kMerged) + ", DECIDED"}});
}

// What promises may rest on is not merged away: neither what allows something now, nor an approval
// that has lapsed and still covers what was promised in time.
absl::Status CheckNothingInForce(const RequestView& source, absl::Time now) {
  const std::vector<Decision>& decisions = source.history.decisions;
  const Decision* answer = AnswerAt(source.history, storage::kNewest);
  if (answer == nullptr) return absl::OkStatus();
  if (answer->outcome == Outcome::kServices) {
    return Error(kServicesInForce, {{"resource", source.request.name}});
  }
  const auto decision = static_cast<size_t>(answer - decisions.data());
  const ApprovalState state = StateOf(source.history, decision, now, source.zone);
  if (state != ApprovalState::kInForce && state != ApprovalState::kLapsed) return absl::OkStatus();
  return Error(kApprovalInForce,
               {{"resource", source.request.name}, {"approval", answer->approval->name}});
}

absl::StatusOr<Merging> Merge(const directory::Caller& caller,
                              const MergeChangeRequestsInput& input, const RequestView& source,
                              const std::vector<intake::ChangeRequest>& parts,
                              const RequestView& target) {
  ZUSAGE_ASSIGN_OR_RETURN(MappedItems mapped, MapItems(input.items, source.history, target.history,
                                                       intake::IsOpen(target.head.state)));
  const std::vector<std::string> customers = CustomersOf(source.request, parts);
  return Merging{.request = source.request.name,
                 .into = target.request.name,
                 .customer = source.request.customer,
                 .further_customers = {customers.begin() + 1, customers.end()},
                 .items = std::move(mapped.items),
                 .added = std::move(mapped.added),
                 .merged_by = caller.subject()};
}

// The target keeps its owner and its due time; it is as urgent as all of its parts.
absl::Status RaiseTarget(storage::Unit& unit, const RequestView& target,
                         const std::vector<intake::ChangeRequest>& parts) {
  if (!intake::IsOpen(target.head.state)) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(Priority priority, PriorityNow(unit.tx(), target.request, parts,
                                                         DayOf(unit.commit_time(), target.zone)));
  intake::Routing routing = target.routing;
  routing.priority = priority.value;
  routing.priority_reasons = std::move(priority.reasons);
  routing.cause = intake::RoutingCause::kReassessed;
  routing.assigned_by.clear();
  routing.note.clear();
  ZUSAGE_RETURN_IF_ERROR(storage::RequestRepository::AddRouting(unit, target.head, routing));
  return storage::RequestRepository::MarkForRecheck(unit, target.request.name);
}

}  // namespace

absl::StatusOr<MergedChangeRequests> MergeChangeRequests(storage::Unit& unit,
                                                         const directory::Caller& caller,
                                                         const MergeChangeRequestsInput& input) {
  storage::WriteTransaction& tx = unit.tx();
  ZUSAGE_ASSIGN_OR_RETURN(const RequestView source, storage::LoadRequestView(tx, input.name));
  ZUSAGE_ASSIGN_OR_RETURN(const RequestView target, storage::LoadRequestView(tx, input.into));
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<intake::ChangeRequest> parts, PartsOf(tx, source.history));
  ZUSAGE_RETURN_IF_ERROR(CheckNotOwn(caller, source.request, parts));
  ZUSAGE_ASSIGN_OR_RETURN(std::string owner, DecidesFor(caller, source, parts, unit.commit_time()));
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, input.name, source.head.head));
  ZUSAGE_RETURN_IF_ERROR(CheckState(source.head, intake::Event::kMerged));
  ZUSAGE_RETURN_IF_ERROR(CheckTarget(tx, source, target));
  ZUSAGE_RETURN_IF_ERROR(CheckNothingInForce(source, unit.commit_time()));
  ZUSAGE_ASSIGN_OR_RETURN(const Merging merging, Merge(caller, input, source, parts, target));
  unit.Describe("MergeChangeRequests", {caller.principal, caller.on_behalf_of});
  const Decision decision{.request = input.name,
                          .outcome = Outcome::kDuplicate,
                          .reason = input.reason,
                          .decider = caller.subject(),
                          .on_behalf_of = std::move(owner),
                          .duplicate_of = input.into};
  ZUSAGE_RETURN_IF_ERROR(
      storage::DecisionRepository::AddMerging(unit, source.head, target.head, decision, merging));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<intake::ChangeRequest> before,
                          PartsOf(tx, target.history));
  parts.insert(parts.end(), before.begin(), before.end());
  parts.push_back(source.request);
  ZUSAGE_RETURN_IF_ERROR(RaiseTarget(unit, target, parts));
  MergedChangeRequests merged;
  ZUSAGE_ASSIGN_OR_RETURN(merged.merged,
                          storage::LoadRequestView(tx, input.name, unit.commit_time()));
  ZUSAGE_ASSIGN_OR_RETURN(merged.target,
                          storage::LoadRequestView(tx, input.into, unit.commit_time()));
  return merged;
}

}  // namespace zusage::review
