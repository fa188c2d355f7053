// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_ESCALATE_OVERDUE_H_
#define ZUSAGE_SERVICES_REVIEW_ESCALATE_OVERDUE_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <string>
#include <thread>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/base/time.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::review {

// Gives open requests whose due time has passed to the next owner of their area, in the name of
// `principal`, each once as long as it waits. Not thread-safe.
class Escalation {
 public:
  Escalation(storage::Store& store, const Clock& clock, std::string principal);

  // Looks at everything that is overdue; returns how many requests it gave on. Safe in several
  // processes at once: who comes second changes nothing.
  absl::StatusOr<int> Run();

 private:
  // Requests that nobody is next for, by their facts, with their heads and the position of the
  // strategy that says so: looked at again when either changes.
  using Left = std::map<int64_t, std::pair<int64_t, int64_t>>;

  absl::StatusOr<bool> Escalate(const storage::RequestHead& head);
  // Those of `heads` that are not as they were `before`; keeps in mind the others.
  absl::StatusOr<std::vector<storage::RequestHead>> Changed(
      storage::ReadTransaction& tx, const std::vector<storage::RequestHead>& heads,
      const Left& before);

  storage::Store& store_;
  const Clock& clock_;
  const std::string principal_;
  Left left_;
};

// Runs an escalation on a thread of its own, every few seconds. Ends with the object.
class EscalateOverdue {
 public:
  EscalateOverdue(storage::Store& store, const Clock& clock, std::string principal);
  ~EscalateOverdue();

 private:
  void Run();

  storage::Store& store_;
  Escalation escalation_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_ESCALATE_OVERDUE_H_
