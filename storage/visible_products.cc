// SPDX-License-Identifier: Apache-2.0
#include "storage/visible_products.h"

#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"

namespace zusage::storage {
namespace {

constexpr int kProductsPerQuery = 500;

}  // namespace

absl::StatusOr<std::vector<std::string>> VisibleProducts(
    ReadTransaction& tx, const directory::Caller& caller,
    std::initializer_list<directory::Role> roles, std::string_view parent) {
  directory::ProductScope scope = directory::ProductsOf(caller, roles, parent);
  if (!scope.all) return scope.products;
  std::vector<std::string> products;
  while (true) {
    const std::string after = products.empty() ? "" : products.back();
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<PublishedStrategy> some,
                            StrategyRepository::ListProducts(tx, after, kProductsPerQuery));
    for (const PublishedStrategy& strategy : some) products.push_back(strategy.product);
    if (some.size() < kProductsPerQuery) return products;
  }
}

}  // namespace zusage::storage
