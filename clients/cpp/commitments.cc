// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/commitments.h"

#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::client {

using commitments::v1::CommitmentService;

absl::StatusOr<commitments::v1::CheckClearanceResponse> CommitmentsClient::CheckClearance(
    commitments::v1::CheckClearanceRequest request, const CallOptions& options) const {
  return client_.Call(&CommitmentService::Stub::CheckClearance, std::move(request), options);
}

absl::StatusOr<commitments::v1::Clearance> CommitmentsClient::IssueClearance(
    commitments::v1::IssueClearanceRequest request, const CallOptions& options) const {
  return client_.Call(&CommitmentService::Stub::IssueClearance, std::move(request), options);
}

ListRange<commitments::v1::Offer> CommitmentsClient::ListAllowances(
    commitments::v1::ListAllowancesRequest request, const CallOptions& options) const {
  return client_.List(&CommitmentService::Stub::ListAllowances,
                      &commitments::v1::ListAllowancesResponse::offers, std::move(request),
                      options);
}

absl::StatusOr<commitments::v1::Promise> CommitmentsClient::RecordPromise(
    const std::string& product, commitments::v1::Promise promise,
    const CallOptions& options) const {
  commitments::v1::RecordPromiseRequest request;
  request.set_parent(product);
  *request.mutable_promise() = std::move(promise);
  return client_.Call(&CommitmentService::Stub::RecordPromise, std::move(request), options);
}

absl::StatusOr<commitments::v1::Promise> CommitmentsClient::GetPromise(
    const std::string& name, const CallOptions& options) const {
  commitments::v1::GetPromiseRequest request;
  request.set_name(name);
  return client_.Call(&CommitmentService::Stub::GetPromise, std::move(request), options);
}

ListRange<commitments::v1::Promise> CommitmentsClient::ListPromises(
    commitments::v1::ListPromisesRequest request, const CallOptions& options) const {
  return client_.List(&CommitmentService::Stub::ListPromises,
                      &commitments::v1::ListPromisesResponse::promises, std::move(request),
                      options);
}

}  // namespace zusage::client
