// SPDX-License-Identifier: Apache-2.0
//
// Errors are absl::Status values. The code says what to do next: call again (UNAVAILABLE; the
// client has already tried), read again and redo (ABORTED), change the world first
// (FAILED_PRECONDITION), fix the call (INVALID_ARGUMENT). These functions read what else the server
// said.
//
//   if (client::ReasonOf(status) == "ETAG_STALE") …
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_ERROR_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_ERROR_H_

#include <grpcpp/support/status.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"

namespace google::rpc {
class Status;
}  // namespace google::rpc

namespace zusage::client {

// What is wrong with one field of a request.
struct FieldViolation {
  std::string field;        // a path in the request: "promise.lines[2].due_date"
  std::string reason;       // UPPER_SNAKE, stable
  std::string description;  // in the client's language
};

// What an error carries beside its code.
struct ErrorDetails {
  std::string reason;                           // UPPER_SNAKE, stable; "" if Zusage did not answer
  std::map<std::string, std::string> metadata;  // the variables of the message
  std::vector<FieldViolation> fields;
  std::string localized_message;  // in the client's language; "" if Zusage did not answer
};

// The details of a status that came over the wire, empty if no server answered; nothing for a
// status made elsewhere.
std::optional<ErrorDetails> DetailsOf(const absl::Status& status);

// "ETAG_STALE"; "" if there is none.
std::string ReasonOf(const absl::Status& status);

// For people: in the client's language where the server said it in that.
std::string MessageOf(const absl::Status& status);

// A status of gRPC, with its details kept; OK for OK. Clients do this by themselves: it is for
// calls made by hand.
absl::Status StatusFrom(const grpc::Status& status);

// The same for a status within an answer, such as that of an imported item.
absl::Status StatusFrom(const google::rpc::Status& status);

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_ERROR_H_
