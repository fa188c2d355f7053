// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/get_clearance.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class GetClearanceTest : public ::testing::Test {
 protected:
  absl::StatusOr<ClearanceView> Get(const std::string& name) {
    absl::StatusOr<ClearanceView> view;
    const absl::Status status = world_.world().store().Read([&](storage::ReadTransaction& tx) {
      view = GetClearance(tx, name, world_.now());
      return view.status();
    });
    return status.ok() ? view : status;
  }

  PromiseWorld world_;
};

TEST_F(GetClearanceTest, SaysWhatWasToBeSaidThenWhateverCameLater) {
  const absl::StatusOr<ClearanceView> issued =
      world_.Issue({.product = testing::kProduct,
                    .customer = testing::kAcme,
                    .item = testing::kCapability,
                    .by = Date(2026, 3, 1),
                    .quantity = Quantity{5, "requests/min"}});
  ASSERT_TRUE(issued.ok()) << issued.status();
  world_.clock().Advance(absl::Hours(100));
  strategy::Strategy next = zusage::testing::World::SampleStrategy();
  std::erase_if(next.elements, [](const auto& element) { return element.id == "C1"; });
  ASSERT_TRUE(world_.world().Publish(next).ok());
  const absl::StatusOr<ClearanceView> read = Get(issued->clearance.name);
  ASSERT_TRUE(read.ok()) << read.status();
  EXPECT_EQ(read->guidance, issued->guidance);
  EXPECT_EQ(read->clearance.by, Date(2026, 3, 1));
  EXPECT_EQ(read->clearance.quantity, (Quantity{5, "requests/min"}));
}

TEST_F(GetClearanceTest, UnknownOneIsNotFound) {
  EXPECT_EQ(ReasonOf(Get("products/atlas/clearances/none").status()), "NOT_FOUND");
}

}  // namespace
}  // namespace zusage::commitments
