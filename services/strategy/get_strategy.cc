// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/get_strategy.h"

#include <charconv>
#include <string>

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"

namespace zusage::strategy {
namespace {

// 0 for what is no version: no version has that number. A version has one name, so "03" is none.
int ParseVersion(std::string_view text) {
  int version = 0;
  const auto [end, error] = std::from_chars(text.begin(), text.end(), version);
  const bool whole = error == std::errc() && end == text.end() && !text.starts_with('0');
  return whole ? version : 0;
}

}  // namespace

absl::StatusOr<storage::PublishedStrategy> GetStrategy(storage::ReadTransaction& tx,
                                                       std::string_view name) {
  const std::string_view product = ProductOf(name);
  int version = ParseVersion(LastSegment(name));
  if (LastSegment(name) == "current") {
    ZUSAGE_ASSIGN_OR_RETURN(version, storage::StrategyRepository::CurrentVersion(tx, product));
  }
  absl::StatusOr<storage::PublishedStrategy> strategy =
      storage::StrategyRepository::Version(tx, product, version);
  if (absl::IsNotFound(strategy.status())) {
    return Error(kNotFound, {{"resource", std::string(name)}});
  }
  return strategy;
}

}  // namespace zusage::strategy
