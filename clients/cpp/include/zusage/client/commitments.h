// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_COMMITMENTS_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_COMMITMENTS_H_

#include <string>
#include <utility>

#include "absl/status/statusor.h"
#include "zusage/client/client.h"
#include "zusage/commitments/v1/commitment_service.pb.h"

namespace zusage::client {

// What may be promised to customers, and what was. As thread-safe and as cheap to copy as its
// Client. What the server may answer stands in zusage/commitments/v1/commitment_service.proto.
class CommitmentsClient {
 public:
  explicit CommitmentsClient(Client client) : client_(std::move(client)) {}

  // May this be promised to this customer by that date? A no is an answer, not an error.
  absl::StatusOr<commitments::v1::CheckClearanceResponse> CheckClearance(
      commitments::v1::CheckClearanceRequest request, const CallOptions& options = {}) const;

  // As CheckClearance; a yes holds until it expires.
  absl::StatusOr<commitments::v1::Clearance> IssueClearance(
      commitments::v1::IssueClearanceRequest request, const CallOptions& options = {}) const;

  // All that may be sold to a customer today.
  ListRange<commitments::v1::Offer> ListAllowances(commitments::v1::ListAllowancesRequest request,
                                                   const CallOptions& options = {}) const;

  // Records what was said to a customer about `product` ("products/atlas"); the answer says how it
  // stands. Recorded once however often the call is repeated with one request_id.
  absl::StatusOr<commitments::v1::Promise> RecordPromise(const std::string& product,
                                                         commitments::v1::Promise promise,
                                                         const CallOptions& options = {}) const;

  // "products/atlas/promises/01J…".
  absl::StatusOr<commitments::v1::Promise> GetPromise(const std::string& name,
                                                      const CallOptions& options = {}) const;

  // Newest first.
  ListRange<commitments::v1::Promise> ListPromises(commitments::v1::ListPromisesRequest request,
                                                   const CallOptions& options = {}) const;

 private:
  Client client_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_COMMITMENTS_H_
