// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_RECORD_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_RECORD_PROMISE_H_

#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/commitments/domain/promise.h"
#include "services/commitments/judge_promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

// One thing promised, as its recorder says it.
struct LineInput {
  std::string text;
  std::string item;  // "" for free words
  std::optional<Quantity> quantity;
  std::optional<Date> due;
  std::vector<std::string> carried_conditions;  // ids, of the approval of the item
};

struct RecordPromiseInput {
  std::string product;
  std::string customer;
  std::string deal;         // "" for none
  std::string promised_by;  // the caller if ""
  // At most one of the two; now if neither is given.
  std::optional<absl::Time> made_time;
  std::optional<Date> made_date;
  std::string source;
  std::vector<LineInput> lines;
  std::vector<std::string> supersedes;  // earlier promises whose place it takes
};

// Records what was said to a customer and returns it as it stands. Carried conditions are those of
// the approval that was known when the promise was made, or else of the newest one that has them.
// What it supersedes is open or broken, was promised to the same customer of the same product, and,
// unless the caller is pre-sales or product manager of it, by the caller.
// Errors are about the fields of RecordPromiseRequest: NOT_FOUND for an unknown product, customer,
// deal, promiser or item; INVALID_ARGUMENT / MADE_IN_FUTURE, SOURCE_REQUIRED, ONE_MADE_TIME,
// NOT_AN_ITEM, OTHER_PRODUCT, OTHER_CUSTOMER, DUPLICATE, UNKNOWN_CONDITION; PERMISSION_DENIED /
// NOT_YOUR_PROMISE and FAILED_PRECONDITION / PROMISE_OVER for what it supersedes.
absl::StatusOr<JudgedPromise> RecordPromise(storage::Unit& unit, const directory::Caller& caller,
                                            const RecordPromiseInput& input, RandomSource& random);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_RECORD_PROMISE_H_
