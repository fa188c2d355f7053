// SPDX-License-Identifier: Apache-2.0
#include "services/directory/directory_rpc.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "services/base/status_macros.h"
#include "services/directory/create_key.h"
#include "services/directory/create_principal.h"
#include "services/directory/directory_proto.h"
#include "services/directory/get_caller.h"
#include "services/directory/list_customers.h"
#include "services/directory/list_keys.h"
#include "services/directory/list_principals.h"
#include "services/directory/resolve_key.h"
#include "services/directory/revoke_key.h"
#include "services/directory/update_principal.h"
#include "services/directory/upsert_customer.h"
#include "services/rpc/authenticator.h"
#include "services/values/proto_values.h"

namespace zusage::directory {
namespace {

using rpc::Call;
using rpc::Effect;
using storage::ReadTransaction;
using storage::Unit;

absl::StatusOr<CreateKeyInput> ReadRequest(const v1::CreateKeyRequest& request,
                                           RandomSource& random) {
  CreateKeyInput input{
      .principal = request.parent(), .label = request.label(), .token = MakeToken(random)};
  if (request.has_expire_time()) {
    ZUSAGE_ASSIGN_OR_RETURN(input.expire_time,
                            values::FromProto(request.expire_time(), "expire_time"));
  }
  return input;
}

// How long another process may rely on an answer about a key.
int32_t MaxAgeSeconds(const Key& key, absl::Time now) {
  absl::Duration age = rpc::kIdentityAge;
  if (key.expire_time.has_value()) age = std::min(age, *key.expire_time - now);
  return static_cast<int32_t>(absl::ToInt64Seconds(age));
}

}  // namespace

DirectoryRpc::DirectoryRpc(rpc::Plumbing& plumbing, storage::Store& store, const Clock& clock,
                           RandomSource& random)
    : store_(store),
      clock_(clock),
      random_(random),
      path_(v1::DirectoryService::service_full_name(), plumbing, &store) {}

grpc::ServerUnaryReactor* DirectoryRpc::UpsertCustomer(Context* context,
                                                       const v1::UpsertCustomerRequest* request,
                                                       type::v1::Customer* response) {
  return path_.Mutate(
      "UpsertCustomer", context, request, response,
      [this](const Call& call,
             const v1::UpsertCustomerRequest& in) -> absl::StatusOr<Effect<type::v1::Customer>> {
        return [this, &call, input = values::FromProto(in.customer())](
                   Unit& unit, type::v1::Customer& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedCustomer customer,
                                  directory::UpsertCustomer(unit, call.caller, input, random_));
          out = values::ToProto(customer);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListCustomers(Context* context,
                                                      const v1::ListCustomersRequest* request,
                                                      v1::ListCustomersResponse* response) {
  return path_.Read(
      "ListCustomers", context, request, response,
      [this](const Call&, const v1::ListCustomersRequest& in, v1::ListCustomersResponse& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(
              ListCustomersOutput page,
              directory::ListCustomers(tx, {in.prefix(), in.page_size(), in.page_token()}));
          for (const RecordedCustomer& customer : page.customers) {
            *out.add_customers() = values::ToProto(customer);
          }
          out.set_next_page_token(std::move(page.next_page_token));
          return absl::OkStatus();
        });
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::CreatePrincipal(Context* context,
                                                        const v1::CreatePrincipalRequest* request,
                                                        v1::Principal* response) {
  return path_.Mutate(
      "CreatePrincipal", context, request, response,
      [this](const Call& call,
             const v1::CreatePrincipalRequest& in) -> absl::StatusOr<Effect<v1::Principal>> {
        return [this, &call, input = FromProto(in.principal())](
                   Unit& unit, v1::Principal& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal principal,
                                  directory::CreatePrincipal(unit, call.caller, input, random_));
          out = ToProto(principal);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::UpdatePrincipal(Context* context,
                                                        const v1::UpdatePrincipalRequest* request,
                                                        v1::Principal* response) {
  return path_.Mutate(
      "UpdatePrincipal", context, request, response,
      [](const Call& call,
         const v1::UpdatePrincipalRequest& in) -> absl::StatusOr<Effect<v1::Principal>> {
        return [&call, input = FromProto(in.principal()), etag = in.principal().etag()](
                   Unit& unit, v1::Principal& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal principal,
                                  directory::UpdatePrincipal(unit, call.caller, input, etag));
          out = ToProto(principal);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListPrincipals(Context* context,
                                                       const v1::ListPrincipalsRequest* request,
                                                       v1::ListPrincipalsResponse* response) {
  return path_.Read("ListPrincipals", context, request, response,
                    [this](const Call& call, const v1::ListPrincipalsRequest& in,
                           v1::ListPrincipalsResponse& out) {
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(
                            ListPrincipalsOutput page,
                            directory::ListPrincipals(
                                tx, call.caller,
                                {static_cast<Role>(in.role()), in.page_size(), in.page_token()}));
                        for (const RecordedPrincipal& principal : page.principals) {
                          *out.add_principals() = ToProto(principal);
                        }
                        out.set_next_page_token(std::move(page.next_page_token));
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* DirectoryRpc::GetCaller(Context* context,
                                                  const v1::GetCallerRequest* request,
                                                  v1::Principal* response) {
  return path_.Read("GetCaller", context, request, response,
                    [this](const Call& call, const v1::GetCallerRequest&, v1::Principal& out) {
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal caller,
                                                directory::GetCaller(tx, call.caller));
                        out = ToProto(caller);
                        return absl::OkStatus();
                      });
                    });
}

// The token leaves with this answer only; the path keeps it out of the stored one.
grpc::ServerUnaryReactor* DirectoryRpc::CreateKey(Context* context,
                                                  const v1::CreateKeyRequest* request,
                                                  v1::Key* response) {
  return path_.Mutate(
      "CreateKey", context, request, response,
      [this](const Call& call, const v1::CreateKeyRequest& in) -> absl::StatusOr<Effect<v1::Key>> {
        ZUSAGE_ASSIGN_OR_RETURN(CreateKeyInput read, ReadRequest(in, random_));
        return [this, &call, input = std::move(read)](Unit& unit, v1::Key& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const Key key,
                                  directory::CreateKey(unit, call.caller, input, random_));
          out = ToProto(key);
          out.set_token(input.token);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListKeys(Context* context,
                                                 const v1::ListKeysRequest* request,
                                                 v1::ListKeysResponse* response) {
  return path_.Read("ListKeys", context, request, response,
                    [this](const Call&, const v1::ListKeysRequest& in, v1::ListKeysResponse& out) {
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const std::vector<Key> keys,
                                                directory::ListKeys(tx, in.parent()));
                        for (const Key& key : keys) *out.add_keys() = ToProto(key);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* DirectoryRpc::RevokeKey(Context* context,
                                                  const v1::RevokeKeyRequest* request,
                                                  v1::Key* response) {
  return path_.Mutate(
      "RevokeKey", context, request, response,
      [](const Call& call, const v1::RevokeKeyRequest& in) -> absl::StatusOr<Effect<v1::Key>> {
        return [&call, name = in.name()](Unit& unit, v1::Key& out) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const Key key, directory::RevokeKey(unit, call.caller, name));
          out = ToProto(key);
          return absl::OkStatus();
        };
      });
}

grpc::ServerUnaryReactor* DirectoryRpc::ResolveKey(Context* context,
                                                   const v1::ResolveKeyRequest* request,
                                                   v1::ResolveKeyResponse* response) {
  return path_.Read(
      "ResolveKey", context, request, response,
      [this](const Call&, const v1::ResolveKeyRequest& in, v1::ResolveKeyResponse& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          const absl::Time now = clock_.Now();
          ZUSAGE_ASSIGN_OR_RETURN(const ResolvedKey resolved,
                                  directory::ResolveKey(tx, in.token_hash(), now));
          *out.mutable_principal() = ToProto(resolved.principal);
          out.set_max_age_seconds(MaxAgeSeconds(resolved.key, now));
          return absl::OkStatus();
        });
      });
}

}  // namespace zusage::directory
