// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/check_item.h"

#include <algorithm>
#include <string>

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/errors.h"
#include "services/intake/domain/change_request.h"

namespace zusage::commitments {
namespace {

absl::Status NotFound(std::string_view field, std::string_view item) {
  return FieldError(field, kNotFound, {{"resource", std::string(item)}});
}

absl::Status CheckRequestItem(Knowledge& knowledge, std::string_view field, std::string_view item) {
  ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history,
                          knowledge.HistoryOf(intake::RequestOfItem(item)));
  if (history == nullptr) return NotFound(field, item);
  const bool exists =
      std::any_of(history->items.begin(), history->items.end(),
                  [&](const intake::Item& known) { return known.id == LastSegment(item); });
  return exists ? absl::OkStatus() : NotFound(field, item);
}

absl::Status CheckElement(Knowledge& knowledge, std::string_view field, std::string_view product,
                          std::string_view item) {
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                          knowledge.StrategyAt(product, knowledge.view().position));
  const strategy::Element* element =
      strategy == nullptr ? nullptr : strategy->Find(LastSegment(item));
  if (element == nullptr) return NotFound(field, item);
  const bool is_item = element->kind == strategy::ElementKind::kCapability ||
                       element->kind == strategy::ElementKind::kRoadmapItem;
  return is_item ? absl::OkStatus() : FieldError(field, kNotAnItem, {{"item", std::string(item)}});
}

}  // namespace

absl::Status CheckItem(Knowledge& knowledge, std::string_view field, std::string_view product,
                       std::string_view item) {
  const bool is_element = MatchName(kElementPattern, item).has_value();
  if (!is_element && !MatchName(kItemPattern, item).has_value()) {
    return FieldError(field, kNotAnItem, {{"item", std::string(item)}});
  }
  if (ProductOf(item) != product) {
    return FieldError(field, kOtherProduct,
                      {{"item", std::string(item)}, {"product", std::string(product)}});
  }
  return is_element ? CheckElement(knowledge, field, product, item)
                    : CheckRequestItem(knowledge, field, item);
}

}  // namespace zusage::commitments
