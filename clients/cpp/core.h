// SPDX-License-Identifier: Apache-2.0
// What the copies of a client share.
#ifndef ZUSAGE_CLIENTS_CPP_CORE_H_
#define ZUSAGE_CLIENTS_CPP_CORE_H_

#include <grpcpp/grpcpp.h>

#include <memory>
#include <mutex>
#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "zusage/client/options.h"
#include "zusage/client/stop_signal.h"

namespace zusage::client {

// Thread-safe.
class Core {
 public:
  explicit Core(ClientOptions options);

  const ClientOptions& options() const { return options_; }
  const std::shared_ptr<grpc::Channel>& channel() const { return options_.channel; }
  absl::Time deadline(const CallOptions& call) const {
    return options_.now() + call.timeout.value_or(options_.timeout);
  }

  // See Client::Authorize.
  absl::Status Authorize(grpc::ClientContext& context, const CallOptions& call);
  // What came of a call; a token that was not taken is asked for anew.
  absl::Status Finished(const grpc::Status& status);

 private:
  absl::StatusOr<std::string> Token();

  ClientOptions options_;  // nothing in it is null, but `token`
  std::mutex mutex_;
  std::optional<std::string> token_;  // once it is known
};

// The waits between the attempts of one call or stream. Not thread-safe.
class Backoff {
 public:
  // Nothing is attempted from `end` on. `core` must outlive it.
  Backoff(const Core& core, absl::Time end);

  // Waits until the next attempt may be made; false if none may be after what came of the last one.
  bool MayTryAgain(const absl::Status& status);
  // Something was achieved: what fails next is tried as often as if it were the first.
  void Reset();

 private:
  const ClientOptions& options_;
  const absl::Time end_;
  int attempts_ = 1;
  absl::Duration delay_;
};

// The context of one stream, which a StopSignal may end.
class StreamContext {
 public:
  // `stop` may be null.
  explicit StreamContext(StopSignal* stop) : stop_(stop) {
    if (stop_ != nullptr) stop_->Watch(&context_);
  }
  ~StreamContext() {
    if (stop_ != nullptr) stop_->Watch(nullptr);
  }
  StreamContext(const StreamContext&) = delete;
  StreamContext& operator=(const StreamContext&) = delete;

  grpc::ClientContext& operator*() { return context_; }

 private:
  grpc::ClientContext context_;
  StopSignal* stop_;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_CORE_H_
