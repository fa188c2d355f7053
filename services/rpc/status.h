// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_STATUS_H_
#define ZUSAGE_SERVICES_RPC_STATUS_H_

#include <grpcpp/support/status.h>

#include <string_view>

#include "absl/status/status.h"
#include "services/base/error.h"

namespace google::rpc {
class Status;
}

namespace zusage::rpc {

// `status` as clients may see it: one of the project's errors as it is; anything else as the
// project's error of that kind, without a word of what it said, which may be an engine's.
absl::Status Presentable(const absl::Status& status, std::string_view trace_id);

// The presentable `status` for the wire: the English message, and as details a google.rpc.Status
// with ErrorInfo (domain "zusage"), BadRequest if fields are at fault, and LocalizedMessage in
// `language`.
grpc::Status ToGrpc(const absl::Status& status, Language language);

// The same as a message, for an answer that says of several things what became of each.
google::rpc::Status ToMessage(const absl::Status& status, Language language);

// What ToGrpc() made of a status, back again, as far as it can be: texts in a language that was not
// asked for are in English.
absl::Status FromGrpc(const grpc::Status& status);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_STATUS_H_
