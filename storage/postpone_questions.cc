// SPDX-License-Identifier: Apache-2.0
#include "storage/postpone_questions.h"

#include "services/base/status_macros.h"

namespace zusage::storage {

#define ZUSAGE_POSTPONE_DUE             \
  " SET next_try_time = :next_try_time" \
  " WHERE product = :product AND state = 1 AND next_try_time <= :now"

absl::Status PostponeQuestions(WriteTransaction& tx, std::string_view product, absl::Time now,
                               absl::Time next_try_time) {
  for (const std::string_view sql :
       {"UPDATE opinions" ZUSAGE_POSTPONE_DUE, "UPDATE element_suggestions" ZUSAGE_POSTPONE_DUE}) {
    ZUSAGE_RETURN_IF_ERROR(tx.Enqueue(sql, {{"product", product},
                                            {"now", absl::ToUnixMicros(now)},
                                            {"next_try_time", absl::ToUnixMicros(next_try_time)}}));
  }
  return absl::OkStatus();
}

}  // namespace zusage::storage
