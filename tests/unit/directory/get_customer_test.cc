// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_customer.h"

#include <gtest/gtest.h>

#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

absl::StatusOr<CustomerWithHistory> Get(DirectoryWorld& world, const std::string& name) {
  return world.Read([&](storage::ReadTransaction& tx) { return GetCustomer(tx, name); });
}

TEST(GetCustomerTest, SegmentsAreToldNewestFirstWithTheirStart) {
  DirectoryWorld world;
  const absl::Time first = world.clock().Now();
  const std::string acme = world.Upsert({.display_name = "Acme"})->customer.name;
  world.clock().Advance(absl::Hours(24));
  ASSERT_TRUE(world.Upsert({.display_name = "Acme", .segment = "banks"}).ok());
  world.clock().Advance(absl::Hours(24));
  ASSERT_TRUE(world.Upsert({.display_name = "Acme", .size = "12"}).ok());  // no change of segment
  world.clock().Advance(absl::Hours(24));
  ASSERT_TRUE(world.Upsert({.display_name = "Acme", .segment = "insurers"}).ok());
  const auto found = Get(world, acme);
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->segments, (std::vector<SegmentPeriod>{{"insurers", first + absl::Hours(72)},
                                                         {"banks", first + absl::Hours(24)},
                                                         {"", first}}));
}

TEST(GetCustomerTest, MergedOneSaysWhomItWasMergedInto) {
  DirectoryWorld world;
  const std::string acme = world.Upsert({.display_name = "Acme"})->customer.name;
  const std::string ajax =
      world.Upsert({.display_name = "Ajax", .segment = "banks"})->customer.name;
  ASSERT_TRUE(world.Merge(ajax, acme).ok());
  const auto found = Get(world, ajax);
  ASSERT_TRUE(found.ok());
  EXPECT_EQ(found->customer.merged_into, acme);
  EXPECT_EQ(found->segments.size(), 1u);
  EXPECT_EQ(Get(world, acme)->segments.size(), 2u);  // it took over the segment
}

TEST(GetCustomerTest, UnknownCustomerIsNotFound) {
  DirectoryWorld world;
  EXPECT_TRUE(absl::IsNotFound(Get(world, "customers/nobody").status()));
}

}  // namespace
}  // namespace zusage::directory
