// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/preview_strategy.h"

#include <utility>

#include "services/alignment/domain/check.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::alignment {
namespace {

constexpr int kNoVersion = 0;  // it has none before it is published

}  // namespace

absl::StatusOr<std::vector<Assessment>> PreviewStrategy(PreviewStrategyInput input) {
  const std::string expected(LastSegment(input.product));
  if (input.document.product != expected) {
    return FieldError("product", strategy::kProductMismatch, {{"expected", expected}});
  }
  // The check relies on it.
  ZUSAGE_RETURN_IF_ERROR(strategy::ValidateStrategy(input.document));
  const CompiledStrategy compiled(std::move(input.document), kNoVersion);
  const PastRequests nothing;
  std::vector<Assessment> assessments;
  assessments.reserve(input.wishes.size());
  for (const Wish& wish : input.wishes) assessments.push_back(Check(compiled, wish, nothing));
  return assessments;
}

}  // namespace zusage::alignment
