// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_ACKNOWLEDGE_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_ACKNOWLEDGE_STRATEGY_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::strategy {

// Whether somebody has read a version.
struct Acknowledgement {
  std::string strategy;             // "products/…/strategies/3"
  std::string principal;            // "principals/…"
  std::optional<absl::Time> since;  // nothing if they have not
};

// Records that the caller has read the version called `name`. Where they said so before, nothing is
// recorded and that time is answered. Errors: NOT_FOUND.
absl::StatusOr<Acknowledgement> AcknowledgeStrategy(storage::Unit& unit,
                                                    const directory::Caller& caller,
                                                    std::string_view name);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_ACKNOWLEDGE_STRATEGY_H_
