// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/dispute.h"

#include <gtest/gtest.h>

#include "services/commitments/domain/promise.h"

namespace zusage::commitments {
namespace {

// Made by Sofia, recorded by Emil; Petra marked line 1 as delivered, Paula line 2.
Promise APromise() {
  return {.promised_by = "principals/sofia",
          .recorded_by = "principals/emil",
          .lines = {{.id = "1"}, {.id = "2"}},
          .position = 10,
          .deliveries = {{.line = "1", .marked_by = "principals/petra", .position = 20},
                         {.line = "2", .marked_by = "principals/paula", .position = 21}}};
}

Dispute OfDelivery(int64_t position) {
  return {.id = "1",
          .kind = DisputeKind::kDelivery,
          .lines = {"1"},
          .disputed_by = "principals/sofia",
          .position = position};
}

TEST(DisputeTest, OnlyWhoIsNamedDeniesThatItWasMade) {
  const Promise promise = APromise();
  EXPECT_TRUE(MayDispute(DisputeKind::kNotMade, promise, "principals/sofia"));
  EXPECT_FALSE(MayDispute(DisputeKind::kNotMade, promise, "principals/emil"));
  for (DisputeKind kind : {DisputeKind::kDelivery, DisputeKind::kTerms}) {
    EXPECT_TRUE(MayDispute(kind, promise, "principals/sofia"));
    EXPECT_TRUE(MayDispute(kind, promise, "principals/emil"));
    EXPECT_FALSE(MayDispute(kind, promise, "principals/petra"));
  }
}

TEST(DisputeTest, IsAboutAllWhoHadAHandInWhatIsDisputed) {
  const Promise promise = APromise();
  const Dispute delivery = OfDelivery(30);
  for (const char* person : {"principals/sofia", "principals/emil", "principals/petra"}) {
    EXPECT_TRUE(IsAbout(delivery, promise, person)) << person;
  }
  EXPECT_FALSE(IsAbout(delivery, promise, "principals/paula"));  // marked another line
  const Dispute terms{.kind = DisputeKind::kTerms, .disputed_by = "principals/emil"};
  EXPECT_FALSE(IsAbout(terms, promise, "principals/petra"));
}

TEST(DisputeTest, UpheldDeliveryIsTakenBackAndMayComeAgain) {
  Promise promise = APromise();
  promise.disputes = {OfDelivery(30)};
  EXPECT_NE(promise.DeliveryOf("1"), nullptr);
  EXPECT_TRUE(promise.disputed());
  promise.disputes[0].resolution = DisputeResolution{.upheld = true, .position = 40};
  EXPECT_EQ(promise.DeliveryOf("1"), nullptr);
  EXPECT_NE(promise.DeliveryOf("2"), nullptr);
  EXPECT_FALSE(promise.disputed());
  promise.deliveries.push_back({.line = "1", .position = 50});
  ASSERT_NE(promise.DeliveryOf("1"), nullptr);
  EXPECT_EQ(promise.DeliveryOf("1")->position, 50);
}

TEST(DisputeTest, DismissedDisputeChangesNothing) {
  Promise promise = APromise();
  promise.disputes = {OfDelivery(30), {.id = "2", .kind = DisputeKind::kNotMade, .position = 31}};
  for (Dispute& dispute : promise.disputes) {
    dispute.resolution = DisputeResolution{.upheld = false, .position = 40};
  }
  EXPECT_NE(promise.DeliveryOf("1"), nullptr);
  EXPECT_FALSE(promise.never_made());
  EXPECT_FALSE(promise.over());
}

TEST(DisputeTest, UpheldTermsAreOnlyMarked) {
  Promise promise = APromise();
  promise.disputes = {{.id = "1",
                       .kind = DisputeKind::kTerms,
                       .position = 30,
                       .resolution = DisputeResolution{.upheld = true, .position = 40}}};
  EXPECT_FALSE(promise.never_made());
  EXPECT_FALSE(promise.over());
  EXPECT_EQ(promise.head(), 40);
}

TEST(DisputeTest, OneIsOpenUntilItIsResolved) {
  Promise promise = APromise();
  promise.disputes = {OfDelivery(30)};
  EXPECT_NE(promise.OpenDispute(DisputeKind::kDelivery), nullptr);
  EXPECT_EQ(promise.OpenDispute(DisputeKind::kTerms), nullptr);
  EXPECT_EQ(promise.head(), 30);
  promise.disputes[0].resolution = DisputeResolution{.position = 40};
  EXPECT_EQ(promise.OpenDispute(DisputeKind::kDelivery), nullptr);
  EXPECT_EQ(promise.disputes[0].state(), DisputeState::kDismissed);
}

}  // namespace
}  // namespace zusage::commitments
