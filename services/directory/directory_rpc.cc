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
#include "services/directory/get_principal.h"
#include "services/directory/get_team.h"
#include "services/directory/list_keys.h"
#include "services/directory/list_principals.h"
#include "services/directory/list_teams.h"
#include "services/directory/resolve_key.h"
#include "services/directory/revoke_key.h"
#include "services/directory/update_principal.h"
#include "services/directory/upsert_team.h"
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

grpc::ServerUnaryReactor* DirectoryRpc::UpsertTeam(Context* context,
                                                   const v1::UpsertTeamRequest* request,
                                                   v1::Team* response) {
  return path_.Mutate("UpsertTeam", context, request, response,
                      [this](const Call& call,
                             const v1::UpsertTeamRequest& in) -> absl::StatusOr<Effect<v1::Team>> {
                        return [this, &call, team = FromProto(in.team()), etag = in.team().etag()](
                                   Unit& unit, v1::Team& out) -> absl::Status {
                          ZUSAGE_ASSIGN_OR_RETURN(
                              const RecordedTeam recorded,
                              directory::UpsertTeam(unit, call.caller, team, etag, random_));
                          out = ToProto(recorded);
                          return absl::OkStatus();
                        };
                      });
}

grpc::ServerUnaryReactor* DirectoryRpc::GetTeam(Context* context, const v1::GetTeamRequest* request,
                                                v1::Team* response) {
  return path_.Read("GetTeam", context, request, response,
                    [this](const Call&, const v1::GetTeamRequest& in, v1::Team& out) {
                      return store_.Read([&](ReadTransaction& tx) -> absl::Status {
                        ZUSAGE_ASSIGN_OR_RETURN(const RecordedTeam team,
                                                directory::GetTeam(tx, in.name()));
                        out = ToProto(team);
                        return absl::OkStatus();
                      });
                    });
}

grpc::ServerUnaryReactor* DirectoryRpc::ListTeams(Context* context,
                                                  const v1::ListTeamsRequest* request,
                                                  v1::ListTeamsResponse* response) {
  return path_.Read(
      "ListTeams", context, request, response,
      [this](const Call&, const v1::ListTeamsRequest& in, v1::ListTeamsResponse& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(ListTeamsOutput page,
                                  directory::ListTeams(tx, {in.page_size(), in.page_token()}));
          for (const RecordedTeam& team : page.teams) *out.add_teams() = ToProto(team);
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

grpc::ServerUnaryReactor* DirectoryRpc::GetPrincipal(Context* context,
                                                     const v1::GetPrincipalRequest* request,
                                                     v1::Principal* response) {
  return path_.Read(
      "GetPrincipal", context, request, response,
      [this](const Call& call, const v1::GetPrincipalRequest& in, v1::Principal& out) {
        return store_.Read([&](ReadTransaction& tx) -> absl::Status {
          ZUSAGE_ASSIGN_OR_RETURN(const RecordedPrincipal principal,
                                  directory::GetPrincipal(tx, call.caller, in.name()));
          out = ToProto(principal);
          return absl::OkStatus();
        });
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
                            directory::ListPrincipals(tx, call.caller,
                                                      {static_cast<Role>(in.role()), in.team(),
                                                       in.page_size(), in.page_token()}));
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
