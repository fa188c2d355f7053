// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_CHECK_CLEARANCE_H_
#define ZUSAGE_SERVICES_COMMITMENTS_CHECK_CLEARANCE_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/commitments/domain/clearance.h"
#include "services/commitments/domain/promise.h"
#include "services/commitments/knowledge.h"
#include "storage/store.h"

namespace zusage::commitments {

// Most proposals in one answer.
inline constexpr size_t kMaxProposals = 10;

// What words may mean, as the check sees it: an element or a request.
struct Meaning {
  std::string source;
  double confidence = 0;  // 0 to 1
};

// Exactly one of `item` and `words`.
struct CheckClearanceInput {
  std::string product;
  std::string customer;
  std::string item;
  std::string words;              // never cleared: they only propose items
  std::vector<Meaning> meanings;  // of the words, best first; empty if the check is away
  std::optional<Date> by;
  std::optional<Quantity> quantity;
};

// An item that the words may mean.
struct ItemProposal {
  std::string item;
  std::string text;
  double confidence = 0;
};

struct CheckedClearance {
  ClearanceAnswer answer;
  std::vector<ItemProposal> proposals;  // best first; only for words
  int64_t known_position = 0;           // up to which this is the answer
};

// Whether this may be promised to this customer now. Reads only, a handful of rows: it is asked
// before every promise. Errors are about the fields of CheckClearanceRequest: NOT_FOUND for an
// unknown product, customer or item; INVALID_ARGUMENT / ITEM_OR_WORDS, NOT_AN_ITEM, OTHER_PRODUCT.
absl::StatusOr<CheckedClearance> CheckClearance(storage::ReadTransaction& tx,
                                                const CheckClearanceInput& input, absl::Time now);
// The same by what is known at the view of `knowledge`.
absl::StatusOr<CheckedClearance> CheckClearance(Knowledge& knowledge,
                                                const CheckClearanceInput& input);

// What is asked of one customer about one item.
struct ItemQuestion {
  std::string_view item;
  std::string_view customer;
  const std::optional<Quantity>& quantity;
  std::optional<Date> by;
};

// The answer by what was known at `position`, for a promise made at `time`.
absl::StatusOr<ClearanceAnswer> AnswerAt(Knowledge& knowledge, std::string_view product,
                                         const ItemQuestion& question, int64_t position,
                                         absl::Time time);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_CHECK_CLEARANCE_H_
