// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_
#define ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "services/alignment/domain/assessment.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/intake/checker_rpc.h"
#include "services/intake/import_stream_rpc.h"
#include "services/intake/reassess.h"
#include "services/rpc/call_path.h"
#include "services/rpc/plumbing.h"
#include "storage/paced_writes.h"
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
  grpc::ServerBidiReactor<v1::ImportChangeRequestsRequest, v1::ImportChangeRequestsResponse>*
  ImportChangeRequests(Context* context) override;
  grpc::ServerUnaryReactor* AddEvidence(Context* context, const v1::AddEvidenceRequest* request,
                                        v1::AddEvidenceResponse* response) override;
  grpc::ServerUnaryReactor* WithdrawChangeRequest(Context* context,
                                                  const v1::WithdrawChangeRequestRequest* request,
                                                  type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* RecordStudy(Context* context, const v1::RecordStudyRequest* request,
                                        v1::RecordStudyResponse* response) override;
  grpc::ServerUnaryReactor* GetStudy(Context* context, const v1::GetStudyRequest* request,
                                     v1::Study* response) override;
  grpc::ServerUnaryReactor* ListStudies(Context* context, const v1::ListStudiesRequest* request,
                                        v1::ListStudiesResponse* response) override;
  grpc::ServerUnaryReactor* GetChangeRequest(Context* context,
                                             const v1::GetChangeRequestRequest* request,
                                             type::v1::ChangeRequest* response) override;
  grpc::ServerUnaryReactor* GetSecondOpinion(Context* context,
                                             const v1::GetSecondOpinionRequest* request,
                                             v1::GetSecondOpinionResponse* response) override;
  grpc::ServerUnaryReactor* GetSecondReader(Context* context,
                                            const v1::GetSecondReaderRequest* request,
                                            v1::SecondReader* response) override;
  grpc::ServerUnaryReactor* ListChangeRequests(Context* context,
                                               const v1::ListChangeRequestsRequest* request,
                                               v1::ListChangeRequestsResponse* response) override;

 private:
  // The position since which the strategy in force is; 0 for a product without one.
  int64_t StrategyPosition(const std::string& product);
  // What the check says of a wish about `product`; nothing if it is away.
  std::optional<alignment::Assessment> Assess(const rpc::Call& call, const std::string& product,
                                              const alignment::Wish& wish);
  // What the check says of an open request that is to get more evidence.
  absl::StatusOr<Answer> Reassess(const rpc::Call& call, const std::string& request,
                                  const alignment::Evidence& added);
  // What a mutation may wait for that asks the check about `name`, a product or what is below one.
  rpc::Waits WaitsFor(std::string_view name) const;

  rpc::CallPath path_;
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  CallChecker& checker_;
  storage::PacedWrites imports_;
  const ImportStream::Means import_means_;
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_INTAKE_RPC_H_
