// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_DEAL_REPOSITORY_H_
#define ZUSAGE_STORAGE_DEAL_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "services/directory/domain/customer.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kDeals;

// Which deals a list shows: those that fit all that is said.
struct DealFilter {
  std::string customer;  // "customers/…", one that counts as itself: only its deals; "" for all
  directory::DealStage stage = directory::DealStage::kUnspecified;  // unspecified: all
  std::optional<Date> closing_until;  // only those with a close date up to this one, inclusive
};

// Where a page of deals starts: behind this row, in order of both.
struct DealPosition {
  std::string close_key;
  std::string name;
};

// Deals as they are now, and as they were known at a position. A deal belongs to whoever its
// customer counts as; it keeps its name when that changes.
class DealRepository {
 public:
  // Records a new deal, or a known one as it is from now on, of `customer`, which counts as itself.
  // Its reference, if any, must not be that of another deal of the customer.
  static absl::Status Record(Unit& unit, const directory::Deal& deal, std::string_view customer);
  // As above, of the customer that the deal's name says.
  static absl::Status Record(Unit& unit, const directory::Deal& deal);

  static absl::StatusOr<std::optional<directory::Deal>> Find(ReadTransaction& tx,
                                                             std::string_view name);
  // With whose it is; NOT_FOUND if there is none.
  static absl::StatusOr<directory::RecordedDeal> Get(ReadTransaction& tx, std::string_view name);
  // The customer's deal whose reference has the same matching key.
  static absl::StatusOr<std::optional<directory::Deal>> FindByReference(ReadTransaction& tx,
                                                                        std::string_view customer,
                                                                        std::string_view reference);
  // At most `limit` deals behind `after`, the soonest to close first, undated ones last.
  static absl::StatusOr<std::vector<directory::RecordedDeal>> List(ReadTransaction& tx,
                                                                   const DealFilter& filter,
                                                                   const DealPosition& after,
                                                                   int limit);
  // What List() sorts by.
  static std::string CloseKey(const directory::Deal& deal);

  // The references that both customers have a deal by, each as the two deals' names.
  static absl::StatusOr<std::vector<std::pair<std::string, std::string>>> Clashes(
      ReadTransaction& tx, std::string_view customer, std::string_view other);
  // The deals of `customer` belong to `target` from now on. There are no clashes.
  static absl::Status Move(Unit& unit, std::string_view customer, std::string_view target);

  // The deal as it was known at `position`; nothing if it was not known.
  static absl::StatusOr<std::optional<directory::Deal>> AsOf(ReadTransaction& tx,
                                                             std::string_view name,
                                                             int64_t position);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_DEAL_REPOSITORY_H_
