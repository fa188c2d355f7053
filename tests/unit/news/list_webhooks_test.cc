// SPDX-License-Identifier: Apache-2.0
#include "services/news/list_webhooks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/base/error.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using storage::Unit;

absl::StatusOr<ListWebhooksOutput> List(WebhookWorld& world, const ListWebhooksInput& input) {
  absl::StatusOr<ListWebhooksOutput> page = absl::UnknownError("did not run");
  const absl::Status status = world.store().Read([&](storage::ReadTransaction& tx) {
    page = ListWebhooks(tx, input);
    return page.status();
  });
  if (!status.ok()) return status;
  return page;
}

TEST(ListWebhooksTest, NewestComeFirstPageByPage) {
  WebhookWorld world;
  std::vector<std::string> names;
  for (int i = 0; i < 5; ++i) {
    world.clock().Advance(absl::Seconds(1));
    names.insert(names.begin(), world.Created().webhook.name);
  }
  std::vector<std::string> listed;
  std::string token;
  do {
    const auto page = List(world, {2, token});
    ASSERT_TRUE(page.ok()) << page.status();
    for (const RecordedWebhook& webhook : page->webhooks) listed.push_back(webhook.webhook.name);
    token = page->next_page_token;
  } while (!token.empty());
  EXPECT_EQ(listed, names);
}

TEST(ListWebhooksTest, ForeignTokenIsRefused) {
  WebhookWorld world;
  EXPECT_EQ(ReasonOf(List(world, {2, "x"}).status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::news::testing
