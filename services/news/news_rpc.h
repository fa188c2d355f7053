// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_NEWS_RPC_H_
#define ZUSAGE_SERVICES_NEWS_NEWS_RPC_H_

#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/news/domain/ip_address.h"
#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "storage/key_store.h"
#include "storage/store.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::news {

// NewsService over the operations of this folder.
class NewsRpc final : public v1::NewsService::CallbackService {
 public:
  // All must outlive it. `webhook_addresses` says where webhooks may lead.
  NewsRpc(rpc::Plumbing& plumbing, storage::Store& store, storage::KeyStore& keys,
          AddressPolicy webhook_addresses, const Clock& clock, RandomSource& random);

  using Context = grpc::CallbackServerContext;

  grpc::ServerUnaryReactor* ListNotices(Context* context, const v1::ListNoticesRequest* request,
                                        v1::ListNoticesResponse* response) override;
  grpc::ServerUnaryReactor* MarkNoticesRead(Context* context,
                                            const v1::MarkNoticesReadRequest* request,
                                            v1::MarkNoticesReadResponse* response) override;
  grpc::ServerUnaryReactor* GetDigest(Context* context, const v1::GetDigestRequest* request,
                                      v1::Digest* response) override;

  // Webhooks: webhooks_rpc.cc.
  grpc::ServerUnaryReactor* CreateWebhook(Context* context, const v1::CreateWebhookRequest* request,
                                          v1::CreateWebhookResponse* response) override;
  grpc::ServerUnaryReactor* UpdateWebhook(Context* context, const v1::UpdateWebhookRequest* request,
                                          v1::Webhook* response) override;
  grpc::ServerUnaryReactor* RotateWebhookSecret(Context* context,
                                                const v1::RotateWebhookSecretRequest* request,
                                                v1::RotateWebhookSecretResponse* response) override;
  grpc::ServerUnaryReactor* DeleteWebhook(Context* context, const v1::DeleteWebhookRequest* request,
                                          v1::DeleteWebhookResponse* response) override;
  grpc::ServerUnaryReactor* GetWebhook(Context* context, const v1::GetWebhookRequest* request,
                                       v1::Webhook* response) override;
  grpc::ServerUnaryReactor* ListWebhooks(Context* context, const v1::ListWebhooksRequest* request,
                                         v1::ListWebhooksResponse* response) override;
  grpc::ServerUnaryReactor* ListDeliveries(Context* context,
                                           const v1::ListDeliveriesRequest* request,
                                           v1::ListDeliveriesResponse* response) override;
  grpc::ServerUnaryReactor* ReplayDeliveries(Context* context,
                                             const v1::ReplayDeliveriesRequest* request,
                                             v1::ReplayDeliveriesResponse* response) override;

 private:
  rpc::CallPath path_;
  storage::Store& store_;
  storage::KeyStore& keys_;
  const AddressPolicy webhook_addresses_;
  const Clock& clock_;
  RandomSource& random_;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_NEWS_RPC_H_
