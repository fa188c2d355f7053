// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_VIEW_H_
#define ZUSAGE_SERVICES_COMMITMENTS_VIEW_H_

#include <cstdint>
#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/store.h"

namespace zusage::commitments {

// From where things are looked at: what was known up to `position`, dates judged at `time`.
struct View {
  int64_t position = 0;
  absl::Time time;
};

// What is known now, dates judged at `now`; or what was known at `as_of`, dates judged when the
// newest of that was committed.
absl::StatusOr<View> ViewOf(storage::ReadTransaction& tx, std::optional<absl::Time> as_of,
                            absl::Time now);

// Within a mutation: all that came before it, and itself.
inline View ViewOf(const storage::Unit& unit) { return {unit.position(), unit.commit_time()}; }

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_VIEW_H_
