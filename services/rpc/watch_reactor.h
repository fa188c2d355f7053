// SPDX-License-Identifier: Apache-2.0
//
// The streams of CallPath::Watch(): pull, write, wait for news, pull again. Include this where
// Watch is used.
#ifndef ZUSAGE_SERVICES_RPC_WATCH_REACTOR_H_
#define ZUSAGE_SERVICES_RPC_WATCH_REACTOR_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <mutex>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/rpc/call_core.h"
#include "services/rpc/call_path.h"

namespace zusage::rpc {

// What drives a stream, without its types. It is shared by the reactor and by what the news feed
// and the worker threads hold of it; whoever comes after the end finds it ended. Thread-safe.
class WatchLoop : public std::enable_shared_from_this<WatchLoop> {
 public:
  // What the reactor does for the loop.
  struct Hooks {
    std::function<absl::StatusOr<int64_t>(int64_t position)> pull;  // fills the message
    std::function<void()> write;                                    // starts writing it
    std::function<void(grpc::Status)> finish;                       // ends the stream
  };

  WatchLoop(CallCore& core, std::string_view method, grpc::CallbackServerContext& context);
  ~WatchLoop();

  // Takes a place and admits the call; then `request` is as handlers may see it.
  absl::Status Admit(google::protobuf::Message& request);
  const Call& call() const { return record_.call(); }

  // Starts pulling after `position`.
  void Start(int64_t position, Hooks hooks);
  // Ends a stream that never started.
  grpc::Status Refuse(const absl::Status& status);
  // A write has ended.
  void Written(bool ok);
  // The caller has gone, or the deadline has passed.
  void Cancel();

 private:
  enum class State { kPulling, kWriting, kWaiting, kEnded };

  void PostPull();
  void PullOnce();
  void AwaitNews(int64_t position);
  void OnNews(NewsFeed::News news);
  // Ends the stream unless it has ended; only for whoever pulls or has just written.
  void End(const absl::Status& status);
  // Tells the caller, once the state is kEnded.
  void Finish(const absl::Status& status);

  // Once the stream has ended, the server may go, and everything that served it; this may live on
  // for a moment on another thread, and then touches only the plumbing, which waits for those
  // threads.
  Plumbing& plumbing_;
  const std::weak_ptr<NewsFeed> news_;
  CallRecord record_;
  Hooks hooks_;
  bool holds_place_ = false;
  // Touched by the pull alone, of which there is one at a time, and once its message is written.
  int64_t position_ = 0;
  bool sent_any_ = false;

  std::mutex mutex_;
  State state_ = State::kPulling;
  bool cancelled_ = false;
  uint64_t listener_ = 0;
};

template <typename Response>
class WatchReactor final : public grpc::ServerWriteReactor<Response> {
 public:
  WatchReactor(CallCore& core, std::string_view method, grpc::CallbackServerContext& context)
      : loop_(std::make_shared<WatchLoop>(core, method, context)) {}

  template <typename Request>
  void Begin(Request& request, const Open<Request, Response>& open) {
    absl::Status admitted = loop_->Admit(request);
    if (!admitted.ok()) return this->Finish(loop_->Refuse(admitted));
    absl::StatusOr<Source<Response>> source = open(loop_->call(), request);
    if (!source.ok()) return this->Finish(loop_->Refuse(source.status()));
    pull_ = std::move(source->pull);
    loop_->Start(source->after_position,
                 {[this](int64_t position) {
                    message_.Clear();
                    return pull_(position, message_);
                  },
                  [this] { this->StartWrite(&message_); },
                  [this](grpc::Status status) { this->Finish(std::move(status)); }});
  }

  void OnWriteDone(bool ok) override { loop_->Written(ok); }
  void OnCancel() override { loop_->Cancel(); }
  void OnDone() override { delete this; }

 private:
  const std::shared_ptr<WatchLoop> loop_;
  Pull<Response> pull_;
  Response message_;
};

template <typename Response, typename Request>
grpc::ServerWriteReactor<Response>* CallPath::Watch(
    std::string_view method, grpc::CallbackServerContext* context, const Request* request,
    std::type_identity_t<Open<Request, Response>> open) {
  auto* reactor = new WatchReactor<Response>(*core_, method, *context);
  reactor->Begin(const_cast<Request&>(*request), open);
  return reactor;
}

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_WATCH_REACTOR_H_
