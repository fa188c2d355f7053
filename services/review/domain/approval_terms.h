// SPDX-License-Identifier: Apache-2.0
//
// What a decision must say to be whole, and what an approval is worth at a moment.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_APPROVAL_TERMS_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_APPROVAL_TERMS_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::review {

// What a product manager says; what is left out is filled in by Complete().
struct DecisionInput {
  Outcome outcome = Outcome::kUnspecified;
  std::string reason;
  std::optional<Approval> approval;     // item names or bare ids; customers by name
  bool customers_given = false;         // whether approval->customers was said
  std::string as_is_element;            // "products/…/elements/C1"
  std::vector<std::string> item_texts;  // splits the request into these, if not empty
};

// The decision that `input` amounts to on a request with `items` that speaks for `customers`, as
// the strategy stands and on the day `today`. Without `approval` APPROVED includes all items, for
// the request's customers, at any date. Ids of conditions and split items are given out in order;
// an item that is neither included nor excluded is included if nothing is named as included, else
// excluded; effort without a quarter is spent in the one of `today`.
//
// Errors: INVALID_ARGUMENT with every field that is wrong.
absl::StatusOr<Decision> Complete(const DecisionInput& input, std::string_view request,
                                  const std::vector<std::string>& customers,
                                  const std::vector<intake::Item>& items,
                                  const strategy::Strategy& strategy, Date today);

// How an approval given by `history.decisions[decision]` stands at `now`, the product being in
// `zone`. The greatest of these: SUPERSEDED by a later decision, REVOKED, LAPSED after its last
// day, IN_FORCE.
ApprovalState StateOf(const RequestHistory& history, size_t decision, absl::Time now,
                      absl::TimeZone zone);

// The names that states have in the API, for messages: "IN_FORCE".
std::string_view NameOf(ApprovalState state);
std::string_view NameOf(Outcome outcome);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_APPROVAL_TERMS_H_
