// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_second_reader.h"

#include <gtest/gtest.h>

#include "tests/support/world.h"

namespace zusage::intake {
namespace {

using storage::OpinionRepository;
using testing::World;

class GetSecondReaderTest : public ::testing::Test {
 protected:
  absl::StatusOr<FoundSecondReader> Get(const std::string& product) {
    absl::StatusOr<FoundSecondReader> found;
    world_.store()
        .Read([&](storage::ReadTransaction& tx) {
          found = GetSecondReader(tx, product, world_.clock().Now());
          return absl::OkStatus();
        })
        .IgnoreError();
    return found;
  }

  World world_;
};

TEST_F(GetSecondReaderTest, UnknownProductIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(Get("products/none").status()));
}

TEST_F(GetSecondReaderTest, WithoutAReaderItIsOff) {
  const absl::StatusOr<FoundSecondReader> found = Get("products/atlas");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_FALSE(found->on);
  EXPECT_FALSE(found->reader.has_value());
}

TEST_F(GetSecondReaderTest, OnlyTodaysCallsOfThisProductCount) {
  const absl::Time now = world_.clock().Now();
  ASSERT_TRUE(world_.store()
                  .Write([&](storage::Unit& unit) -> absl::Status {
                    int number = 0;
                    for (const absl::Time time : {now, now - absl::Hours(48)}) {
                      for (const char* product : {"products/atlas", "products/other"}) {
                        const absl::Status added =
                            OpinionRepository::AddCall(unit.tx(), {.request = "r",
                                                                   .assessment = 1,
                                                                   .number = ++number,
                                                                   .product = product,
                                                                   .time = time,
                                                                   .message = "1234"});
                        if (!added.ok()) return added;
                      }
                    }
                    return OpinionRepository::SayInUse(unit.tx(), {.model = "m", .seen_time = now});
                  })
                  .ok());
  const absl::StatusOr<FoundSecondReader> found = Get("products/atlas");
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_TRUE(found->on);
  EXPECT_EQ(found->today.calls, 1);
  EXPECT_EQ(found->today.bytes, 4);
}

}  // namespace
}  // namespace zusage::intake
