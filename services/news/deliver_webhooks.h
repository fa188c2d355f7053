// SPDX-License-Identifier: Apache-2.0
//
// Brings to webhooks what is queued for them. Several processes may do so at once: each delivery is
// in the hands of one of them at a time, for as long as a lease lasts, and is sent at least once.
#ifndef ZUSAGE_SERVICES_NEWS_DELIVER_WEBHOOKS_H_
#define ZUSAGE_SERVICES_NEWS_DELIVER_WEBHOOKS_H_

#include <atomic>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/news/domain/delivery.h"
#include "services/news/domain/webhook.h"
#include "services/news/webhook_poster.h"
#include "storage/key_store.h"
#include "storage/store.h"
#include "storage/webhook_secret_repository.h"

namespace zusage::news {

// Of one webhook so many deliveries are under way at once, in all processes, and of one process so
// many in all: who hangs holds up nobody else.
inline constexpr int kInFlightPerWebhook = 2;
inline constexpr size_t kMaxInFlight = 256;
// How long a process has a delivery in hand before another one takes it. Longer than any try.
inline constexpr absl::Duration kDeliveryLease = absl::Minutes(1);
// How long it is kept what was delivered or given up.
inline constexpr absl::Duration kDeliveriesKept = absl::Hours(30 * 24);
// How often what is to be forgotten is looked for, and what waits is counted.
inline constexpr absl::Duration kTidyInterval = absl::Seconds(15);

// What a process counts. Thread-safe.
struct DeliveryFigures {
  std::atomic<int64_t> delivered{0};  // tries that came through
  std::atomic<int64_t> failed{0};     // tries that did not
  std::atomic<int64_t> waiting{0};    // of all processes, as last counted
  std::atomic<int64_t> dead{0};
};

// The deliveries that one process has in hand. Not thread-safe.
class WebhookRounds {
 public:
  // Acts in the name of `principal`. All must outlive it.
  WebhookRounds(storage::Store& store, storage::KeyStore& keys, WebhookPoster& poster,
                const Clock& clock, RandomSource& random, std::string principal,
                DeliveryFigures& figures);

  // Takes what is due into hand and begins to send it, waits for what is under way, no longer than
  // `patience`, and records what has come of it. What could not be recorded is in the next round.
  absl::Status Run(absl::Duration patience);

  // Waits no longer than `patience` for what is under way, and lets others take the rest.
  void Finish(absl::Duration patience);

 private:
  // What is needed to send a delivery.
  struct InHand {
    Delivery delivery;
    std::string url;
    std::vector<storage::SealedSecret> secrets;
  };

  absl::Status TakeDue();
  absl::Status Claim(storage::Unit& unit, const std::vector<std::string>& webhooks,
                     std::vector<InHand>& claimed);
  void Send(InHand in_hand);
  absl::Status Record();
  absl::Status RecordEnd(storage::WriteTransaction& tx, Delivery delivery, const TryResult& result,
                         std::map<std::string, PauseCause>& to_pause);
  void Count(const PostResult& ended);
  absl::Status TidyUp();
  absl::Status EraseEndedSecrets();

  storage::Store& store_;
  storage::KeyStore& keys_;
  WebhookPoster& poster_;
  const Clock& clock_;
  RandomSource& random_;
  const std::string principal_;
  const std::string holder_;
  DeliveryFigures& figures_;
  std::map<std::string, Delivery> in_hand_;  // by name
  std::vector<PostResult> ended_;            // not recorded yet
  absl::Time tidied_ = absl::InfinitePast();
};

// Runs rounds on a thread of its own. Ends with the object.
class DeliverWebhooks {
 public:
  DeliverWebhooks(storage::Store& store, storage::KeyStore& keys,
                  std::unique_ptr<WebhookPoster> poster, const Clock& clock, RandomSource& random,
                  std::string principal, DeliveryFigures& figures);
  ~DeliverWebhooks();

 private:
  void Run();

  const std::unique_ptr<WebhookPoster> poster_;
  WebhookRounds rounds_;
  std::atomic<bool> stopping_{false};
  std::thread thread_;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DELIVER_WEBHOOKS_H_
