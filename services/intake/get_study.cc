// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_study.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"
#include "storage/study_repository.h"

namespace zusage::intake {

absl::StatusOr<FoundStudy> GetStudy(storage::ReadTransaction& tx, std::string_view name,
                                    absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(Study study, storage::StudyRepository::Get(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, study.product));
  const absl::TimeZone zone =
      ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone());
  const bool expired = study.IsExpired(DayOf(now, zone));
  return FoundStudy{.study = std::move(study), .expired = expired};
}

}  // namespace zusage::intake
