// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_NEWS_RPC_H_
#define ZUSAGE_SERVICES_NEWS_NEWS_RPC_H_

#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::news {

// NewsService over the operations of this folder.
class NewsRpc final : public v1::NewsService::CallbackService {
 public:
  // All must outlive it.
  NewsRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock, RandomSource& random);

  using Context = grpc::CallbackServerContext;

  grpc::ServerUnaryReactor* GetDigest(Context* context, const v1::GetDigestRequest* request,
                                      v1::Digest* response) override;

 private:
  rpc::CallPath path_;
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_NEWS_RPC_H_
