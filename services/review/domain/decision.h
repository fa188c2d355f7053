// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_DECISION_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_DECISION_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/intake/domain/change_request.h"

namespace zusage::review {

// A product manager's answer; numbered as zusage.type.v1.Decision.Outcome.
enum class Outcome {
  kUnspecified = 0,
  kApproved = 1,
  kDeclined = 2,
  kDeferred = 3,
  kAsIs = 4,
  kServices = 5,
  kDuplicate = 6,
};

// To whom something may be promised.
struct CustomerScope {
  enum class Kind { kAll, kCustomers, kSegment };
  Kind kind = Kind::kCustomers;
  std::vector<std::string> customers;  // "customers/…"
  std::string segment;                 // compared without regard to case
};

// Something that must be so before, or be said along when, a thing is promised. It is open when it
// is set; how it stands at some position is said by the changes in request_history.h.
struct Condition {
  // Numbered as zusage.type.v1.Condition.State.
  enum class State { kUnspecified = 0, kOpen = 1, kMet = 2, kFailed = 3 };
  std::string id;  // "1", "2", … within the approval
  std::string text;
  State state = State::kOpen;
};

// The most that may be promised of an item.
struct ItemLimit {
  std::string item;  // its name
  double at_most = 0;
  std::string unit;
};

// What an APPROVED decision allows. `included` and `excluded` are item names and together name
// every item of the request.
struct Approval {
  std::string name;  // "products/…/approvals/01J…"
  std::string request;
  std::vector<std::string> included;
  std::vector<std::string> excluded;
  CustomerScope customers;
  std::optional<Date> earliest;  // promises may be due then or later, or undated
  std::vector<Condition> conditions;
  std::optional<Date> valid_until;  // inclusive, in the product's time zone
  std::vector<ItemLimit> limits;
  double effort_person_days = 0;          // what building it takes; 0: not said
  std::optional<Quarter> effort_quarter;  // in which that is spent; set with effort
  std::vector<std::string> displaced;  // roadmap items pushed off for it: "products/…/elements/R1"
};

// An approval's state; numbered as zusage.type.v1.Approval.State.
enum class ApprovalState {
  kUnspecified = 0,
  kInForce = 1,
  kLapsed = 2,
  kRevoked = 3,
  kSuperseded = 4
};

struct Decision {
  std::string request;
  Outcome outcome = Outcome::kUnspecified;
  std::string reason;
  std::string decider;               // "principals/…"
  std::string on_behalf_of;          // the owner whom the decider stands in for, or ""
  std::optional<Approval> approval;  // exactly with kApproved
  std::string as_is_element;         // "products/…/elements/C1", exactly with kAsIs
  std::string duplicate_of;          // the request it was merged into, exactly with kDuplicate
  std::vector<intake::Item> items;   // the request's items from here on
  int64_t position = 0;              // in force from here on
  absl::Time decide_time;
};

// The taking back of an approval.
struct Revocation {
  std::string approval;
  std::string request;
  std::string reason;
  std::string revoked_by;
  int64_t position = 0;
  absl::Time revoke_time;
};

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_DECISION_H_
