// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_rpc.h"

#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "services/alignment/preparation_proto.h"
#include "services/base/error.h"
#include "services/base/status_macros.h"
#include "services/strategy/acknowledge_strategy.h"
#include "services/strategy/compare_strategies.h"
#include "services/strategy/domain/validate_strategy.h"
#include "services/strategy/get_strategy.h"
#include "services/strategy/list_acknowledgements.h"
#include "services/strategy/list_strategies.h"
#include "services/strategy/preparation_proto.h"
#include "services/strategy/prepare_strategy.h"
#include "services/strategy/publish_strategy.h"
#include "services/strategy/strategy_change.h"
#include "services/strategy/strategy_change_proto.h"
#include "services/strategy/strategy_proto.h"
#include "services/strategy/want_suggestions.h"
#include "services/values/proto_values.h"

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

// Of the draft, which must be valid, or the version in force.
absl::StatusOr<WantSuggestionsOutput> WantSuggestionsFor(storage::Store& store,
                                                         const PrepareStrategyInput& input,
                                                         const std::string& element,
                                                         const Call& call) {
  std::shared_ptr<const Strategy> document = input.document;
  if (document == nullptr) {
    ZUSAGE_RETURN_IF_ERROR(store.Read([&](storage::ReadTransaction& tx) -> absl::Status {
      ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy current,
                              storage::StrategyRepository::Current(tx, input.product));
      document = current.document;
      return absl::OkStatus();
    }));
  } else if (const absl::Status valid = ValidateStrategy(*document); !valid.ok()) {
    return WithFieldPrefix(kDocumentPrefix, WithMessagePaths(*document, valid));
  }
  return WantSuggestions(store, *document, {.product = input.product, .element = element},
                         call.start_time);
}

}  // namespace

StrategyRpc::StrategyRpc(rpc::Plumbing& plumbing, storage::Store& store, rpc::Peer& alignment)
    : store_(store),
      alignment_(alignment),
      path_(v1::StrategyService::service_full_name(), plumbing, &store) {}

// What the publication changes is found out before its transaction, as it takes longer than other
// writers should wait.
grpc::ServerUnaryReactor* StrategyRpc::PublishStrategy(grpc::CallbackServerContext* context,
                                                       const v1::PublishStrategyRequest* request,
                                                       v1::Strategy* response) {
  return path_.Mutate(
      "PublishStrategy", context, request, response,
      [this](const Call& call, const auto& in) -> absl::StatusOr<rpc::Effect<v1::Strategy>> {
        ZUSAGE_ASSIGN_OR_RETURN(PublishStrategyInput input, ReadInput(in));
        ZUSAGE_RETURN_IF_ERROR(AboutDocument(input, CheckDocument(input)));
        PeerWishJudge judge(call, alignment_);
        ZUSAGE_ASSIGN_OR_RETURN(
            StrategyChange change,
            ChangeBy(store_, input, input.validate_only ? &judge : nullptr, call.start_time));
        v1::Preparedness preparedness =
            alignment::ToProto(alignment::PreparationOf(*input.document));
        return [&call, input = std::move(input), change = std::move(change),
                preparedness = std::move(preparedness)](storage::Unit& unit,
                                                        v1::Strategy& out) -> absl::Status {
          const auto published = strategy::PublishStrategy(unit, call.caller, input);
          if (!published.ok()) return AboutDocument(input, published.status());
          out = ToProto(*published);
          *out.mutable_preparedness() = preparedness;
          *out.mutable_change() = ToProto(change, *published);
          return absl::OkStatus();
        };
      },
      rpc::Waits::kForPeer);  // and goes through what is open and promised
}

grpc::ServerUnaryReactor* StrategyRpc::GetStrategy(grpc::CallbackServerContext* context,
                                                   const v1::GetStrategyRequest* request,
                                                   v1::Strategy* response) {
  return path_.Read("GetStrategy", context, request, response,
                    [this](const Call& call, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                                                strategy::GetStrategy(tx, in.name()));
                        out = ToProto(strategy);
                        ZUSAGE_ASSIGN_OR_RETURN(const ChangeTimes times, ages_.Of(tx, strategy));
                        for (const auto& [id, time] : times) {
                          (*out.mutable_element_change_times())[id] = values::ToProto(time);
                        }
                        if (call.caller.is_service) return absl::OkStatus();  // needs no more
                        return AddWhatPeopleWant(tx, call.caller, strategy, out);
                      });
                    });
}

absl::Status StrategyRpc::AddWhatPeopleWant(storage::ReadTransaction& tx,
                                            const directory::Caller& caller,
                                            const storage::PublishedStrategy& strategy,
                                            v1::Strategy& out) {
  *out.mutable_preparedness() = alignment::ToProto(alignment::PreparationOf(*strategy.document));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<RetiredElement> retired, retired_.Before(tx, strategy));
  for (const RetiredElement& element : retired) {
    *out.add_retired_elements() = ToProto(element, strategy.product);
  }
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::optional<absl::Time> acknowledged,
      storage::StrategyRepository::AcknowledgeTime(tx, strategy, caller.subject()));
  if (acknowledged.has_value()) {
    *out.mutable_acknowledge_time() = values::ToProto(*acknowledged);
  }
  return absl::OkStatus();
}

grpc::ServerUnaryReactor* StrategyRpc::CompareStrategies(
    grpc::CallbackServerContext* context, const v1::CompareStrategiesRequest* request,
    v1::StrategyDifference* response) {
  return path_.Read("CompareStrategies", context, request, response,
                    [this](const Call&, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ComparedStrategies compared,
                            strategy::CompareStrategies(tx, {in.name(), in.base()}));
                        out = ToProto(compared);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* StrategyRpc::AcknowledgeStrategy(
    grpc::CallbackServerContext* context, const v1::AcknowledgeStrategyRequest* request,
    v1::Acknowledgement* response) {
  return path_.Mutate(
      "AcknowledgeStrategy", context, request, response,
      [](const Call& call, const auto& in) -> absl::StatusOr<rpc::Effect<v1::Acknowledgement>> {
        return [&call, name = in.name()](storage::Unit& unit,
                                         v1::Acknowledgement& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const Acknowledgement acknowledgement,
                                  strategy::AcknowledgeStrategy(unit, call.caller, name));
          out = ToProto(acknowledgement);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* StrategyRpc::ListAcknowledgements(
    grpc::CallbackServerContext* context, const v1::ListAcknowledgementsRequest* request,
    v1::ListAcknowledgementsResponse* response) {
  return path_.Read("ListAcknowledgements", context, request, response,
                    [this](const Call&, const auto& in, auto& out) {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ListAcknowledgementsOutput page,
                            strategy::ListAcknowledgements(tx, {in.parent(), in.missing_only(),
                                                                in.page_size(), in.page_token()}));
                        for (const Acknowledgement& acknowledgement : page.acknowledgements) {
                          *out.add_acknowledgements() = ToProto(acknowledgement);
                        }
                        out.set_next_page_token(page.next_page_token);
                        out.set_acknowledged_count(page.acknowledged_count);
                        out.set_missing_count(page.missing_count);
                        return absl::OkStatus();
                      });
                    });
}

// What the store holds is read before the peer is asked, so that nothing waits for it.
grpc::ServerUnaryReactor* StrategyRpc::PrepareStrategy(grpc::CallbackServerContext* context,
                                                       const v1::PrepareStrategyRequest* request,
                                                       v1::StrategyPreparation* response) {
  return path_.Read(
      "PrepareStrategy", context, request, response,
      [this](const Call& call, const auto& in, auto& out) -> absl::Status {
        PrepareStrategyInput input{.product = in.parent(), .document = nullptr};
        if (in.has_document()) {
          absl::StatusOr<Strategy> document = FromProto(in.document());
          if (!document.ok()) return WithFieldPrefix(kDocumentPrefix, document.status());
          input.document = std::make_shared<const Strategy>(*std::move(document));
        }
        WantSuggestionsOutput wanted;
        if (in.with_reader()) {
          ZUSAGE_ASSIGN_OR_RETURN(wanted, WantSuggestionsFor(store_, input, in.element(), call));
          *out.mutable_reader() = ToProto(wanted.progress);
          if (in.reader_only()) return absl::OkStatus();
        }
        ZUSAGE_ASSIGN_OR_RETURN(const PrepareStrategyOutput output,
                                strategy::PrepareStrategy(store_, input));
        using Stub = alignment::v1::AlignmentService::Stub;
        using Question = alignment::v1::ProposePreparationRequest;
        ZUSAGE_ASSIGN_OR_RETURN(out, (alignment_.Ask<Question, v1::StrategyPreparation>(
                                         call, &Stub::ProposePreparation,
                                         QuestionFor(in, output, wanted.suggestions))));
        if (in.with_reader()) *out.mutable_reader() = ToProto(wanted.progress);
        return absl::OkStatus();
      },
      rpc::Waits::kForPeer);
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
