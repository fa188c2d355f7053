// SPDX-License-Identifier: Apache-2.0
// The commands about webhooks, against a service that records what reaches it.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include <fstream>
#include <iterator>
#include <string>

#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"
#include "tests/unit/cli/recorded.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;
using zusage::testing::TemporaryDirectory;

struct FakeNews : news::v1::NewsService::Service {
  ZUSAGE_RECORDED(CreateWebhook, news::v1::CreateWebhookRequest, news::v1::CreateWebhookResponse)
  ZUSAGE_RECORDED(UpdateWebhook, news::v1::UpdateWebhookRequest, news::v1::Webhook)
  ZUSAGE_RECORDED(RotateWebhookSecret, news::v1::RotateWebhookSecretRequest,
                  news::v1::RotateWebhookSecretResponse)
  ZUSAGE_RECORDED(DeleteWebhook, news::v1::DeleteWebhookRequest, news::v1::DeleteWebhookResponse)
  ZUSAGE_RECORDED(GetWebhook, news::v1::GetWebhookRequest, news::v1::Webhook)
  ZUSAGE_RECORDED(ListWebhooks, news::v1::ListWebhooksRequest, news::v1::ListWebhooksResponse)
  ZUSAGE_RECORDED(ListDeliveries, news::v1::ListDeliveriesRequest, news::v1::ListDeliveriesResponse)
  ZUSAGE_RECORDED(ReplayDeliveries, news::v1::ReplayDeliveriesRequest,
                  news::v1::ReplayDeliveriesResponse)
};

constexpr char kSecret[] = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

class WebhookCommandsTest : public ::testing::Test {
 protected:
  WebhookCommandsTest() {
    line.Serve({&news});
    news::v1::Webhook& webhook = news.GetWebhook_.response;
    webhook.set_name("webhooks/W1");
    webhook.set_display_name("Chat");
    webhook.set_url("https://hooks.example.com/x");
    webhook.add_products("products/atlas");
    webhook.set_state(news::v1::Webhook::STATE_ACTIVE);
    webhook.set_etag("E");
    *news.CreateWebhook_.response.mutable_webhook() = webhook;
    news.CreateWebhook_.response.set_secret(kSecret);
    *news.RotateWebhookSecret_.response.mutable_webhook() = webhook;
    news.RotateWebhookSecret_.response.set_secret(kSecret);
  }

  FakeNews news;
  CommandLine line;
};

TEST_F(WebhookCommandsTest, CreateSendsWhatIsWantedAndShowsTheSecretOnce) {
  const Outcome outcome = line.Run({"webhook", "create", "https://hooks.example.com/x",
                                    "--display-name", "Chat", "--product", "atlas", "--kind",
                                    "promise-unilateral", "--kind", "KIND_REVIEW_OVERDUE"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  const news::v1::CreateWebhookRequest& request = news.CreateWebhook_.request;
  EXPECT_EQ(request.webhook().url(), "https://hooks.example.com/x");
  EXPECT_EQ(request.webhook().display_name(), "Chat");
  EXPECT_EQ(request.webhook().products(0), "products/atlas");
  EXPECT_EQ(request.webhook().kinds(0), news::v1::KIND_PROMISE_UNILATERAL);
  EXPECT_EQ(request.webhook().kinds(1), news::v1::KIND_REVIEW_OVERDUE);
  EXPECT_FALSE(request.request_id().empty());
  EXPECT_THAT(outcome.out, HasSubstr(kSecret));
  EXPECT_THAT(outcome.out, HasSubstr("shown once"));
}

TEST_F(WebhookCommandsTest, SecretOfARetryIsNotShownAndSaidSo) {
  news.CreateWebhook_.response.clear_secret();
  const Outcome outcome =
      line.Run({"webhook", "create", "https://a.example.com/", "--display-name", "A"});
  EXPECT_THAT(outcome.out, HasSubstr("rotate-secret"));
}

TEST_F(WebhookCommandsTest, SecretIsKeptInAFileOfItsOwnerAndNowhereElse) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("secret");
  for (const std::string format : {"", "--json"}) {
    std::vector<std::string> words = {"webhook",        "create", "https://a.example.com/",
                                      "--display-name", "A",      "--secret-file",
                                      path + format};
    if (!format.empty()) words.push_back(format);
    const Outcome outcome = line.Run(words);
    EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
    EXPECT_THAT(outcome.out, Not(HasSubstr("whsec_")));
    std::ifstream file(path + format);
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(file), {}), std::string(kSecret) + "\n");
    struct stat status {};
    ASSERT_EQ(stat((path + format).c_str(), &status), 0);
    EXPECT_EQ(status.st_mode & 0777, 0600u);
  }
}

TEST_F(WebhookCommandsTest, FileThatIsThereIsNotOverwrittenAndNothingIsAsked) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("secret");
  std::ofstream(path) << "another\n";
  const Outcome outcome = line.Run({"webhook", "rotate-secret", "W1", "--secret-file", path});
  EXPECT_NE(outcome.exit_code, ExitCode::kOk);
  EXPECT_EQ(news.RotateWebhookSecret_.calls, 0);
}

TEST_F(WebhookCommandsTest, FileOfACallThatFailsIsRemoved) {
  const TemporaryDirectory directory;
  const std::string path = directory.File("secret");
  news.RotateWebhookSecret_.refusals = {{grpc::StatusCode::ABORTED, "stale"}};
  line.Run({"webhook", "rotate-secret", "W1", "--secret-file", path});
  EXPECT_FALSE(std::ifstream(path).good());
}

TEST_F(WebhookCommandsTest, UpdateChangesOnlyWhatIsGiven) {
  line.Run({"webhook", "update", "W1", "--kind", "review_overdue"});
  const news::v1::UpdateWebhookRequest& request = news.UpdateWebhook_.request;
  EXPECT_EQ(request.name(), "webhooks/W1");
  EXPECT_EQ(request.etag(), "E");
  EXPECT_EQ(request.webhook().url(), "https://hooks.example.com/x");
  EXPECT_EQ(request.webhook().products_size(), 1);
  EXPECT_EQ(request.webhook().kinds_size(), 1);
  line.Run({"webhook", "update", "W1", "--product", "", "--url", "https://b.example.com/"});
  EXPECT_EQ(news.UpdateWebhook_.request.webhook().products_size(), 0);
  EXPECT_EQ(news.UpdateWebhook_.request.webhook().url(), "https://b.example.com/");
}

TEST_F(WebhookCommandsTest, PauseAndResumeChangeTheState) {
  line.Run({"webhook", "pause", "W1"});
  EXPECT_EQ(news.UpdateWebhook_.request.webhook().state(), news::v1::Webhook::STATE_PAUSED);
  line.Run({"webhook", "resume", "webhooks/W1"});
  EXPECT_EQ(news.UpdateWebhook_.request.webhook().state(), news::v1::Webhook::STATE_ACTIVE);
}

TEST_F(WebhookCommandsTest, UnknownKindIsRefusedBeforeTheCall) {
  const Outcome outcome = line.Run({"webhook", "update", "W1", "--kind", "gossip"});
  EXPECT_NE(outcome.exit_code, ExitCode::kOk);
  EXPECT_THAT(outcome.err, HasSubstr("promise_unilateral"));
  EXPECT_EQ(news.UpdateWebhook_.calls, 0);
}

TEST_F(WebhookCommandsTest, DeletingIsAskedFor) {
  line.terminal = true;
  line.input = "n\n";
  EXPECT_EQ(line.Run({"webhook", "delete", "W1"}).exit_code, ExitCode::kNo);
  EXPECT_EQ(news.DeleteWebhook_.calls, 0);
  line.input = "y\n";
  EXPECT_EQ(line.Run({"webhook", "delete", "W1"}).exit_code, ExitCode::kOk);
  EXPECT_EQ(news.DeleteWebhook_.request.etag(), "E");
  line.Run({"webhook", "delete", "W1", "--etag", "given"});
  EXPECT_EQ(news.DeleteWebhook_.request.etag(), "given");
}

TEST_F(WebhookCommandsTest, PausedOneSaysWhyInBothLanguages) {
  news.GetWebhook_.response.set_state(news::v1::Webhook::STATE_PAUSED);
  news.GetWebhook_.response.mutable_pause_reason()->set_en("Nothing came through.");
  news.GetWebhook_.response.mutable_pause_reason()->set_de("Nichts kam durch.");
  EXPECT_THAT(line.Run({"webhook", "get", "W1"}).out, HasSubstr("Nothing came through."));
  const Outcome german = line.Run({"webhook", "get", "W1", "--language", "de"});
  EXPECT_THAT(german.out, HasSubstr("Nichts kam durch."));
  EXPECT_THAT(german.out, HasSubstr("angehalten"));
}

TEST_F(WebhookCommandsTest, ListCountsWhatWaitsAndWhatWasGivenUp) {
  news::v1::Webhook& webhook = *news.ListWebhooks_.response.add_webhooks();
  webhook = news.GetWebhook_.response;
  webhook.set_waiting_count(7);
  webhook.set_dead_count(1000);
  const Outcome outcome = line.Run({"webhook", "list"});
  EXPECT_THAT(outcome.out, HasSubstr("7"));
  EXPECT_THAT(outcome.out, HasSubstr("1000+"));
  EXPECT_THAT(outcome.out, HasSubstr("webhooks/W1"));
}

TEST_F(WebhookCommandsTest, DeliveriesSayWhatWentWrong) {
  news::v1::Delivery& delivery = *news.ListDeliveries_.response.add_deliveries();
  delivery.set_name("webhooks/W1/deliveries/D1");
  delivery.set_state(news::v1::Delivery::STATE_DEAD);
  delivery.set_last_status(500);
  delivery.mutable_last_error()->set_en("it refused");
  line.width = 200;
  const Outcome outcome = line.Run({"webhook", "deliveries", "W1", "--state", "dead"});
  EXPECT_EQ(news.ListDeliveries_.request.parent(), "webhooks/W1");
  EXPECT_EQ(news.ListDeliveries_.request.state(), news::v1::Delivery::STATE_DEAD);
  EXPECT_THAT(outcome.out, HasSubstr("500: it refused"));
  EXPECT_THAT(outcome.out, HasSubstr("given up"));
}

TEST_F(WebhookCommandsTest, ReplayTakesAWebhookOrADelivery) {
  news.ReplayDeliveries_.response.set_replayed_count(3);
  EXPECT_THAT(line.Run({"webhook", "replay", "W1"}).out, HasSubstr("3"));
  EXPECT_EQ(news.ReplayDeliveries_.request.webhook(), "webhooks/W1");
  line.Run({"webhook", "replay", "webhooks/W1/deliveries/D1"});
  EXPECT_EQ(news.ReplayDeliveries_.request.delivery(), "webhooks/W1/deliveries/D1");
  EXPECT_EQ(news.ReplayDeliveries_.request.webhook(), "");
}

}  // namespace
}  // namespace zusage::cli::testing
