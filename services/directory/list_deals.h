// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_LIST_DEALS_H_
#define ZUSAGE_SERVICES_DIRECTORY_LIST_DEALS_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/directory/domain/customer.h"
#include "storage/connection.h"

namespace zusage::directory {

struct ListDealsInput {
  std::string customer;  // "customers/…": only its deals, and those of who was merged with it
  DealStage stage = DealStage::kUnspecified;  // only at this stage; unspecified: all
  std::optional<Date> closing_until;          // only with a close date up to this one, inclusive
  int page_size = 0;                          // 0 for the default
  std::string page_token;
};

struct ListDealsOutput {
  std::vector<RecordedDeal> deals;  // the soonest to close first, undated ones last
  std::string next_page_token;      // "" on the last page
};

// A page of deals. Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListDealsOutput> ListDeals(storage::ReadTransaction& tx,
                                          const ListDealsInput& input);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_LIST_DEALS_H_
