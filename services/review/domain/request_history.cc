// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/request_history.h"

#include <algorithm>

namespace zusage::review {
namespace {

// The position of the newest of `events` that was known at `position`; 0 if there is none.
template <typename Event>
int64_t Newest(const std::vector<Event>& events, int64_t position) {
  int64_t newest = 0;
  for (const Event& event : events) {
    if (event.position <= position) newest = std::max(newest, event.position);
  }
  return newest;
}

}  // namespace

bool WaitsAt(const RequestHistory& history, int64_t position) {
  if (history.submitted_position > position) return false;
  const int64_t ended =
      std::max({Newest(history.decisions, position), Newest(history.withdrawals, position),
                Newest(history.mergings, position)});
  return Newest(history.reopenings, position) >= ended;
}

const Decision* DecisionAt(const RequestHistory& history, int64_t position) {
  const Decision* newest = nullptr;
  for (const Decision& decision : history.decisions) {
    if (decision.position > position) continue;
    if (newest == nullptr || decision.position > newest->position) newest = &decision;
  }
  return newest;
}

const Decision* AnswerAt(const RequestHistory& history, int64_t position) {
  const Decision* newest = nullptr;
  for (const Decision& decision : history.decisions) {
    if (decision.position > position || decision.outcome == Outcome::kDuplicate) continue;
    if (newest == nullptr || decision.position > newest->position) newest = &decision;
  }
  return newest;
}

const Merging* MergingAt(const RequestHistory& history, int64_t position) {
  const Merging* newest = nullptr;
  for (const Merging& merging : history.mergings) {
    if (merging.position > position) continue;
    if (newest == nullptr || merging.position > newest->position) newest = &merging;
  }
  if (newest == nullptr) return nullptr;
  return Newest(history.reopenings, position) > newest->position ? nullptr : newest;
}

std::vector<std::string> CustomersAt(const RequestHistory& history, int64_t position) {
  std::vector<std::string> customers = {history.customer};
  const auto add = [&customers](const std::string& customer) {
    if (std::ranges::find(customers, customer) == customers.end()) customers.push_back(customer);
  };
  for (const Merging& merging : history.merged) {
    if (!merging.HoldsAt(position)) continue;
    add(merging.customer);
    for (const std::string& customer : merging.further_customers) add(customer);
  }
  return customers;
}

Condition::State ConditionAt(const RequestHistory& history, std::string_view approval,
                             std::string_view condition, int64_t position) {
  int64_t newest = 0;
  Condition::State state = Condition::State::kOpen;
  for (const ConditionChange& change : history.condition_changes) {
    if (change.position > position || change.position < newest) continue;
    if (change.approval != approval || change.condition != condition) continue;
    newest = change.position;
    state = change.state;
  }
  return state;
}

}  // namespace zusage::review
