// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_UPSERT_DEAL_H_
#define ZUSAGE_SERVICES_DIRECTORY_UPSERT_DEAL_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/customer.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::directory {

struct UpsertDealInput {
  std::optional<CustomerInput> customer;  // whose deal it is; nothing: the deal's name says it
  DealInput deal;
  std::string etag;  // the deal must be as it was read with this, unless that is ""
};

// Records a deal or what changed about one, as ResolveOrRecordDeal() does, for a customer that
// ResolveOrRecordCustomer() finds or records; says nothing if nothing is new. Errors: those of
// both, for fields of "customer" and "deal"; REQUIRED if nothing says whose it is or which; ABORTED
// / ETAG_STALE, also if there is no such deal yet.
absl::StatusOr<RecordedDeal> UpsertDeal(storage::Unit& unit, const Caller& caller,
                                        const UpsertDealInput& input, RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_UPSERT_DEAL_H_
