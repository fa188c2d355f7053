// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_rpc.h"

#include <memory>
#include <utility>

#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/strategy/get_strategy.h"
#include "services/strategy/list_strategies.h"
#include "services/strategy/publish_strategy.h"
#include "services/strategy/strategy_proto.h"

namespace zusage::strategy {
namespace {

using rpc::Call;

constexpr char kDocumentPrefix[] = "document.";

absl::StatusOr<PublishStrategyInput> ReadInput(const v1::PublishStrategyRequest& request) {
  absl::StatusOr<Strategy> document = FromProto(request.document());
  if (!document.ok()) return WithFieldPrefix(kDocumentPrefix, document.status());
  return PublishStrategyInput{.product = request.parent(),
                              .document = std::make_shared<const Strategy>(*std::move(document)),
                              .memo = request.memo(),
                              .base_version = request.base_version(),
                              .validate_only = request.validate_only()};
}

// What an operation says about the document, in the words of the request.
absl::Status AboutDocument(const PublishStrategyInput& input, const absl::Status& status) {
  return WithFieldPrefix(kDocumentPrefix, WithMessagePaths(*input.document, status));
}

}  // namespace

StrategyRpc::StrategyRpc(rpc::Plumbing& plumbing, storage::Store& store)
    : store_(store), path_(v1::StrategyService::service_full_name(), plumbing, &store) {}

grpc::ServerUnaryReactor* StrategyRpc::PublishStrategy(grpc::CallbackServerContext* context,
                                                       const v1::PublishStrategyRequest* request,
                                                       v1::Strategy* response) {
  return path_.Mutate(
      "PublishStrategy", context, request, response,
      [](const Call& call, const auto& in) -> absl::StatusOr<rpc::Effect<v1::Strategy>> {
        ZUSAGE_ASSIGN_OR_RETURN(PublishStrategyInput input, ReadInput(in));
        ZUSAGE_RETURN_IF_ERROR(AboutDocument(input, CheckDocument(input)));
        return [&call, input = std::move(input)](storage::Unit& unit,
                                                 v1::Strategy& out) -> absl::Status {
          const auto published = strategy::PublishStrategy(unit, call.caller, input);
          if (!published.ok()) return AboutDocument(input, published.status());
          out = ToProto(*published);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* StrategyRpc::GetStrategy(grpc::CallbackServerContext* context,
                                                   const v1::GetStrategyRequest* request,
                                                   v1::Strategy* response) {
  return path_.Read("GetStrategy", context, request, response,
                    [this](const Call&, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                                                strategy::GetStrategy(tx, in.name()));
                        out = ToProto(strategy);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* StrategyRpc::ListStrategies(grpc::CallbackServerContext* context,
                                                      const v1::ListStrategiesRequest* request,
                                                      v1::ListStrategiesResponse* response) {
  return path_.Read(
      "ListStrategies", context, request, response,
      [this](const Call& call, const auto& in, auto& out) {
        return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
          const ListStrategiesInput input{in.parent(), in.page_size(), in.page_token()};
          ZUSAGE_ASSIGN_OR_RETURN(const ListStrategiesOutput page,
                                  strategy::ListStrategies(tx, call.caller, input));
          for (const storage::PublishedStrategy& strategy : page.strategies) {
            *out.add_strategies() = ToProto(strategy);
          }
          out.set_next_page_token(page.next_page_token);
          return absl::OkStatus();
        });
      });
}

}  // namespace zusage::strategy
