// SPDX-License-Identifier: Apache-2.0
//
// The states of a change request, and what moves it from one to the next: the one place that knows.
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_REQUEST_STATE_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_REQUEST_STATE_H_

#include <optional>
#include <string>
#include <string_view>

namespace zusage::intake {

// Where a request stands; numbered as zusage.type.v1.ChangeRequest.State.
enum class State {
  kUnspecified = 0,
  kSubmitted = 1,
  kInReview = 2,
  kNeedsEvidence = 3,
  kDecided = 4,
  kWithdrawn = 5,
  kMerged = 6,
};

// What happens to a request.
enum class Event {
  kChecked,        // an assessment was recorded
  kEvidenceAsked,  // the product manager asked for evidence
  kEvidenceAdded,  // somebody added some
  kDecided,
  kWithdrawn,
  kMerged,  // it became part of another one
  kReopened,
};

// Where a request stands after `event`, which may be where it stood; nothing if that cannot happen
// to a request in this state. Evidence may be added to a decided request, for when it is reopened.
std::optional<State> Next(State state, Event event);

// The names of the states in which `event` can happen, for messages: "IN_REVIEW, NEEDS_EVIDENCE".
std::string StatesFor(Event event);

// Whether a request in this state waits for a decision.
constexpr bool IsOpen(State state) {
  return state == State::kSubmitted || state == State::kInReview || state == State::kNeedsEvidence;
}

// The name that a state has in the API: "IN_REVIEW".
constexpr std::string_view NameOf(State state) {
  constexpr std::string_view kNames[] = {"UNSPECIFIED", "SUBMITTED", "IN_REVIEW", "NEEDS_EVIDENCE",
                                         "DECIDED",     "WITHDRAWN", "MERGED"};
  return kNames[static_cast<int>(state)];
}

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_REQUEST_STATE_H_
