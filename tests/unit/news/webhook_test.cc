// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/webhook.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>

#include "services/base/error.h"

namespace zusage::news {
namespace {

using ::testing::ElementsAre;

TEST(WebhookUrlTest, HttpsToAPublicPlaceIsFine) {
  for (const char* url :
       {"https://example.com", "https://example.com/", "https://example.com:8443/a/b?c=d&e=%20",
        "HTTPS://Example.COM/x", "https://example.com./", "https://8.8.8.8/hook",
        "https://[2606:4700:4700::1111]:443/", "https://a.b-c.example_1.com/~x", "https://intern",
        "https://example.com?x", "https://1.example.com/"}) {
    EXPECT_TRUE(CheckUrl(url, {}).ok()) << url << " " << CheckUrl(url, {});
  }
}

TEST(WebhookUrlTest, WhatIsNoUrlOfAReceiverIsInvalid) {
  for (const std::string url : {"",
                                "example.com",
                                "//example.com",
                                "ftp://example.com/",
                                "file:///etc/passwd",
                                "gopher://example.com/",
                                "http://example.com/",
                                "https:/example.com",
                                "https://",
                                "https:///x",
                                "https://:443/",
                                "https://user@example.com/",
                                "https://user:pw@example.com/",
                                "https://example.com@10.0.0.1/",
                                "https://example.com#part",
                                "https://exa mple.com/",
                                "https://example.com/\n",
                                "https://example.com/\t",
                                "https://ex\\ample.com/",
                                "https://example.com:0/",
                                "https://example.com:65536/",
                                "https://example.com:/",
                                "https://example.com:8x/",
                                "https://.example.com/",
                                "https://a..b/",
                                "https://[::1",
                                "https://[1.2.3.4]x/",
                                "https://[fe80::1%25eth0]/",
                                "https://2130706433/",
                                "https://0x7f000001/",
                                "https://0x7f.1/",
                                "https://127.1/",
                                "https://0177.0.0.1/",
                                "https://1.2.3.4.5/",
                                "https://example.123/",
                                "https://exämple.com/",
                                "https://%31/",
                                "https://example.com/{x}"}) {
    EXPECT_EQ(ReasonOf(CheckUrl(url, {})), "INVALID_URL") << url;
  }
  EXPECT_EQ(ReasonOf(CheckUrl("https://example.com/" + std::string(kMaxUrlBytes, 'x'), {})),
            "INVALID_URL");
}

TEST(WebhookUrlTest, AddressThatIsNotPublicIsRefused) {
  for (const char* url :
       {"https://127.0.0.1/", "https://10.0.0.1:8443/x", "https://169.254.169.254/latest",
        "https://[::1]/", "https://[::ffff:10.0.0.1]/", "https://[fd00::1]/", "https://0.0.0.0/",
        "https://localhost/", "https://LOCALHOST./", "https://x.localhost/"}) {
    EXPECT_EQ(ReasonOf(CheckUrl(url, {})), "ADDRESS_NOT_ALLOWED") << url;
  }
}

TEST(WebhookUrlTest, AllowedRangesMayBePlainToo) {
  const AddressPolicy policy = *AddressPolicy::Make({"10.1.0.0/16"});
  EXPECT_TRUE(CheckUrl("http://10.1.2.3/", policy).ok());
  EXPECT_TRUE(CheckUrl("https://10.1.2.3/", policy).ok());
  EXPECT_TRUE(CheckUrl("http://chat.intern/", policy).ok());  // seen when it is called
  EXPECT_EQ(ReasonOf(CheckUrl("http://10.2.0.1/", policy)), "ADDRESS_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(CheckUrl("http://8.8.8.8/", policy)), "ADDRESS_NOT_ALLOWED");
  EXPECT_EQ(ReasonOf(CheckUrl("https://127.0.0.1/", policy)), "ADDRESS_NOT_ALLOWED");
}

TEST(WebhookTest, ListsAreSortedWithoutRepeats) {
  Webhook webhook;
  webhook.display_name = "  Chat ";
  webhook.state = WebhookState::kUnspecified;
  webhook.products = {"products/b", "products/a", "products/b"};
  webhook.kinds = {Kind::kSubstituteSet, Kind::kRequestDecided, Kind::kSubstituteSet};
  const Webhook tidy = Tidy(webhook);
  EXPECT_EQ(tidy.display_name, "Chat");
  EXPECT_EQ(tidy.state, WebhookState::kActive);
  EXPECT_THAT(tidy.products, ElementsAre("products/a", "products/b"));
  EXPECT_THAT(tidy.kinds, ElementsAre(Kind::kRequestDecided, Kind::kSubstituteSet));
}

TEST(WebhookTest, EveryFieldThatIsWrongIsNamed) {
  Webhook webhook;
  webhook.kinds = {static_cast<Kind>(kKinds + 1)};
  webhook.state = WebhookState::kDeleted;
  const std::optional<ErrorDetails> details = DetailsOf(Validate(webhook, {}));
  ASSERT_TRUE(details.has_value());
  std::set<std::string> fields;
  for (const FieldViolation& violation : details->fields) fields.insert(violation.field);
  EXPECT_EQ(fields, (std::set<std::string>{"display_name", "kinds", "state", "url"}));
}

TEST(WebhookTest, WantsItsProductsAndKindsAndEverythingWithoutThem) {
  News news;
  news.kind = Kind::kPromiseUnilateral;
  news.product = "products/atlas";
  Webhook webhook;
  EXPECT_TRUE(Wants(webhook, news));
  webhook.products = {"products/atlas"};
  webhook.kinds = {Kind::kPromiseUnilateral};
  EXPECT_TRUE(Wants(webhook, news));
  news.kind = Kind::kReviewOverdue;
  EXPECT_FALSE(Wants(webhook, news));
  webhook.kinds.clear();
  EXPECT_TRUE(Wants(webhook, news));
  news.product = "products/other";
  EXPECT_FALSE(Wants(webhook, news));
  news.product.clear();
  EXPECT_FALSE(Wants(webhook, news));
}

TEST(WebhookTest, EveryKindHasANameOfItsOwn) {
  std::set<std::string> types;
  for (int kind = 1; kind <= kKinds; ++kind) {
    const std::string type = EventType(static_cast<Kind>(kind));
    EXPECT_TRUE(types.insert(type).second) << type;
    EXPECT_NE(type.find('.'), type.npos);
    EXPECT_FALSE(type.starts_with("kind.")) << "kind " << kind << " has no name";
  }
  EXPECT_EQ(EventType(Kind::kPromiseUnilateral), "promise.unilateral");
  EXPECT_EQ(EventType(Kind::kWebhookPaused), "webhook.paused");
}

TEST(WebhookTest, PayloadNamesWhatTheNewsNames) {
  News news;
  news.kind = Kind::kRequestDecided;
  news.product = "products/atlas";
  news.subject = "products/atlas/changeRequests/R1";
  news.actor = "principals/petra";
  news.position = 7;
  news.create_time = absl::FromUnixSeconds(1768467600);
  news.details = {{"outcome", "DECLINED"}};
  EXPECT_EQ(Payload(news),
            R"({"data":{"actor":"principals/petra","details":{"outcome":"DECLINED"},"position":7,)"
            R"("product":"products/atlas","subject":"products/atlas/changeRequests/R1"},)"
            R"("timestamp":"2026-01-15T09:00:00.000000Z","type":"request.decided"})");
}

TEST(WebhookTest, PayloadLeavesOutWhatThereIsNot) {
  News news;
  news.kind = Kind::kWebhookPaused;
  news.subject = "webhooks/W";
  const auto payload = nlohmann::json::parse(Payload(news));
  EXPECT_EQ(payload["data"].size(), 2u);
  EXPECT_EQ(payload["data"]["subject"], "webhooks/W");
}

}  // namespace
}  // namespace zusage::news
