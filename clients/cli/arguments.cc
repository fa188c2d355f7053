// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments.h"

#include <charconv>

#include "services/base/errors.h"

namespace zusage::cli {

void Arguments::Set(std::string_view name, std::vector<std::string> values) {
  values_[std::string(name)] = std::move(values);
}

std::string Arguments::Text(std::string_view name) const { return Text(name, ""); }

std::string Arguments::Text(std::string_view name, std::string_view fallback) const {
  const auto found = values_.find(std::string(name));
  if (found == values_.end() || found->second.empty()) return std::string(fallback);
  return found->second.back();
}

std::vector<std::string> Arguments::List(std::string_view name) const {
  const auto found = values_.find(std::string(name));
  return found == values_.end() ? std::vector<std::string>() : found->second;
}

int64_t Arguments::Number(std::string_view name, int64_t fallback) const {
  const std::string text = Text(name);
  int64_t number = fallback;
  std::from_chars(text.data(), text.data() + text.size(), number);
  return number;
}

absl::StatusOr<std::optional<Date>> Arguments::Day(std::string_view name) const {
  if (!Has(name)) return std::optional<Date>();
  const std::string text = Text(name);
  const std::optional<Date> date = ParseDate(text);
  if (!date.has_value()) return FieldError(name, kInvalidDate, {{"value", text}});
  return date;
}

}  // namespace zusage::cli
