// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_ONCE_H_
#define ZUSAGE_SERVICES_RPC_ONCE_H_

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "services/rpc/method.h"
#include "storage/idempotency.h"
#include "storage/store.h"

namespace zusage::rpc {

// What makes a mutation happen once, however often it is called with its request_id: who called
// what with which id, and a digest of everything else in the request.
class Once {
 public:
  // `method` has a request_id and outlives this; `request` comes out as it went in.
  Once(const Method& method, const directory::Caller& caller, google::protobuf::Message& request);

  // The stored answer of an earlier call; nothing if there was none. ALREADY_EXISTS /
  // REQUEST_ID_REUSED if it had other content.
  absl::StatusOr<std::optional<storage::StoredAnswer>> Find(storage::ReadTransaction& tx) const;
  // The same within a mutation, which is given to the store with stored_key().
  absl::StatusOr<std::optional<storage::StoredAnswer>> Find(storage::Unit& unit) const;

  // Stores the answer of the mutation at work, with its effect; `bytes` are empty if facts say all
  // of it.
  absl::Status Keep(storage::Unit& unit, std::string bytes) const;

  const std::string& request_id() const { return request_id_; }
  // What Store::Write() looks the answer up by.
  std::string stored_key() const { return storage::BytesOf(key()); }

 private:
  using Found = absl::StatusOr<std::optional<storage::StoredAnswer>>;

  Found Checked(Found answer) const;
  storage::AnswerKey key() const;

  const Method* method_;
  std::string principal_;
  std::string on_behalf_of_;
  std::string request_id_;
  std::string content_hash_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_ONCE_H_
