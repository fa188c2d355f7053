// SPDX-License-Identifier: Apache-2.0
#include "services/news/news_rpc.h"

#include "services/base/status_macros.h"
#include "services/news/digest_proto.h"

namespace zusage::news {

NewsRpc::NewsRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                 RandomSource& random)
    : path_(v1::NewsService::service_full_name(), plumbing, &store),
      store_(store),
      clock_(clock),
      random_(random) {}

grpc::ServerUnaryReactor* NewsRpc::GetDigest(Context* context, const v1::GetDigestRequest* request,
                                             v1::Digest* response) {
  return path_.Read("GetDigest", context, request, response,
                    [this](const rpc::Call&, const auto& in, auto& out) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(const GetDigestInput input, FromProto(in));
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const Digest digest,
                                                news::GetDigest(tx, input, clock_.Now()));
                        out = ToProto(digest);
                        return absl::OkStatus();
                      });
                    });
}

}  // namespace zusage::news
