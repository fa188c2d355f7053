// SPDX-License-Identifier: Apache-2.0
//
// What a strategy that is about to be published means for the promises of its product.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_PROMISES_UNDER_STRATEGY_H_
#define ZUSAGE_SERVICES_COMMITMENTS_PROMISES_UNDER_STRATEGY_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"
#include "storage/strategy_repository.h"

namespace zusage::commitments {

// A promise that is covered and would not be, with the first of its lines that would not.
struct PromiseAtRisk {
  std::string promise;
  std::string customer;
  std::string promised_by;
  std::string text;
  std::string item;
};

// The promises that would lose their ground if `next` were published now, those made first first.
// Promises that are over (kept, retracted, superseded, void) are left out. `next` is the version
// after the newest one; its position does not matter.
absl::StatusOr<std::vector<PromiseAtRisk>> PromisesAtRisk(storage::ReadTransaction& tx,
                                                          storage::PublishedStrategy next,
                                                          absl::Time now);

// How many promises that are not over have a line about `element` ("products/…/elements/C1") that
// is not delivered.
absl::StatusOr<int> CountPromisesAbout(storage::ReadTransaction& tx, std::string_view element,
                                       absl::Time now);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_PROMISES_UNDER_STRATEGY_H_
