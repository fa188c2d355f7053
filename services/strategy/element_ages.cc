// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/element_ages.h"

#include <utility>

#include "services/base/status_macros.h"

namespace zusage::strategy {
namespace {

Element WithoutWaysToFindIt(Element element) {
  element.aliases.clear();
  element.examples.clear();
  element.area.clear();
  return element;
}

bool SaysTheSame(const Element& element, const Strategy* before) {
  const Element* found = before == nullptr ? nullptr : before->Find(element.id);
  return found != nullptr && WithoutWaysToFindIt(*found) == WithoutWaysToFindIt(element);
}

}  // namespace

absl::Status ElementAges::Advance(storage::ReadTransaction& tx,
                                  const storage::PublishedStrategy& strategy, Product& product) {
  while (product.version < strategy.version) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const storage::PublishedStrategy next,
        storage::StrategyRepository::Version(tx, strategy.product, product.version + 1));
    ChangeTimes times;
    for (const Element& element : next.document->elements) {
      times[element.id] = SaysTheSame(element, product.newest.get()) ? product.times[element.id]
                                                                     : next.publish_time;
    }
    product = {next.version, next.document, std::move(times)};
  }
  return absl::OkStatus();
}

absl::StatusOr<ChangeTimes> ElementAges::Of(storage::ReadTransaction& tx,
                                            const storage::PublishedStrategy& strategy) {
  Product product;
  {
    absl::MutexLock lock(&mutex_);
    const Product& known = products_[strategy.product];
    if (known.version <= strategy.version) product = known;
  }
  ZUSAGE_RETURN_IF_ERROR(Advance(tx, strategy, product));
  absl::MutexLock lock(&mutex_);
  Product& known = products_[strategy.product];
  if (known.version < product.version) known = product;
  return std::move(product.times);
}

}  // namespace zusage::strategy
