// SPDX-License-Identifier: Apache-2.0
//
// Facts that the tests of rules are about: one request with two items, decided as a test needs it,
// and strategies with a capability and roadmap items.
#ifndef ZUSAGE_TESTS_UNIT_COMMITMENTS_KNOWN_FACTS_H_
#define ZUSAGE_TESTS_UNIT_COMMITMENTS_KNOWN_FACTS_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "services/commitments/domain/allowance.h"
#include "services/commitments/domain/standing.h"

namespace zusage::commitments::testing {

inline constexpr char kRequest[] = "products/atlas/changeRequests/R1";
inline constexpr char kItem[] = "products/atlas/changeRequests/R1/items/1";
inline constexpr char kOtherItem[] = "products/atlas/changeRequests/R1/items/2";
inline constexpr char kCapability[] = "products/atlas/elements/C1";
inline constexpr char kRoadmapItem[] = "products/atlas/elements/R1";
inline constexpr char kCustomer[] = "customers/acme";
inline constexpr char kOtherCustomer[] = "customers/bolt";

inline constexpr int64_t kSubmitted = 10;
inline constexpr int64_t kDecided = 20;
inline constexpr int64_t kLater = 1000;

// The day on which promises are made and judged unless a test says otherwise.
inline const Date kToday(2026, 6, 15);

inline review::RequestHistory Submitted() {
  return {.request = kRequest,
          .customer = kCustomer,
          .submitted_position = kSubmitted,
          .items = {{"1", "Export"}, {"2", "Import"}}};
}

// Includes the first item and leaves the second out, for the asking customer.
inline review::Approval ApprovalNamed(std::string name) {
  return {.name = std::move(name),
          .request = kRequest,
          .included = {kItem},
          .excluded = {kOtherItem},
          .customers = {.kind = review::CustomerScope::Kind::kCustomers, .customers = {kCustomer}}};
}

inline review::Approval AnApproval() { return ApprovalNamed("products/atlas/approvals/A1"); }

inline void Decide(review::RequestHistory& history, review::Outcome outcome,
                   int64_t position = kDecided) {
  history.decisions.push_back({.request = kRequest, .outcome = outcome, .position = position});
}

inline void SetCondition(review::RequestHistory& history, const std::string& approval,
                         const std::string& condition, review::Condition::State state,
                         int64_t position) {
  history.condition_changes.push_back(
      {.approval = approval, .condition = condition, .state = state, .position = position});
}

// Conditions that are not open come to stand as they do at once.
inline void Approve(review::RequestHistory& history, review::Approval approval,
                    int64_t position = kDecided) {
  Decide(history, review::Outcome::kApproved, position);
  for (review::Condition& condition : approval.conditions) {
    const auto state = std::exchange(condition.state, review::Condition::State::kOpen);
    if (state == review::Condition::State::kOpen) continue;
    SetCondition(history, approval.name, condition.id, state, position);
  }
  history.decisions.back().approval = std::move(approval);
}

inline void Withdraw(review::RequestHistory& history, int64_t position) {
  history.withdrawals.push_back({.position = position});
}

inline void Reopen(review::RequestHistory& history, int64_t position) {
  history.reopenings.push_back({.position = position});
}

inline void Revoke(review::RequestHistory& history, const std::string& approval, int64_t position) {
  history.revocations.push_back({.approval = approval, .request = kRequest, .position = position});
}

inline review::RequestHistory Approved(review::Approval approval = AnApproval()) {
  review::RequestHistory history = Submitted();
  Approve(history, std::move(approval));
  return history;
}

inline review::RequestHistory Answered(review::Outcome outcome) {
  review::RequestHistory history = Submitted();
  Decide(history, outcome);
  return history;
}

// A strategy with capability C1 (at most 600 requests/min) and roadmap item R1 (2026-Q4).
inline strategy::Strategy AStrategy(bool promisable = true) {
  strategy::Strategy strategy{.product = "atlas", .time_zone = "Europe/Berlin"};
  strategy.elements = {{.kind = strategy::ElementKind::kCapability,
                        .id = "C1",
                        .title = "Bulk export",
                        .how = "Use the export page",
                        .limits = "CSV only",
                        .at_most = 600,
                        .unit = "requests/min"},
                       {.kind = strategy::ElementKind::kRoadmapItem,
                        .id = "R1",
                        .title = "Audit trail",
                        .horizon = "2026-Q4",
                        .promisable = promisable},
                       {.kind = strategy::ElementKind::kTheme, .id = "T1", .title = "Speed"}};
  return strategy;
}

// A line as the rules take it.
struct ClaimOf {
  std::string item = kItem;
  std::string customer = kCustomer;
  std::vector<std::string> also_known_as;
  std::string segment;
  std::optional<Quantity> quantity;
  std::optional<Date> due;
  std::vector<std::string> carried;
  std::string carried_approval;

  Claim claim() const {
    return {.item = item,
            .customer = customer,
            .also_known_as = also_known_as,
            .customer_segment = segment,
            .quantity = quantity,
            .due = due,
            .carried_conditions = carried,
            .carried_approval = carried_approval};
  }
};

// How the claim stands at `position` by the history.
inline Judgement JudgeBy(const ClaimOf& of, const review::RequestHistory& history,
                         const Days& days = {kToday, kToday}, int64_t position = kLater) {
  Ground ground = GroundOfRequestItem(history, of.item, position);
  Judgement judgement = Judge(of.claim(), days, ground);
  judgement.allowance = nullptr;  // the ground goes out of scope
  return judgement;
}

inline Judgement JudgeBy(const ClaimOf& of, const std::vector<StrategyVersion>& newest_first,
                         int64_t position = kLater) {
  Ground ground = GroundOfElement(newest_first, of.item, position);
  Judgement judgement = Judge(of.claim(), {kToday, kToday}, ground);
  judgement.allowance = nullptr;
  return judgement;
}

}  // namespace zusage::commitments::testing

#endif  // ZUSAGE_TESTS_UNIT_COMMITMENTS_KNOWN_FACTS_H_
