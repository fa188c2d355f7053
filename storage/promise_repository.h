// SPDX-License-Identifier: Apache-2.0
//
// Promises and what happened to them. Reads take the last position that counts, so that everything
// can be seen as of an earlier time. Promises do not change, so lists are read from the facts
// themselves; what happened to them comes along.
#ifndef ZUSAGE_STORAGE_PROMISE_REPOSITORY_H_
#define ZUSAGE_STORAGE_PROMISE_REPOSITORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/commitments/domain/promise.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

// The tables of facts, for fact_tables.h.
extern const FactTable kDisputeResolutions;
extern const FactTable kPromises;
extern const FactTable kPromiseDeliveries;
extern const FactTable kPromiseDisputes;
extern const FactTable kPromiseLines;
extern const FactTable kPromiseLinks;
extern const FactTable kPromiseRetractions;
extern const FactTable kPromiseSupersedings;

// Which promises a list shows. Empty fields do not filter; both times are inclusive.
struct PromiseFilter {
  std::string product;   // required
  std::string customer;  // by any of the names that it goes by now
  std::string promised_by;
  absl::Time made_from = absl::InfinitePast();
  absl::Time made_until = absl::InfiniteFuture();
};

// Where a page starts: behind this promise, or at the newest one.
struct PromisePlace {
  absl::Time made_time = absl::InfiniteFuture();
  int64_t position = 0;
};

class PromiseRepository {
 public:
  // Adds a promise with its lines, and with what it takes the place of.
  static absl::Status Add(Unit& unit, const commitments::Promise& promise);
  static absl::Status AddLink(Unit& unit, std::string_view promise, const commitments::Link& link);
  static absl::Status AddDelivery(Unit& unit, std::string_view promise,
                                  const commitments::Delivery& delivery);
  static absl::Status AddRetraction(Unit& unit, std::string_view promise,
                                    const commitments::Retraction& retraction);
  static absl::Status AddDispute(Unit& unit, std::string_view promise,
                                 const commitments::Dispute& dispute);
  // Adds the resolution of a dispute.
  static absl::Status AddResolution(Unit& unit, std::string_view promise,
                                    const commitments::Dispute& dispute);

  // The promise as recorded up to `position`; NOT_FOUND if there was none.
  static absl::StatusOr<commitments::Promise> Get(ReadTransaction& tx, std::string_view name,
                                                  int64_t position);
  // Those of `names` that there were at `position`, in any order.
  static absl::StatusOr<std::vector<commitments::Promise>> Get(ReadTransaction& tx,
                                                               absl::Span<const std::string> names,
                                                               int64_t position);
  // At most `limit` promises behind `after`, those made last first.
  static absl::StatusOr<std::vector<commitments::Promise>> List(ReadTransaction& tx,
                                                                const PromiseFilter& filter,
                                                                const PromisePlace& after,
                                                                int limit, int64_t position);
  // Promises with a line that was ever about an item of the request, oldest first.
  static absl::StatusOr<std::vector<commitments::Promise>> AboutRequest(ReadTransaction& tx,
                                                                        std::string_view request,
                                                                        int64_t position);
  // Promises with a line that was ever about this item, oldest first.
  static absl::StatusOr<std::vector<commitments::Promise>> AboutItem(ReadTransaction& tx,
                                                                     std::string_view item,
                                                                     int64_t position);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_PROMISE_REPOSITORY_H_
