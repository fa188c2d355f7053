// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_RPC_PROBE_WORLD_H_
#define ZUSAGE_TESTS_RPC_PROBE_WORLD_H_

#include <grpcpp/grpcpp.h>

#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "google/rpc/error_details.pb.h"
#include "services/rpc/authenticator.h"
#include "services/rpc/peer.h"
#include "services/rpc/plumbing.h"
#include "services/rpc/server.h"
#include "services/rpc/service_identity.h"
#include "tests/rpc/probe_rpc.h"
#include "tests/support/story_table.h"
#include "tests/support/test_store.h"

namespace zusage::testing {

// Principals and tokens as a test makes them up: the token of "principals/anna" is "anna".
class FakeAuthenticator final : public rpc::Authenticator {
 public:
  void Add(const std::string& id, std::vector<directory::Grant> grants, bool active = true);
  void Remove(const std::string& id);
  void Expire(const std::string& id, absl::Time time);
  void set_away(bool away);

  absl::StatusOr<rpc::Identity> ResolveToken(std::string_view token_hash) override;
  absl::StatusOr<rpc::Identity> ResolvePrincipal(std::string_view name) override;

 private:
  absl::StatusOr<rpc::Identity> Find(const std::map<std::string, rpc::Identity>& identities,
                                     std::string_view key);

  std::mutex mutex_;
  std::map<std::string, rpc::Identity> by_token_hash_;
  std::map<std::string, rpc::Identity> by_name_;
  bool away_ = false;
};

// The details of a refused call.
struct Refusal {
  google::rpc::ErrorInfo info;
  google::rpc::BadRequest bad_request;
  google::rpc::LocalizedMessage localized;
};
Refusal DetailsOfCall(const grpc::Status& status);

// A server on a free port with the probe's service, and a client. People: anna (SALES on atlas),
// pia (PRODUCT_MANAGER on atlas), root (ADMIN), crm (TOOL on atlas), robot (SERVICE), all by that
// token.
class ProbeWorld {
 public:
  explicit ProbeWorld(rpc::PlumbingOptions options = {}, rpc::ServerOptions server = {});
  ~ProbeWorld();

  // Calls as `token`, with more metadata if given.
  using Metadata = std::multimap<std::string, std::string>;
  grpc::Status GetStory(const std::string& token, const probe::GetStoryRequest& request,
                        probe::Story* story = nullptr, const Metadata& metadata = {});
  grpc::Status GetStory(const std::string& token, const Metadata& metadata = {});
  grpc::Status Greet(const Metadata& metadata);
  // As Tell(); the answer is not kept, but told again.
  grpc::Status Retell(const std::string& token, const probe::TellStoryRequest& request,
                      probe::Story* story);
  grpc::Status Tell(const std::string& token, const probe::TellStoryRequest& request,
                    probe::Story* story = nullptr, const Metadata& metadata = {});

  probe::ProbeService::Stub& stub() { return *stub_; }
  ProbeRpc& service() { return *service_; }
  rpc::Server& server() { return *server_; }
  rpc::Plumbing& plumbing() { return *plumbing_; }
  TestStore& store() { return store_; }
  FakeAuthenticator& people() { return people_; }
  std::shared_ptr<grpc::Channel> channel() { return channel_; }
  std::string address() const;

 private:
  TestStore store_;
  FakeAuthenticator people_;
  std::unique_ptr<rpc::ServiceIdentity> identity_;
  std::unique_ptr<rpc::Plumbing> plumbing_;
  std::unique_ptr<rpc::Peer> peer_;
  std::unique_ptr<ProbeRpc> service_;
  std::unique_ptr<rpc::Server> server_;
  std::shared_ptr<grpc::Channel> channel_;
  std::unique_ptr<probe::ProbeService::Stub> stub_;
};

// "products/atlas/changeRequests/1".
inline constexpr char kStory[] = "products/atlas/changeRequests/1";

probe::GetStoryRequest Asking(const std::string& name, const std::string& fail = "");
probe::TellStoryRequest Telling(const std::string& request_id, const std::string& title = "");

// Puts a token and metadata on a call.
void Authorize(grpc::ClientContext& context, const std::string& token,
               const ProbeWorld::Metadata& metadata = {});

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_RPC_PROBE_WORLD_H_
