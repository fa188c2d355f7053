// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_DEAL_REPOSITORY_H_
#define ZUSAGE_STORAGE_DEAL_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kDeals;

// Deals as they are now, and as they were known at a position.
class DealRepository {
 public:
  // Records a new deal, or a known one as it is from now on. Its reference, if any, must not be
  // that of another deal of its customer.
  static absl::Status Record(Unit& unit, const directory::Deal& deal);

  static absl::StatusOr<std::optional<directory::Deal>> Find(ReadTransaction& tx,
                                                             std::string_view name);
  // The customer's deal whose reference has the same matching key.
  static absl::StatusOr<std::optional<directory::Deal>> FindByReference(ReadTransaction& tx,
                                                                        std::string_view customer,
                                                                        std::string_view reference);

  // The deal as it was known at `position`; nothing if it was not known.
  static absl::StatusOr<std::optional<directory::Deal>> AsOf(ReadTransaction& tx,
                                                             std::string_view name,
                                                             int64_t position);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_DEAL_REPOSITORY_H_
