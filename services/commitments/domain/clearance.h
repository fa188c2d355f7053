// SPDX-License-Identifier: Apache-2.0
//
// "May I promise this to this customer by that date?": a promise that nobody has made yet, judged
// as if it were made now, and what can be said to the customer.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_CLEARANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_CLEARANCE_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/time.h"
#include "services/commitments/domain/allowance.h"
#include "services/commitments/domain/explain.h"
#include "services/commitments/domain/promise.h"
#include "services/review/domain/decision.h"

namespace zusage::commitments {

// What is asked. An empty item means that only words were given, which are never cleared.
struct ClearanceQuestion {
  std::string_view item;
  std::string_view customer;
  absl::Span<const std::string> also_known_as;  // see Claim
  std::string_view customer_segment;
  std::optional<Quantity> quantity;
  std::optional<Date> by;
};

// An allowance as the answer shows it.
struct AllowanceTerms {
  Allowance::Kind kind = Allowance::Kind::kUnspecified;
  std::string name;
  std::optional<Date> earliest;
  std::optional<Date> valid_until;
  std::vector<review::Condition> conditions;  // as they stand
  std::string conditions_of;                  // the approval whose conditions they are
  std::optional<Quantity> at_most;
  std::string limits;
  std::optional<absl::Time> expires;  // of a clearance
};

AllowanceTerms TermsOf(const Allowance& allowance);

struct ClearanceAnswer {
  LineStanding standing;
  std::optional<AllowanceTerms> allowance;  // what it rests on or goes beyond
  Text guidance;                            // what can be said to the customer

  bool may_promise() const { return standing.standing == Standing::kCovered; }
};

// Judges the question as a promise made on `today` that carries every open condition: the answer
// names them, and they must be said along.
ClearanceAnswer AnswerClearance(const ClearanceQuestion& question, Date today,
                                const Ground& ground);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_CLEARANCE_H_
