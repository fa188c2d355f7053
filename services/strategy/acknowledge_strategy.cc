// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/acknowledge_strategy.h"

#include "services/base/status_macros.h"
#include "services/strategy/get_strategy.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

absl::StatusOr<Acknowledgement> AcknowledgeStrategy(storage::Unit& unit,
                                                    const directory::Caller& caller,
                                                    std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy, GetStrategy(unit.tx(), name));
  Acknowledgement acknowledgement{strategy.name(), caller.subject(), {}};
  ZUSAGE_ASSIGN_OR_RETURN(acknowledgement.since, storage::StrategyRepository::AcknowledgeTime(
                                                     unit.tx(), strategy, caller.subject()));
  if (acknowledgement.since.has_value()) return acknowledgement;
  unit.Describe("AcknowledgeStrategy", {caller.principal, caller.on_behalf_of});
  ZUSAGE_RETURN_IF_ERROR(
      storage::StrategyRepository::AddAcknowledgement(unit, strategy, caller.subject()));
  acknowledgement.since = unit.commit_time();
  return acknowledgement;
}

}  // namespace zusage::strategy
