// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_
#define ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_

#include <optional>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/intake/checker.h"
#include "services/rpc/call_path.h"
#include "services/rpc/peer.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::intake {

// The check as the alignment role offers it. Thread-safe.
class AlignmentChecker final : public Checker {
 public:
  // `peer` and `clock` must outlive it.
  AlignmentChecker(rpc::Peer& peer, const Clock& clock) : clock_(clock), alignment_(peer) {}

  absl::StatusOr<alignment::Assessment> Check(const alignment::Wish& wish) override;

  // Judges a draft in the name of a caller by what is known up to `position` at least. Nothing if
  // the check is away or too slow for somebody who waits for an answer.
  std::optional<alignment::Assessment> Check(const rpc::Call& call,
                                             const v1::SubmitChangeRequestRequest& request,
                                             int64_t position);

 private:
  const Clock& clock_;
  rpc::PeerStub<alignment::v1::AlignmentService> alignment_;
};

// IntakeService over the operations of this folder.
class IntakeRpc final : public v1::IntakeService::CallbackService {
 public:
  // All must outlive it.
  IntakeRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
            RandomSource& random, AlignmentChecker& checker);

  using Context = grpc::CallbackServerContext;
  grpc::ServerUnaryReactor* SubmitChangeRequest(Context* context,
                                                const v1::SubmitChangeRequestRequest* request,
                                                v1::SubmitChangeRequestResponse* response) override;
  grpc::ServerUnaryReactor* GetChangeRequest(Context* context,
                                             const v1::GetChangeRequestRequest* request,
                                             type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* ListChangeRequests(Context* context,
                                               const v1::ListChangeRequestsRequest* request,
                                               v1::ListChangeRequestsResponse* response) override;

 private:
  // The position since which the strategy in force is; 0 for a product without one.
  int64_t StrategyPosition(const std::string& product);

  rpc::CallPath path_;
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  AlignmentChecker& checker_;
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_
