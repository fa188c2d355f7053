// SPDX-License-Identifier: Apache-2.0
//
// Clearances that were issued: a yes that holds for its day. One allows exactly what it says, for
// how a promise stood when it was made, even if what it rested on is revoked meanwhile. How the
// promise stands afterwards is a matter of what the clearance rested on.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ISSUED_CLEARANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ISSUED_CLEARANCE_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/base/time.h"
#include "services/commitments/domain/allowance.h"
#include "services/commitments/domain/promise.h"
#include "services/review/domain/decision.h"

namespace zusage::commitments {

inline constexpr absl::Duration kClearanceDefault = absl::Hours(24);
inline constexpr absl::Duration kClearanceShortest = absl::Hours(1);
inline constexpr absl::Duration kClearanceLongest = absl::Hours(7 * 24);

struct IssuedClearance {
  std::string name;     // "products/…/clearances/01J…"
  std::string product;  // "products/atlas"
  std::string customer;
  std::string item;
  std::optional<Quantity> quantity;  // absent: no quantity may be named
  std::optional<Date> by;            // that day or later; absent: no date may be named
  // What had to be said along, and the approval whose conditions these are.
  std::vector<review::Condition> conditions;
  std::string conditions_of;
  Allowance::Kind basis_kind = Allowance::Kind::kUnspecified;
  std::string basis;        // the name of what it rests on
  std::string issued_to;    // "principals/…"
  std::string recorded_by;  // "principals/…": whose key asked for it
  absl::Time issue_time;
  absl::Time expire_time;
  int64_t position = 0;
};

// Whether a promise that was made at `made`, by what was known at `made_position`, may rest on it:
// it was issued before, and had not expired.
bool WasValid(const IssuedClearance& clearance, int64_t made_position, absl::Time made);

// What it allows to its customer; views of `clearance`.
Allowance AllowanceOf(const IssuedClearance& clearance);

// Adds those of `clearances` that are about the claim's item and customer, and were valid when it
// was made.
void AddClearances(absl::Span<const IssuedClearance> clearances, const Claim& claim,
                   int64_t made_position, absl::Time made, Ground& ground);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ISSUED_CLEARANCE_H_
