// SPDX-License-Identifier: Apache-2.0
#include "services/reader/chat_reader.h"

#include <curl/curl.h>

#include <algorithm>
#include <fstream>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/strip.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/net/curl_handle.h"
#include "services/reader/domain/chat_completion.h"

namespace zusage::reader {
namespace {

constexpr long kOk = 200;  // NOLINT(runtime/int): curl's type
constexpr size_t kMaxHeaderBytes = 64 << 10;

// What is said and what came of it, while it is under way.
struct Exchange {
  std::string body;
  size_t header_bytes = 0;
  bool too_large = false;
};

size_t TakeBody(char* bytes, size_t, size_t size, void* data) {
  auto& exchange = *static_cast<Exchange*>(data);
  exchange.too_large = exchange.body.size() + size > kMaxAnswerBytes;
  if (exchange.too_large) return 0;
  exchange.body.append(bytes, size);
  return size;
}

size_t TakeHeader(char*, size_t, size_t size, void* data) {
  auto& exchange = *static_cast<Exchange*>(data);
  exchange.header_bytes += size;
  exchange.too_large = exchange.header_bytes > kMaxHeaderBytes;
  return exchange.too_large ? 0 : size;
}

int StopIfTold(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(data)->load() ? 1 : 0;
}

bool IsEncrypted(std::string_view url) { return url.starts_with("https://"); }

bool IsLoopback(std::string_view url) {
  std::string_view host = url.substr(url.find("://") + 3);
  host = host.substr(0, host.find('/'));
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "127.0.0.1";
}

// "https://models.example.com/v1/" is written as often as "https://models.example.com".
std::string EndpointOf(std::string url) {
  while (url.ends_with('/')) url.pop_back();
  if (url.ends_with("/v1")) url.resize(url.size() - 3);
  return url + "/v1/chat/completions";
}

void SetLimits(CURL* curl, const ChatSettings& settings, Exchange& exchange,
               std::atomic<bool>& stopping) {
  net::SetTimeouts(curl, settings.connect_timeout, settings.timeout);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &TakeBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &TakeHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, &exchange);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &StopIfTold);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stopping);
}

net::CurlList HeadersWith(const std::string& key) {
  net::CurlList headers;
  const auto append = [&headers](const std::string& header) {
    headers.reset(curl_slist_append(headers.release(), header.c_str()));
  };
  append("Content-Type: application/json");
  append("Accept: application/json");
  append("Expect:");  // not waited for
  if (!key.empty()) append("Authorization: Bearer " + key);
  return headers;
}

Failure FailureOf(CURLcode code) {
  switch (code) {
    case CURLE_OPERATION_TIMEDOUT:
      return Failure::kLate;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
      return Failure::kUntrusted;
    default:
      return Failure::kUnreachable;
  }
}

}  // namespace

absl::Status Check(const ChatSettings& settings) {
  const bool tls = IsEncrypted(settings.url);
  if (!tls && !settings.url.starts_with("http://")) {
    return absl::InvalidArgumentError("--reader-url is https://HOST or http://HOST:PORT");
  }
  if (settings.url.find_first_of("@?# ") != std::string::npos) {
    return absl::InvalidArgumentError(
        "--reader-url takes no user, password or parameters: the key comes from --reader-key-file");
  }
  if (settings.model.empty()) {
    return absl::InvalidArgumentError("--reader-url needs --reader-model, which the server knows");
  }
  if (!tls && !settings.insecure && !IsLoopback(settings.url)) {
    return absl::InvalidArgumentError(
        "--reader-url with http:// would show requests to the network; use https://, or say "
        "--reader-insecure in a private one");
  }
  return absl::OkStatus();
}

ChatReader::ChatReader(ChatSettings settings)
    : settings_(std::move(settings)), endpoint_(EndpointOf(settings_.url)) {}

std::string ChatReader::Compose(const Question& question) const {
  return ComposeChat(settings_.model, question);
}

std::string ChatReader::Compose(const ElementQuestion& question) const {
  return ComposeElementChat(settings_.model, question);
}

absl::StatusOr<std::string> ChatReader::Key() const {
  if (settings_.key_file.empty()) return settings_.key;
  std::ifstream file(settings_.key_file);
  std::string key;
  if (!std::getline(file, key)) {
    return absl::FailedPreconditionError("Cannot read the key in " + settings_.key_file);
  }
  absl::StripAsciiWhitespace(&key);
  return key;
}

Reading ChatReader::Ask(const std::string& message, const std::vector<Candidate>& candidates) {
  const Answer answer = Send(message);
  if (answer.failure == Failure::kNone) return ReadChatAnswer(answer.body, candidates);
  return {.failure = answer.failure,
          .http_status = answer.http_status,
          .retry_after = answer.retry_after};
}

ElementReading ChatReader::Ask(const std::string& message, const ElementQuestion& question) {
  const Answer answer = Send(message);
  if (answer.failure == Failure::kNone) return ReadElementAnswer(answer.body, question);
  return {.failure = answer.failure,
          .http_status = answer.http_status,
          .retry_after = answer.retry_after};
}

ChatReader::Answer ChatReader::Send(const std::string& message) {
  const absl::StatusOr<std::string> key = Key();
  const net::CurlHandle curl = net::MakeCurl();
  if (!key.ok() || curl == nullptr) {
    Log(Severity::kError, "second_reader_key", {{"error", std::string(key.status().message())}});
    return {.failure = Failure::kUnreachable};
  }
  Exchange exchange;
  const net::CurlList headers = HeadersWith(*key);
  net::SetOnlyAddress(curl.get(), endpoint_, IsEncrypted(endpoint_) ? "https" : "http");
  net::SetTls(curl.get(), settings_.ca_file);
  SetLimits(curl.get(), settings_, exchange, stopping_);
  curl_easy_setopt(curl.get(), CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl.get(), CURLOPT_USERAGENT, "Zusage");
  curl_easy_setopt(curl.get(), CURLOPT_POST, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDS, message.c_str());
  curl_easy_setopt(curl.get(), CURLOPT_POSTFIELDSIZE, static_cast<long>(message.size()));
  const CURLcode code = curl_easy_perform(curl.get());
  if (exchange.too_large) return {.failure = Failure::kTooLarge};
  if (code != CURLE_OK) return {.failure = FailureOf(code)};
  long status = 0;  // NOLINT(runtime/int): curl's type
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &status);
  if (status == kOk) return {.body = std::move(exchange.body)};
  curl_off_t seconds = 0;
  curl_easy_getinfo(curl.get(), CURLINFO_RETRY_AFTER, &seconds);
  return {.failure = Failure::kRefused,
          .http_status = static_cast<int>(status),
          .retry_after = absl::Seconds(std::max<curl_off_t>(seconds, 0))};
}

}  // namespace zusage::reader
