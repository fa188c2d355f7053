// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_LINK_PROMISE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_LINK_PROMISE_H_

#include <string>

#include "absl/status/statusor.h"
#include "services/commitments/judge_promise.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::commitments {

struct LinkPromiseInput {
  std::string name;
  std::string etag;
  std::string line;  // "1"
  std::string item;  // "" makes it free words again
};

// Says which item a line is about, whatever was said before. It corrects the record: how the line
// stood when made is judged anew by what was known then. Errors in the order of precedence:
// NOT_FOUND for the promise; ABORTED / ETAG_STALE; FAILED_PRECONDITION / PROMISE_OVER if it was
// retracted or never made; NOT_FOUND for the line or item; INVALID_ARGUMENT / NOT_AN_ITEM,
// OTHER_PRODUCT.
absl::StatusOr<JudgedPromise> LinkPromise(storage::Unit& unit, const directory::Caller& caller,
                                          const LinkPromiseInput& input);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_LINK_PROMISE_H_
