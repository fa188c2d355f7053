// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/probe_world.h"

#include <cstdlib>
#include <utility>

#include "absl/strings/str_cat.h"
#include "google/rpc/status.pb.h"
#include "services/base/errors.h"
#include "storage/crypto.h"

namespace zusage::testing {

using directory::Role;

void FakeAuthenticator::Add(const std::string& id, std::vector<directory::Grant> grants,
                            bool active) {
  rpc::Identity identity;
  identity.principal.name = "principals/" + id;
  identity.principal.grants = std::move(grants);
  identity.principal.active = active;
  std::lock_guard lock(mutex_);
  by_token_hash_[std::string(storage::BytesOf(storage::Sha256({id})))] = identity;
  by_name_[identity.principal.name] = identity;
}

void FakeAuthenticator::Remove(const std::string& id) {
  std::lock_guard lock(mutex_);
  by_token_hash_.erase(std::string(storage::BytesOf(storage::Sha256({id}))));
}

void FakeAuthenticator::Expire(const std::string& id, absl::Time time) {
  std::lock_guard lock(mutex_);
  by_token_hash_[std::string(storage::BytesOf(storage::Sha256({id})))].valid_until = time;
}

void FakeAuthenticator::set_away(bool away) {
  std::lock_guard lock(mutex_);
  away_ = away;
}

absl::StatusOr<rpc::Identity> FakeAuthenticator::ResolveToken(std::string_view token_hash) {
  return Find(by_token_hash_, token_hash);
}

absl::StatusOr<rpc::Identity> FakeAuthenticator::ResolvePrincipal(std::string_view name) {
  return Find(by_name_, name);
}

absl::StatusOr<rpc::Identity> FakeAuthenticator::Find(
    const std::map<std::string, rpc::Identity>& identities, std::string_view key) {
  std::lock_guard lock(mutex_);
  if (away_) return absl::UnavailableError("the directory is away");
  const auto found = identities.find(std::string(key));
  if (found == identities.end()) return Error(kNotFound, {{"resource", "the key"}});
  return found->second;
}

Refusal DetailsOfCall(const grpc::Status& status) {
  Refusal refusal;
  google::rpc::Status wire;
  wire.ParseFromString(status.error_details());
  for (const google::protobuf::Any& any : wire.details()) {
    any.UnpackTo(&refusal.info) || any.UnpackTo(&refusal.bad_request) ||
        any.UnpackTo(&refusal.localized);
  }
  return refusal;
}

ProbeWorld::ProbeWorld(rpc::PlumbingOptions options, rpc::ServerOptions server)
    : store_(kStoryTables, std::string(kStorySchema)) {
  people_.Add("anna", {{Role::kSales, "products/atlas"}});
  people_.Add("pia", {{Role::kProductManager, "products/atlas"}});
  people_.Add("root", {{Role::kAdmin, "products/-"}});
  people_.Add("crm", {{Role::kTool, "products/atlas"}});
  people_.Add("robot", {{Role::kService, "products/-"}});
  identity_ = std::make_unique<rpc::ServiceIdentity>(people_, store_.random());
  plumbing_ = std::make_unique<rpc::Plumbing>(options, *identity_, store_.clock(), store_.random());
  peer_ = std::make_unique<rpc::Peer>("probe", identity_->token(), store_.clock());
  service_ = std::make_unique<ProbeRpc>(*plumbing_, store_.store(), *peer_);
  server.address = "127.0.0.1:0";
  auto started = rpc::Server::Start(server, *plumbing_,
                                    {{probe::ProbeService::service_full_name(), service_.get()}});
  if (!started.ok()) std::abort();
  server_ = *std::move(started);
  peer_->Connect({server_->InProcessChannel()});
  channel_ = grpc::CreateChannel(address(), grpc::InsecureChannelCredentials());
  stub_ = probe::ProbeService::NewStub(channel_);
}

ProbeWorld::~ProbeWorld() {
  if (!service_->let_go.HasBeenNotified()) service_->let_go.Notify();
  server_->Stop(absl::Seconds(5));
}

std::string ProbeWorld::address() const { return absl::StrCat("127.0.0.1:", server_->port()); }

grpc::Status ProbeWorld::GetStory(const std::string& token, const probe::GetStoryRequest& request,
                                  probe::Story* story, const Metadata& metadata) {
  grpc::ClientContext context;
  Authorize(context, token, metadata);
  probe::Story unused;
  return stub_->GetStory(&context, request, story == nullptr ? &unused : story);
}

grpc::Status ProbeWorld::GetStory(const std::string& token, const Metadata& metadata) {
  return GetStory(token, Asking(kStory), nullptr, metadata);
}

grpc::Status ProbeWorld::Greet(const Metadata& metadata) {
  grpc::ClientContext context;
  Authorize(context, "", metadata);
  probe::Story story;
  return stub_->Greet(&context, {}, &story);
}

grpc::Status ProbeWorld::Tell(const std::string& token, const probe::TellStoryRequest& request,
                              probe::Story* story, const Metadata& metadata) {
  grpc::ClientContext context;
  Authorize(context, token, metadata);
  probe::Story unused;
  return stub_->TellStory(&context, request, story == nullptr ? &unused : story);
}

grpc::Status ProbeWorld::Retell(const std::string& token, const probe::TellStoryRequest& request,
                                probe::Story* story) {
  grpc::ClientContext context;
  Authorize(context, token, {});
  return stub_->RetellStory(&context, request, story);
}

probe::GetStoryRequest Asking(const std::string& name, const std::string& fail) {
  probe::GetStoryRequest request;
  request.set_name(name);
  request.set_fail(fail);
  return request;
}

probe::TellStoryRequest Telling(const std::string& request_id, const std::string& title) {
  probe::TellStoryRequest request;
  request.mutable_story()->set_name(kStory);
  request.mutable_story()->set_title(title);
  request.set_request_id(request_id);
  return request;
}

void Authorize(grpc::ClientContext& context, const std::string& token,
               const ProbeWorld::Metadata& metadata) {
  if (!token.empty()) context.AddMetadata("authorization", "Bearer " + token);
  for (const auto& [key, value] : metadata) context.AddMetadata(key, value);
}

}  // namespace zusage::testing
