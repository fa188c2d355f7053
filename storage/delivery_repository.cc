// SPDX-License-Identifier: Apache-2.0
#include "storage/delivery_repository.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/news/domain/webhook.h"
#include "storage/webhook_repository.h"

namespace zusage::storage {
namespace {

using news::Delivery;
using news::DeliveryFailure;
using news::DeliveryState;
using news::WebhookState;

// States stand in the statements as numbers, so that the indexes of some states serve them:
// 1 waiting, 2 delivered, 3 dead.
#define ZUSAGE_SELECT_DELIVERY                                                    \
  "SELECT webhook, id, kind, subject, body, create_time, state, tries, failure, " \
  "last_status, last_try_time, next_try_time FROM webhook_deliveries "

Delivery ReadDelivery(const Row& row) {
  Delivery delivery;
  delivery.webhook = row.Text(0);
  delivery.id = row.Text(1);
  delivery.kind = static_cast<news::Kind>(row.Int(2));
  delivery.subject = row.Text(3);
  delivery.body = row.Text(4);
  delivery.create_time = absl::FromUnixMicros(row.Int(5));
  delivery.state = static_cast<DeliveryState>(row.Int(6));
  delivery.tries = static_cast<int>(row.Int(7));
  delivery.failure = static_cast<DeliveryFailure>(row.Int(8));
  delivery.last_status = static_cast<int>(row.Int(9));
  if (!row.IsNull(10)) delivery.last_try_time = absl::FromUnixMicros(row.Int(10));
  delivery.next_try_time = absl::FromUnixMicros(row.Int(11));
  return delivery;
}

absl::StatusOr<std::vector<Delivery>> ReadAll(ReadTransaction& tx, std::string_view sql,
                                              Binds binds) {
  std::vector<Delivery> deliveries;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    deliveries.push_back(ReadDelivery(row));
    return absl::OkStatus();
  }));
  return deliveries;
}

absl::StatusOr<int64_t> ReadNumber(ReadTransaction& tx, std::string_view sql, Binds binds) {
  int64_t number = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    number = row.Int(0);
    return absl::OkStatus();
  }));
  return number;
}

absl::Status Add(WriteTransaction& tx, const news::News& news, const news::Webhook& webhook,
                 std::string_view body) {
  const bool paused = webhook.state == WebhookState::kPaused;
  const auto state = paused ? DeliveryState::kDead : DeliveryState::kWaiting;
  const auto failure = paused ? DeliveryFailure::kPaused : DeliveryFailure::kNone;
  return tx.Enqueue(
      "INSERT INTO webhook_deliveries (webhook, id, kind, subject, body, create_time, state, "
      "tries, failure, last_status, next_try_time, holder) VALUES (:webhook, :id, :kind, :subject, "
      ":body, :create_time, :state, 0, :failure, 0, :create_time, '') "
      "ON CONFLICT (webhook, id) DO NOTHING",
      {{"webhook", webhook.name},
       {"id", news.id},
       {"kind", static_cast<int64_t>(news.kind)},
       {"subject", news.subject},
       {"body", body},
       {"create_time", absl::ToUnixMicros(news.create_time)},
       {"state", static_cast<int64_t>(state)},
       {"failure", static_cast<int64_t>(failure)}});
}

}  // namespace

absl::Status DeliveryRepository::Enqueue(WriteTransaction& tx, const news::News& news) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<news::Webhook> webhooks, WebhookRepository::All(tx));
  const std::string body = webhooks.empty() ? "" : news::Payload(news);
  for (const news::Webhook& webhook : webhooks) {
    if (!news::Wants(webhook, news)) continue;
    ZUSAGE_RETURN_IF_ERROR(Add(tx, news, webhook, body));
  }
  return absl::OkStatus();
}

absl::StatusOr<std::vector<std::string>> DeliveryRepository::DueWebhooks(ReadTransaction& tx,
                                                                         absl::Time now,
                                                                         int64_t in_flight) {
  std::vector<std::string> names;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT c.name FROM current_webhooks c JOIN webhooks f ON f.fact = c.fact "
               "WHERE f.state = 1 AND EXISTS (SELECT 1 FROM webhook_deliveries d "
               "WHERE d.webhook = c.name AND d.state = 1 AND d.next_try_time <= :now) "
               "AND (SELECT COUNT(*) FROM webhook_deliveries d WHERE d.webhook = c.name "
               "AND d.state = 1 AND d.next_try_time > :now AND d.holder <> '') < :in_flight "
               "ORDER BY c.name",
               {{"now", absl::ToUnixMicros(now)}, {"in_flight", in_flight}}, [&](const Row& row) {
                 names.emplace_back(row.Text(0));
                 return absl::OkStatus();
               }));
  return names;
}

absl::StatusOr<std::vector<Delivery>> DeliveryRepository::ClaimDue(WriteTransaction& tx,
                                                                   std::string_view webhook,
                                                                   absl::Time now,
                                                                   int64_t in_flight,
                                                                   const Claim& claim) {
  const Bind name{"webhook", webhook};
  const Bind at{"now", absl::ToUnixMicros(now)};
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t in_hand,
      ReadNumber(tx,
                 "SELECT COUNT(*) FROM webhook_deliveries WHERE webhook = :webhook AND state = 1 "
                 "AND next_try_time > :now AND holder <> ''",
                 {name, at}));
  if (in_hand >= in_flight) return std::vector<Delivery>();
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<Delivery> due,
      ReadAll(tx,
              ZUSAGE_SELECT_DELIVERY
              "WHERE webhook = :webhook AND state = 1 AND next_try_time <= :now "
              "ORDER BY next_try_time, id LIMIT :limit",
              {name, at, {"limit", in_flight - in_hand}}));
  for (const Delivery& delivery : due) {
    ZUSAGE_RETURN_IF_ERROR(
        tx.Enqueue("UPDATE webhook_deliveries SET holder = :holder, next_try_time = :until "
                   "WHERE webhook = :webhook AND id = :id",
                   {{"holder", claim.holder},
                    {"until", absl::ToUnixMicros(claim.until)},
                    name,
                    {"id", delivery.id}}));
  }
  return due;
}

absl::Status DeliveryRepository::Finish(WriteTransaction& tx, const Delivery& delivery,
                                        std::string_view holder) {
  return tx.Enqueue(
      "UPDATE webhook_deliveries SET state = :state, tries = :tries, failure = :failure, "
      "last_status = :last_status, last_try_time = :last_try_time, "
      "next_try_time = :next_try_time, holder = '' "
      "WHERE webhook = :webhook AND id = :id AND holder = :holder AND (state = 1 OR :state = 2)",
      {{"state", static_cast<int64_t>(delivery.state)},
       {"tries", int64_t{delivery.tries}},
       {"failure", static_cast<int64_t>(delivery.failure)},
       {"last_status", int64_t{delivery.last_status}},
       {"last_try_time", absl::ToUnixMicros(*delivery.last_try_time)},
       {"next_try_time", absl::ToUnixMicros(delivery.next_try_time)},
       {"webhook", delivery.webhook},
       {"id", delivery.id},
       {"holder", holder}});
}

absl::Status DeliveryRepository::Release(WriteTransaction& tx, std::string_view holder,
                                         absl::Time now) {
  return tx.Enqueue(
      "UPDATE webhook_deliveries SET holder = '', next_try_time = :now "
      "WHERE state = 1 AND holder = :holder",
      {{"now", absl::ToUnixMicros(now)}, {"holder", holder}});
}

absl::Status DeliveryRepository::GiveUp(WriteTransaction& tx, std::string_view webhook) {
  return tx.Enqueue(
      "UPDATE webhook_deliveries SET state = 3, "
      "failure = CASE WHEN tries = 0 THEN :paused ELSE failure END "
      "WHERE webhook = :webhook AND state = 1",
      {{"paused", static_cast<int64_t>(DeliveryFailure::kPaused)}, {"webhook", webhook}});
}

absl::StatusOr<bool> DeliveryRepository::Replay(WriteTransaction& tx, std::string_view webhook,
                                                std::string_view id, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t rows,
      tx.Execute("UPDATE webhook_deliveries SET state = 1, tries = 0, holder = '', "
                 "next_try_time = :now WHERE webhook = :webhook AND id = :id",
                 {{"now", absl::ToUnixMicros(now)}, {"webhook", webhook}, {"id", id}}));
  return rows == 1;
}

absl::StatusOr<int64_t> DeliveryRepository::ReplayDead(WriteTransaction& tx,
                                                       std::string_view webhook, absl::Time now) {
  return tx.Execute(
      "UPDATE webhook_deliveries SET state = 1, tries = 0, holder = '', next_try_time = :now "
      "WHERE webhook = :webhook AND state = 3",
      {{"now", absl::ToUnixMicros(now)}, {"webhook", webhook}});
}

absl::Status DeliveryRepository::RemoveAll(WriteTransaction& tx, std::string_view webhook) {
  return tx.Enqueue("DELETE FROM webhook_deliveries WHERE webhook = :webhook",
                    {{"webhook", webhook}});
}

absl::StatusOr<bool> DeliveryRepository::AnyToPurge(ReadTransaction& tx, absl::Time before) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t found,
      ReadNumber(tx,
                 "SELECT 1 FROM webhook_deliveries WHERE state <> 1 AND create_time < :before "
                 "LIMIT 1",
                 {{"before", absl::ToUnixMicros(before)}}));
  return found == 1;
}

absl::StatusOr<int64_t> DeliveryRepository::Purge(WriteTransaction& tx, absl::Time before,
                                                  int64_t limit) {
  return tx.Execute(
      "DELETE FROM webhook_deliveries WHERE (webhook, id) IN "
      "(SELECT webhook, id FROM webhook_deliveries WHERE state <> 1 AND create_time < :before "
      "ORDER BY create_time LIMIT :limit)",
      {{"before", absl::ToUnixMicros(before)}, {"limit", limit}});
}

absl::StatusOr<std::vector<Delivery>> DeliveryRepository::List(ReadTransaction& tx,
                                                               std::string_view webhook,
                                                               DeliveryState state,
                                                               std::string_view after, int limit) {
  // '~' sorts behind every id.
  return ReadAll(tx,
                 ZUSAGE_SELECT_DELIVERY
                 "WHERE webhook = :webhook AND id < :after AND (:state = 0 OR state = :state) "
                 "ORDER BY id DESC LIMIT :limit",
                 {{"webhook", webhook},
                  {"after", after.empty() ? "~" : after},
                  {"state", static_cast<int64_t>(state)},
                  {"limit", int64_t{limit}}});
}

absl::StatusOr<DeliveryCounts> DeliveryRepository::CountOf(ReadTransaction& tx,
                                                           std::string_view webhook) {
  const Bind name{"webhook", webhook};
  const Bind most{"most", int64_t{news::kMaxCount}};
  DeliveryCounts counts;
  ZUSAGE_ASSIGN_OR_RETURN(
      counts.waiting, ReadNumber(tx,
                                 "SELECT COUNT(*) FROM (SELECT id FROM webhook_deliveries "
                                 "WHERE webhook = :webhook AND state = 1 LIMIT :most) AS counted",
                                 {name, most}));
  ZUSAGE_ASSIGN_OR_RETURN(
      counts.dead, ReadNumber(tx,
                              "SELECT COUNT(*) FROM (SELECT id FROM webhook_deliveries "
                              "WHERE webhook = :webhook AND state = 3 LIMIT :most) AS counted",
                              {name, most}));
  return counts;
}

absl::StatusOr<DeliveryCounts> DeliveryRepository::CountAll(ReadTransaction& tx) {
  DeliveryCounts counts;
  ZUSAGE_ASSIGN_OR_RETURN(
      counts.waiting,
      ReadNumber(tx, "SELECT COUNT(*) FROM webhook_deliveries WHERE state = 1", {}));
  ZUSAGE_ASSIGN_OR_RETURN(
      counts.dead, ReadNumber(tx, "SELECT COUNT(*) FROM webhook_deliveries WHERE state = 3", {}));
  return counts;
}

}  // namespace zusage::storage
