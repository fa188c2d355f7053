// SPDX-License-Identifier: Apache-2.0
#include "services/news/item_owners.h"

#include <optional>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/intake/domain/change_request.h"
#include "services/review/domain/routing.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::news {
namespace {

// The owner of the review of the request that the item is judged by; "" if there is none.
absl::StatusOr<std::string> ReviewOwnerOf(commitments::Knowledge& knowledge,
                                          std::string_view item) {
  const int64_t position = knowledge.view().position;
  ZUSAGE_ASSIGN_OR_RETURN(const commitments::ItemPlace place, knowledge.PlaceOf(item, position));
  if (place.history == nullptr) return "";
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::optional<intake::Routing> routing,
      storage::RequestRepository::LatestRouting(knowledge.tx(), place.history->request, position));
  return routing.has_value() ? routing->owner : "";
}

}  // namespace

absl::StatusOr<std::vector<std::string>> OwnersOf(commitments::Knowledge& knowledge,
                                                  std::string_view product, std::string_view item) {
  const bool of_request = !intake::RequestOfItem(item).empty();
  if (of_request) {
    ZUSAGE_ASSIGN_OR_RETURN(std::string owner, ReviewOwnerOf(knowledge, item));
    if (!owner.empty()) return std::vector<std::string>{std::move(owner)};
  }
  const absl::StatusOr<storage::PublishedStrategy> published =
      storage::StrategyRepository::Current(knowledge.tx(), product, knowledge.view().position);
  if (absl::IsNotFound(published.status())) return std::vector<std::string>();
  if (!published.ok()) return published.status();
  const strategy::Strategy& strategy = *published->document;
  if (!of_request && !item.empty()) {
    const strategy::Element* element = strategy.Find(LastSegment(item));
    const std::string area = element == nullptr ? "" : element->area;
    return std::vector<std::string>{
        review::OwnerOf(strategy, area, published->publisher).principal};
  }
  std::vector<std::string> owners;
  for (const strategy::Owner& owner : strategy.owners) owners.push_back(owner.principal);
  if (owners.empty()) owners.push_back(published->publisher);
  return owners;
}

}  // namespace zusage::news
