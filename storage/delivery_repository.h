// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_DELIVERY_REPOSITORY_H_
#define ZUSAGE_STORAGE_DELIVERY_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/news/domain/delivery.h"
#include "services/news/domain/news.h"
#include "storage/connection.h"

namespace zusage::storage {

// Deliveries that wait and that are dead; of one webhook, news::kMaxCount stands for more.
struct DeliveryCounts {
  int64_t waiting = 0;
  int64_t dead = 0;
};

// A process has a delivery in hand until then.
struct Claim {
  std::string holder;
  absl::Time until;
};

// What is or was to be delivered to webhooks. None of it is a fact: a delivery follows from its
// news.
class DeliveryRepository {
 public:
  // Queues the news for every webhook that wants it; for one that is paused it is dead at once, and
  // sent if it is replayed. Idempotent.
  static absl::Status Enqueue(WriteTransaction& tx, const news::News& news);

  // The active webhooks that something is due for, and of whose deliveries fewer than `in_flight`
  // are in anybody's hands.
  static absl::StatusOr<std::vector<std::string>> DueWebhooks(ReadTransaction& tx, absl::Time now,
                                                              int64_t in_flight);
  // Takes what is due for a webhook into hand, the longest due first, but no more than lets
  // `in_flight` of its deliveries be in anybody's hands.
  static absl::StatusOr<std::vector<news::Delivery>> ClaimDue(WriteTransaction& tx,
                                                              std::string_view webhook,
                                                              absl::Time now, int64_t in_flight,
                                                              const Claim& claim);
  // What became of a delivery that `holder` had in hand: its state, tries, failure, last_status and
  // times. Nothing if another one has it in hand by now, or if it was given up meanwhile and is not
  // delivered either.
  static absl::Status Finish(WriteTransaction& tx, const news::Delivery& delivery,
                             std::string_view holder);
  // Lets others take at once what `holder` has in hand.
  static absl::Status Release(WriteTransaction& tx, std::string_view holder, absl::Time now);

  // Gives up all that waits for a webhook that is paused.
  static absl::Status GiveUp(WriteTransaction& tx, std::string_view webhook);
  // Has one sent again, whatever became of it; whether it is there.
  static absl::StatusOr<bool> Replay(WriteTransaction& tx, std::string_view webhook,
                                     std::string_view id, absl::Time now);
  // Has all dead ones of a webhook sent again; how many.
  static absl::StatusOr<int64_t> ReplayDead(WriteTransaction& tx, std::string_view webhook,
                                            absl::Time now);
  // Removes all of a webhook's.
  static absl::Status RemoveAll(WriteTransaction& tx, std::string_view webhook);
  // Whether Purge() would find any.
  static absl::StatusOr<bool> AnyToPurge(ReadTransaction& tx, absl::Time before);
  // Removes up to `limit` that came about before `before` and are delivered or dead; how many.
  static absl::StatusOr<int64_t> Purge(WriteTransaction& tx, absl::Time before, int64_t limit);

  // At most `limit` of a webhook's in `state` (any if kUnspecified), newest first, behind the id
  // `after`; from the newest for "".
  static absl::StatusOr<std::vector<news::Delivery>> List(ReadTransaction& tx,
                                                          std::string_view webhook,
                                                          news::DeliveryState state,
                                                          std::string_view after, int limit);
  static absl::StatusOr<DeliveryCounts> CountOf(ReadTransaction& tx, std::string_view webhook);
  // Of all webhooks.
  static absl::StatusOr<DeliveryCounts> CountAll(ReadTransaction& tx);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_DELIVERY_REPOSITORY_H_
