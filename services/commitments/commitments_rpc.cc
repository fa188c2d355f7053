// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/commitments_rpc.h"

#include <utility>

#include "services/base/status_macros.h"
#include "services/commitments/clearance_proto.h"
#include "services/commitments/commitments_proto.h"
#include "services/commitments/get_clearance.h"

namespace zusage::commitments {
namespace {

using PromiseEffect = rpc::Effect<v1::Promise>;

// An effect that answers with the promise that `operation` changed.
template <typename Operation>
PromiseEffect Answering(Operation operation) {
  return [operation = std::move(operation)](storage::Unit& unit, v1::Promise& out) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged, operation(unit));
    out = ToProto(judged);
    return absl::OkStatus();
  };
}

}  // namespace

CommitmentRpc::CommitmentRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                             RandomSource& random, rpc::Peer& alignment)
    : path_(v1::CommitmentService::service_full_name(), plumbing, &store),
      store_(store),
      clock_(clock),
      random_(random),
      alignment_(alignment) {}

grpc::ServerUnaryReactor* CommitmentRpc::RecordPromise(Context* context,
                                                       const v1::RecordPromiseRequest* request,
                                                       v1::Promise* response) {
  return path_.Mutate(
      "RecordPromise", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<PromiseEffect> {
        ZUSAGE_ASSIGN_OR_RETURN(RecordPromiseInput input, FromProto(in));
        return Answering([this, &call, input = std::move(input)](storage::Unit& unit) {
          return commitments::RecordPromise(unit, call.caller, input, random_);
        });
      });
}

grpc::ServerUnaryReactor* CommitmentRpc::LinkPromise(Context* context,
                                                     const v1::LinkPromiseRequest* request,
                                                     v1::Promise* response) {
  return path_.Mutate("LinkPromise", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<PromiseEffect> {
                        return Answering([&call, input = FromProto(in)](storage::Unit& unit) {
                          return commitments::LinkPromise(unit, call.caller, input);
                        });
                      });
}

grpc::ServerUnaryReactor* CommitmentRpc::GetPromise(Context* context,
                                                    const v1::GetPromiseRequest* request,
                                                    v1::Promise* response) {
  return path_.Read("GetPromise", context, request, response,
                    [this](const rpc::Call&, const auto& in, auto& out) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(const GetPromiseInput input, FromProto(in));
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const JudgedPromise judged,
                                                commitments::GetPromise(tx, input, clock_.Now()));
                        out = ToProto(judged);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* CommitmentRpc::ListPromises(Context* context,
                                                      const v1::ListPromisesRequest* request,
                                                      v1::ListPromisesResponse* response) {
  return path_.Read("ListPromises", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(const ListPromisesInput input, FromProto(in));
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const PromisePage page,
                            commitments::ListPromises(tx, call.caller, input, clock_.Now()));
                        out = ToProto(page);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* CommitmentRpc::RetractPromise(Context* context,
                                                        const v1::RetractPromiseRequest* request,
                                                        v1::Promise* response) {
  return path_.Mutate("RetractPromise", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<PromiseEffect> {
                        return Answering([&call, input = FromProto(in)](storage::Unit& unit) {
                          return commitments::RetractPromise(unit, call.caller, input);
                        });
                      });
}

grpc::ServerUnaryReactor* CommitmentRpc::MarkDelivered(Context* context,
                                                       const v1::MarkDeliveredRequest* request,
                                                       v1::Promise* response) {
  return path_.Mutate("MarkDelivered", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<PromiseEffect> {
                        ZUSAGE_ASSIGN_OR_RETURN(MarkDeliveredInput input, FromProto(in));
                        return Answering([&call, input = std::move(input)](storage::Unit& unit) {
                          return commitments::MarkDelivered(unit, call.caller, input);
                        });
                      });
}

grpc::ServerUnaryReactor* CommitmentRpc::CheckClearance(Context* context,
                                                        const v1::CheckClearanceRequest* request,
                                                        v1::CheckClearanceResponse* response) {
  // Only words need the check, and with it another thread.
  const rpc::Waits waits = request->words().empty() ? rpc::Waits::kNo : rpc::Waits::kForPeer;
  return path_.Read(
      "CheckClearance", context, request, response,
      [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
        ZUSAGE_ASSIGN_OR_RETURN(CheckClearanceInput input, FromProto(in));
        if (!in.words().empty()) input.meanings = AskForMeanings(call, in);
        return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const CheckedClearance checked,
                                  commitments::CheckClearance(tx, input, clock_.Now()));
          out = ToProto(checked);
          return absl::OkStatus();
        });
      },
      waits);
}

std::vector<Meaning> CommitmentRpc::AskForMeanings(const rpc::Call& call,
                                                   const v1::CheckClearanceRequest& request) {
  alignment::v1::QueryFeasibilityRequest question;
  question.set_parent(request.parent());
  question.set_question(request.words());
  const absl::StatusOr<alignment::v1::QueryFeasibilityResponse> answer =
      alignment_.Ask(call, &alignment::v1::AlignmentService::Stub::QueryFeasibility, question);
  if (!answer.ok()) return {};
  alignment::v1::ListSimilarChangeRequestsRequest words;
  words.set_parent(request.parent());
  words.set_text(request.words());
  const absl::StatusOr<alignment::v1::ListSimilarChangeRequestsResponse> similar = alignment_.Ask(
      call, &alignment::v1::AlignmentService::Stub::ListSimilarChangeRequests, words);
  return similar.ok() ? MeaningsOf(*answer, *similar) : MeaningsOf(*answer);
}

grpc::ServerUnaryReactor* CommitmentRpc::ComparePromises(Context* context,
                                                         const v1::ComparePromisesRequest* request,
                                                         v1::ComparePromisesResponse* response) {
  return path_.Read("ComparePromises", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
                      ZUSAGE_ASSIGN_OR_RETURN(const ComparePromisesInput input, FromProto(in));
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const Comparison comparison,
                            commitments::ComparePromises(tx, call.caller, input, clock_.Now()));
                        out = ToProto(comparison);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* CommitmentRpc::DisputePromise(Context* context,
                                                        const v1::DisputePromiseRequest* request,
                                                        v1::Promise* response) {
  return path_.Mutate("DisputePromise", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<PromiseEffect> {
                        return Answering([&call, input = FromProto(in)](storage::Unit& unit) {
                          return commitments::DisputePromise(unit, call.caller, input);
                        });
                      });
}

grpc::ServerUnaryReactor* CommitmentRpc::ResolveDispute(Context* context,
                                                        const v1::ResolveDisputeRequest* request,
                                                        v1::Promise* response) {
  return path_.Mutate("ResolveDispute", context, request, response,
                      [](const rpc::Call& call, const auto& in) -> absl::StatusOr<PromiseEffect> {
                        ZUSAGE_ASSIGN_OR_RETURN(ResolveDisputeInput input, FromProto(in));
                        return Answering([&call, input = std::move(input)](storage::Unit& unit) {
                          return commitments::ResolveDispute(unit, call.caller, input);
                        });
                      });
}

grpc::ServerUnaryReactor* CommitmentRpc::IssueClearance(Context* context,
                                                        const v1::IssueClearanceRequest* request,
                                                        v1::Clearance* response) {
  return path_.Mutate(
      "IssueClearance", context, request, response,
      [this](const rpc::Call& call, const auto& in) -> absl::StatusOr<rpc::Effect<v1::Clearance>> {
        ZUSAGE_ASSIGN_OR_RETURN(IssueClearanceInput input, FromProto(in));
        return [this, &call, input = std::move(input)](storage::Unit& unit,
                                                       v1::Clearance& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const ClearanceView issued,
                                  commitments::IssueClearance(unit, call.caller, input, random_));
          out = ToProto(issued);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* CommitmentRpc::GetClearance(Context* context,
                                                      const v1::GetClearanceRequest* request,
                                                      v1::Clearance* response) {
  return path_.Read("GetClearance", context, request, response,
                    [this](const rpc::Call&, const auto& in, auto& out) -> absl::Status {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            const ClearanceView view,
                            commitments::GetClearance(tx, in.name(), clock_.Now()));
                        out = ToProto(view);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* CommitmentRpc::ListClearances(Context* context,
                                                        const v1::ListClearancesRequest* request,
                                                        v1::ListClearancesResponse* response) {
  return path_.Read("ListClearances", context, request, response,
                    [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const ClearancePage page,
                                                commitments::ListClearances(
                                                    tx, call.caller, FromProto(in), clock_.Now()));
                        out = ToProto(page);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* CommitmentRpc::ListAllowances(Context* context,
                                                        const v1::ListAllowancesRequest* request,
                                                        v1::ListAllowancesResponse* response) {
  return path_.Read("ListAllowances", context, request, response,
                    [this](const rpc::Call&, const auto& in, auto& out) -> absl::Status {
                      const ListAllowancesInput input = FromProto(in);
                      return store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const OfferPage page, commitments::ListAllowances(
                                                                          tx, input, clock_.Now()));
                        out = ToProto(page);
                        return absl::OkStatus();
                      });
                    });
}

}  // namespace zusage::commitments
