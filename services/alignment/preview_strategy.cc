// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/preview_strategy.h"

#include <memory>
#include <string_view>
#include <utility>

#include "services/alignment/domain/check.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::alignment {
namespace {

constexpr int kNoVersion = 0;  // it has none before it is published

// What was asked before; nothing if the product has no strategy yet.
absl::StatusOr<std::shared_ptr<const PastRequests>> PastOf(const Knowledge& knowledge,
                                                           std::string_view product) {
  const absl::StatusOr<Knowledge::Product> known = knowledge.Get(product);
  if (known.ok()) return known->past;
  if (!absl::IsNotFound(known.status())) return known.status();
  return std::make_shared<const PastRequests>(knowledge.lexicon());
}

}  // namespace

absl::StatusOr<std::vector<Assessment>> PreviewStrategy(const Knowledge& knowledge,
                                                        PreviewStrategyInput input) {
  const std::string expected(LastSegment(input.product));
  if (input.document.product != expected) {
    return FieldError("product", strategy::kProductMismatch, {{"expected", expected}});
  }
  // The check relies on it.
  ZUSAGE_RETURN_IF_ERROR(strategy::ValidateStrategy(input.document));
  ZUSAGE_ASSIGN_OR_RETURN(const auto past, PastOf(knowledge, input.product));
  const CompiledStrategy compiled(std::move(input.document), kNoVersion, knowledge.lexicon());
  std::vector<Assessment> assessments;
  assessments.reserve(input.wishes.size());
  for (const Wish& wish : input.wishes) assessments.push_back(Check(compiled, wish, *past));
  return assessments;
}

}  // namespace zusage::alignment
