// SPDX-License-Identifier: Apache-2.0
#include "services/news/list_deliveries.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

absl::StatusOr<ListDeliveriesOutput> List(WebhookWorld& world, const ListDeliveriesInput& input) {
  absl::StatusOr<ListDeliveriesOutput> page = absl::UnknownError("did not run");
  const absl::Status status = world.store().Read([&](storage::ReadTransaction& tx) {
    page = ListDeliveries(tx, input);
    return page.status();
  });
  if (!status.ok()) return status;
  return page;
}

TEST(ListDeliveriesTest, NewestComeFirstPageByPage) {
  WebhookWorld world;
  const std::string name = world.Created().webhook.name;
  std::vector<std::string> subjects;
  for (int i = 0; i < 5; ++i) {
    world.clock().Advance(absl::Seconds(1));
    subjects.insert(subjects.begin(), world.Tell().subject);
  }
  std::vector<std::string> listed;
  std::string token;
  do {
    const auto page = List(world, {name, DeliveryState::kWaiting, 2, token});
    ASSERT_TRUE(page.ok()) << page.status();
    for (const Delivery& delivery : page->deliveries) listed.push_back(delivery.subject);
    token = page->next_page_token;
  } while (!token.empty());
  EXPECT_EQ(listed, subjects);
}

TEST(ListDeliveriesTest, SaysWhatIsSentAndHowItStands) {
  WebhookWorld world;
  const std::string name = world.Created().webhook.name;
  const News told = world.Tell(Kind::kReviewOverdue);
  const std::vector<Delivery> deliveries = world.Deliveries(name);
  ASSERT_EQ(deliveries.size(), 1u);
  EXPECT_EQ(deliveries[0].kind, Kind::kReviewOverdue);
  EXPECT_EQ(deliveries[0].body, Payload(told));
  EXPECT_EQ(deliveries[0].state, DeliveryState::kWaiting);
  EXPECT_EQ(deliveries[0].next_try_time, world.clock().Now());
  EXPECT_EQ(deliveries[0].name(), name + "/deliveries/" + deliveries[0].id);
  EXPECT_TRUE(world.Deliveries(name, DeliveryState::kDead).empty());
}

TEST(ListDeliveriesTest, TokenOfAnotherStateIsRefused) {
  WebhookWorld world;
  const std::string name = world.Created().webhook.name;
  for (int i = 0; i < 2; ++i) world.Tell();
  const auto page = List(world, {name, DeliveryState::kWaiting, 1, ""});
  ASSERT_TRUE(page.ok());
  const auto other = List(world, {name, DeliveryState::kDead, 1, page->next_page_token});
  EXPECT_EQ(ReasonOf(other.status()), "INVALID_PAGE_TOKEN");
}

TEST(ListDeliveriesTest, UnknownWebhookIsNotFound) {
  WebhookWorld world;
  EXPECT_TRUE(absl::IsNotFound(List(world, {.webhook = "webhooks/nothing"}).status()));
}

}  // namespace
}  // namespace zusage::news::testing
