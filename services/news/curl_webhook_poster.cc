// SPDX-License-Identifier: Apache-2.0
#include "services/news/curl_webhook_poster.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstring>
#include <optional>
#include <utility>

#include "services/net/curl_handle.h"

namespace zusage::news {
namespace {

std::optional<IpAddress> AddressOf(const curl_sockaddr& address) {
  if (address.family == AF_INET) {
    std::array<uint8_t, 4> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in*>(&address.addr)->sin_addr,
                bytes.size());
    return IpV4(bytes);
  }
  if (address.family == AF_INET6) {
    std::array<uint8_t, 16> bytes{};
    std::memcpy(bytes.data(), &reinterpret_cast<const sockaddr_in6*>(&address.addr)->sin6_addr,
                bytes.size());
    return IpV6(bytes);
  }
  return std::nullopt;
}

bool IsEncrypted(const std::string& url) {
  return url.size() >= 8 && strncasecmp(url.c_str(), "https://", 8) == 0;
}

}  // namespace

struct CurlWebhookPoster::Transfer {
  WebhookMessage message;
  const AddressPolicy* policy = nullptr;
  bool encrypted = false;
  net::CurlHandle handle;
  net::CurlList headers;
  bool address_refused = false;
  bool answer_cut = false;
  size_t answer_bytes = 0;

  bool Prepare(const CurlWebhookPosterOptions& options);
  TryResult ResultOf(CURLcode code) const;

  // curl's callbacks; the last argument is the transfer.
  static curl_socket_t OpenSocket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static size_t TakeHeader(char* bytes, size_t one, size_t size, void* self);
  static size_t TakeBody(char* bytes, size_t one, size_t size, void* self);

 private:
  void SetTarget(const CurlWebhookPosterOptions& options);
  void SetLimits(const CurlWebhookPosterOptions& options);
  void Append(const std::string& header);
};

// The address is looked at here, where it is used: a name that led elsewhere a moment ago does not
// help.
curl_socket_t CurlWebhookPoster::Transfer::OpenSocket(void* self, curlsocktype,
                                                      curl_sockaddr* address) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::optional<IpAddress> ip = AddressOf(*address);
  if (!ip.has_value() || !transfer.policy->Allows(*ip, transfer.encrypted)) {
    transfer.address_refused = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

size_t CurlWebhookPoster::Transfer::TakeHeader(char*, size_t, size_t size, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.answer_bytes += size;
  return transfer.answer_bytes <= kMaxAnswerBytes ? size : 0;
}

size_t CurlWebhookPoster::Transfer::TakeBody(char*, size_t, size_t size, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  transfer.answer_bytes += size;
  if (transfer.answer_bytes <= kMaxAnswerBytes) return size;
  transfer.answer_cut = true;
  return 0;
}

void CurlWebhookPoster::Transfer::SetTarget(const CurlWebhookPosterOptions& options) {
  CURL* const curl = handle.get();
  net::SetOnlyAddress(curl, message.url, encrypted ? "https" : "http");
  net::SetTls(curl, options.ca_file);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, &OpenSocket);
  curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, this);
}

void CurlWebhookPoster::Transfer::SetLimits(const CurlWebhookPosterOptions& options) {
  CURL* const curl = handle.get();
  net::SetTimeouts(curl, options.connect_timeout, options.timeout);
  curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, &TakeHeader);
  curl_easy_setopt(curl, CURLOPT_HEADERDATA, this);
  curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &TakeBody);
  curl_easy_setopt(curl, CURLOPT_WRITEDATA, this);
}

void CurlWebhookPoster::Transfer::Append(const std::string& header) {
  headers.reset(curl_slist_append(headers.release(), header.c_str()));
}

bool CurlWebhookPoster::Transfer::Prepare(const CurlWebhookPosterOptions& options) {
  policy = &options.policy;
  encrypted = IsEncrypted(message.url);
  handle = net::MakeCurl();
  if (handle == nullptr) return false;
  SetTarget(options);
  SetLimits(options);
  for (const auto& [name, value] : message.headers) {
    Append(name + ": " + value);
  }
  Append("Expect:");  // not waited for
  CURL* const curl = handle.get();
  curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers.get());
  curl_easy_setopt(curl, CURLOPT_USERAGENT, "Zusage");
  curl_easy_setopt(curl, CURLOPT_POST, 1L);
  curl_easy_setopt(curl, CURLOPT_POSTFIELDS, message.body.c_str());
  curl_easy_setopt(curl, CURLOPT_POSTFIELDSIZE, static_cast<long>(message.body.size()));
  return true;
}

TryResult CurlWebhookPoster::Transfer::ResultOf(CURLcode code) const {
  if (code == CURLE_OK || (code == CURLE_WRITE_ERROR && answer_cut)) {
    long status = 0;
    curl_off_t retry_after = 0;
    curl_easy_getinfo(handle.get(), CURLINFO_RESPONSE_CODE, &status);
    curl_easy_getinfo(handle.get(), CURLINFO_RETRY_AFTER, &retry_after);
    TryResult result{.status = static_cast<int>(status)};
    if (retry_after > 0) result.retry_after = absl::Seconds(retry_after);
    return result;
  }
  if (address_refused) return {.failure = DeliveryFailure::kAddressNotAllowed};
  switch (code) {
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_CONNECT:
      return {.failure = DeliveryFailure::kUnreachable};
    case CURLE_OPERATION_TIMEDOUT:
      return {.failure = DeliveryFailure::kTimedOut};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_ISSUER_ERROR:
      return {.failure = DeliveryFailure::kUntrusted};
    default:
      return {.failure = DeliveryFailure::kBrokenOff};
  }
}

CurlWebhookPoster::CurlWebhookPoster(CurlWebhookPosterOptions options)
    : options_(std::move(options)) {
  multi_ = curl_multi_init();
}

CurlWebhookPoster::~CurlWebhookPoster() {
  for (const auto& [curl, transfer] : transfers_) curl_multi_remove_handle(multi_, curl);
  transfers_.clear();
  curl_multi_cleanup(multi_);
}

void CurlWebhookPoster::Begin(WebhookMessage message) {
  auto transfer = std::make_unique<Transfer>();
  transfer->message = std::move(message);
  if (!transfer->Prepare(options_) ||
      curl_multi_add_handle(multi_, transfer->handle.get()) != CURLM_OK) {
    failed_.push_back({transfer->message.key, {.failure = DeliveryFailure::kUnreachable}});
    return;
  }
  void* const curl = transfer->handle.get();
  transfers_.emplace(curl, std::move(transfer));
}

void CurlWebhookPoster::CollectEnded(std::vector<PostResult>& ended) {
  int left = 0;
  while (const CURLMsg* message = curl_multi_info_read(multi_, &left)) {
    if (message->msg != CURLMSG_DONE) continue;
    const auto found = transfers_.find(message->easy_handle);
    const Transfer& transfer = *found->second;
    ended.push_back({transfer.message.key, transfer.ResultOf(message->data.result)});
    curl_multi_remove_handle(multi_, message->easy_handle);
    transfers_.erase(found);
  }
}

std::vector<PostResult> CurlWebhookPoster::Await(absl::Duration patience) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point end = Clock::now() + absl::ToChronoMilliseconds(patience);
  std::vector<PostResult> ended = std::exchange(failed_, {});
  while (true) {
    int running = 0;
    curl_multi_perform(multi_, &running);
    CollectEnded(ended);
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(end - Clock::now());
    if (!ended.empty() || left.count() <= 0) return ended;
    curl_multi_poll(multi_, nullptr, 0, static_cast<int>(left.count()), nullptr);
  }
}

}  // namespace zusage::news
