// SPDX-License-Identifier: Apache-2.0
#include "services/news/deliver_webhooks.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>
#include <string>
#include <vector>

#include "services/news/domain/signature.h"
#include "tests/unit/news/webhook_world.h"

namespace zusage::news::testing {
namespace {

using ::testing::UnorderedElementsAre;

class DeliverWebhooksTest : public ::testing::Test {
 protected:
  void Round() {
    const absl::Status status = rounds_.Run(absl::ZeroDuration());
    EXPECT_TRUE(status.ok()) << status;
  }
  void AnswerAll(int status) {
    poster_.answer = [status](const WebhookMessage&) { return TryResult{.status = status}; };
  }
  // Of the webhook's one delivery.
  Delivery TheDelivery() {
    const std::vector<Delivery> deliveries = world_.Deliveries(webhook_);
    EXPECT_EQ(deliveries.size(), 1u);
    return deliveries.empty() ? Delivery() : deliveries[0];
  }
  // So many were told of the pause.
  int64_t NoticesOfPauses() {
    return world_.store().Number("SELECT COUNT(*) FROM notices WHERE kind = 14");
  }

  WebhookWorld world_;
  FakePoster poster_;
  WebhookRounds rounds_ = world_.Rounds(poster_);
  const std::string webhook_ = world_.Created().webhook.name;
};

TEST_F(DeliverWebhooksTest, NewsIsSentSigned) {
  const News told = world_.Tell();
  Round();
  ASSERT_EQ(poster_.begun.size(), 1u);
  const WebhookMessage& message = poster_.begun[0];
  const Delivery delivery = TheDelivery();
  EXPECT_EQ(message.url, "https://hooks.example.com/zusage");
  EXPECT_EQ(message.body, Payload(told));
  EXPECT_EQ(FakePoster::Header(message, "content-type"), "application/json");
  EXPECT_EQ(FakePoster::Header(message, "webhook-id"), delivery.id);
  EXPECT_EQ(FakePoster::Header(message, "webhook-timestamp"), "1768467600");
  EXPECT_EQ(FakePoster::Header(message, "webhook-signature"),
            Signatures({kSecret}, delivery.id, world_.clock().Now(), message.body));
  EXPECT_EQ(delivery.state, DeliveryState::kDelivered);
  EXPECT_EQ(delivery.tries, 1);
  EXPECT_EQ(delivery.last_status, 204);
  EXPECT_EQ(delivery.last_try_time, world_.clock().Now());
  EXPECT_EQ(world_.figures.delivered, 1);
}

TEST_F(DeliverWebhooksTest, WhatCameThroughIsNotSentAgain) {
  world_.Tell();
  Round();
  world_.clock().Advance(absl::Hours(100));
  Round();
  EXPECT_EQ(poster_.begun.size(), 1u);
}

TEST_F(DeliverWebhooksTest, OnlyWhoWantsItGetsIt) {
  Webhook picky = WebhookWorld::Sample("https://picky.example.com/");
  picky.kinds = {Kind::kReviewOverdue};
  world_.Created(picky);
  world_.Tell(Kind::kPromiseUnilateral);
  Round();
  EXPECT_EQ(poster_.CountFor("https://picky.example.com/"), 0);
  world_.Tell(Kind::kReviewOverdue);
  Round();
  EXPECT_EQ(poster_.CountFor("https://picky.example.com/"), 1);
  EXPECT_EQ(poster_.begun.size(), 3u);
}

TEST_F(DeliverWebhooksTest, SameNewsHasTheSameIdEverywhereAndAtEveryTry) {
  world_.Created(WebhookWorld::Sample("https://two.example.com/"));
  AnswerAll(500);
  world_.Tell();
  Round();
  world_.AwaitNextTries(webhook_);
  world_.clock().Advance(absl::Seconds(1));
  Round();
  std::set<std::string> ids;
  for (const WebhookMessage& m : poster_.begun) ids.insert(FakePoster::Header(m, "webhook-id"));
  EXPECT_EQ(poster_.begun.size(), 4u);
  EXPECT_EQ(ids.size(), 1u);
}

TEST_F(DeliverWebhooksTest, FailuresAreTriedTenTimesAndThenGivenUp) {
  AnswerAll(500);
  world_.Tell();
  const absl::Time start = world_.clock().Now();
  for (int tries = 1; tries <= kMaxTries; ++tries) {
    EXPECT_EQ(TheDelivery().state, DeliveryState::kWaiting);
    Round();
    EXPECT_EQ(TheDelivery().tries, tries);
    Round();  // not before its time
    EXPECT_EQ(static_cast<int>(poster_.begun.size()), tries);
    world_.AwaitNextTries(webhook_);
  }
  EXPECT_EQ(TheDelivery().state, DeliveryState::kDead);
  EXPECT_EQ(TheDelivery().last_status, 500);
  EXPECT_GT(world_.clock().Now() - start, absl::Hours(60));
  EXPECT_LT(world_.clock().Now() - start, absl::Hours(90));
  EXPECT_EQ(world_.Load(webhook_).webhook.state, WebhookState::kActive);
}

TEST_F(DeliverWebhooksTest, ReceiverThatIsBackAfterADayGetsEverything) {
  AnswerAll(500);
  const absl::Time start = world_.clock().Now();
  std::set<std::string> subjects;
  while (world_.clock().Now() - start < absl::Hours(24)) {
    subjects.insert(world_.Tell().subject);
    Round();
    world_.clock().Advance(absl::Hours(1));
  }
  AnswerAll(200);
  poster_.begun.clear();
  for (int i = 0; i < 60 && world_.Load(webhook_).waiting_count > 0; ++i) {
    Round();
    world_.clock().Advance(absl::Hours(1));
  }
  std::set<std::string> delivered;
  for (const Delivery& d : world_.Deliveries(webhook_, DeliveryState::kDelivered)) {
    delivered.insert(d.subject);
  }
  EXPECT_EQ(delivered, subjects);
  EXPECT_EQ(poster_.begun.size(), subjects.size());
  EXPECT_EQ(world_.Load(webhook_).webhook.state, WebhookState::kActive);
}

TEST_F(DeliverWebhooksTest, WhoHangsHoldsUpNobodyElse) {
  world_.Created(WebhookWorld::Sample("https://two.example.com/"));
  poster_.answer = [](const WebhookMessage& message) -> std::optional<TryResult> {
    if (message.url == "https://two.example.com/") return TryResult{.status = 200};
    return std::nullopt;
  };
  for (int i = 0; i < 20; ++i) world_.Tell();
  for (int i = 0; i < 10; ++i) Round();
  EXPECT_EQ(poster_.CountFor("https://two.example.com/"), 20);
  EXPECT_EQ(poster_.CountFor("https://hooks.example.com/zusage"), kInFlightPerWebhook);
}

TEST_F(DeliverWebhooksTest, EachDeliveryIsInTheHandsOfOneProcess) {
  FakePoster other_poster;
  WebhookRounds other = world_.Rounds(other_poster);
  poster_.answer = [](const WebhookMessage&) { return std::nullopt; };
  other_poster.answer = poster_.answer;
  for (int i = 0; i < kInFlightPerWebhook; ++i) world_.Tell();
  Round();
  ASSERT_TRUE(other.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(poster_.begun.size(), static_cast<size_t>(kInFlightPerWebhook));
  EXPECT_TRUE(other_poster.begun.empty());
  world_.clock().Advance(kDeliveryLease);  // the first process is gone
  ASSERT_TRUE(other.Run(absl::ZeroDuration()).ok());
  ASSERT_EQ(other_poster.begun.size(), static_cast<size_t>(kInFlightPerWebhook));
  EXPECT_EQ(other_poster.begun[0].key, poster_.begun[0].key);
}

TEST_F(DeliverWebhooksTest, WhoComesBackTooLateChangesNothing) {
  FakePoster other_poster;
  WebhookRounds other = world_.Rounds(other_poster);
  poster_.answer = [](const WebhookMessage&) { return std::nullopt; };
  world_.Tell();
  Round();
  world_.clock().Advance(kDeliveryLease);
  ASSERT_TRUE(other.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(TheDelivery().state, DeliveryState::kDelivered);
  AnswerAll(500);
  Round();
  EXPECT_EQ(TheDelivery().state, DeliveryState::kDelivered);
  EXPECT_EQ(TheDelivery().tries, 1);
}

TEST_F(DeliverWebhooksTest, ProcessThatStopsLetsOthersTakeTheRestAtOnce) {
  poster_.answer = [](const WebhookMessage&) { return std::nullopt; };
  world_.Tell();
  Round();
  rounds_.Finish(absl::ZeroDuration());
  FakePoster other_poster;
  WebhookRounds other = world_.Rounds(other_poster);
  ASSERT_TRUE(other.Run(absl::ZeroDuration()).ok());
  EXPECT_EQ(other_poster.begun.size(), 1u);
  EXPECT_EQ(TheDelivery().tries, 1);
}

TEST_F(DeliverWebhooksTest, FiveDaysWithoutSuccessPauseItAndTheAdminsAreTold) {
  AnswerAll(503);
  const absl::Time start = world_.clock().Now();
  while (world_.Load(webhook_).webhook.state == WebhookState::kActive &&
         world_.clock().Now() - start < absl::Hours(24 * 10)) {
    world_.Tell();
    Round();
    world_.clock().Advance(absl::Hours(4));
  }
  EXPECT_EQ(world_.clock().Now() - start, kFailingPatience + absl::Hours(4));
  const RecordedWebhook paused = world_.Load(webhook_);
  EXPECT_EQ(paused.webhook.pause_cause, PauseCause::kNoSuccess);
  EXPECT_EQ(paused.waiting_count, 0);
  EXPECT_GT(paused.dead_count, 0);
  EXPECT_EQ(NoticesOfPauses(), 2);
  const size_t before = poster_.begun.size();
  world_.Tell();
  Round();
  EXPECT_EQ(poster_.begun.size(), before);
}

TEST_F(DeliverWebhooksTest, OneSuccessStartsTheFiveDaysAnew) {
  const absl::Time start = world_.clock().Now();
  while (world_.clock().Now() - start < absl::Hours(24 * 9)) {
    const bool lucky = world_.clock().Now() - start == absl::Hours(24 * 4);
    AnswerAll(lucky ? 200 : 500);
    world_.Tell();
    Round();
    world_.clock().Advance(absl::Hours(12));
    EXPECT_EQ(world_.Load(webhook_).webhook.state, WebhookState::kActive);
  }
}

TEST_F(DeliverWebhooksTest, ResumedOneHasFiveDaysAgain) {
  AnswerAll(410);
  world_.Tell();
  Round();
  ASSERT_EQ(world_.Load(webhook_).webhook.state, WebhookState::kPaused);
  world_.clock().Advance(kFailingPatience);
  AnswerAll(500);
  ASSERT_TRUE(world_.Update(world_.Load(webhook_), WebhookWorld::Sample()).ok());
  world_.Tell();
  Round();
  EXPECT_EQ(world_.Load(webhook_).webhook.state, WebhookState::kActive);
  EXPECT_EQ(world_.Load(webhook_).webhook.pause_cause, PauseCause::kNone);
}

TEST_F(DeliverWebhooksTest, WhoAnswersGoneIsPausedAtOnce) {
  AnswerAll(410);
  world_.Tell();
  world_.Tell();
  world_.Tell();
  Round();
  EXPECT_EQ(world_.Load(webhook_).webhook.state, WebhookState::kPaused);
  EXPECT_EQ(world_.Load(webhook_).webhook.pause_cause, PauseCause::kGone);
  EXPECT_EQ(world_.Load(webhook_).dead_count, 4);  // with the news that it is paused
  EXPECT_EQ(NoticesOfPauses(), 2);
  Round();
  EXPECT_EQ(poster_.begun.size(), static_cast<size_t>(kInFlightPerWebhook));
}

TEST_F(DeliverWebhooksTest, PauseIsInTheJournalInTheNameOfTheService) {
  AnswerAll(410);
  world_.Tell();
  const int64_t before = world_.store().store().head().position;
  Round();
  EXPECT_EQ(world_.store().store().head().position, before + 1);
}

TEST_F(DeliverWebhooksTest, BusyReceiverIsLeftAloneAsLongAsItAsks) {
  poster_.answer = [](const WebhookMessage&) {
    return TryResult{.status = 429, .retry_after = absl::Hours(3)};
  };
  world_.Tell();
  Round();
  EXPECT_EQ(TheDelivery().next_try_time, world_.clock().Now() + absl::Hours(3));
}

TEST_F(DeliverWebhooksTest, RedirectIsAFailureThatSaysSo) {
  AnswerAll(302);
  world_.Tell();
  Round();
  EXPECT_EQ(TheDelivery().failure, DeliveryFailure::kRedirected);
  EXPECT_EQ(TheDelivery().last_status, 302);
  EXPECT_EQ(TheDelivery().state, DeliveryState::kWaiting);
}

TEST_F(DeliverWebhooksTest, WhatIsOldIsForgottenUnlessItWaits) {
  world_.Tell();
  Round();
  poster_.answer = [](const WebhookMessage&) { return std::nullopt; };
  world_.clock().Advance(kDeliveriesKept - absl::Minutes(1));
  world_.Tell();
  Round();
  EXPECT_EQ(world_.Deliveries(webhook_).size(), 2u);
  world_.clock().Advance(absl::Minutes(2));
  Round();
  EXPECT_EQ(world_.Deliveries(webhook_).size(), 1u);
  world_.clock().Advance(kDeliveriesKept);
  Round();
  EXPECT_EQ(world_.Deliveries(webhook_).size(), 1u);
}

TEST_F(DeliverWebhooksTest, WhatWaitsAndWhatIsDeadIsCounted) {
  AnswerAll(500);
  world_.Tell();
  Round();
  world_.clock().Advance(kTidyInterval);
  Round();
  EXPECT_EQ(world_.figures.waiting, 1);
  EXPECT_EQ(world_.figures.dead, 0);
  EXPECT_EQ(world_.figures.delivered, 0);
  EXPECT_GE(world_.figures.failed, 1);
}

}  // namespace
}  // namespace zusage::news::testing
