// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/request_state.h"

#include <array>

namespace zusage::intake {
namespace {

using enum State;

constexpr size_t kStates = static_cast<size_t>(kMerged) + 1;
constexpr size_t kEvents = static_cast<size_t>(Event::kReopened) + 1;

// kUnspecified: it cannot happen. By State, then by Event.
constexpr std::array<std::array<State, kEvents>, kStates> kNext = {{
    // kChecked, kEvidenceAsked, kEvidenceAdded, kDecided, kWithdrawn, kMerged, kReopened
    {},                                                                          // kUnspecified
    {kInReview, kNeedsEvidence, kSubmitted, kDecided, kWithdrawn, kMerged},      // kSubmitted
    {kInReview, kNeedsEvidence, kInReview, kDecided, kWithdrawn, kMerged},       // kInReview
    {kNeedsEvidence, kNeedsEvidence, kInReview, kDecided, kWithdrawn, kMerged},  // kNeedsEvidence
    {kUnspecified, kUnspecified, kDecided, kUnspecified, kUnspecified, kUnspecified,
     kInReview},  // kDecided
    {kUnspecified, kUnspecified, kUnspecified, kUnspecified, kUnspecified, kUnspecified,
     kInReview},  // kWithdrawn
    {kUnspecified, kUnspecified, kUnspecified, kUnspecified, kUnspecified, kUnspecified,
     kInReview},  // kMerged
}};

}  // namespace

std::optional<State> Next(State state, Event event) {
  const State next = kNext[static_cast<size_t>(state)][static_cast<size_t>(event)];
  if (next == kUnspecified) return std::nullopt;
  return next;
}

std::string StatesFor(Event event) {
  std::string names;
  for (size_t state = 1; state < kStates; ++state) {
    if (!Next(static_cast<State>(state), event).has_value()) continue;
    if (!names.empty()) names += ", ";
    names += NameOf(static_cast<State>(state));
  }
  return names;
}

}  // namespace zusage::intake
