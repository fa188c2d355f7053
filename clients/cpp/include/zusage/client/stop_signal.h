// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_STOP_SIGNAL_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_STOP_SIGNAL_H_

#include <grpcpp/client_context.h>

#include <mutex>

namespace zusage::client {

// Ends a stream from another thread. One for each stream. Thread-safe.
class StopSignal {
 public:
  // For good: what is under way ends with CANCELLED, and nothing begins any more. A wait before
  // another attempt is waited out.
  void Stop() {
    const std::lock_guard lock(mutex_);
    stopped_ = true;
    if (context_ != nullptr) context_->TryCancel();
  }

  bool stopped() const {
    const std::lock_guard lock(mutex_);
    return stopped_;
  }

 private:
  friend class StreamContext;
  // The call to end; null for none.
  void Watch(grpc::ClientContext* context) {
    const std::lock_guard lock(mutex_);
    context_ = context;
    if (stopped_ && context_ != nullptr) context_->TryCancel();
  }

  mutable std::mutex mutex_;
  bool stopped_ = false;
  grpc::ClientContext* context_ = nullptr;
};

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_STOP_SIGNAL_H_
