// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_OPEN_REQUESTS_H_
#define ZUSAGE_SERVICES_STRATEGY_OPEN_REQUESTS_H_

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/directory/domain/customer.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::strategy {

// A request that waits for a decision, as the check sees it and saw it last.
struct OpenRequest {
  storage::RequestHead head;
  alignment::Wish wish;
  std::optional<alignment::Assessment> assessment;  // nothing if it was not checked yet
};

// Goes through the open requests of a product in the order of the queue, most urgent first. Reads a
// batch at a time, so that no transaction waits for what is done with it. Not thread-safe.
class OpenRequests {
 public:
  // `store` must outlive it. What is due before `now` is overdue.
  OpenRequests(storage::Store& store, std::string product, absl::Time now);

  // The next ones; none at the end.
  absl::StatusOr<std::vector<OpenRequest>> Next();

 private:
  absl::StatusOr<OpenRequest> Load(storage::ReadTransaction& tx, const storage::RequestHead& head);

  storage::Store& store_;
  const storage::QueueFilter filter_;
  std::optional<storage::RequestHead> last_;
  std::map<std::string, directory::Customer> customers_;
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_OPEN_REQUESTS_H_
