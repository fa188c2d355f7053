// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_deal.h"

#include "storage/deal_repository.h"

namespace zusage::directory {

absl::StatusOr<RecordedDeal> GetDeal(storage::ReadTransaction& tx, std::string_view name) {
  return storage::DealRepository::Get(tx, name);
}

}  // namespace zusage::directory
