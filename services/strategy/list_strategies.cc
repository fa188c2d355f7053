// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/list_strategies.h"

#include <algorithm>
#include <cstdint>
#include <limits>
#include <string_view>
#include <utility>

#include "absl/strings/numbers.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/fact.h"

namespace zusage::strategy {
namespace {

using directory::Role;
using storage::PublishedStrategy;
using storage::StrategyRepository;
using Strategies = std::vector<PublishedStrategy>;

constexpr int64_t kNoEnd = std::numeric_limits<int64_t>::max();

std::string FilterOf(const ListStrategiesInput& input) { return "strategies " + input.parent; }

// `key` is the position of the last version shown, "" for the first page.
absl::StatusOr<Strategies> ListVersions(storage::ReadTransaction& tx, std::string_view product,
                                        const std::string& key, int limit) {
  int64_t before = kNoEnd;
  if (!key.empty()) {
    int64_t position = 0;
    if (!absl::SimpleAtoi(key, &position)) return FieldError("page_token", kInvalidPageToken);
    before = storage::FactsEnd(position - 1);
  }
  return StrategyRepository::ListVersions(tx, product, before, limit);
}

// `key` is the last product shown, "" for the first page.
absl::StatusOr<Strategies> ListProducts(storage::ReadTransaction& tx,
                                        const directory::ProductScope& scope,
                                        const std::string& key, int limit) {
  if (scope.all) return StrategyRepository::ListProducts(tx, key, limit);
  Strategies strategies;
  const auto first = std::upper_bound(scope.products.begin(), scope.products.end(), key);
  for (auto product = first; product != scope.products.end(); ++product) {
    if (static_cast<int>(strategies.size()) == limit) break;
    ZUSAGE_ASSIGN_OR_RETURN(Strategies newest,
                            StrategyRepository::ListVersions(tx, *product, kNoEnd, 1));
    std::move(newest.begin(), newest.end(), std::back_inserter(strategies));
  }
  return strategies;
}

}  // namespace

absl::StatusOr<ListStrategiesOutput> ListStrategies(storage::ReadTransaction& tx,
                                                    const directory::Caller& caller,
                                                    const ListStrategiesInput& input) {
  std::string key;
  if (!input.page_token.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(key, ReadPageToken(FilterOf(input), input.page_token));
  }
  const directory::ProductScope scope =
      directory::ProductsOf(caller,
                            {Role::kSales, Role::kPresales, Role::kProductManager, Role::kLeader,
                             Role::kAuditor, Role::kTool, Role::kService},
                            input.parent);
  const bool one_product = input.parent != directory::kAllProducts;
  const int size = PageSize(input.page_size);
  ListStrategiesOutput page;
  if (one_product && scope.products.empty()) return page;
  ZUSAGE_ASSIGN_OR_RETURN(page.strategies, one_product
                                               ? ListVersions(tx, input.parent, key, size + 1)
                                               : ListProducts(tx, scope, key, size + 1));
  if (static_cast<int>(page.strategies.size()) > size) {
    page.strategies.resize(size);
    const PublishedStrategy& last = page.strategies.back();
    page.next_page_token =
        MakePageToken(FilterOf(input), one_product ? std::to_string(last.position) : last.product);
  }
  return page;
}

}  // namespace zusage::strategy
