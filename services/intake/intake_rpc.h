// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_
#define ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_

#include <cstdint>
#include <memory>
#include <string>

#include "services/alignment/domain/assessment_json.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/intake/checker_rpc.h"
#include "services/intake/domain/draft.h"
#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::intake {

// IntakeService over the operations of this folder.
class IntakeRpc final : public v1::IntakeService::CallbackService {
 public:
  // All must outlive it.
  IntakeRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
            RandomSource& random, CallChecker& checker);

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
  // What the check says; null if it is away.
  std::shared_ptr<const alignment::EncodedAssessment> Assess(const rpc::Call& call,
                                                             const Draft& draft);

  rpc::CallPath path_;
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  CallChecker& checker_;
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_
