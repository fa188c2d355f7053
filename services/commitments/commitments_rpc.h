// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_COMMITMENTS_COMMITMENTS_RPC_H_
#define ZUSAGE_SERVICES_COMMITMENTS_COMMITMENTS_RPC_H_

#include <vector>

#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/commitments/check_clearance.h"
#include "services/rpc/call_path.h"
#include "services/rpc/peer.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::commitments {

// CommitmentService over the operations of this folder.
class CommitmentRpc final : public v1::CommitmentService::CallbackService {
 public:
  // All must outlive it. The alignment role proposes items for words; while it is away there are no
  // proposals.
  CommitmentRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                RandomSource& random, rpc::Peer& alignment);

  using Context = grpc::CallbackServerContext;
  grpc::ServerUnaryReactor* RecordPromise(Context* context, const v1::RecordPromiseRequest* request,
                                          v1::Promise* response) override;
  grpc::ServerUnaryReactor* LinkPromise(Context* context, const v1::LinkPromiseRequest* request,
                                        v1::Promise* response) override;
  grpc::ServerUnaryReactor* GetPromise(Context* context, const v1::GetPromiseRequest* request,
                                       v1::Promise* response) override;
  grpc::ServerUnaryReactor* ListPromises(Context* context, const v1::ListPromisesRequest* request,
                                         v1::ListPromisesResponse* response) override;
  grpc::ServerUnaryReactor* RetractPromise(Context* context,
                                           const v1::RetractPromiseRequest* request,
                                           v1::Promise* response) override;
  grpc::ServerUnaryReactor* MarkDelivered(Context* context, const v1::MarkDeliveredRequest* request,
                                          v1::Promise* response) override;
  grpc::ServerUnaryReactor* CheckClearance(Context* context,
                                           const v1::CheckClearanceRequest* request,
                                           v1::CheckClearanceResponse* response) override;
  grpc::ServerUnaryReactor* ComparePromises(Context* context,
                                            const v1::ComparePromisesRequest* request,
                                            v1::ComparePromisesResponse* response) override;
  grpc::ServerUnaryReactor* DisputePromise(Context* context,
                                           const v1::DisputePromiseRequest* request,
                                           v1::Promise* response) override;
  grpc::ServerUnaryReactor* ResolveDispute(Context* context,
                                           const v1::ResolveDisputeRequest* request,
                                           v1::Promise* response) override;
  grpc::ServerUnaryReactor* IssueClearance(Context* context,
                                           const v1::IssueClearanceRequest* request,
                                           v1::Clearance* response) override;
  grpc::ServerUnaryReactor* GetClearance(Context* context, const v1::GetClearanceRequest* request,
                                         v1::Clearance* response) override;
  grpc::ServerUnaryReactor* ListClearances(Context* context,
                                           const v1::ListClearancesRequest* request,
                                           v1::ListClearancesResponse* response) override;
  grpc::ServerUnaryReactor* ListAllowances(Context* context,
                                           const v1::ListAllowancesRequest* request,
                                           v1::ListAllowancesResponse* response) override;

 private:
  // What the words of a question may mean; nothing if the check is away.
  std::vector<Meaning> AskForMeanings(const rpc::Call& call,
                                      const v1::CheckClearanceRequest& request);

  rpc::CallPath path_;
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  rpc::PeerStub<alignment::v1::AlignmentService> alignment_;
};

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_COMMITMENTS_RPC_H_
