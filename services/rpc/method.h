// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_METHOD_H_
#define ZUSAGE_SERVICES_RPC_METHOD_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/directory/domain/principal.h"
#include "services/rpc/metrics.h"
#include "services/rpc/validate.h"

namespace zusage::rpc {

// What the path knows of one method, read from its descriptor once.
struct Method {
  std::string name;                    // "DecideChangeRequest"
  std::string full_name;               // "zusage.review.v1.ReviewService.DecideChangeRequest"
  std::vector<directory::Role> roles;  // empty: any authenticated principal
  std::string role_names;              // "SALES, PRESALES", for the refusal
  // The field that names the product; empty if there is none.
  std::vector<const google::protobuf::FieldDescriptor*> product_path;
  // Set exactly on mutations, but those that come as a stream: there, each item has one of its own.
  const google::protobuf::FieldDescriptor* request_id = nullptr;
  const MessageRules* item_rules = nullptr;       // of those items
  std::optional<absl::Duration> keep_answer_for;  // for good if not set
  bool has_secrets = false;                       // in its response
  bool admin_only = false;
  bool streams = false;
  const MessageRules* rules = nullptr;
  MethodMetrics* metrics = nullptr;

  bool mutates() const { return request_id != nullptr || item_rules != nullptr; }
  bool allows_anyone() const { return roles.empty(); }
  bool Allows(directory::Role role) const;

  // The product that `request` is about, "products/atlas"; "" if it names none, none in particular,
  // or nothing that is a product.
  std::string_view ProductOf(const google::protobuf::Message& request) const;
  const std::string& RequestIdOf(const google::protobuf::Message& request,
                                 std::string& scratch) const;
};

// Reads a method's annotations. FAILED_PRECONDITION, with words for whoever wrote the contract, if
// its policy is missing or contradicts the request's fields.
absl::StatusOr<Method> ReadMethod(const google::protobuf::MethodDescriptor& descriptor,
                                  RuleBook& rules, CallMetrics& metrics);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_METHOD_H_
