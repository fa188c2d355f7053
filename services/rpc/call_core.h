// SPDX-License-Identifier: Apache-2.0
//
// The part of the path that knows no message types: what unary calls and streams share.
#ifndef ZUSAGE_SERVICES_RPC_CALL_CORE_H_
#define ZUSAGE_SERVICES_RPC_CALL_CORE_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <memory>
#include <mutex>
#include <string>
#include <string_view>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "services/rpc/call_path.h"
#include "services/rpc/method.h"
#include "services/rpc/news_feed.h"
#include "services/rpc/plumbing.h"

namespace zusage::rpc {

// The methods of one service. Immutable after construction, but for the news feed. Thread-safe.
class CallCore {
 public:
  CallCore(std::string_view service, Plumbing& plumbing, storage::Store* store);

  // Null if there is no such method, or its policy is at fault.
  const Method* Find(std::string_view method) const;
  Plumbing& plumbing() const { return plumbing_; }
  storage::Store* store() const { return store_; }

  // News of the store, for streams; made at the first use. There must be a store.
  std::shared_ptr<NewsFeed> news();

 private:
  Plumbing& plumbing_;
  storage::Store* const store_;
  RuleBook rules_;
  absl::flat_hash_map<std::string, Method> methods_;
  std::once_flag news_made_;
  std::shared_ptr<NewsFeed> news_;
};

// One call from its arrival to its last word.
class CallRecord {
 public:
  // `method` may be null; then the call is refused. All else must outlive it.
  CallRecord(const CallCore& core, const Method* method, grpc::CallbackServerContext& context);

  const Call& call() const { return call_; }
  const Method& method() const { return *method_; }
  void BeginAgain() { call_.again = true; }

  // Deadline, identity, permission, validation, in this order. Clears in `request` what only the
  // server sets.
  absl::Status Admit(google::protobuf::Message& request);

  // The same for each of the messages that a client streams. The first that names a product counts
  // for those that follow.
  absl::Status AdmitMessage(google::protobuf::Message& message);

  // UNAVAILABLE if the server stops, unless the call comes from this process itself.
  absl::Status CheckServing() const;

  // DEADLINE_EXCEEDED if nobody waits for the answer any more.
  absl::Status CheckDeadline() const;

  // What goes on the wire for `status`; counts and logs the call.
  grpc::Status Conclude(const absl::Status& status) const;

 private:
  absl::Status AdmitAbout(std::string_view product, google::protobuf::Message& request);
  void LogCall(const absl::Status& status, absl::Duration latency) const;

  Plumbing& plumbing_;
  const Method* const method_;
  grpc::CallbackServerContext& context_;
  const absl::Time arrival_;  // by the machine's clock, as deadlines are
  Call call_;
  std::string product_;  // of a stream's messages
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_CALL_CORE_H_
