// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/study.h"

#include "services/base/resource_name.h"
#include "services/intake/domain/errors.h"

namespace zusage::intake {

absl::Status Validate(const Study& study, Date today) {
  FieldErrors errors;
  const auto of_product = [&](std::string_view field, const std::string& value) {
    if (value.empty() || ProductOf(value) == study.product) return;
    errors.Add(field, kNotOfProduct, {{"value", value}, {"product", study.product}});
  };
  of_product("change_request", study.request);
  of_product("element", study.element);
  if (study.result == Study::Result::kFeasibleWithLimits && study.limits.empty()) {
    errors.Add("limits", kLimitsRequired);
  }
  if (study.IsExpired(today)) {
    errors.Add("valid_until", kValidUntilOver, {{"value", FormatDate(*study.valid_until)}});
  }
  return errors.status();
}

}  // namespace zusage::intake
