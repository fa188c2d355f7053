// SPDX-License-Identifier: Apache-2.0
#include "services/directory/upsert_deal.h"

#include <gtest/gtest.h>

#include <string>

#include "storage/deal_repository.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

class UpsertDealTest : public ::testing::Test {
 protected:
  void SetUp() override {
    acme_ = world_.Upsert({.display_name = "Acme"})->customer.name;
    bolt_ = world_.Upsert({.display_name = "Bolt"})->customer.name;
  }

  absl::StatusOr<RecordedDeal> Upsert(const UpsertDealInput& input) {
    return world_.Write([&](storage::Unit& unit) {
      return UpsertDeal(unit, world_.admin(), input, world_.random());
    });
  }

  absl::StatusOr<RecordedDeal> Acme(const DealInput& deal) {
    return world_.UpsertDealOf(acme_, deal);
  }

  DirectoryWorld world_;
  std::string acme_;
  std::string bolt_;
};

TEST_F(UpsertDealTest, NewDealIsRecordedForItsCustomer) {
  const auto deal = Acme({.reference = "OPP-7",
                          .stage = DealStage::kProposal,
                          .amount = Money{"EUR", 90'000},
                          .close_date = Date(2026, 3, 31)});
  ASSERT_TRUE(deal.ok()) << deal.status();
  EXPECT_TRUE(deal->deal.name.starts_with(acme_ + "/deals/"));
  EXPECT_EQ(deal->customer, acme_);
  EXPECT_EQ(deal->create_time, world_.clock().Now());
  EXPECT_EQ(deal->position, world_.head());
}

TEST_F(UpsertDealTest, CustomerMayBeNewToo) {
  const auto deal = Upsert({.customer = CustomerInput{.display_name = "Contoso"},
                            .deal = {.reference = "OPP-1"},
                            .etag = {}});
  ASSERT_TRUE(deal.ok()) << deal.status();
  EXPECT_TRUE(deal->customer.starts_with("customers/"));
}

TEST_F(UpsertDealTest, ReferenceFindsItWhateverItsCase) {
  const auto first = Acme({.reference = "OPP-7"});
  const auto again = Acme({.reference = " opp-7 ", .stage = DealStage::kQualified});
  ASSERT_TRUE(first.ok() && again.ok());
  EXPECT_EQ(again->deal.name, first->deal.name);
  EXPECT_EQ(again->deal.stage, DealStage::kQualified);
  EXPECT_EQ(again->create_time, first->create_time);
}

TEST_F(UpsertDealTest, NameAloneFindsItWithoutACustomer) {
  const auto first = Acme({.reference = "OPP-7"});
  ASSERT_TRUE(first.ok());
  const auto again = Upsert({.customer = {},
                             .deal = {.name = first->deal.name, .stage = DealStage::kQualified},
                             .etag = {}});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->deal.stage, DealStage::kQualified);
}

TEST_F(UpsertDealTest, SayingNothingNewAppendsNoEntry) {
  ASSERT_TRUE(Acme({.reference = "OPP-7", .stage = DealStage::kProposal}).ok());
  const int64_t head = world_.head();
  ASSERT_TRUE(Acme({.reference = " OPP-7"}).ok());
  EXPECT_EQ(world_.head(), head);
}

TEST_F(UpsertDealTest, OutcomeNeedsItsReason) {
  ASSERT_TRUE(Acme({.reference = "OPP-7", .stage = DealStage::kProposal}).ok());
  for (const DealStage stage : {DealStage::kWon, DealStage::kLost}) {
    const auto silent = Acme({.reference = "OPP-7", .stage = stage});
    EXPECT_EQ(ReasonOf(silent.status()), "OUTCOME_REASON_REQUIRED");
    EXPECT_EQ(FieldOf(silent.status()), "deal.outcome_reason");
    const auto said = Acme({.reference = "OPP-7", .stage = stage, .outcome_reason = "price"});
    ASSERT_TRUE(said.ok()) << said.status();
    EXPECT_EQ(said->deal.outcome_reason, "price");
  }
}

TEST_F(UpsertDealTest, ReasonNeedsAnOutcome) {
  const auto open =
      Acme({.reference = "OPP-7", .stage = DealStage::kProposal, .outcome_reason = "price"});
  EXPECT_EQ(ReasonOf(open.status()), "NO_OUTCOME");
}

TEST_F(UpsertDealTest, WhatElseChangesKeepsTheReason) {
  ASSERT_TRUE(
      Acme({.reference = "OPP-7", .stage = DealStage::kLost, .outcome_reason = "price"}).ok());
  const auto dated = Acme({.reference = "OPP-7", .close_date = Date(2026, 3, 31)});
  ASSERT_TRUE(dated.ok()) << dated.status();
  EXPECT_EQ(dated->deal.outcome_reason, "price");
}

TEST_F(UpsertDealTest, LostDealGoesOnWithoutAReason) {
  ASSERT_TRUE(
      Acme({.reference = "OPP-7", .stage = DealStage::kLost, .outcome_reason = "price"}).ok());
  const int64_t lost = world_.head();
  const auto reopened = Acme({.reference = "OPP-7", .stage = DealStage::kNegotiation});
  ASSERT_TRUE(reopened.ok()) << reopened.status();
  EXPECT_EQ(reopened->deal.outcome_reason, "");
  const auto before = world_.Read([&](storage::ReadTransaction& tx) {
    return storage::DealRepository::AsOf(tx, reopened->deal.name, lost);
  });
  EXPECT_EQ((*before)->outcome_reason, "price");
}

TEST_F(UpsertDealTest, StaleEtagIsAborted) {
  const auto first = Acme({.reference = "OPP-7"});
  ASSERT_TRUE(first.ok());
  const std::string etag = EtagOf(first->deal.name, first->position);
  UpsertDealInput input{.customer = CustomerInput{.name = acme_},
                        .deal = {.reference = "OPP-7", .stage = DealStage::kQualified},
                        .etag = etag};
  EXPECT_TRUE(Upsert(input).ok());
  input.deal.stage = DealStage::kProposal;
  EXPECT_EQ(ReasonOf(Upsert(input).status()), "ETAG_STALE");
  input.deal.reference = "OPP-8";  // not there to have been read
  EXPECT_EQ(ReasonOf(Upsert(input).status()), "ETAG_STALE");
}

TEST_F(UpsertDealTest, DealOfAnotherCustomerIsNotFound) {
  const auto deal = Acme({.reference = "OPP-7"});
  ASSERT_TRUE(deal.ok());
  const auto other = world_.UpsertDealOf(bolt_, {.name = deal->deal.name});
  EXPECT_TRUE(absl::IsNotFound(other.status()));
  EXPECT_EQ(FieldOf(other.status()), "deal.name");
}

TEST_F(UpsertDealTest, NothingSaidIsRequired) {
  EXPECT_EQ(FieldOf(Acme({}).status()), "deal");
  const auto whose = Upsert({.customer = {}, .deal = {.reference = "OPP-7"}, .etag = {}});
  EXPECT_EQ(FieldOf(whose.status()), "customer");
}

TEST_F(UpsertDealTest, UnknownNameIsNotFound) {
  const auto deal = Upsert({.customer = {}, .deal = {.name = "customers/x/deals/y"}, .etag = {}});
  EXPECT_TRUE(absl::IsNotFound(deal.status()));
  EXPECT_EQ(FieldOf(deal.status()), "deal.name");
}

TEST_F(UpsertDealTest, FailureRecordsNoCustomer) {
  const int64_t head = world_.head();
  EXPECT_FALSE(Upsert({.customer = CustomerInput{.display_name = "Contoso"},
                       .deal = {.reference = "OPP-7", .stage = DealStage::kWon},
                       .etag = {}})
                   .ok());
  EXPECT_EQ(world_.head(), head);
}

}  // namespace
}  // namespace zusage::directory
