// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/method.h"

#include <algorithm>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/type/v1/options.pb.h"

namespace zusage::rpc {
namespace {

using google::protobuf::Descriptor;
using google::protobuf::FieldDescriptor;
using google::protobuf::MethodDescriptor;
using type::v1::FieldRule;
using type::v1::MethodPolicy;

constexpr absl::Duration kWeek = absl::Hours(7 * 24);

absl::Status Wrong(const MethodDescriptor& method, const std::string& what) {
  return absl::FailedPreconditionError(absl::StrCat(method.full_name(), " ", what));
}

const FieldRule& RuleOf(const FieldDescriptor& field) {
  return field.options().GetExtension(type::v1::rule);
}

absl::Status ReadRoles(const MethodDescriptor& descriptor, const MethodPolicy& policy,
                       Method& method) {
  if (policy.roles().empty()) return Wrong(descriptor, "has a policy without roles");
  for (const int number : policy.roles()) {
    const auto role = static_cast<type::v1::Role>(number);
    if (role == type::v1::ROLE_UNSPECIFIED) {
      if (policy.roles_size() > 1) return Wrong(descriptor, "allows anyone, and more");
      return absl::OkStatus();
    }
    constexpr size_t kPrefix = sizeof("ROLE_") - 1;
    method.roles.push_back(static_cast<directory::Role>(number));
    if (!method.role_names.empty()) method.role_names += ", ";
    method.role_names += type::v1::Role_Name(role).substr(kPrefix);
  }
  method.admin_only = method.roles == std::vector{directory::Role::kAdmin};
  return absl::OkStatus();
}

// Permission is judged by this field before the request is validated, so it must be a name that
// validation refuses unless it is well-formed.
absl::Status ReadProductPath(const MethodDescriptor& descriptor, const MethodPolicy& policy,
                             Method& method) {
  if (policy.product_field().empty()) return absl::OkStatus();
  const Descriptor* type = descriptor.input_type();
  const std::vector<std::string> names = absl::StrSplit(policy.product_field(), '.');
  for (const std::string& name : names) {
    const FieldDescriptor* field = type == nullptr ? nullptr : type->FindFieldByName(name);
    if (field == nullptr || field->is_repeated()) {
      return Wrong(descriptor, "has no field " + policy.product_field());
    }
    method.product_path.push_back(field);
    type = field->message_type();
  }
  const FieldDescriptor& last = *method.product_path.back();
  if (last.type() != FieldDescriptor::TYPE_STRING ||
      !RuleOf(last).resource().starts_with(kProductPattern)) {
    return Wrong(descriptor, "needs a product's resource name in " + policy.product_field());
  }
  return absl::OkStatus();
}

// The request's field of that name, if it identifies a mutation.
const FieldDescriptor* RequestIdOf(const Descriptor& type) {
  const FieldDescriptor* field = type.FindFieldByName("request_id");
  const bool identifies = field != nullptr && field->type() == FieldDescriptor::TYPE_STRING &&
                          RuleOf(*field).required() && RuleOf(*field).request_id();
  return identifies ? field : nullptr;
}

// The type of what a client streams if these are mutations one by one.
const Descriptor* ItemsOf(const Descriptor& type) {
  for (int i = 0; i < type.field_count(); ++i) {
    const FieldDescriptor& field = *type.field(i);
    if (!field.is_repeated() || field.message_type() == nullptr) continue;
    if (!RuleOf(field).one_by_one()) continue;
    if (RequestIdOf(*field.message_type()) != nullptr) return field.message_type();
  }
  return nullptr;
}

absl::Status ReadAnswers(const MethodDescriptor& descriptor, const MethodPolicy& policy,
                         RuleBook& rules, Method& method) {
  const Descriptor& type = *descriptor.input_type();
  const bool has_id = type.FindFieldByName("request_id") != nullptr;
  const bool mutates = policy.answers() != type::v1::ANSWER_RETENTION_UNSPECIFIED;
  if (!mutates) {
    return has_id ? Wrong(descriptor, "has a request_id but keeps no answers") : absl::OkStatus();
  }
  if (descriptor.client_streaming()) {
    const Descriptor* items = ItemsOf(type);
    if (items != nullptr) method.item_rules = &rules.Of(items);
  } else {
    method.request_id = RequestIdOf(type);
  }
  if (!method.mutates()) return Wrong(descriptor, "is a mutation without a request_id");
  if (policy.answers() == type::v1::ANSWER_RETENTION_WEEK) method.keep_answer_for = kWeek;
  return absl::OkStatus();
}

}  // namespace

bool Method::Allows(directory::Role role) const {
  return std::find(roles.begin(), roles.end(), role) != roles.end();
}

std::string_view Method::ProductOf(const google::protobuf::Message& request) const {
  if (product_path.empty()) return {};
  const google::protobuf::Message* message = &request;
  for (size_t i = 0; i + 1 < product_path.size(); ++i) {
    message = &message->GetReflection()->GetMessage(*message, product_path[i]);
  }
  // Generated messages keep strings as such: the reference is into the message, never to `unused`.
  std::string unused;
  return zusage::ProductOf(
      message->GetReflection()->GetStringReference(*message, product_path.back(), &unused));
}

const std::string& Method::RequestIdOf(const google::protobuf::Message& request,
                                       std::string& scratch) const {
  return request.GetReflection()->GetStringReference(request, request_id, &scratch);
}

absl::StatusOr<Method> ReadMethod(const MethodDescriptor& descriptor, RuleBook& rules,
                                  CallMetrics& metrics) {
  if (!descriptor.options().HasExtension(type::v1::policy)) {
    return Wrong(descriptor, "has no policy: say who may call it with (zusage.type.v1.policy)");
  }
  const MethodPolicy& policy = descriptor.options().GetExtension(type::v1::policy);
  Method method;
  method.name = descriptor.name();
  method.full_name = descriptor.full_name();
  ZUSAGE_RETURN_IF_ERROR(ReadRoles(descriptor, policy, method));
  ZUSAGE_RETURN_IF_ERROR(ReadProductPath(descriptor, policy, method));
  ZUSAGE_RETURN_IF_ERROR(ReadAnswers(descriptor, policy, rules, method));
  method.streams = descriptor.client_streaming() || descriptor.server_streaming();
  method.has_secrets = HasSecrets(descriptor.output_type());
  method.rules = &rules.Of(descriptor.input_type());
  method.metrics = &metrics.OfMethod(descriptor.service()->full_name(), descriptor.name());
  return method;
}

}  // namespace zusage::rpc
