// SPDX-License-Identifier: Apache-2.0
// What can be imported: which fields a map may name, and which request a record becomes.
#ifndef ZUSAGE_CLIENTS_CLI_IMPORT_KINDS_H_
#define ZUSAGE_CLIENTS_CLI_IMPORT_KINDS_H_

#include <google/protobuf/message.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/session.h"
#include "clients/tables/table_map.h"
#include "services/strategy/domain/document.h"

namespace zusage::cli {

struct ImportKind {
  std::string_view name;  // "customers", as maps say it
  tables::Schema schema;
  // What the server puts before the paths that maps know.
  std::string_view server_prefix;
  // Whether recording it once more changes it, instead of being the same again.
  bool overwrites = false;
  // The request of a record, without its request_id. Errors are about fields by the map's paths.
  // Called by one thread at a time.
  std::function<absl::StatusOr<std::unique_ptr<google::protobuf::Message>>(
      const strategy::Node& record)>
      make;
  // What requests about the same have in common; these are sent one after the other.
  std::function<std::string(const google::protobuf::Message& request)> subject;
  // Sends a request. Thread-safe.
  std::function<absl::Status(const google::protobuf::Message& request)> send;
};

// `session` must outlive what they return; `product` is "" if the map says it for each record.
ImportKind CustomersKind(Session& session);
ImportKind DealsKind(Session& session);
ImportKind PromisesKind(const std::string& product, Session& session);
// Requests are items of a stream: this has neither `subject` nor `send`.
ImportKind RequestsKind();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_IMPORT_KINDS_H_
