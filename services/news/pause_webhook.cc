// SPDX-License-Identifier: Apache-2.0
#include "services/news/pause_webhook.h"

#include <optional>
#include <string>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/principal.h"
#include "services/news/people.h"
#include "services/news/record_news.h"
#include "storage/delivery_repository.h"
#include "storage/webhook_repository.h"

namespace zusage::news {
namespace {

absl::Status TellAdmins(storage::Unit& unit, const std::string& webhook, RandomSource& random) {
  People people(unit.tx());
  Told told;
  told.news.kind = Kind::kWebhookPaused;
  told.news.occasion = absl::StrCat("webhook_paused ", webhook, " ", unit.position());
  told.news.subject = webhook;
  told.news.position = unit.position();
  told.news.create_time = unit.commit_time();
  ZUSAGE_ASSIGN_OR_RETURN(told.people, people.Holders({directory::Role::kAdmin}, ""));
  return RecordNews(unit.tx(), unit.commit_time(), random, {std::move(told)});
}

}  // namespace

absl::Status PauseWebhook(storage::Unit& unit, std::string_view principal, std::string_view name,
                          PauseCause cause, RandomSource& random) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<RecordedWebhook> known,
                          storage::WebhookRepository::Find(unit.tx(), name));
  if (!known.has_value() || known->webhook.state != WebhookState::kActive) return absl::OkStatus();
  Webhook webhook = known->webhook;
  webhook.state = WebhookState::kPaused;
  webhook.pause_cause = cause;
  unit.Describe("PauseWebhook", {std::string(principal), ""});
  unit.Touch(name);
  ZUSAGE_RETURN_IF_ERROR(storage::WebhookRepository::Record(unit, webhook, known->created_by));
  ZUSAGE_RETURN_IF_ERROR(storage::DeliveryRepository::GiveUp(unit.tx(), name));
  return TellAdmins(unit, webhook.name, random);
}

}  // namespace zusage::news
