// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/view.h"

#include <algorithm>

#include "services/base/status_macros.h"
#include "storage/journal/known_position.h"

namespace zusage::commitments {

absl::StatusOr<View> ViewOf(storage::ReadTransaction& tx, std::optional<absl::Time> as_of,
                            absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Store::Head newest, storage::NewestEntry(tx));
  if (!as_of.has_value()) return View{newest.position, std::max(now, newest.commit_time)};
  ZUSAGE_ASSIGN_OR_RETURN(const storage::Store::Head known,
                          storage::EntryKnownAt(tx, *as_of, newest.position));
  return View{known.position, known.commit_time};
}

}  // namespace zusage::commitments
