// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_change_request.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using testing::World;

TEST(GetChangeRequestTest, DecidedRequestCarriesItsDecision) {
  World world;
  const storage::RequestView request = world.Request();
  ASSERT_TRUE(
      world.Decide(World::Decision(request, review::Outcome::kDeclined), World::Petra()).ok());
  ASSERT_TRUE(world.store()
                  .Read([&](storage::ReadTransaction& tx) {
                    const auto view = GetChangeRequest(tx, request.request.name);
                    EXPECT_EQ(view->head.state, State::kDecided);
                    EXPECT_EQ(view->history.decisions[0].outcome, review::Outcome::kDeclined);
                    return view.status();
                  })
                  .ok());
}

TEST(GetChangeRequestTest, UnknownNameIsNotFound) {
  World world;
  const absl::Status status = world.store().Read([&](storage::ReadTransaction& tx) {
    return GetChangeRequest(tx, "products/atlas/changeRequests/none").status();
  });
  EXPECT_EQ(status.code(), absl::StatusCode::kNotFound);
}

}  // namespace
}  // namespace zusage::intake
