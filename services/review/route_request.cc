// SPDX-License-Identifier: Apache-2.0
#include "services/review/route_request.h"

#include <algorithm>
#include <set>
#include <utility>

#include "services/base/status_macros.h"
#include "storage/deal_repository.h"
#include "storage/deciders.h"
#include "storage/decision_repository.h"

namespace zusage::review {
namespace {

absl::StatusOr<directory::Deal> DealOf(storage::ReadTransaction& tx,
                                       const intake::ChangeRequest& request) {
  if (request.deal.empty()) return directory::Deal{};
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<directory::Deal> known,
                          storage::DealRepository::Find(tx, request.deal));
  return std::move(known).value_or(directory::Deal{});
}

bool HandedInAny(std::string_view principal, const intake::ChangeRequest& request,
                 const std::vector<intake::ChangeRequest>& parts) {
  return HandedIn(principal, request) ||
         std::ranges::any_of(parts, [&](const auto& part) { return HandedIn(principal, part); });
}

// The owner's substitute of today, if the owner is away.
absl::StatusOr<std::string> SubstituteToday(storage::Deciders& deciders, std::string_view owner,
                                            std::string_view product, Date today) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Deputy> deputies,
                          deciders.DeputiesOf(owner, product, today));
  return std::string(DeputyOn(deputies, today));
}

}  // namespace

bool HandedIn(std::string_view principal, const intake::ChangeRequest& request) {
  return principal == request.submitter || principal == request.recorded_by;
}

absl::StatusOr<std::vector<intake::ChangeRequest>> PartsOf(storage::ReadTransaction& tx,
                                                           const RequestHistory& history) {
  std::vector<intake::ChangeRequest> parts;
  std::set<std::string> seen = {history.request};
  std::vector<std::string> open;
  const auto add = [&](const RequestHistory& of) {
    for (const Merging& merging : of.merged) {
      const bool is_new = merging.HoldsAt(storage::kNewest) && seen.insert(merging.request).second;
      if (is_new) open.push_back(merging.request);
    }
  };
  add(history);
  while (!open.empty()) {
    const std::string name = std::move(open.back());
    open.pop_back();
    ZUSAGE_ASSIGN_OR_RETURN(intake::ChangeRequest part, storage::RequestRepository::Get(tx, name));
    parts.push_back(std::move(part));
    ZUSAGE_ASSIGN_OR_RETURN(const RequestHistory of,
                            storage::DecisionRepository::History(tx, name));
    add(of);
  }
  return parts;
}

std::vector<std::string> CustomersOf(const intake::ChangeRequest& request,
                                     const std::vector<intake::ChangeRequest>& parts) {
  std::vector<std::string> customers = {request.customer};
  for (const intake::ChangeRequest& part : parts) {
    if (std::ranges::find(customers, part.customer) != customers.end()) continue;
    customers.push_back(part.customer);
  }
  return customers;
}

absl::StatusOr<Priority> PriorityNow(storage::ReadTransaction& tx,
                                     const intake::ChangeRequest& request,
                                     const std::vector<intake::ChangeRequest>& parts, Date today) {
  const int further = static_cast<int>(CustomersOf(request, parts).size()) - 1;
  ZUSAGE_ASSIGN_OR_RETURN(const directory::Deal deal, DealOf(tx, request));
  Priority priority = PriorityOf(request, deal, today, further);
  for (const intake::ChangeRequest& part : parts) {
    ZUSAGE_ASSIGN_OR_RETURN(const directory::Deal of_part, DealOf(tx, part));
    Priority one = PriorityOf(part, of_part, today, further);
    if (one.value > priority.value) priority = std::move(one);
  }
  return priority;
}

absl::StatusOr<intake::Routing> RouteRequest(storage::ReadTransaction& tx,
                                             const intake::ChangeRequest& request,
                                             const std::vector<intake::ChangeRequest>& parts,
                                             const storage::PublishedStrategy& strategy,
                                             const alignment::Assessment* assessment,
                                             absl::Time now) {
  const absl::TimeZone zone =
      ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  const Date today = DayOf(now, zone);
  ZUSAGE_ASSIGN_OR_RETURN(Priority priority, PriorityNow(tx, request, parts, today));
  const std::string area = AreaOf(request, *strategy.document, assessment);
  const std::vector<strategy::Owner> candidates =
      CandidatesFor(*strategy.document, area, strategy.publisher);
  storage::Deciders deciders(tx);
  for (const strategy::Owner& candidate : candidates) {
    if (HandedInAny(candidate.principal, request, parts)) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const bool may,
                            deciders.MayBeAsked(candidate.principal, request.product));
    if (may) return RouteTo(candidate, request.name, std::move(priority), *strategy.document, now);
  }
  strategy::Owner nobody = candidates.empty() ? strategy::Owner{} : candidates[0];
  ZUSAGE_ASSIGN_OR_RETURN(std::string substitute,
                          SubstituteToday(deciders, nobody.principal, request.product, today));
  if (HandedInAny(substitute, request, parts)) substitute.clear();
  nobody.principal = std::move(substitute);
  return RouteTo(nobody, request.name, std::move(priority), *strategy.document, now);
}

}  // namespace zusage::review
