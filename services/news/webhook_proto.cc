// SPDX-License-Identifier: Apache-2.0
#include "services/news/webhook_proto.h"

#include "services/base/etag.h"
#include "services/values/proto_values.h"

namespace zusage::news {

Webhook FromProto(const v1::Webhook& message) {
  Webhook webhook{.name = message.name(),
                  .display_name = message.display_name(),
                  .url = message.url(),
                  .products = {message.products().begin(), message.products().end()},
                  .state = static_cast<WebhookState>(message.state())};
  for (const int kind : message.kinds()) webhook.kinds.push_back(static_cast<Kind>(kind));
  return webhook;
}

v1::Webhook ToProto(const RecordedWebhook& recorded) {
  const Webhook& webhook = recorded.webhook;
  v1::Webhook message;
  message.set_name(webhook.name);
  message.set_display_name(webhook.display_name);
  message.set_url(webhook.url);
  for (const std::string& product : webhook.products) message.add_products(product);
  for (const Kind kind : webhook.kinds) message.add_kinds(static_cast<v1::Kind>(kind));
  message.set_state(static_cast<v1::Webhook::State>(webhook.state));
  if (webhook.pause_cause != PauseCause::kNone) {
    *message.mutable_pause_reason() =
        values::ToText(EnglishWords(webhook.pause_cause), GermanWords(webhook.pause_cause));
  }
  message.set_waiting_count(recorded.waiting_count);
  message.set_dead_count(recorded.dead_count);
  if (recorded.last_success_time.has_value()) {
    *message.mutable_last_success_time() = values::ToProto(*recorded.last_success_time);
  }
  message.set_created_by(recorded.created_by);
  *message.mutable_create_time() = values::ToProto(recorded.create_time);
  message.set_etag(EtagOf(webhook.name, recorded.position));
  return message;
}

v1::Delivery ToProto(const Delivery& delivery) {
  v1::Delivery message;
  message.set_name(delivery.name());
  message.set_kind(static_cast<v1::Kind>(delivery.kind));
  message.set_subject(delivery.subject);
  message.set_state(static_cast<v1::Delivery::State>(delivery.state));
  message.set_tries(delivery.tries);
  message.set_last_status(delivery.last_status);
  if (delivery.failure != DeliveryFailure::kNone) {
    *message.mutable_last_error() =
        values::ToText(EnglishWords(delivery.failure), GermanWords(delivery.failure));
  }
  *message.mutable_create_time() = values::ToProto(delivery.create_time);
  if (delivery.last_try_time.has_value()) {
    *message.mutable_last_try_time() = values::ToProto(*delivery.last_try_time);
  }
  if (delivery.state == DeliveryState::kWaiting) {
    *message.mutable_next_try_time() = values::ToProto(delivery.next_try_time);
  }
  message.set_body(delivery.body);
  return message;
}

}  // namespace zusage::news
