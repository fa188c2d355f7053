// SPDX-License-Identifier: Apache-2.0
//
// Finding the customer and the deal that somebody speaks of, and recording what is new about them,
// within the mutation of whichever operation needs them.
#ifndef ZUSAGE_SERVICES_DIRECTORY_RESOLVE_CUSTOMER_H_
#define ZUSAGE_SERVICES_DIRECTORY_RESOLVE_CUSTOMER_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/customer.h"
#include "storage/store.h"

namespace zusage::directory {

// The name of the customer that `input` is about, after recording it if it is new or if `input`
// says something new about it. Call unit.Describe() first: the facts become part of that entry.
// Touches the customer.
//
// One who was merged is found as before, and stands for whom it was merged into; what is said of it
// by `name` or `external_id` fills only what is not known of the other.
//
// It is found by `name`; else by a known `external_id`; else by display name and aliases, except
// those that carry another external id. Errors are field errors relative to the customer:
// NOT_FOUND for an unknown `name`; CUSTOMER_AMBIGUOUS if it fits several; EXTERNAL_ID_TAKEN if
// `name` and `external_id` are of two customers; REQUIRED without anything to find it by; what
// Validate() says.
absl::StatusOr<std::string> ResolveOrRecordCustomer(storage::Unit& unit, const CustomerInput& input,
                                                    RandomSource& random);

// The question with which ResolveOrRecordCustomer() begins, for storage::LookAhead.
void AskForCustomer(storage::ReadTransaction& tx, const CustomerInput& input);

// The name of the deal of `customer` ("customers/…", which counts as itself) that `input` is about,
// after recording it or what is new about it; "" if `input` is empty. As above: found by `name`,
// else by `reference`; one that has neither is recorded as new.
//
// Errors are field errors relative to the deal: NOT_FOUND for an unknown `name` or one of another
// customer; what Validate() and CheckOutcome() say.
absl::StatusOr<std::string> ResolveOrRecordDeal(storage::Unit& unit, std::string_view customer,
                                                const DealInput& input, RandomSource& random);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_RESOLVE_CUSTOMER_H_
