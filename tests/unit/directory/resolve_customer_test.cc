// SPDX-License-Identifier: Apache-2.0
#include "services/directory/resolve_customer.h"

#include <gtest/gtest.h>

#include <string>

#include "storage/deal_repository.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class ResolveOrRecordDealTest : public ::testing::Test {
 protected:
  void SetUp() override {
    acme_ = world_.Upsert({.display_name = "Acme"})->customer.name;
    bolt_ = world_.Upsert({.display_name = "Bolt"})->customer.name;
  }

  absl::StatusOr<std::string> Resolve(const std::string& customer, const DealInput& input) {
    return world_.Write([&](storage::Unit& unit) {
      unit.Describe("Test", {"principals/anna", ""});
      return ResolveOrRecordDeal(unit, customer, input, world_.random());
    });
  }

  Deal DealAt(const std::string& name, int64_t position) {
    return world_
        .Read([&](storage::ReadTransaction& tx) {
          return storage::DealRepository::AsOf(tx, name, position);
        })
        ->value_or(Deal{});
  }

  DirectoryWorld world_;
  std::string acme_;
  std::string bolt_;
};

TEST_F(ResolveOrRecordDealTest, SayingNothingRecordsNothing) {
  const int64_t head = world_.head();
  EXPECT_EQ(*Resolve(acme_, {}), "");
  EXPECT_EQ(world_.head(), head);
}

TEST_F(ResolveOrRecordDealTest, NewReferenceRecordsADeal) {
  const DealInput input{.reference = "OPP-7",
                        .stage = DealStage::kProposal,
                        .amount = Money{"EUR", 90'000},
                        .close_date = Date(2026, 3, 31)};
  const auto name = Resolve(acme_, input);
  ASSERT_TRUE(name.ok()) << name.status();
  EXPECT_TRUE(name->starts_with(acme_ + "/deals/"));
  Deal recorded = DealAt(*name, world_.head());
  EXPECT_EQ(recorded.name, *name);
  recorded.name.clear();
  EXPECT_EQ(recorded, input);
}

TEST_F(ResolveOrRecordDealTest, KnownReferenceFindsTheDealAndWhatChanged) {
  const auto first = Resolve(acme_, {.reference = "OPP-7", .stage = DealStage::kProposal});
  const int64_t before = world_.head();
  const auto second = Resolve(
      acme_, {.reference = " opp-7", .stage = DealStage::kWon, .outcome_reason = "best fit"});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_EQ(*first, *second);
  EXPECT_EQ(DealAt(*first, before).stage, DealStage::kProposal);
  EXPECT_EQ(DealAt(*first, world_.head()).stage, DealStage::kWon);
}

TEST_F(ResolveOrRecordDealTest, ReferencesOfTwoCustomersAreTwoDeals) {
  EXPECT_NE(*Resolve(acme_, {.reference = "OPP-7"}), *Resolve(bolt_, {.reference = "OPP-7"}));
}

TEST_F(ResolveOrRecordDealTest, DealOfAnotherCustomerIsNotFound) {
  const auto deal = Resolve(acme_, {.reference = "OPP-7"});
  ASSERT_TRUE(deal.ok());
  EXPECT_TRUE(absl::IsNotFound(Resolve(bolt_, {.name = *deal}).status()));
}

TEST_F(ResolveOrRecordDealTest, ReferenceOfAnotherDealIsTaken) {
  ASSERT_TRUE(Resolve(acme_, {.reference = "OPP-7"}).ok());
  const auto other = Resolve(acme_, {.reference = "OPP-8"});
  ASSERT_TRUE(other.ok());
  const auto taken = Resolve(acme_, {.name = *other, .reference = "OPP-7"});
  EXPECT_EQ(ReasonOf(taken.status()), "REFERENCE_TAKEN");
}

TEST(ResolveOrRecordCustomerTest, FactBelongsToTheEntryOfItsOperation) {
  DirectoryWorld world;
  const auto name = world.Write([&](storage::Unit& unit) -> absl::StatusOr<std::string> {
    unit.Describe("SubmitChangeRequest", {"principals/anna", ""});
    absl::StatusOr<std::string> customer =
        ResolveOrRecordCustomer(unit, {.display_name = "Acme"}, world.random());
    if (!customer.ok()) return customer;
    return ResolveOrRecordDeal(unit, *customer, {.reference = "OPP-7"}, world.random());
  });
  ASSERT_TRUE(name.ok()) << name.status();
  EXPECT_EQ(world.head(), 1);
}

}  // namespace
}  // namespace zusage::directory
