// SPDX-License-Identifier: Apache-2.0
#include "services/review/escalate_overdue.h"

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/review/domain/routing.h"
#include "services/review/route_request.h"
#include "storage/deciders.h"
#include "storage/request_view.h"
#include "storage/strategy_repository.h"

namespace zusage::review {
namespace {

constexpr int kBatch = 256;
// How long it takes to notice at most: due times are ends of days.
constexpr int kRounds = 20;
constexpr absl::Duration kPause = absl::Milliseconds(500);

// The routing to the owner who is next, or nothing if there is nobody or they were asked already.
absl::StatusOr<std::optional<intake::Routing>> NextRouting(storage::ReadTransaction& tx,
                                                           const storage::RequestView& view,
                                                           const strategy::Strategy& strategy,
                                                           std::string_view publisher,
                                                           absl::Time now) {
  const std::string area = AreaOf(view.request, strategy, view.assessment.get());
  strategy::Owner next = OwnerOf(strategy, area, publisher);
  next.principal = next.next_owner;
  if (next.principal.empty() || next.principal == view.routing.owner) return std::nullopt;
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<intake::ChangeRequest> parts,
                          PartsOf(tx, view.history));
  const bool handed_in =
      HandedIn(next.principal, view.request) ||
      std::ranges::any_of(parts, [&](const auto& part) { return HandedIn(next.principal, part); });
  if (handed_in) return std::nullopt;
  storage::Deciders deciders(tx);
  ZUSAGE_ASSIGN_OR_RETURN(const bool may,
                          deciders.MayBeAsked(next.principal, view.request.product));
  if (!may) return std::nullopt;
  intake::Routing routing =
      RouteTo(next, view.request.name, {view.routing.priority, view.routing.priority_reasons},
              strategy, now);
  routing.cause = intake::RoutingCause::kEscalated;
  return routing;
}

}  // namespace

Escalation::Escalation(storage::Store& store, const Clock& clock, std::string principal)
    : store_(store), clock_(clock), principal_(std::move(principal)) {}

absl::StatusOr<bool> Escalation::Escalate(const storage::RequestHead& head) {
  bool escalated = false;
  int64_t strategy_position = 0;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    escalated = false;
    ZUSAGE_ASSIGN_OR_RETURN(const storage::RequestView view,
                            storage::LoadRequestView(unit.tx(), head.name));
    if (view.head.head != head.head) return absl::OkStatus();  // looked at again in the next round
    ZUSAGE_ASSIGN_OR_RETURN(const bool before,
                            storage::RequestRepository::WasEscalated(unit.tx(), head.name));
    ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                            storage::StrategyRepository::Current(unit.tx(), head.product));
    strategy_position = strategy.position;
    if (before) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::optional<intake::Routing> routing,
        NextRouting(unit.tx(), view, *strategy.document, strategy.publisher, unit.commit_time()));
    if (!routing.has_value()) return absl::OkStatus();
    unit.Describe("EscalateReview", {principal_, ""});
    unit.Touch(routing->owner);
    escalated = true;
    return storage::RequestRepository::AddRouting(unit, view.head, *routing);
  }));
  if (!escalated) left_[head.fact] = {head.head, strategy_position};
  return escalated;
}

absl::StatusOr<std::vector<storage::RequestHead>> Escalation::Changed(
    storage::ReadTransaction& tx, const std::vector<storage::RequestHead>& heads,
    const Left& before) {
  std::vector<storage::RequestHead> changed;
  std::map<std::string_view, int64_t> strategies;  // by product
  for (const storage::RequestHead& head : heads) {
    const auto [strategy, is_new] = strategies.try_emplace(head.product, 0);
    if (is_new) {
      ZUSAGE_ASSIGN_OR_RETURN(strategy->second,
                              storage::StrategyRepository::CurrentPosition(tx, head.product));
    }
    const std::pair seen(head.head, strategy->second);
    const auto left = before.find(head.fact);
    if (left == before.end() || left->second != seen) {
      changed.push_back(head);
    } else {
      left_[head.fact] = seen;
    }
  }
  return changed;
}

absl::StatusOr<int> Escalation::Run() {
  int escalated = 0;
  std::optional<storage::RequestHead> after;
  // What is not overdue any more is forgotten.
  const Left before = std::exchange(left_, {});
  for (;;) {
    std::vector<storage::RequestHead> heads;
    std::vector<storage::RequestHead> changed;
    ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
      ZUSAGE_ASSIGN_OR_RETURN(heads,
                              storage::RequestRepository::Overdue(tx, clock_.Now(), after, kBatch));
      ZUSAGE_ASSIGN_OR_RETURN(changed, Changed(tx, heads, before));
      return absl::OkStatus();
    }));
    for (const storage::RequestHead& head : changed) {
      ZUSAGE_ASSIGN_OR_RETURN(const bool done, Escalate(head));
      if (done) ++escalated;
    }
    if (heads.size() < kBatch) return escalated;
    after = heads.back();
  }
}

EscalateOverdue::EscalateOverdue(storage::Store& store, const Clock& clock, std::string principal)
    : store_(store), escalation_(store, clock, std::move(principal)) {
  thread_ = std::thread([this] { Run(); });
}

EscalateOverdue::~EscalateOverdue() {
  stopping_ = true;
  thread_.join();
}

void EscalateOverdue::Run() {
  bool failing = false;
  while (!stopping_) {
    const absl::StatusOr<int> escalated = escalation_.Run();
    if (escalated.ok() == failing) {
      failing = !escalated.ok();
      Log(failing ? Severity::kWarning : Severity::kInfo,
          failing ? "escalation_failing" : "escalation_back",
          {{"status", std::string(escalated.status().message())}});
    }
    // No news is waited for, only the end of the store, or of this.
    for (int i = 0; i < kRounds && !stopping_; ++i) store_.WaitForNews(storage::kNewest, kPause);
  }
}

}  // namespace zusage::review
