// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/call_path.h"

#include <utility>

#include "services/rpc/call_core.h"
#include "services/rpc/unary_call.h"

namespace zusage::rpc {

CallPath::CallPath(std::string_view service, Plumbing& plumbing, storage::Store* store)
    : core_(std::make_unique<CallCore>(service, plumbing, store)) {}

CallPath::~CallPath() = default;

namespace internal {
namespace {

using google::protobuf::Message;

Message& Own(const Message* request) { return *const_cast<Message*>(request); }

}  // namespace

grpc::ServerUnaryReactor* StartRead(CallCore& core, std::string_view method,
                                    grpc::CallbackServerContext* context, const Message* request,
                                    Message* response, ReadBody body, Waits waits) {
  return UnaryCall::Start(core, method, *context, Own(request), *response, std::move(body), waits);
}

grpc::ServerUnaryReactor* StartMutation(CallCore& core, std::string_view method,
                                        grpc::CallbackServerContext* context,
                                        const Message* request, Message* response,
                                        MutationBody body, Waits waits) {
  return UnaryCall::Start(core, method, *context, Own(request), *response, std::move(body), waits);
}

}  // namespace internal
}  // namespace zusage::rpc
