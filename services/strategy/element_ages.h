// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_ELEMENT_AGES_H_
#define ZUSAGE_SERVICES_STRATEGY_ELEMENT_AGES_H_

#include <map>
#include <memory>
#include <string>

#include "absl/base/thread_annotations.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/strategy/domain/strategy.h"
#include "storage/connection.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

// When a version was published in which an element last changed, by the element's id.
using ChangeTimes = std::map<std::string, absl::Time>;

// How old what the strategies of one store say is. Versions do not change, so what was found out is
// kept. Thread-safe.
class ElementAges {
 public:
  // For every element of `strategy`. What it is called and what examples it has is for finding it
  // and no change of what it says; an element that was gone and came back is new.
  absl::StatusOr<ChangeTimes> Of(storage::ReadTransaction& tx,
                                 const storage::PublishedStrategy& strategy);

 private:
  struct Product {
    int version = 0;  // known up to here
    std::shared_ptr<const Strategy> newest;
    ChangeTimes times;
  };

  static absl::Status Advance(storage::ReadTransaction& tx,
                              const storage::PublishedStrategy& strategy, Product& product);

  absl::Mutex mutex_;
  std::map<std::string, Product> products_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_ELEMENT_AGES_H_
