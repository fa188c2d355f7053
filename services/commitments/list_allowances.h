// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_LIST_ALLOWANCES_H_
#define ZUSAGE_SERVICES_COMMITMENTS_LIST_ALLOWANCES_H_

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/domain/clearance.h"
#include "storage/store.h"

namespace zusage::commitments {

// Most requests, clearances and elements that one page looks at.
inline constexpr size_t kMaxLookedAt = 500;
// Most promises that an offer names, and most of a customer's newest that are looked through.
inline constexpr size_t kMaxPromisesNamed = 10;
inline constexpr int kMaxPromisesOfCustomer = 1000;

struct ListAllowancesInput {
  std::string product;
  std::string customer;
  std::string query;  // only what has this in its text; "" for all
  int page_size = 0;
  std::string page_token;
};

// One thing that may be sold to the customer.
struct Offer {
  AllowanceTerms allowance;
  std::string item;
  std::string text;
  Text guidance;
  std::vector<std::string> promises;  // of it to the customer, newest first
};

struct OfferPage {
  std::vector<Offer> offers;
  std::string next_page_token;  // "" on the last page
  int64_t known_position = 0;
};

// All that may be sold to the customer today: approvals first, then services, clearances, roadmap
// items, capabilities. All pages look from where the first one did. One that looked at kMaxLookedAt
// may be short, or empty, and still name a next one. Reads the decisions of the product that allow
// something by an index, and of their requests only those that may concern the customer.
//
// Errors: NOT_FOUND for an unknown product or customer; INVALID_ARGUMENT / INVALID_PAGE_TOKEN.
absl::StatusOr<OfferPage> ListAllowances(storage::ReadTransaction& tx,
                                         const ListAllowancesInput& input, absl::Time now);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_LIST_ALLOWANCES_H_
