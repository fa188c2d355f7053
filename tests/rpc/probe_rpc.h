// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_RPC_PROBE_RPC_H_
#define ZUSAGE_TESTS_RPC_PROBE_RPC_H_

#include <atomic>
#include <string>
#include <thread>
#include <vector>

#include "absl/synchronization/notification.h"
#include "services/rpc/call_path.h"
#include "services/rpc/peer.h"
#include "services/rpc/plumbing.h"
#include "storage/store.h"
#include "tests/rpc/probe.grpc.pb.h"

namespace zusage::testing {

namespace probe = ::zusage::probe::v1;

// The probe's service: as an adapter of a role would be.
class ProbeRpc final : public probe::ProbeService::CallbackService {
 public:
  ProbeRpc(rpc::Plumbing& plumbing, storage::Store& store, rpc::Peer& peer);
  ~ProbeRpc();

  using Context = grpc::CallbackServerContext;
  using Reactor = grpc::ServerUnaryReactor;

  Reactor* GetStory(Context* context, const probe::GetStoryRequest* request,
                    probe::Story* response) override;
  Reactor* ListStories(Context* context, const probe::ListStoriesRequest* request,
                       probe::Story* response) override;
  Reactor* Greet(Context* context, const probe::GreetRequest* request,
                 probe::Story* response) override;
  Reactor* Linger(Context* context, const probe::GreetRequest* request,
                  probe::Story* response) override;
  Reactor* ForwardStory(Context* context, const probe::GetStoryRequest* request,
                        probe::Story* response) override;
  Reactor* TellStory(Context* context, const probe::TellStoryRequest* request,
                     probe::Story* response) override;
  Reactor* RetellStory(Context* context, const probe::TellStoryRequest* request,
                       probe::Story* response) override;
  Reactor* Administer(Context* context, const probe::TellStoryRequest* request,
                      probe::Story* response) override;
  grpc::ServerBidiReactor<probe::TellStoriesRequest, probe::TellStoriesResponse>* TellStories(
      Context* context) override;
  grpc::ServerWriteReactor<probe::WatchStoriesResponse>* WatchStories(
      Context* context, const probe::WatchStoriesRequest* request) override;

  // Linger() has arrived; lets it go.
  absl::Notification lingering;
  absl::Notification let_go;
  // How many messages of exchanges were handled.
  std::atomic<int> handled{0};
  // How often an effect has run, and a call has been prepared.
  std::atomic<int> effects{0};
  std::atomic<int> prepared{0};

 private:
  void Handle(const rpc::Call& call, probe::TellStoriesRequest& message,
              rpc::Reply<probe::TellStoriesResponse> reply);
  absl::StatusOr<std::string> TellItem(const rpc::Call& call, probe::StoryItem& item);
  Reactor* Tell(std::string_view method, Context* context, const probe::TellStoryRequest* request,
                probe::Story* response);
  rpc::Prepare<probe::TellStoryRequest, probe::Story> PrepareTelling();

  storage::Store& store_;
  rpc::PeerStub<probe::ProbeService> peer_;
  rpc::CallPath path_;
  std::vector<std::thread> lingerers_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_RPC_PROBE_RPC_H_
