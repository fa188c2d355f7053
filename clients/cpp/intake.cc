// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/intake.h"

#include "clients/cpp/import_stream.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::client {

using intake::v1::IntakeService;

absl::StatusOr<intake::v1::SubmitChangeRequestResponse> IntakeClient::SubmitChangeRequest(
    const std::string& product, type::v1::ChangeRequestDraft draft,
    const CallOptions& options) const {
  intake::v1::SubmitChangeRequestRequest request;
  request.set_parent(product);
  *request.mutable_change_request() = std::move(draft);
  return client_.Call(&IntakeService::Stub::SubmitChangeRequest, std::move(request), options);
}

absl::StatusOr<type::v1::ChangeRequest> IntakeClient::GetChangeRequest(
    const std::string& name, const CallOptions& options) const {
  intake::v1::GetChangeRequestRequest request;
  request.set_name(name);
  return client_.Call(&IntakeService::Stub::GetChangeRequest, std::move(request), options);
}

ListRange<type::v1::ChangeRequest> IntakeClient::ListChangeRequests(
    intake::v1::ListChangeRequestsRequest request, const CallOptions& options) const {
  return client_.List(&IntakeService::Stub::ListChangeRequests,
                      &intake::v1::ListChangeRequestsResponse::change_requests, std::move(request),
                      options);
}

absl::StatusOr<intake::v1::ImportProgress> IntakeClient::ImportChangeRequests(
    const std::string& product, absl::FunctionRef<bool(intake::v1::ImportItem&)> next,
    absl::FunctionRef<void(const intake::v1::ImportResult&)> take, const ImportOptions& options,
    const CallOptions& call) const {
  return ImportStream(*client_.core(), product, next, take, options, call).Run();
}

}  // namespace zusage::client
