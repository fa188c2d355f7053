// SPDX-License-Identifier: Apache-2.0
#include "services/news/news_rpc.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/news/digest_proto.h"
#include "services/news/news_proto.h"

namespace zusage::news {

NewsRpc::NewsRpc(rpc::Plumbing& plumbing, storage::Store& store, storage::KeyStore& keys,
                 AddressPolicy webhook_addresses, const Clock& clock, RandomSource& random)
    : path_(v1::NewsService::service_full_name(), plumbing, &store),
      store_(store),
      keys_(keys),
      webhook_addresses_(std::move(webhook_addresses)),
      clock_(clock),
      random_(random) {}

grpc::ServerUnaryReactor* NewsRpc::ListNotices(Context* context,
                                               const v1::ListNoticesRequest* request,
                                               v1::ListNoticesResponse* response) {
  return path_.Read("ListNotices", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
                      const ListNoticesInput input = FromProto(in);
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const ListNoticesOutput page,
                                                news::ListNotices(tx, call.caller, input));
                        out = ToProto(page);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* NewsRpc::MarkNoticesRead(Context* context,
                                                   const v1::MarkNoticesReadRequest* request,
                                                   v1::MarkNoticesReadResponse* response) {
  using MarkEffect = rpc::Effect<v1::MarkNoticesReadResponse>;
  return path_.Mutate("MarkNoticesRead", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<MarkEffect> {
                        return [&call, input = FromProto(in)](storage::Unit& unit,
                                                              auto& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(const int marked,
                                                  news::MarkNoticesRead(unit, call.caller, input));
                          out.set_marked_count(marked);
                          return absl::OkStatus();
                        };
                      });
}

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
