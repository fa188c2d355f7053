// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/client.h"

#include <utility>

#include "clients/cpp/core.h"
#include "zusage/type/v1/options.pb.h"

namespace zusage::client {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using google::protobuf::ServiceDescriptor;

// The field by which the server knows a repeated call; null if the request has none.
const FieldDescriptor* RequestIdField(const Descriptor& request) {
  const FieldDescriptor* const field = request.FindFieldByName("request_id");
  const bool is_text = field != nullptr && !field->is_repeated() &&
                       field->cpp_type() == FieldDescriptor::CPPTYPE_STRING;
  return is_text ? field : nullptr;
}

bool ChangesNothing(const MethodDescriptor& method) {
  const auto& options = method.options();
  return options.HasExtension(type::v1::policy) &&
         options.GetExtension(type::v1::policy).answers() == type::v1::ANSWER_RETENTION_UNSPECIFIED;
}

// Whether the contract says of every method that takes `request` that it changes nothing.
bool OnlyReads(const Descriptor& request) {
  bool reads = false;
  for (int i = 0; i < request.file()->service_count(); ++i) {
    const ServiceDescriptor& service = *request.file()->service(i);
    for (int j = 0; j < service.method_count(); ++j) {
      if (service.method(j)->input_type() != &request) continue;
      if (!ChangesNothing(*service.method(j))) return false;
      reads = true;
    }
  }
  return reads;
}

// Gives a mutation its request_id, and says whether the request may be sent more than once.
bool PrepareToRepeat(google::protobuf::Message& request, const CallOptions& call,
                     const ClientOptions& options) {
  const FieldDescriptor* const field = RequestIdField(*request.GetDescriptor());
  if (field == nullptr) return OnlyReads(*request.GetDescriptor());
  const google::protobuf::Reflection& reflection = *request.GetReflection();
  if (!call.request_id.empty()) {
    reflection.SetString(&request, field, call.request_id);
  } else if (reflection.GetString(request, field).empty()) {
    reflection.SetString(&request, field, options.new_request_id());
  }
  return true;
}

}  // namespace

Client::Client(ClientOptions options) : core_(std::make_shared<Core>(std::move(options))) {}

const std::shared_ptr<grpc::Channel>& Client::channel() const { return core_->channel(); }

absl::Status Client::Authorize(grpc::ClientContext& context, const CallOptions& options) const {
  return core_->Authorize(context, options);
}

absl::Time Client::Deadline(const CallOptions& options) const { return core_->deadline(options); }

absl::Status Client::Repeat(google::protobuf::Message& request, const CallOptions& options,
                            absl::FunctionRef<grpc::Status(grpc::ClientContext&)> call) const {
  const bool repeatable = PrepareToRepeat(request, options, core_->options());
  const absl::Time end = core_->deadline(options);
  Backoff backoff(*core_, end);
  while (true) {
    grpc::ClientContext context;
    if (absl::Status status = core_->Authorize(context, options); !status.ok()) return status;
    context.set_deadline(absl::ToChronoTime(end));
    const absl::Status status = core_->Finished(call(context));
    if (status.ok() || !repeatable || !backoff.MayTryAgain(status)) return status;
  }
}

}  // namespace zusage::client
