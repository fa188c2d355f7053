// SPDX-License-Identifier: Apache-2.0
#include "services/reader/asking.h"

#include <algorithm>

#include "services/base/status_macros.h"
#include "storage/opinion_repository.h"
#include "storage/postpone_questions.h"

namespace zusage::reader {
namespace {

constexpr absl::Duration kFirstPause = absl::Seconds(15);
constexpr absl::Duration kLongestPause = absl::Minutes(30);
constexpr absl::Duration kMostRetryAfter = absl::Hours(6);

}  // namespace

absl::Duration PauseAfter(int calls, absl::Duration retry_after) {
  const absl::Duration pause = std::min(kFirstPause * (1 << std::min(calls, 10)), kLongestPause);
  return std::max(pause, std::min(retry_after, kMostRetryAfter));
}

absl::Time DayStart(absl::Time now) {
  return absl::FromCivil(absl::ToCivilDay(now, absl::UTCTimeZone()), absl::UTCTimeZone());
}

absl::StatusOr<bool> WaitIfOverBudget(storage::WriteTransaction& tx, std::string_view product,
                                      int64_t bytes, const Budget& budget, absl::Time now) {
  const absl::Time day = DayStart(now);
  ZUSAGE_ASSIGN_OR_RETURN(const storage::ReaderUse use,
                          storage::OpinionRepository::UseSince(tx, product, day));
  if (use.calls < budget.daily_calls && use.bytes + bytes <= budget.daily_bytes) return false;
  const absl::Time tomorrow = DayStart(day + absl::Hours(24));
  ZUSAGE_RETURN_IF_ERROR(storage::PostponeQuestions(tx, product, now, tomorrow));
  return true;
}

}  // namespace zusage::reader
