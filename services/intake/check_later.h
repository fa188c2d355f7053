// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_CHECK_LATER_H_
#define ZUSAGE_SERVICES_INTAKE_CHECK_LATER_H_

#include <atomic>
#include <string>
#include <thread>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/intake/checker.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::intake {

// Checks requests that were recorded while the check was away, or without asking it, or whose
// assessment rests on what has changed, and records their assessments in the name of `principal`
// where they say anything new. Checks up to `limit` of either kind and records them together, the
// oldest of those products first that the check can answer for; others wait and hold up nobody.
// Returns how many wait no more; UNAVAILABLE if the check could be reached for none that wait. Safe
// to run in several processes at once: who comes second changes nothing.
absl::StatusOr<int> CheckWaiting(storage::Store& store, Checker& checker, const Clock& clock,
                                 const std::string& principal, int limit);

// Runs CheckWaiting() on a thread of its own, again and again with a pause of half a second when
// nothing waits or the check is away. Ends with the object.
class CheckLater {
 public:
  CheckLater(storage::Store& store, Checker& checker, const Clock& clock, std::string principal);
  ~CheckLater();

 private:
  void Run();

  storage::Store& store_;
  Checker& checker_;
  const Clock& clock_;
  const std::string principal_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_CHECK_LATER_H_
