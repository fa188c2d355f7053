// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/call_core.h"

#include <chrono>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/rpc/identify.h"
#include "services/rpc/service_identity.h"
#include "services/rpc/status.h"

namespace zusage::rpc {
namespace {

using google::protobuf::DescriptorPool;
using google::protobuf::ServiceDescriptor;

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

absl::Time DeadlineOf(const grpc::CallbackServerContext& context) {
  const std::chrono::system_clock::time_point deadline = context.deadline();
  if (deadline == std::chrono::system_clock::time_point::max()) return absl::InfiniteFuture();
  return absl::FromChrono(deadline);
}

}  // namespace

CallCore::CallCore(std::string_view service, Plumbing& plumbing, storage::Store* store)
    : plumbing_(plumbing), store_(store) {
  const ServiceDescriptor* descriptor =
      DescriptorPool::generated_pool()->FindServiceByName(std::string(service));
  if (descriptor == nullptr) {
    plumbing.RefuseToStart(
        absl::FailedPreconditionError(absl::StrCat("There is no service ", Absl(service))));
    return;
  }
  for (int i = 0; i < descriptor->method_count(); ++i) {
    absl::StatusOr<Method> method = ReadMethod(*descriptor->method(i), rules_, plumbing.metrics());
    if (method.ok() && method->mutates() && store == nullptr) {
      method = absl::FailedPreconditionError(method->full_name + " mutates, and there is no store");
    }
    if (!method.ok()) {
      plumbing.RefuseToStart(std::move(method).status());
      continue;
    }
    std::string name = method->name;
    methods_.emplace(std::move(name), *std::move(method));
  }
}

const Method* CallCore::Find(std::string_view method) const {
  const auto found = methods_.find(Absl(method));
  return found == methods_.end() ? nullptr : &found->second;
}

std::shared_ptr<NewsFeed> CallCore::news() {
  std::call_once(news_made_, [this] {
    news_ = std::make_shared<NewsFeed>(*store_);
    // The plumbing may be stopped after this service is gone.
    plumbing_.OnStop([feed = std::weak_ptr(news_)] {
      if (const auto alive = feed.lock()) alive->Stop();
    });
  });
  return news_;
}

CallRecord::CallRecord(const CallCore& core, const Method* method,
                       grpc::CallbackServerContext& context)
    : plumbing_(core.plumbing()), method_(method), context_(context), arrival_(absl::Now()) {
  call_.start_time = plumbing_.clock().Now();
  call_.deadline = DeadlineOf(context);
  call_.trace_id = ReadTraceId(SingleValue(context, kTraceparent), plumbing_.random());
  call_.caller.language = ReadLanguage(SingleValue(context, kAcceptLanguage));
}

absl::Status CallRecord::Admit(google::protobuf::Message& request) {
  if (method_ == nullptr) return absl::InternalError("The method has no valid policy.");
  return AdmitAbout(method_->ProductOf(request), request);
}

absl::Status CallRecord::AdmitMessage(google::protobuf::Message& message) {
  if (method_ == nullptr) return absl::InternalError("The method has no valid policy.");
  if (product_.empty()) product_ = method_->ProductOf(message);
  call_.start_time = plumbing_.clock().Now();
  return AdmitAbout(product_, message);
}

absl::Status CallRecord::AdmitAbout(std::string_view product, google::protobuf::Message& request) {
  ZUSAGE_RETURN_IF_ERROR(CheckDeadline());
  ZUSAGE_ASSIGN_OR_RETURN(
      directory::Caller caller,
      Identify(context_, *method_, product, plumbing_.identities(), call_.start_time));
  caller.language = call_.caller.language;
  call_.caller = std::move(caller);
  ZUSAGE_RETURN_IF_ERROR(CheckServing());
  ZUSAGE_RETURN_IF_ERROR(Validate(*method_->rules, request));
  if (method_->request_id != nullptr) {
    std::string scratch;
    call_.request_id = method_->RequestIdOf(request, scratch);
  }
  return absl::OkStatus();
}

absl::Status CallRecord::CheckServing() const {
  if (!plumbing_.stopping() || call_.caller.principal == kOwnServiceName) return absl::OkStatus();
  return Error(kUnavailable, {{"what", "zusaged"}});
}

absl::Status CallRecord::CheckDeadline() const {
  if (call_.deadline != absl::InfiniteFuture() && call_.deadline <= absl::Now()) {
    return Error(kDeadlineExceeded);
  }
  return absl::OkStatus();
}

grpc::Status CallRecord::Conclude(const absl::Status& status) const {
  const absl::Status presentable = Presentable(status, call_.trace_id);
  if (absl::IsInternal(presentable)) {
    Log(Severity::kError, "call_failed",
        {{"method", method_ == nullptr ? "" : method_->full_name},
         {"trace", call_.trace_id},
         {"error", status.ToString()}});
  }
  const absl::Duration latency = absl::Now() - arrival_;
  if (method_ != nullptr) {
    method_->metrics->Count(static_cast<grpc::StatusCode>(presentable.code()), latency);
  }
  LogCall(presentable, latency);
  return ToGrpc(presentable, call_.caller.language);
}

// At severity info only what somebody may want to look into: failures that are not the caller's,
// and slow calls. Everything else costs a comparison.
void CallRecord::LogCall(const absl::Status& status, absl::Duration latency) const {
  const bool streams = method_ != nullptr && method_->streams;
  const bool notable = (!streams && latency >= plumbing_.options().slow_call) ||
                       absl::IsUnavailable(status) || absl::IsInternal(status) ||
                       absl::IsDeadlineExceeded(status);
  if (!notable && !plumbing_.options().log_every_call) return;
  Log(notable ? Severity::kInfo : Severity::kDebug, "call",
      {{"method", method_ == nullptr ? "" : method_->full_name},
       {"code", std::string(CodeName(static_cast<grpc::StatusCode>(status.code())))},
       {"reason", ReasonOf(status)},
       {"micros", absl::StrCat(absl::ToInt64Microseconds(latency))},
       {"principal", call_.caller.principal},
       {"on_behalf_of", call_.caller.on_behalf_of},
       {"trace", call_.trace_id}});
}

}  // namespace zusage::rpc
