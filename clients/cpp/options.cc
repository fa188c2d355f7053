// SPDX-License-Identifier: Apache-2.0
#include "zusage/client/options.h"

#include <grpcpp/grpcpp.h>

#include <fstream>
#include <utility>

#include "absl/strings/ascii.h"

namespace zusage::client {
namespace {

constexpr size_t kMaxTokenBytes = 4096;
constexpr int kMaxMessageBytes = 64 << 20;
// A stream on which nothing comes would not notice otherwise that its server has gone.
constexpr int kPingMillis = 60'000;
constexpr int kPingTimeoutMillis = 20'000;
constexpr char kTls[] = "https://";

}  // namespace

TokenSource TokenFromText(std::string token) {
  return [token = std::move(token)] { return token; };
}

TokenSource TokenFromFile(std::string path) {
  return [path = std::move(path)]() -> absl::StatusOr<std::string> {
    std::ifstream file(path, std::ios::binary);
    std::string text(kMaxTokenBytes + 1, '\0');
    file.read(text.data(), static_cast<std::streamsize>(text.size()));
    text.resize(static_cast<size_t>(file.gcount()));
    // A directory can be opened, and fails only when it is read.
    if (text.empty() && !file.eof()) {
      return absl::InvalidArgumentError("The token file " + path + " cannot be read.");
    }
    if (text.size() > kMaxTokenBytes) {
      return absl::InvalidArgumentError("The token file " + path + " is too large for a token.");
    }
    return std::string(absl::StripAsciiWhitespace(text));
  };
}

std::shared_ptr<grpc::Channel> Connect(const std::string& address,
                                       const std::string& root_certificates, int number) {
  grpc::ChannelArguments arguments;
  arguments.SetMaxReceiveMessageSize(kMaxMessageBytes);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIME_MS, kPingMillis);
  arguments.SetInt(GRPC_ARG_KEEPALIVE_TIMEOUT_MS, kPingTimeoutMillis);
  arguments.SetInt(GRPC_ARG_HTTP2_MAX_PINGS_WITHOUT_DATA, 0);  // no limit
  // Channels with different arguments do not share a connection.
  arguments.SetInt("zusage.channel", number);
  arguments.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, number > 0 ? 1 : 0);
  // Retries are the client's, which knows what may be repeated.
  arguments.SetInt(GRPC_ARG_ENABLE_RETRIES, 0);
  if (address.rfind(kTls, 0) != 0) {
    return grpc::CreateCustomChannel(address, grpc::InsecureChannelCredentials(), arguments);
  }
  grpc::SslCredentialsOptions tls;
  tls.pem_root_certs = root_certificates;
  return grpc::CreateCustomChannel(address.substr(sizeof(kTls) - 1), grpc::SslCredentials(tls),
                                   arguments);
}

}  // namespace zusage::client
