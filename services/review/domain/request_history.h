// SPDX-License-Identifier: Apache-2.0
//
// Everything that was said about one request, oldest first, each with the position from which on it
// holds: what a promise is judged by, now and as of any earlier moment.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_REQUEST_HISTORY_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_REQUEST_HISTORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/intake/domain/change_request.h"
#include "services/review/domain/decision.h"

namespace zusage::review {

// A product manager said whether a condition of an approval is met.
struct ConditionChange {
  std::string approval;
  std::string condition;  // its id
  Condition::State state = Condition::State::kOpen;
  std::string note;
  std::string changed_by;  // "principals/…"
  int64_t position = 0;
  absl::Time change_time;
};

// The submitter took the request back.
struct Withdrawal {
  std::string reason;
  std::string withdrawn_by;  // "principals/…"
  int64_t position = 0;
  absl::Time withdraw_time;
};

// The request came to wait for a decision again. An approval stays in force until a new decision
// replaces it; a withdrawal and a merging end.
struct Reopening {
  std::string reason;
  std::string reopened_by;  // "principals/…"
  int64_t position = 0;
  absl::Time reopen_time;
};

// The product manager asked for evidence.
struct EvidenceQuestion {
  std::string question;
  std::string asked_by;  // "principals/…"
  int64_t position = 0;
  absl::Time ask_time;
};

// What an item of a merged request is in the request that it was merged into: item names.
struct ItemMapping {
  std::string item;
  std::string into;

  friend bool operator==(const ItemMapping&, const ItemMapping&) = default;
};

// The request became part of another one: it stands as that from here on.
struct Merging {
  std::string request;                         // the one that was merged
  std::string into;                            // the one that it is part of now
  std::string customer;                        // of the one that was merged
  std::vector<std::string> further_customers;  // of those that had been merged into that one
  std::vector<ItemMapping> items;              // of every item of `request`
  std::vector<intake::Item> added;             // what `into` got as new items by it
  std::string merged_by;                       // "principals/…"
  int64_t position = 0;
  int64_t ended_position = 0;  // of the reopening that undid it; 0: none did
  absl::Time merge_time;

  bool HoldsAt(int64_t at) const {
    return position <= at && (ended_position == 0 || ended_position > at);
  }
};

// A roadmap item was pushed off for an approval.
struct Displacement {
  std::string element;  // "products/…/elements/R1"
  std::string approval;
  std::string request;
  int64_t position = 0;  // from here on, until the approval ends or a newer strategy is published
};

struct RequestHistory {
  std::string request;
  std::string customer;
  int64_t submitted_position = 0;
  std::vector<intake::Item> items;  // the newest
  std::vector<Decision> decisions;
  std::vector<Revocation> revocations;
  std::vector<ConditionChange> condition_changes;
  std::vector<Withdrawal> withdrawals;
  std::vector<Reopening> reopenings;
  std::vector<EvidenceQuestion> evidence_questions;
  std::vector<Merging> mergings;  // of this request into others
  std::vector<Merging> merged;    // of others into this one, whether or not that still holds

  bool decided() const { return !decisions.empty(); }
};

// Whether the request waited for a decision at `position`: it was submitted, and nothing that ended
// the waiting came after the submission or the newest reopening.
bool WaitsAt(const RequestHistory& history, int64_t position);

// The newest decision known at `position`, or null. A reopening leaves it in force.
const Decision* DecisionAt(const RequestHistory& history, int64_t position);

// The newest decision known at `position` that answers the request, or null. That it is a duplicate
// answers nothing: while it is merged it stands as the other one, and afterwards as before.
const Decision* AnswerAt(const RequestHistory& history, int64_t position);

// The merging that held at `position`, or null: the newest one that no reopening undid.
const Merging* MergingAt(const RequestHistory& history, int64_t position);

// For whom the request speaks at `position`: its own customer first, then those of the requests
// that are merged into it, each once.
std::vector<std::string> CustomersAt(const RequestHistory& history, int64_t position);

// How a condition of an approval stood at `position`.
Condition::State ConditionAt(const RequestHistory& history, std::string_view approval,
                             std::string_view condition, int64_t position);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_REQUEST_HISTORY_H_
