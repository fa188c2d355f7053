// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/retired_elements.h"

#include <set>
#include <string_view>
#include <utility>

#include "services/base/status_macros.h"

namespace zusage::strategy {
namespace {

std::set<std::string_view> IdsOf(const Strategy& strategy) {
  std::set<std::string_view> ids;
  for (const Element& element : strategy.elements) ids.insert(element.id);
  return ids;
}

}  // namespace

absl::Status RetiredElements::Advance(storage::ReadTransaction& tx,
                                      const storage::PublishedStrategy& strategy,
                                      Product& product) {
  while (product.version < strategy.version) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const storage::PublishedStrategy next,
        storage::StrategyRepository::Version(tx, strategy.product, product.version + 1));
    const std::set<std::string_view> ids = IdsOf(*next.document);
    for (Absence& absence : product.absences) {
      if (absence.back_version == 0 && ids.contains(absence.element.id)) {
        absence.back_version = next.version;
      }
    }
    if (product.newest != nullptr) {
      for (const Element& element : product.newest->elements) {
        if (ids.contains(element.id)) continue;
        product.absences.push_back(
            {{element.id, element.title, element.kind, product.version}, /*back_version=*/0});
      }
    }
    product.version = next.version;
    product.newest = next.document;
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<RetiredElement>> RetiredElements::Before(
    storage::ReadTransaction& tx, const storage::PublishedStrategy& strategy) {
  Product product;
  {
    absl::MutexLock lock(&mutex_);
    product = products_[strategy.product];
  }
  if (product.version < strategy.version) {
    ZUSAGE_RETURN_IF_ERROR(Advance(tx, strategy, product));
    absl::MutexLock lock(&mutex_);
    Product& known = products_[strategy.product];
    if (known.version < product.version) known = product;
  }
  std::vector<RetiredElement> retired;
  for (const Absence& absence : product.absences) {
    const bool back = absence.back_version != 0 && absence.back_version <= strategy.version;
    if (absence.element.last_version < strategy.version && !back) {
      retired.push_back(absence.element);
    }
  }
  return retired;
}

}  // namespace zusage::strategy
