// SPDX-License-Identifier: Apache-2.0
#include "storage/webhook_repository.h"

#include <array>
#include <charconv>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/delivery_repository.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

using news::Kind;
using news::PauseCause;
using news::RecordedWebhook;
using news::Webhook;
using news::WebhookState;

// Addresses often hold what lets somebody in.
constexpr std::array kColumns = {
    Column{"name"},
    Column{"display_name", ColumnType::kText, Privacy::kFreeText},
    Column{"url", ColumnType::kText, Privacy::kFreeText},
    Column{"products"},
    Column{"kinds"},
    Column{"state", ColumnType::kInt},
    Column{"pause_cause", ColumnType::kInt},
    Column{"secret_number", ColumnType::kInt},
};

constexpr std::array kReplayColumns = {
    Column{"webhook"},
    Column{"delivery"},
    Column{"count", ColumnType::kInt},
};

// The columns that ReadWebhook() takes.
#define ZUSAGE_SELECT_WEBHOOK                                                           \
  "SELECT f.name, f.display_name, f.url, f.products, f.kinds, f.state, f.pause_cause, " \
  "f.secret_number, c.created_by, c.create_time, c.fact, h.last_success_time "          \
  "FROM current_webhooks c JOIN webhooks f ON f.fact = c.fact "                         \
  "JOIN webhook_health h ON h.webhook = c.name "

std::vector<Kind> ReadKinds(std::string_view text) {
  std::vector<Kind> kinds;
  for (const absl::string_view line : absl::StrSplit(Absl(text), '\n', absl::SkipEmpty())) {
    int number = 0;
    std::from_chars(line.data(), line.data() + line.size(), number);
    kinds.push_back(static_cast<Kind>(number));
  }
  return kinds;
}

std::string WriteKinds(const std::vector<Kind>& kinds) {
  return absl::StrJoin(kinds, "\n", [](std::string* out, Kind kind) {
    absl::StrAppend(out, static_cast<int>(kind));
  });
}

RecordedWebhook ReadWebhook(const Row& row) {
  RecordedWebhook recorded;
  recorded.webhook = {.name = std::string(row.Text(0)),
                      .display_name = std::string(row.Text(1)),
                      .url = std::string(row.Text(2)),
                      .products = absl::StrSplit(Absl(row.Text(3)), '\n', absl::SkipEmpty()),
                      .kinds = ReadKinds(row.Text(4)),
                      .state = static_cast<WebhookState>(row.Int(5)),
                      .pause_cause = static_cast<PauseCause>(row.Int(6)),
                      .secret_number = row.Int(7)};
  recorded.created_by = row.Text(8);
  recorded.create_time = absl::FromUnixMicros(row.Int(9));
  recorded.position = PositionOf(row.Int(10));
  if (!row.IsNull(11)) recorded.last_success_time = absl::FromUnixMicros(row.Int(11));
  return recorded;
}

absl::StatusOr<std::vector<RecordedWebhook>> ReadAll(ReadTransaction& tx, std::string_view sql,
                                                     Binds binds) {
  std::vector<RecordedWebhook> webhooks;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    webhooks.push_back(ReadWebhook(row));
    return absl::OkStatus();
  }));
  for (RecordedWebhook& recorded : webhooks) {
    ZUSAGE_ASSIGN_OR_RETURN(const DeliveryCounts counts,
                            DeliveryRepository::CountOf(tx, recorded.webhook.name));
    recorded.waiting_count = static_cast<int>(counts.waiting);
    recorded.dead_count = static_cast<int>(counts.dead);
  }
  return webhooks;
}

absl::StatusOr<std::vector<Webhook>> ReadPlain(ReadTransaction& tx, std::string_view sql,
                                               Binds binds) {
  std::vector<Webhook> webhooks;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    webhooks.push_back(ReadWebhook(row).webhook);
    return absl::OkStatus();
  }));
  return webhooks;
}

absl::Status RemoveCurrent(WriteTransaction& tx, std::string_view name) {
  ZUSAGE_RETURN_IF_ERROR(
      tx.Enqueue("DELETE FROM current_webhooks WHERE name = :name", {{"name", name}}));
  return tx.Enqueue("DELETE FROM webhook_health WHERE webhook = :name", {{"name", name}});
}

absl::Status SetCurrent(Unit& unit, std::string_view name, int64_t fact, std::string_view creator) {
  ZUSAGE_RETURN_IF_ERROR(
      unit.tx().Enqueue("INSERT INTO current_webhooks (name, fact, created_by, create_time) "
                        "VALUES (:name, :fact, :created_by, :create_time) "
                        "ON CONFLICT (name) DO UPDATE SET fact = excluded.fact",
                        {{"name", name},
                         {"fact", fact},
                         {"created_by", creator},
                         {"create_time", absl::ToUnixMicros(unit.commit_time())}}));
  return unit.tx().Enqueue(
      "INSERT INTO webhook_health (webhook) VALUES (:name) ON CONFLICT (webhook) DO NOTHING",
      {{"name", name}});
}

}  // namespace

const FactTable kWebhooks{"webhooks", kColumns};
const FactTable kWebhookReplays{"webhook_replays", kReplayColumns};

absl::Status WebhookRepository::Record(Unit& unit, const Webhook& webhook,
                                       std::string_view creator) {
  const std::string products = absl::StrJoin(webhook.products, "\n");
  const std::string kinds = WriteKinds(webhook.kinds);
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t fact,
      unit.Insert(kWebhooks,
                  {webhook.name, webhook.display_name, webhook.url, products, kinds,
                   static_cast<int64_t>(webhook.state), static_cast<int64_t>(webhook.pause_cause),
                   webhook.secret_number},
                  KeyOwners{.resource = webhook.name}));
  if (webhook.state == WebhookState::kDeleted) return RemoveCurrent(unit.tx(), webhook.name);
  return SetCurrent(unit, webhook.name, fact, creator);
}

absl::Status WebhookRepository::RecordReplay(Unit& unit, std::string_view webhook,
                                             std::string_view delivery, int64_t count) {
  return unit.Insert(kWebhookReplays, {webhook, delivery, count}, KeyOwners{}).status();
}

absl::StatusOr<std::optional<RecordedWebhook>> WebhookRepository::Find(ReadTransaction& tx,
                                                                       std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<RecordedWebhook> webhooks,
      ReadAll(tx, ZUSAGE_SELECT_WEBHOOK "WHERE c.name = :name", {{"name", name}}));
  if (webhooks.empty()) return std::nullopt;
  return std::move(webhooks.front());
}

absl::StatusOr<RecordedWebhook> WebhookRepository::Get(ReadTransaction& tx, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedWebhook> found, Find(tx, name));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(found);
}

absl::StatusOr<std::vector<RecordedWebhook>> WebhookRepository::List(ReadTransaction& tx,
                                                                     std::string_view after,
                                                                     int limit) {
  // '~' sorts behind every name.
  return ReadAll(tx,
                 ZUSAGE_SELECT_WEBHOOK "WHERE c.name < :after ORDER BY c.name DESC LIMIT :limit",
                 {{"after", after.empty() ? "~" : after}, {"limit", int64_t{limit}}});
}

absl::StatusOr<std::optional<Webhook>> WebhookRepository::FindPlain(ReadTransaction& tx,
                                                                    std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<Webhook> webhooks,
      ReadPlain(tx, ZUSAGE_SELECT_WEBHOOK "WHERE c.name = :name", {{"name", name}}));
  if (webhooks.empty()) return std::nullopt;
  return std::move(webhooks.front());
}

absl::StatusOr<std::vector<Webhook>> WebhookRepository::All(ReadTransaction& tx) {
  return ReadPlain(tx, ZUSAGE_SELECT_WEBHOOK "ORDER BY c.name", {});
}

absl::Status WebhookRepository::NoteSuccess(WriteTransaction& tx, std::string_view name,
                                            absl::Time now) {
  return tx.Enqueue(
      "UPDATE webhook_health SET last_success_time = :now, failing_since = NULL "
      "WHERE webhook = :name",
      {{"now", absl::ToUnixMicros(now)}, {"name", name}});
}

absl::StatusOr<absl::Time> WebhookRepository::NoteFailure(WriteTransaction& tx,
                                                          std::string_view name, absl::Time now) {
  absl::Time since = now;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("UPDATE webhook_health SET failing_since = COALESCE(failing_since, :now) "
               "WHERE webhook = :name RETURNING failing_since",
               {{"now", absl::ToUnixMicros(now)}, {"name", name}}, [&](const Row& row) {
                 since = absl::FromUnixMicros(row.Int(0));
                 return absl::OkStatus();
               }));
  return since;
}

absl::Status WebhookRepository::ForgetFailures(WriteTransaction& tx, std::string_view name) {
  return tx.Enqueue("UPDATE webhook_health SET failing_since = NULL WHERE webhook = :name",
                    {{"name", name}});
}

}  // namespace zusage::storage
