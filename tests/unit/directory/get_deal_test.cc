// SPDX-License-Identifier: Apache-2.0
#include "services/directory/get_deal.h"

#include <gtest/gtest.h>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

TEST(GetDealTest, DealIsAsItIsNow) {
  DirectoryWorld world;
  const std::string acme = world.Upsert({.display_name = "Acme"})->customer.name;
  const auto deal = world.UpsertDealOf(acme, {.reference = "OPP-7"});
  ASSERT_TRUE(deal.ok());
  ASSERT_TRUE(
      world.UpsertDealOf(acme, {.reference = "OPP-7", .stage = DealStage::kQualified}).ok());
  const auto found =
      world.Read([&](storage::ReadTransaction& tx) { return GetDeal(tx, deal->deal.name); });
  ASSERT_TRUE(found.ok()) << found.status();
  EXPECT_EQ(found->deal.stage, DealStage::kQualified);
  EXPECT_EQ(found->customer, acme);
}

TEST(GetDealTest, UnknownDealIsNotFound) {
  DirectoryWorld world;
  const auto found =
      world.Read([&](storage::ReadTransaction& tx) { return GetDeal(tx, "customers/x/deals/y"); });
  EXPECT_TRUE(absl::IsNotFound(found.status()));
}

}  // namespace
}  // namespace zusage::directory
