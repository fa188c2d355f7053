// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_CUSTOMER_REPOSITORY_H_
#define ZUSAGE_STORAGE_CUSTOMER_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/customer.h"
#include "storage/fact.h"
#include "storage/principal_repository.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kCustomers;
extern const FactTable kCustomerMergers;

// How much names a customer, or one that counts as it.
struct CustomerBelongings {
  int64_t change_requests = 0;
  int64_t promises = 0;
  int64_t deals = 0;
};

// Customers as they are now, and as they were known at a position. One that was merged into another
// counts as that one from then on: that is whom everything that names it means.
class CustomerRepository {
 public:
  // Records a new customer, or a known one as it is from now on. Its external id, if any, must not
  // be another's.
  static absl::Status Record(Unit& unit, const directory::Customer& customer);

  static absl::StatusOr<std::optional<directory::RecordedCustomer>> Find(ReadTransaction& tx,
                                                                         std::string_view name);
  // As Find(); NOT_FOUND if there is none.
  static absl::StatusOr<directory::RecordedCustomer> Get(ReadTransaction& tx,
                                                         std::string_view name);
  static absl::StatusOr<std::optional<directory::RecordedCustomer>> FindByExternalId(
      ReadTransaction& tx, std::string_view external_id);
  // Customers whose display name or an alias has this matching key, or those of customers who were
  // merged into them; at most `limit`, by name. None of them was merged.
  static absl::StatusOr<std::vector<directory::RecordedCustomer>> FindByMatchingKey(
      ReadTransaction& tx, std::string_view matching_key, int limit);

  // The customer as it was known at `position`, e.g. its segment then; nothing if it was not known.
  static absl::StatusOr<std::optional<directory::Customer>> AsOf(ReadTransaction& tx,
                                                                 std::string_view name,
                                                                 int64_t position);

  // At most `limit` customers behind `after` in order of display names, of which a display name or
  // an alias has a matching key that starts with `key_prefix`, merged ones included; all but the
  // merged ones if that is empty.
  static absl::StatusOr<std::vector<directory::RecordedCustomer>> List(ReadTransaction& tx,
                                                                       std::string_view key_prefix,
                                                                       const SortPosition& after,
                                                                       int limit);

  // The segments that the customer belonged to by its own records, newest first.
  static absl::StatusOr<std::vector<directory::SegmentPeriod>> SegmentHistory(
      ReadTransaction& tx, std::string_view name);

  // Of a customer that counts as itself.
  static absl::StatusOr<CustomerBelongings> BelongingsOf(ReadTransaction& tx,
                                                         std::string_view customer);

  // From the unit's entry on, `customer` counts as `target`. Both count as themselves before.
  static absl::Status Merge(Unit& unit, const directory::CustomerMerger& merger);

  // Whom the customer counted as at `position`: itself, unless it was merged by then.
  static absl::StatusOr<std::string> Canonical(ReadTransaction& tx, std::string_view customer,
                                               int64_t position);
  // Whom the customer counts as now; itself, too, if it is not known.
  static absl::StatusOr<std::string> Canonical(ReadTransaction& tx, std::string_view customer);
  // All who count now as whom the customer counts as, by name; itself alone if it is not known.
  static absl::StatusOr<std::vector<std::string>> Family(ReadTransaction& tx,
                                                         std::string_view customer);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_CUSTOMER_REPOSITORY_H_
