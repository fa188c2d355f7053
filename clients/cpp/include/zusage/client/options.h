// SPDX-License-Identifier: Apache-2.0
//
// How a Client reaches its server, as whom, and how patiently.
#ifndef ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_OPTIONS_H_
#define ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_OPTIONS_H_

#include <grpcpp/channel.h>

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "absl/status/statusor.h"
#include "absl/time/time.h"

namespace zusage::client {

// Where a server is if nobody says otherwise.
inline constexpr char kDefaultAddress[] = "127.0.0.1:50051";

// Gives the bearer token. Called before the first call, and again after a call was refused as
// UNAUTHENTICATED, so that a token may be replaced while a program runs. "" means none. An error is
// what the call returns. Called by one thread at a time.
using TokenSource = std::function<absl::StatusOr<std::string>()>;

// Always this token.
TokenSource TokenFromText(std::string token);
// What a file holds, without white space around it, at most 4,096 bytes. INVALID_ARGUMENT if it
// cannot be read.
TokenSource TokenFromFile(std::string path);

// How often a call is made at most, and how long to wait in between. Only calls that failed with
// UNAVAILABLE are repeated, and of these only what changes nothing or carries a request_id.
struct RetryOptions {
  int max_attempts = 4;  // 1: never again
  absl::Duration first_delay = absl::Milliseconds(100);
  double factor = 3;  // each delay is so many times the one before it, give or take half
  absl::Duration max_delay = absl::Seconds(30);
};

// What a Client is made of. The defaults fit a server on this machine that wants no token.
struct ClientOptions {
  // "HOST:PORT", or "https://HOST:PORT" for TLS.
  std::string address = kDefaultAddress;
  // PEM: who vouches for the server with TLS; empty for those whom the machine trusts.
  std::string root_certificates = "";
  // Null for none.
  TokenSource token = nullptr;
  // "principals/…": for whom calls are made; only with a tool's token. CallOptions may say
  // otherwise.
  std::string on_behalf_of = "";
  // Of messages for people: "en" or "de".
  std::string language = "en";
  // How long a call may take in all, repetitions included.
  absl::Duration timeout = absl::Seconds(30);
  RetryOptions retry = {};

  // --- what tests replace -----------------------------------------------------------------------
  // Instead of `address`: a channel made elsewhere.
  std::shared_ptr<grpc::Channel> channel = nullptr;
  // Null for the machine's own.
  std::function<absl::Time()> now = nullptr;
  std::function<void(absl::Duration)> sleep = nullptr;
  // 0 to 1, for delays.
  std::function<double()> random = nullptr;
  // 1 to 64 printable ASCII characters, never the same twice.
  std::function<std::string()> new_request_id = nullptr;
};

// What one call does otherwise than its client.
struct CallOptions {
  // Of a mutation: the key under which repeating it has no further effect. Empty: the one in the
  // request, and if that has none either, a new one for this call. Who repeats a call after their
  // own restart keeps the id and gives it again.
  std::string request_id = "";
  // "principals/…": for whom.
  std::optional<std::string> on_behalf_of = std::nullopt;
  std::optional<absl::Duration> timeout = std::nullopt;
};

// A channel as a Client makes it: TLS for https://, connections that notice when the server is
// gone, answers of up to 64 MiB, no retries of gRPC's own. Channels of different `number` do not
// share a connection.
std::shared_ptr<grpc::Channel> Connect(const std::string& address,
                                       const std::string& root_certificates = "", int number = 0);

}  // namespace zusage::client

#endif  // ZUSAGE_CLIENTS_CPP_INCLUDE_ZUSAGE_CLIENT_OPTIONS_H_
