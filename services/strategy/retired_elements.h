// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_RETIRED_ELEMENTS_H_
#define ZUSAGE_SERVICES_STRATEGY_RETIRED_ELEMENTS_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/synchronization/mutex.h"
#include "services/strategy/domain/strategy.h"
#include "storage/connection.h"
#include "storage/strategy_repository.h"

namespace zusage::strategy {

// An element that a version no longer has, as it was last.
struct RetiredElement {
  std::string id;
  std::string title;
  ElementKind kind = ElementKind::kTheme;
  int last_version = 0;

  friend bool operator==(const RetiredElement&, const RetiredElement&) = default;
};

// Which elements earlier versions of the strategies in one store had. Versions do not change, so
// what was found out is kept. Thread-safe.
class RetiredElements {
 public:
  // Those that a version before `strategy` had and it has not: the ones that went first first.
  absl::StatusOr<std::vector<RetiredElement>> Before(storage::ReadTransaction& tx,
                                                     const storage::PublishedStrategy& strategy);

 private:
  // An element was not there from the version behind `element.last_version` on.
  struct Absence {
    RetiredElement element;
    int back_version = 0;  // which has it again; 0 for none so far
  };
  struct Product {
    int version = 0;  // known up to here
    std::shared_ptr<const Strategy> newest;
    std::vector<Absence> absences;
  };

  static absl::Status Advance(storage::ReadTransaction& tx,
                              const storage::PublishedStrategy& strategy, Product& product);

  absl::Mutex mutex_;
  std::map<std::string, Product> products_ ABSL_GUARDED_BY(mutex_);
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_RETIRED_ELEMENTS_H_
