// SPDX-License-Identifier: Apache-2.0
//
// What every request must satisfy, from the annotations of its fields (zusage.type.v1.FieldRule)
// and a few rules that hold everywhere: text is clean UTF-8 and limited, lists are limited, numbers
// are finite, enum values are known, dates exist, and there are no fields that the server does not
// know.
#ifndef ZUSAGE_SERVICES_RPC_VALIDATE_H_
#define ZUSAGE_SERVICES_RPC_VALIDATE_H_

#include <google/protobuf/descriptor.h>
#include <google/protobuf/message.h>

#include <cstddef>
#include <map>
#include <memory>

#include "absl/status/status.h"

namespace zusage::rpc {

// Limits of fields that set none.
inline constexpr size_t kDefaultMaxBytes = 200;
inline constexpr size_t kDefaultMaxItems = 100;
// A request's violations are collected up to this many.
inline constexpr size_t kMaxViolations = 32;

class MessageRules;  // the rules of one message type; immutable

// The rules of message types, read from their annotations once. Not thread-safe while it learns;
// the rules themselves are, and live as long as the book.
class RuleBook {
 public:
  RuleBook();
  ~RuleBook();

  const MessageRules& Of(const google::protobuf::Descriptor* type);

 private:
  std::map<const google::protobuf::Descriptor*, std::unique_ptr<MessageRules>> rules_;
};

// OK, or everything that is wrong with `message`, each with its field's path ("lines[2].due_date").
// Clears the fields that only the server sets.
absl::Status Validate(const MessageRules& rules, google::protobuf::Message& message);

// Whether the type has fields that are shown in one answer only.
bool HasSecrets(const google::protobuf::Descriptor* type);
// Clears those fields.
void ClearSecrets(google::protobuf::Message& message);

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_VALIDATE_H_
