// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTPONE_QUESTIONS_H_
#define ZUSAGE_STORAGE_POSTPONE_QUESTIONS_H_

#include <string_view>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "storage/connection.h"

namespace zusage::storage {

// All questions about a product that are due at `now` wait until `next_try_time`: those about its
// requests (opinion_repository.h) and those about its elements (suggestion_repository.h), which
// share a budget.
absl::Status PostponeQuestions(WriteTransaction& tx, std::string_view product, absl::Time now,
                               absl::Time next_try_time);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTPONE_QUESTIONS_H_
