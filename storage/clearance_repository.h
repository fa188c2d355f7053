// SPDX-License-Identifier: Apache-2.0
// Clearances that were issued. Reads take the last position that counts.
#ifndef ZUSAGE_STORAGE_CLEARANCE_REPOSITORY_H_
#define ZUSAGE_STORAGE_CLEARANCE_REPOSITORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/domain/issued_clearance.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

// The table of facts, for fact_tables.h.
extern const FactTable kClearances;

class ClearanceRepository {
 public:
  static absl::Status Add(Unit& unit, const commitments::IssuedClearance& clearance);

  // NOT_FOUND if there was none at `position`.
  static absl::StatusOr<commitments::IssuedClearance> Get(ReadTransaction& tx,
                                                          std::string_view name, int64_t position);
  // At most `limit` clearances of a product, issued before `before_position`, the newest first;
  // only those issued to `issued_to` unless that is empty.
  static absl::StatusOr<std::vector<commitments::IssuedClearance>> List(ReadTransaction& tx,
                                                                        std::string_view product,
                                                                        std::string_view issued_to,
                                                                        int64_t before_position,
                                                                        int limit);
  // All for one item, oldest first.
  static absl::StatusOr<std::vector<commitments::IssuedClearance>> ForItem(ReadTransaction& tx,
                                                                           std::string_view item,
                                                                           int64_t position);
  // All of a product that expire after `from` and not after `until`, oldest first.
  static absl::StatusOr<std::vector<commitments::IssuedClearance>> Expiring(
      ReadTransaction& tx, std::string_view product, absl::Time from, absl::Time until,
      int64_t position);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_CLEARANCE_REPOSITORY_H_
