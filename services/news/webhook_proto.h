// SPDX-License-Identifier: Apache-2.0
// Conversions between the messages about webhooks and the values that their operations take.
#ifndef ZUSAGE_SERVICES_NEWS_WEBHOOK_PROTO_H_
#define ZUSAGE_SERVICES_NEWS_WEBHOOK_PROTO_H_

#include "services/news/domain/delivery.h"
#include "services/news/domain/webhook.h"
#include "zusage/news/v1/news_service.pb.h"

namespace zusage::news {

Webhook FromProto(const v1::Webhook& message);

// With its etag, counts and times; without any secret.
v1::Webhook ToProto(const RecordedWebhook& recorded);

v1::Delivery ToProto(const Delivery& delivery);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_WEBHOOK_PROTO_H_
