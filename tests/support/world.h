// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_WORLD_H_
#define ZUSAGE_TESTS_SUPPORT_WORLD_H_

#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/intake/submit_change_request.h"
#include "services/review/decide_change_request.h"
#include "services/strategy/domain/strategy.h"
#include "tests/support/test_store.h"

namespace zusage::testing {

// A product with a strategy in a store of its own, and short ways to submit and decide. The product
// is "products/atlas" in Berlin time; its strategy has the capability C1, the non-goal N1, the
// theme T1, the roadmap item R1 (2026-Q3, promisable) and the guardrail G1, and Petra owns
// everything.
class World {
 public:
  World();

  TestStore& store() { return store_; }
  FakeClock& clock() { return store_.clock(); }

  // Publishes `strategy` as the next version of its product.
  absl::Status Publish(const strategy::Strategy& strategy);

  absl::StatusOr<intake::SubmittedChangeRequest> Submit(
      const intake::Draft& draft, std::optional<alignment::Assessment> assessment = std::nullopt);
  absl::StatusOr<storage::RequestView> Decide(const review::DecideChangeRequestInput& input,
                                              const directory::Caller& caller);
  absl::StatusOr<storage::RequestView> Load(const std::string& name);

  // An open request of Contoso's for two items, as it was read.
  storage::RequestView Request();
  // The input that decides on `view` with `outcome`.
  static review::DecideChangeRequestInput Decision(const storage::RequestView& view,
                                                   review::Outcome outcome);

  static strategy::Strategy SampleStrategy();
  static intake::Draft SampleDraft();
  // Sofia sells, Petra and Paula manage the product, Lena leads.
  static directory::Caller Sofia();
  static directory::Caller Petra();
  static directory::Caller Paula();
  static directory::Caller Lena();

 private:
  TestStore store_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_WORLD_H_
