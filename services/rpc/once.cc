// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/once.h"

#include <google/protobuf/io/coded_stream.h>
#include <google/protobuf/io/zero_copy_stream_impl_lite.h>

#include <utility>

#include "services/base/errors.h"
#include "storage/crypto.h"

namespace zusage::rpc {
namespace {

using google::protobuf::FieldDescriptor;
using google::protobuf::Message;

// SHA-256 of the request's deterministic serialization without its request_id.
std::string ContentHash(Message& request, const FieldDescriptor* request_id_field,
                        const std::string& request_id) {
  const google::protobuf::Reflection& reflection = *request.GetReflection();
  reflection.ClearField(&request, request_id_field);
  std::string bytes;
  {
    google::protobuf::io::StringOutputStream sink(&bytes);
    google::protobuf::io::CodedOutputStream stream(&sink);
    stream.SetSerializationDeterministic(true);
    request.SerializeToCodedStream(&stream);
  }
  reflection.SetString(&request, request_id_field, request_id);
  return std::string(storage::BytesOf(storage::Sha256({bytes})));
}

}  // namespace

Once::Once(const Method& method, const directory::Caller& caller, Message& request)
    : method_(&method), principal_(caller.principal), on_behalf_of_(caller.on_behalf_of) {
  std::string scratch;
  request_id_ = method.RequestIdOf(request, scratch);
  content_hash_ = ContentHash(request, method.request_id, request_id_);
}

Once::Found Once::Find(storage::ReadTransaction& tx) const {
  return Checked(storage::FindAnswer(tx, key()));
}

Once::Found Once::Find(storage::Unit& unit) const {
  return Checked(storage::FindAnswer(unit, key()));
}

Once::Found Once::Checked(Found answer) const {
  if (answer.ok() && answer->has_value() && (*answer)->content_hash != content_hash_) {
    return Error(kRequestIdReused, {{"request_id", request_id_}});
  }
  return answer;
}

absl::Status Once::Keep(storage::Unit& unit, std::string bytes) const {
  return storage::StoreAnswer(unit, key(), {content_hash_, std::move(bytes)},
                              method_->keep_answer_for);
}

storage::AnswerKey Once::key() const {
  return {principal_, on_behalf_of_, method_->full_name, request_id_};
}

}  // namespace zusage::rpc
