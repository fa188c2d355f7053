// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_DIRECTORY_RPC_H_
#define ZUSAGE_SERVICES_DIRECTORY_DIRECTORY_RPC_H_

#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/rpc/call_path.h"
#include "storage/store.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::directory {

// The directory's service: messages in, operation, messages out. Thread-safe.
class DirectoryRpc final : public v1::DirectoryService::CallbackService {
 public:
  // All must outlive it.
  DirectoryRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
               RandomSource& random);

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* UpsertCustomer(Context* context, const v1::UpsertCustomerRequest* request,
                          type::v1::Customer* response) override;
  Reactor* GetCustomer(Context* context, const v1::GetCustomerRequest* request,
                       type::v1::Customer* response) override;
  Reactor* ListCustomers(Context* context, const v1::ListCustomersRequest* request,
                         v1::ListCustomersResponse* response) override;
  Reactor* MergeCustomers(Context* context, const v1::MergeCustomersRequest* request,
                          v1::MergeCustomersResponse* response) override;
  Reactor* ListLookAlikes(Context* context, const v1::ListLookAlikesRequest* request,
                          v1::ListLookAlikesResponse* response) override;
  Reactor* DismissLookAlike(Context* context, const v1::DismissLookAlikeRequest* request,
                            v1::DismissLookAlikeResponse* response) override;
  Reactor* UpsertDeal(Context* context, const v1::UpsertDealRequest* request,
                      type::v1::Deal* response) override;
  Reactor* GetDeal(Context* context, const v1::GetDealRequest* request,
                   type::v1::Deal* response) override;
  Reactor* ListDeals(Context* context, const v1::ListDealsRequest* request,
                     v1::ListDealsResponse* response) override;
  Reactor* UpsertTeam(Context* context, const v1::UpsertTeamRequest* request,
                      v1::Team* response) override;
  Reactor* GetTeam(Context* context, const v1::GetTeamRequest* request,
                   v1::Team* response) override;
  Reactor* ListTeams(Context* context, const v1::ListTeamsRequest* request,
                     v1::ListTeamsResponse* response) override;
  Reactor* CreatePrincipal(Context* context, const v1::CreatePrincipalRequest* request,
                           v1::Principal* response) override;
  Reactor* UpdatePrincipal(Context* context, const v1::UpdatePrincipalRequest* request,
                           v1::Principal* response) override;
  Reactor* GetPrincipal(Context* context, const v1::GetPrincipalRequest* request,
                        v1::Principal* response) override;
  Reactor* ListPrincipals(Context* context, const v1::ListPrincipalsRequest* request,
                          v1::ListPrincipalsResponse* response) override;
  Reactor* GetCaller(Context* context, const v1::GetCallerRequest* request,
                     v1::Principal* response) override;
  Reactor* CreateKey(Context* context, const v1::CreateKeyRequest* request,
                     v1::Key* response) override;
  Reactor* ListKeys(Context* context, const v1::ListKeysRequest* request,
                    v1::ListKeysResponse* response) override;
  Reactor* RevokeKey(Context* context, const v1::RevokeKeyRequest* request,
                     v1::Key* response) override;
  Reactor* ResolveKey(Context* context, const v1::ResolveKeyRequest* request,
                      v1::ResolveKeyResponse* response) override;

 private:
  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  rpc::CallPath path_;
};

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DIRECTORY_RPC_H_
