// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_LIST_ACKNOWLEDGEMENTS_H_
#define ZUSAGE_SERVICES_STRATEGY_LIST_ACKNOWLEDGEMENTS_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/strategy/acknowledge_strategy.h"
#include "storage/connection.h"

namespace zusage::strategy {

struct ListAcknowledgementsInput {
  std::string strategy;       // "products/atlas/strategies/3" or ".../current"
  bool missing_only = false;  // only those who have not
  int page_size = 0;          // 0 for the default
  std::string page_token;
};

struct ListAcknowledgementsOutput {
  std::vector<Acknowledgement> acknowledgements;
  std::string next_page_token;  // "" on the last page
  int acknowledged_count = 0;   // on all pages
  int missing_count = 0;
};

// A page of the people who sell, advise, decide or lead for the strategy's product now, in order of
// their names, with when they acknowledged it. Who left, or does none of that any more, is left
// out. Errors: NOT_FOUND; INVALID_PAGE_TOKEN.
absl::StatusOr<ListAcknowledgementsOutput> ListAcknowledgements(
    storage::ReadTransaction& tx, const ListAcknowledgementsInput& input);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_LIST_ACKNOWLEDGEMENTS_H_
