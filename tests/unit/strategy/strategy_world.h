// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_STRATEGY_STRATEGY_WORLD_H_
#define ZUSAGE_TESTS_UNIT_STRATEGY_STRATEGY_WORLD_H_

#include <cstdlib>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/strategy/publish_strategy.h"
#include "storage/principal_repository.h"
#include "tests/support/test_store.h"

namespace zusage::strategy {

using directory::Caller;
using directory::Role;

// The smallest valid strategy of the product "atlas".
inline Strategy SmallStrategy() {
  Strategy strategy;
  strategy.product = "atlas";
  strategy.language = "en";
  strategy.time_zone = "UTC";
  strategy.elements = {
      {.kind = ElementKind::kTheme, .id = "T1", .title = "Self-service", .language = "en"}};
  return strategy;
}

// A store in which principals can be recorded and strategies published.
class StrategyWorld {
 public:
  void AddPrincipal(const std::string& name, std::vector<directory::Grant> grants,
                    bool active = true) {
    const absl::Status status = store_.Write([&](storage::Unit& unit) {
      unit.Describe("CreatePrincipal", {.principal = "principals/admin"});
      return storage::PrincipalRepository::Record(unit, {.name = name,
                                                         .display_name = name,
                                                         .language = "en",
                                                         .grants = grants,
                                                         .active = active});
    });
    if (!status.ok()) std::abort();
  }

  // The input that publishes `document` on top of `base_version`.
  static PublishStrategyInput Input(int base_version, Strategy document = SmallStrategy()) {
    return {.product = "products/" + document.product,
            .document = std::make_shared<const Strategy>(std::move(document)),
            .memo = "What is new",
            .base_version = base_version};
  }

  absl::StatusOr<storage::PublishedStrategy> Publish(const PublishStrategyInput& input) {
    absl::StatusOr<storage::PublishedStrategy> published = absl::UnknownError("not run");
    const absl::Status status = store_.Write([&](storage::Unit& unit) {
      published = PublishStrategy(unit, manager_, input);
      return published.status();
    });
    if (!status.ok()) return status;
    return published;
  }

  testing::TestStore& store() { return store_; }
  const Caller& manager() const { return manager_; }

 private:
  testing::TestStore store_;
  const Caller manager_{.principal = "principals/petra",
                        .grants = {{Role::kProductManager, "products/-"}}};
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_TESTS_UNIT_STRATEGY_STRATEGY_WORLD_H_
