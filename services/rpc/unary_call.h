// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_UNARY_CALL_H_
#define ZUSAGE_SERVICES_RPC_UNARY_CALL_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <optional>
#include <string>
#include <variant>

#include "services/rpc/call_core.h"
#include "services/rpc/once.h"

namespace zusage::rpc {

// One unary call. Made on the heap when it arrives; ends itself when it has been answered.
class UnaryCall {
 public:
  using Body = std::variant<ReadBody, MutationBody>;

  // Takes the call on its way; the reactor is gRPC's own and finishes when the call does.
  static grpc::ServerUnaryReactor* Start(CallCore& core, std::string_view method,
                                         grpc::CallbackServerContext& context,
                                         google::protobuf::Message& request,
                                         google::protobuf::Message& response, Body body,
                                         Waits waits);

 private:
  UnaryCall(CallCore& core, const Method* method, grpc::CallbackServerContext& context,
            google::protobuf::Message& request, google::protobuf::Message& response, Body body);

  void Begin(Waits waits);
  void Run();
  absl::Status RunRead();
  void RunMutation();

  void PrepareAndWrite();
  // The store is done: answers, or prepares once more if the effect asks for it.
  void Written(const absl::Status& status);

  absl::StatusOr<EffectBody> Prepare();
  // The stored answer of an earlier call with this request_id; NOT_FOUND if there was none.
  absl::Status Recall();
  absl::Status Recall(const std::optional<storage::StoredAnswer>& answer,
                      storage::ReadTransaction& tx);
  // Makes the response of what is stored. Never NOT_FOUND, which would read as "none stored".
  absl::Status Answer(const storage::StoredAnswer& answer, storage::ReadTransaction& tx);
  absl::Status RunEffect(storage::Unit& unit);
  absl::Status KeepAnswer(storage::Unit& unit);
  // Makes the response of what the effect, or facts, gave.
  absl::Status FillResponse();
  // The response as it is kept: without secrets.
  std::string KeptBytes();
  const MutationBody& mutation() const { return std::get<MutationBody>(body_); }

  // Answers, and deletes this.
  void Finish(const absl::Status& status);

  CallCore& core_;
  CallRecord record_;
  grpc::ServerUnaryReactor* const reactor_;
  google::protobuf::Message& request_;
  google::protobuf::Message& response_;
  Body body_;
  EffectBody effect_;
  std::optional<Once> once_;  // of a mutation
  bool holds_place_ = false;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_UNARY_CALL_H_
