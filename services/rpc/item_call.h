// SPDX-License-Identifier: Apache-2.0
//
// Items of a stream that stand for calls of a unary mutation: each is validated, permitted and done
// once as if it had come in a call of its own.
#ifndef ZUSAGE_SERVICES_RPC_ITEM_CALL_H_
#define ZUSAGE_SERVICES_RPC_ITEM_CALL_H_

#include <google/protobuf/message.h>

#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "google/rpc/status.pb.h"
#include "services/rpc/call_path.h"
#include "services/rpc/once.h"

namespace zusage::rpc {

// The call that an item stands for.
struct ItemCall {
  directory::Caller caller;
  Once once;
};

// What is wrong with an item, if anything, for its result; what only the log may say is logged.
google::rpc::Status ConcludeItem(const Call& stream, const absl::Status& status);

// Whether `status` says that nothing can be done now, so that the stream ends with it: it is not
// the item's fault.
bool EndsStream(const absl::Status& status);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_ITEM_CALL_H_
