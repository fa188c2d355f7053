// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_second_reader.h"

#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"

namespace zusage::intake {
absl::StatusOr<FoundSecondReader> GetSecondReader(storage::ReadTransaction& tx,
                                                  std::string_view product, absl::Time now) {
  using storage::OpinionRepository;
  FoundSecondReader found;
  ZUSAGE_RETURN_IF_ERROR(storage::StrategyRepository::Current(tx, product).status());
  ZUSAGE_ASSIGN_OR_RETURN(found.reader, OpinionRepository::InUse(tx));
  found.on = found.reader.has_value() && found.reader->IsOn(now);
  const absl::Time today =
      absl::FromCivil(absl::ToCivilDay(now, absl::UTCTimeZone()), absl::UTCTimeZone());
  ZUSAGE_ASSIGN_OR_RETURN(found.today, OpinionRepository::UseSince(tx, product, today));
  ZUSAGE_ASSIGN_OR_RETURN(found.waiting, OpinionRepository::CountWaiting(tx, product));
  return found;
}

}  // namespace zusage::intake
