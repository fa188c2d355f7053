// SPDX-License-Identifier: Apache-2.0
//
// One run of one command: its server, its token, its language, and where its answer goes.
#ifndef ZUSAGE_CLIENTS_CLI_SESSION_H_
#define ZUSAGE_CLIENTS_CLI_SESSION_H_

#include <google/protobuf/message.h>

#include <optional>
#include <string>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/arguments.h"
#include "clients/cli/directory_names.h"
#include "clients/cli/environment.h"
#include "clients/cli/page.h"
#include "zusage/client/client.h"

namespace zusage::cli {

inline constexpr int64_t kDefaultTimeoutSeconds = 30;
inline constexpr size_t kMaxTokenBytes = 4096;

// Not thread-safe.
class Session {
 public:
  // Takes the global options from `arguments`. `environment` must outlive it.
  Session(const Arguments& arguments, Environment& environment);

  Environment& environment() { return environment_; }
  const std::string& address() const { return address_; }
  Language language() const { return format_.language; }
  bool json() const { return json_; }
  absl::Duration timeout() const { return timeout_; }
  // The same for every attempt of this run: --request-id, or a new one.
  const std::string& request_id() const { return request_id_; }
  std::string In(const Phrase& phrase) const { return std::string(phrase.in(language())); }

  // One unary call. While the server is UNAVAILABLE the client library repeats it, within
  // --timeout; a mutation carries request_id(), so that repeating is safe.
  template <typename Stub, typename Request, typename Response>
  absl::StatusOr<Response> Call(grpc::Status (Stub::*method)(grpc::ClientContext*, const Request&,
                                                             Response*),
                                const Request& request) {
    return client().Call(method, request);
  }

  // The client of this run, made at first use: for streams, and calls that are not waited for. What
  // is wrong with the token is what its calls return.
  const client::Client& client();

  // Prints the answer: as JSON with --json, otherwise with `show`.
  void Print(const google::protobuf::Message& answer, absl::FunctionRef<void(Page& page)> show);
  // Prints one line of JSON of `message`.
  void PrintJsonLine(const google::protobuf::Message& message);
  // A page on standard output, or on standard error for what is no part of the answer.
  Page out_page();
  Page err_page();

  // Whether somebody is there to be asked.
  bool can_ask() const { return environment_.in_is_terminal && !json_; }
  // Asks on standard error and reads a line; true for y, yes, j, ja.
  bool Ask(std::string_view question);
  // The text of a file, or of standard input for "-". INVALID_ARGUMENT if it cannot be read or is
  // larger than `max_bytes`.
  absl::StatusOr<std::string> ReadText(const std::string& path, size_t max_bytes);

 private:
  client::ClientOptions MakeClientOptions();
  absl::StatusOr<std::string> ReadToken();

  Environment& environment_;
  std::string address_;
  std::string token_file_;
  std::string on_behalf_of_;
  std::string request_id_;
  bool json_ = false;
  absl::Duration timeout_;
  PageFormat format_;
  std::optional<client::Client> client_;
  DirectoryNames names_;
};

// `message` as JSON, camelCase and with its empty fields, so that scripts find what they look for.
std::string ToJson(const google::protobuf::Message& message, bool indented);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SESSION_H_
