// SPDX-License-Identifier: Apache-2.0
// What NewsService says of webhooks.
#include <string>
#include <utility>

#include "services/base/status_macros.h"
#include "services/news/create_webhook.h"
#include "services/news/delete_webhook.h"
#include "services/news/domain/signature.h"
#include "services/news/get_webhook.h"
#include "services/news/list_deliveries.h"
#include "services/news/list_webhooks.h"
#include "services/news/news_rpc.h"
#include "services/news/replay_deliveries.h"
#include "services/news/rotate_webhook_secret.h"
#include "services/news/update_webhook.h"
#include "services/news/webhook_proto.h"
#include "services/values/proto_values.h"

namespace zusage::news {
namespace {

using rpc::Call;
using rpc::Effect;
using storage::ReadTransaction;
using storage::Unit;

}  // namespace

// The secret leaves with this answer only; the path keeps it out of the stored one. Making it may
// wait for the key store.
grpc::ServerUnaryReactor* NewsRpc::CreateWebhook(Context* context,
                                                 const v1::CreateWebhookRequest* request,
                                                 v1::CreateWebhookResponse* response) {
  using Response = v1::CreateWebhookResponse;
  return path_.Mutate(
      "CreateWebhook", context, request, response,
      [this](const Call& call, const auto& in) -> absl::StatusOr<Effect<Response>> {
        const std::string secret = RandomBytes(kWebhookSecretBytes, random_);
        CreateWebhookInput input{.webhook = FromProto(in.webhook())};
        ZUSAGE_ASSIGN_OR_RETURN(input.secret, storage::SealSecret(keys_, random_, secret));
        return [this, &call, input = std::move(input), text = SecretText(secret)](
                   Unit& unit, Response& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              const RecordedWebhook webhook,
              news::CreateWebhook(unit, call.caller, input, webhook_addresses_, random_));
          *out.mutable_webhook() = ToProto(webhook);
          out.set_secret(text);
          return absl::OkStatus();
        };
      },
      rpc::Waits::kForPeer);
}

grpc::ServerUnaryReactor* NewsRpc::UpdateWebhook(Context* context,
                                                 const v1::UpdateWebhookRequest* request,
                                                 v1::Webhook* response) {
  return path_.Mutate(
      "UpdateWebhook", context, request, response,
      [this](const Call& call, const auto& in) -> absl::StatusOr<Effect<v1::Webhook>> {
        UpdateWebhookInput input{in.name(), FromProto(in.webhook()), in.etag()};
        return
            [this, &call, input = std::move(input)](Unit& unit, v1::Webhook& out) -> absl::Status {
              ZUSAGE_ASSIGN_OR_RETURN(
                  const RecordedWebhook webhook,
                  news::UpdateWebhook(unit, call.caller, input, webhook_addresses_));
              out = ToProto(webhook);
              return absl::OkStatus();
            };
      });
}

grpc::ServerUnaryReactor* NewsRpc::RotateWebhookSecret(
    Context* context, const v1::RotateWebhookSecretRequest* request,
    v1::RotateWebhookSecretResponse* response) {
  using Response = v1::RotateWebhookSecretResponse;
  return path_.Mutate(
      "RotateWebhookSecret", context, request, response,
      [this](const Call& call, const auto& in) -> absl::StatusOr<Effect<Response>> {
        const std::string secret = RandomBytes(kWebhookSecretBytes, random_);
        RotateWebhookSecretInput input{.name = in.name(), .etag = in.etag()};
        ZUSAGE_ASSIGN_OR_RETURN(input.secret, storage::SealSecret(keys_, random_, secret));
        return [&call, input = std::move(input), text = SecretText(secret)](
                   Unit& unit, Response& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RotateWebhookSecretOutput rotated,
                                  news::RotateWebhookSecret(unit, call.caller, input));
          *out.mutable_webhook() = ToProto(rotated.webhook);
          out.set_secret(text);
          *out.mutable_old_secret_end_time() = values::ToProto(rotated.old_secret_end_time);
          return absl::OkStatus();
        };
      },
      rpc::Waits::kForPeer);
}

grpc::ServerUnaryReactor* NewsRpc::DeleteWebhook(Context* context,
                                                 const v1::DeleteWebhookRequest* request,
                                                 v1::DeleteWebhookResponse* response) {
  using Response = v1::DeleteWebhookResponse;
  return path_.Mutate("DeleteWebhook", context, request, response,
                      [](const Call& call, const auto& in) -> absl::StatusOr<Effect<Response>> {
                        return [&call, name = in.name(), etag = in.etag()](Unit& unit, Response&) {
                          return news::DeleteWebhook(unit, call.caller, name, etag);
                        };
                      });
}

grpc::ServerUnaryReactor* NewsRpc::GetWebhook(Context* context,
                                              const v1::GetWebhookRequest* request,
                                              v1::Webhook* response) {
  return path_.Read(
      "GetWebhook", context, request, response, [this](const Call&, const auto& in, auto& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedWebhook webhook, news::GetWebhook(tx, in.name()));
          out = ToProto(webhook);
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* NewsRpc::ListWebhooks(Context* context,
                                                const v1::ListWebhooksRequest* request,
                                                v1::ListWebhooksResponse* response) {
  return path_.Read(
      "ListWebhooks", context, request, response, [this](const Call&, const auto& in, auto& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(ListWebhooksOutput page,
                                  news::ListWebhooks(tx, {in.page_size(), in.page_token()}));
          for (const RecordedWebhook& webhook : page.webhooks) {
            *out.add_webhooks() = ToProto(webhook);
          }
          out.set_next_page_token(std::move(page.next_page_token));
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* NewsRpc::ListDeliveries(Context* context,
                                                  const v1::ListDeliveriesRequest* request,
                                                  v1::ListDeliveriesResponse* response) {
  return path_.Read(
      "ListDeliveries", context, request, response, [this](const Call&, const auto& in, auto& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              ListDeliveriesOutput page,
              news::ListDeliveries(tx, {in.parent(), static_cast<DeliveryState>(in.state()),
                                        in.page_size(), in.page_token()}));
          for (const Delivery& delivery : page.deliveries) {
            *out.add_deliveries() = ToProto(delivery);
          }
          out.set_next_page_token(std::move(page.next_page_token));
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* NewsRpc::ReplayDeliveries(Context* context,
                                                    const v1::ReplayDeliveriesRequest* request,
                                                    v1::ReplayDeliveriesResponse* response) {
  using Response = v1::ReplayDeliveriesResponse;
  return path_.Mutate("ReplayDeliveries", context, request, response,
                      [](const Call& call, const auto& in) -> absl::StatusOr<Effect<Response>> {
                        ReplayDeliveriesInput input{in.delivery(), in.webhook()};
                        return [&call, input = std::move(input)](Unit& unit,
                                                                 Response& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(const int64_t count,
                                                  news::ReplayDeliveries(unit, call.caller, input));
                          out.set_replayed_count(static_cast<int32_t>(count));
                          return absl::OkStatus();
                        };
                      });
}

}  // namespace zusage::news
