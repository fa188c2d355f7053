// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_second_opinion.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using testing::World;

class GetSecondOpinionTest : public ::testing::Test {
 protected:
  absl::StatusOr<FoundSecondOpinion> Get(const std::string& name) {
    absl::StatusOr<FoundSecondOpinion> found;
    world_.store()
        .Read([&](storage::ReadTransaction& tx) {
          found = GetSecondOpinion(tx, name);
          return absl::OkStatus();
        })
        .IgnoreError();
    return found;
  }

  World world_;
};

TEST_F(GetSecondOpinionTest, UnknownRequestIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(Get("products/atlas/changeRequests/none").status()));
}

TEST_F(GetSecondOpinionTest, RequestThatNobodyWasAskedAboutHasNone) {
  const absl::StatusOr<FoundSecondOpinion> found = Get(world_.Request().request.name);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_FALSE(found->view.second_opinion.has_value());
  EXPECT_TRUE(found->calls.empty());
}

TEST_F(GetSecondOpinionTest, NewestCallsComeFirstAndOlderOnesAreLeftOut) {
  const std::string name = world_.Request().request.name;
  ASSERT_TRUE(world_.store()
                  .Write([&](storage::Unit& unit) -> absl::Status {
                    for (int i = 1; i <= 25; ++i) {
                      const absl::Status added = storage::OpinionRepository::AddCall(
                          unit.tx(), {.request = name, .assessment = 7, .number = i});
                      if (!added.ok()) return added;
                    }
                    return absl::OkStatus();
                  })
                  .ok());
  const absl::StatusOr<FoundSecondOpinion> found = Get(name);
  ASSERT_TRUE(found.ok()) << found.status();
  ASSERT_EQ(found->calls.size(), 20u);
  EXPECT_EQ(found->calls[0].number, 25);
}

}  // namespace
}  // namespace zusage::intake
