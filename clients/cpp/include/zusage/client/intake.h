// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_INTAKE_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_INTAKE_H_

#include <string>
#include <utility>

#include "absl/functional/function_ref.h"
#include "absl/status/statusor.h"
#include "zusage/client/client.h"
#include "zusage/client/stop_signal.h"
#include "zusage/intake/v1/intake_service.pb.h"

namespace zusage::client {

// Where customers' wishes come in. As thread-safe and as cheap to copy as its Client. What the
// server may answer stands in zusage/intake/v1/intake_service.proto.
class IntakeClient {
 public:
  explicit IntakeClient(Client client) : client_(std::move(client)) {}

  // Records a wish to `product` ("products/atlas") and says how it stands against the strategy. One
  // wish is recorded once however often the call is repeated with one request_id.
  absl::StatusOr<intake::v1::SubmitChangeRequestResponse> SubmitChangeRequest(
      const std::string& product, type::v1::ChangeRequestDraft draft,
      const CallOptions& options = {}) const;

  // "products/atlas/changeRequests/01J…".
  absl::StatusOr<type::v1::ChangeRequest> GetChangeRequest(const std::string& name,
                                                           const CallOptions& options = {}) const;

  // Newest first.
  ListRange<type::v1::ChangeRequest> ListChangeRequests(
      intake::v1::ListChangeRequestsRequest request, const CallOptions& options = {}) const;

  struct ImportOptions {
    // Says what would be recorded, and records nothing.
    bool validate_only = false;
    StopSignal* stop = nullptr;
  };

  // Records many wishes over one stream. `next` fills in an item and returns true, or returns false
  // when there are no more; it is called by this thread or another, one at a time, and not after
  // this returned. `take` gets one result for each item, in their order, on the calling thread.
  // Items travel in batches: while `next` waits for one, those before it may wait, too.
  //
  // Items without a request_id get one. A stream that breaks off is begun again with the items that
  // had no result yet, as often in a row as ClientOptions::retry says without a result in between:
  // nothing is recorded twice, and what was recorded before the break is ALREADY_THERE. Numbers and
  // the progress that is returned count over all of that. There is no deadline unless `call` sets a
  // timeout for the whole. After an error, all results that came are true.
  absl::StatusOr<intake::v1::ImportProgress> ImportChangeRequests(
      const std::string& product, absl::FunctionRef<bool(intake::v1::ImportItem& item)> next,
      absl::FunctionRef<void(const intake::v1::ImportResult& result)> take,
      const ImportOptions& options, const CallOptions& call = {}) const;

 private:
  Client client_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_INTAKE_H_
