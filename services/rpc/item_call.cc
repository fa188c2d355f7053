// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/item_call.h"

#include "services/base/errors.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/rpc/call_core.h"
#include "services/rpc/identify.h"
#include "services/rpc/status.h"

namespace zusage::rpc {

absl::Status CallPath::ValidateItem(std::string_view method,
                                    google::protobuf::Message& item) const {
  const Method* const stream = core_->Find(method);
  if (stream == nullptr || stream->item_rules == nullptr) {
    return absl::InternalError("The method has no items.");
  }
  return Validate(*stream->item_rules, item);
}

absl::StatusOr<ItemCall> CallPath::AsCall(std::string_view method, const Call& stream,
                                          std::string_view subject,
                                          google::protobuf::Message& request) const {
  const Method* const called = core_->Find(method);
  if (called == nullptr || called->request_id == nullptr) {
    return absl::InternalError("The method is no mutation.");
  }
  ZUSAGE_ASSIGN_OR_RETURN(directory::Caller caller,
                          ActFor(stream.caller, subject, *called, called->ProductOf(request),
                                 core_->plumbing().identities()));
  Once once(*called, caller, request);
  return ItemCall{std::move(caller), std::move(once)};
}

google::rpc::Status ConcludeItem(const Call& stream, const absl::Status& status) {
  const absl::Status presentable = Presentable(status, stream.trace_id);
  if (absl::IsInternal(presentable)) {
    Log(Severity::kError, "item_failed",
        {{"trace", stream.trace_id}, {"error", status.ToString()}});
  }
  return ToMessage(presentable, stream.caller.language);
}

bool EndsStream(const absl::Status& status) {
  return absl::IsUnavailable(status) || absl::IsResourceExhausted(status) ||
         absl::IsDeadlineExceeded(status) || absl::IsCancelled(status);
}

}  // namespace zusage::rpc
