// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_LIST_STRATEGIES_H_
#define ZUSAGE_SERVICES_STRATEGY_LIST_STRATEGIES_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/connection.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

struct ListStrategiesInput {
  std::string parent;  // "products/atlas", or "products/-"
  int page_size = 0;   // 0 for the default
  std::string page_token;
};

struct ListStrategiesOutput {
  std::vector<storage::PublishedStrategy> strategies;  // without documents
  std::string next_page_token;                         // "" on the last page
};

// A page of the versions of one product, newest first; for "products/-", of the newest versions of
// all products that the caller sees, in order of products' names. Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<ListStrategiesOutput> ListStrategies(storage::ReadTransaction& tx,
                                                    const directory::Caller& caller,
                                                    const ListStrategiesInput& input);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_LIST_STRATEGIES_H_
