// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_ALLOWING_DECISIONS_H_
#define ZUSAGE_STORAGE_ALLOWING_DECISIONS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/review/domain/decision.h"
#include "storage/connection.h"

namespace zusage::storage {

// A decision that allowed something, as far as it takes to know whether it may concern a customer.
struct AllowingDecision {
  std::string request;
  std::string customer;                                     // of the request
  review::Outcome outcome = review::Outcome::kUnspecified;  // kApproved or kServices
  review::CustomerScope customers;                          // of an approval
  bool has_merged = false;                                  // requests were merged into it
  int64_t fact = 0;
};

// The APPROVED and SERVICES decisions on requests of a product known at `position`, newest first,
// by one look at an index of just these. Whether they still hold is not looked at.
absl::StatusOr<std::vector<AllowingDecision>> AllowingDecisions(ReadTransaction& tx,
                                                                std::string_view product,
                                                                int64_t position);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_ALLOWING_DECISIONS_H_
