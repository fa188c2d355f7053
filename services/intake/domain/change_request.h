// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_CHANGE_REQUEST_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_CHANGE_REQUEST_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/base/time.h"
#include "services/intake/domain/request_state.h"

namespace zusage::intake {

// One thing that can be asked, allowed and promised. `id` is "1", "2", … within the request.
struct Item {
  std::string id;
  std::string text;

  friend bool operator==(const Item&, const Item&) = default;
};

// A customer's wish for a change as it was recorded. It never changes; what became of it is in its
// assessments, routings and decisions.
struct ChangeRequest {
  std::string name;     // "products/atlas/changeRequests/01J…"
  std::string product;  // "products/atlas"
  std::string title;
  std::string wish;
  std::string problem;
  std::string area;
  std::string customer;  // "customers/…"
  std::string deal;      // "customers/…/deals/…" or ""
  strategy::Context context = strategy::Context::kUnspecified;
  alignment::Evidence evidence;
  std::optional<Date> wanted_by;
  std::vector<Item> items;  // at least one
  std::string submitter;    // "principals/…"
  std::string recorded_by;  // "principals/…", the submitter unless a tool recorded it
  absl::Time create_time;
};

// How a request came to its owner; numbered as zusage.type.v1.Review.Cause.
enum class RoutingCause {
  kUnspecified = 0,
  kSubmitted = 1,   // by its area, when it was submitted
  kAssigned = 2,    // somebody gave it to them
  kEscalated = 3,   // the due time of the owner before passed
  kReopened = 4,    // the request was reopened
  kReassessed = 5,  // new evidence came; the owner is the same
};

// Who is asked, and by when. The newest one of a request counts.
struct Routing {
  std::string request;
  std::string owner;  // "principals/…"; "" if there is nobody who may decide
  absl::Time due_time;
  int priority = 0;              // 0 to 100
  std::string priority_reasons;  // keys of review/domain/routing.h, separated by spaces
  RoutingCause cause = RoutingCause::kSubmitted;
  std::string assigned_by;  // "principals/…", if somebody said so
  std::string note;         // why, in their words
};

// "products/atlas/changeRequests/01J…/items/1".
inline std::string ItemName(std::string_view request, std::string_view id) {
  return std::string(request) + "/items/" + std::string(id);
}

// The request of an item's name; "" if `item` is none of a request.
inline std::string_view RequestOfItem(std::string_view item) {
  const size_t at = item.find("/items/");
  return at == item.npos ? std::string_view{} : item.substr(0, at);
}

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_CHANGE_REQUEST_H_
