// SPDX-License-Identifier: Apache-2.0
#include "services/news/deliver_webhooks.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/news/domain/signature.h"
#include "services/news/pause_webhook.h"
#include "storage/delivery_repository.h"
#include "storage/webhook_repository.h"
#include "storage/webhook_secret_repository.h"

namespace zusage::news {
namespace {

using storage::DeliveryRepository;
using storage::WebhookRepository;
using storage::WebhookSecretRepository;

// How soon something new is seen, and how soon a thread ends that is told to.
constexpr absl::Duration kRoundPatience = absl::Milliseconds(250);
// How long a process that stops waits for what is under way.
constexpr absl::Duration kStopPatience = absl::Seconds(2);
// Few at once, as the writer's other callers wait meanwhile.
constexpr int64_t kPurgedAtOnce = 256;
constexpr int64_t kSecretsAtOnce = 16;

// The delivery after a try.
Delivery After(Delivery delivery, const TryResult& result, absl::Time now, RandomSource& random) {
  ++delivery.tries;
  delivery.last_status = result.status;
  delivery.failure = FailureOf(result);
  delivery.last_try_time = now;
  delivery.next_try_time = now;
  if (delivery.failure == DeliveryFailure::kNone) {
    delivery.state = DeliveryState::kDelivered;
    return delivery;
  }
  const std::optional<absl::Duration> wait = NextWait(delivery.tries, result, random);
  const bool again = wait.has_value() && delivery.failure != DeliveryFailure::kGone;
  delivery.state = again ? DeliveryState::kWaiting : DeliveryState::kDead;
  if (again) delivery.next_try_time = now + *wait;
  return delivery;
}

}  // namespace

WebhookRounds::WebhookRounds(storage::Store& store, storage::KeyStore& keys, WebhookPoster& poster,
                             const Clock& clock, RandomSource& random, std::string principal,
                             DeliveryFigures& figures)
    : store_(store),
      keys_(keys),
      poster_(poster),
      clock_(clock),
      random_(random),
      principal_(std::move(principal)),
      holder_(NewId(clock.Now(), random)),
      figures_(figures) {}

absl::Status WebhookRounds::Run(absl::Duration patience) {
  absl::Status status = Record();  // what is recorded nobody takes into hand again
  if (status.ok()) status = TakeDue();
  for (PostResult& result : poster_.Await(patience)) ended_.push_back(std::move(result));
  status.Update(Record());
  if (clock_.Now() - tidied_ >= kTidyInterval) status.Update(TidyUp());
  return status;
}

void WebhookRounds::Finish(absl::Duration patience) {
  const int rounds = static_cast<int>(patience / kRoundPatience);
  for (int i = 0; i < rounds && in_hand_.size() > ended_.size(); ++i) {
    for (PostResult& result : poster_.Await(kRoundPatience)) ended_.push_back(std::move(result));
  }
  const bool had_any = !in_hand_.empty();
  absl::Status status = Record();
  if (had_any) {
    status.Update(store_.WriteAndWait([&](storage::Unit& unit) {
      return DeliveryRepository::Release(unit.tx(), holder_, clock_.Now());
    }));
  }
  status.IgnoreError();  // then their lease ends
}

absl::Status WebhookRounds::TakeDue() {
  if (in_hand_.size() >= kMaxInFlight) return absl::OkStatus();
  std::vector<std::string> webhooks;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(webhooks,
                            DeliveryRepository::DueWebhooks(tx, clock_.Now(), kInFlightPerWebhook));
    return absl::OkStatus();
  }));
  if (webhooks.empty()) return absl::OkStatus();
  std::vector<InHand> claimed;
  ZUSAGE_RETURN_IF_ERROR(
      store_.WriteAndWait([&](storage::Unit& unit) { return Claim(unit, webhooks, claimed); }));
  for (InHand& in_hand : claimed) Send(std::move(in_hand));
  return absl::OkStatus();
}

absl::Status WebhookRounds::Claim(storage::Unit& unit, const std::vector<std::string>& webhooks,
                                  std::vector<InHand>& claimed) {
  claimed.clear();
  const absl::Time now = clock_.Now();
  for (const std::string& name : webhooks) {
    if (in_hand_.size() + claimed.size() >= kMaxInFlight) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Webhook> webhook,
                            WebhookRepository::FindPlain(unit.tx(), name));
    if (!webhook.has_value() || webhook->state != WebhookState::kActive) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::SealedSecret> secrets,
                            WebhookSecretRepository::InForce(unit.tx(), name, now));
    ZUSAGE_ASSIGN_OR_RETURN(std::vector<Delivery> due,
                            DeliveryRepository::ClaimDue(unit.tx(), name, now, kInFlightPerWebhook,
                                                         {holder_, now + kDeliveryLease}));
    for (Delivery& delivery : due) claimed.push_back({std::move(delivery), webhook->url, secrets});
  }
  return absl::OkStatus();
}

void WebhookRounds::Send(InHand in_hand) {
  const absl::Time now = clock_.Now();
  const Delivery& delivery = in_hand.delivery;
  std::vector<std::string> secrets;
  for (const storage::SealedSecret& sealed : in_hand.secrets) {
    absl::StatusOr<std::string> secret = storage::OpenSecret(keys_, sealed);
    if (secret.ok()) {
      secrets.push_back(*std::move(secret));
    } else {
      Log(Severity::kError, "webhook_secret_unreadable",
          {{"webhook", delivery.webhook}, {"error", std::string(secret.status().message())}});
    }
  }
  if (secrets.empty()) return;  // taken up again when the lease is over
  WebhookMessage message{
      .key = delivery.name(),
      .url = std::move(in_hand.url),
      .body = delivery.body,
      .headers = {{"content-type", "application/json"},
                  {"webhook-id", delivery.id},
                  {"webhook-timestamp", SignatureTime(now)},
                  {"webhook-signature", Signatures(secrets, delivery.id, now, delivery.body)}}};
  in_hand_.insert_or_assign(message.key, std::move(in_hand.delivery));
  poster_.Begin(std::move(message));
}

absl::Status WebhookRounds::RecordEnd(storage::WriteTransaction& tx, Delivery delivery,
                                      const TryResult& result,
                                      std::map<std::string, PauseCause>& to_pause) {
  const absl::Time now = clock_.Now();
  const Delivery after = After(std::move(delivery), result, now, random_);
  ZUSAGE_RETURN_IF_ERROR(DeliveryRepository::Finish(tx, after, holder_));
  if (after.failure == DeliveryFailure::kNone) {
    return WebhookRepository::NoteSuccess(tx, after.webhook, now);
  }
  ZUSAGE_ASSIGN_OR_RETURN(const absl::Time since,
                          WebhookRepository::NoteFailure(tx, after.webhook, now));
  if (after.failure == DeliveryFailure::kGone) {
    to_pause[after.webhook] = PauseCause::kGone;
  } else if (now - since >= kFailingPatience) {
    to_pause.try_emplace(after.webhook, PauseCause::kNoSuccess);
  }
  return absl::OkStatus();
}

absl::Status WebhookRounds::Record() {
  if (ended_.empty()) return absl::OkStatus();
  std::map<std::string, PauseCause> to_pause;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    to_pause.clear();
    for (const PostResult& ended : ended_) {
      const auto found = in_hand_.find(ended.key);
      if (found == in_hand_.end()) continue;
      ZUSAGE_RETURN_IF_ERROR(RecordEnd(unit.tx(), found->second, ended.result, to_pause));
    }
    return absl::OkStatus();
  }));
  for (const PostResult& ended : ended_) Count(ended);
  ended_.clear();
  for (const auto& [webhook, cause] : to_pause) {
    Log(Severity::kWarning, "webhook_paused", {{"webhook", webhook}});
    ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) {
      return PauseWebhook(unit, principal_, webhook, cause, random_);
    }));
  }
  return absl::OkStatus();
}

void WebhookRounds::Count(const PostResult& ended) {
  const auto found = in_hand_.find(ended.key);
  if (found == in_hand_.end()) return;
  const bool came_through = FailureOf(ended.result) == DeliveryFailure::kNone;
  ++(came_through ? figures_.delivered : figures_.failed);
  in_hand_.erase(found);
}

absl::Status WebhookRounds::TidyUp() {
  tidied_ = clock_.Now();
  const absl::Time before = tidied_ - kDeliveriesKept;
  bool any_old = false;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const storage::DeliveryCounts counts, DeliveryRepository::CountAll(tx));
    figures_.waiting = counts.waiting;
    figures_.dead = counts.dead;
    ZUSAGE_ASSIGN_OR_RETURN(any_old, DeliveryRepository::AnyToPurge(tx, before));
    return absl::OkStatus();
  }));
  if (any_old) {
    ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) {
      return DeliveryRepository::Purge(unit.tx(), before, kPurgedAtOnce).status();
    }));
  }
  return EraseEndedSecrets();
}

absl::Status WebhookRounds::EraseEndedSecrets() {
  std::vector<storage::StoredSecret> ended;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(ended,
                            WebhookSecretRepository::Ended(tx, clock_.Now(), kSecretsAtOnce));
    return absl::OkStatus();
  }));
  if (ended.empty()) return absl::OkStatus();
  // The keys first: who is interrupted finds the rows again.
  for (const storage::StoredSecret& secret : ended) {
    ZUSAGE_RETURN_IF_ERROR(keys_.Erase(secret.secret.key_id));
  }
  return store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    for (const storage::StoredSecret& secret : ended) {
      ZUSAGE_RETURN_IF_ERROR(WebhookSecretRepository::Remove(unit.tx(), secret));
    }
    return absl::OkStatus();
  });
}

DeliverWebhooks::DeliverWebhooks(storage::Store& store, storage::KeyStore& keys,
                                 std::unique_ptr<WebhookPoster> poster, const Clock& clock,
                                 RandomSource& random, std::string principal,
                                 DeliveryFigures& figures)
    : poster_(std::move(poster)),
      rounds_(store, keys, *poster_, clock, random, std::move(principal), figures) {
  thread_ = std::thread([this] { Run(); });
}

DeliverWebhooks::~DeliverWebhooks() {
  stopping_ = true;
  thread_.join();
}

void DeliverWebhooks::Run() {
  bool failing = false;
  while (!stopping_) {
    const absl::Status status = rounds_.Run(kRoundPatience);
    if (status.ok() != failing) continue;
    failing = !status.ok();
    Log(failing ? Severity::kWarning : Severity::kInfo,
        failing ? "webhooks_failing" : "webhooks_back",
        {{"status", std::string(status.message())}});
  }
  rounds_.Finish(kStopPatience);
}

}  // namespace zusage::news
