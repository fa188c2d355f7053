// SPDX-License-Identifier: Apache-2.0
#include "services/news/smtp_sender.h"

#include <curl/curl.h>

#include <algorithm>
#include <cstring>
#include <fstream>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "services/net/curl_handle.h"

namespace zusage::news {
namespace {

// What of a message is still to be read.
struct Unread {
  std::string_view bytes;
};

size_t ReadSome(char* buffer, size_t size, size_t count, void* data) {
  auto& unread = *static_cast<Unread*>(data);
  const size_t length = std::min(size * count, unread.bytes.size());
  std::memcpy(buffer, unread.bytes.data(), length);
  unread.bytes.remove_prefix(length);
  return length;
}

int StopIfTold(void* data, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<const std::atomic<bool>*>(data)->load() ? 1 : 0;
}

absl::StatusOr<std::string> ReadPassword(const std::string& path) {
  std::ifstream file(path);
  std::string password;
  if (!std::getline(file, password)) {
    return absl::FailedPreconditionError("Cannot read the password in " + path);
  }
  if (password.ends_with('\r')) password.pop_back();
  return password;
}

// 5xx is for good, but for those that say that the sender has to log in, or cannot so.
bool IsRefusal(long reply) {  // NOLINT(runtime/int): curl's type
  return reply >= 500 && reply <= 599 && reply != 530 && reply != 534 && reply != 535 &&
         reply != 538;
}

absl::Status StatusOf(CURLcode code, long reply, std::string_view said) {  // NOLINT(runtime/int)
  const std::string words =
      absl::StrCat(curl_easy_strerror(code), reply > 0 ? absl::StrCat(", reply ", reply) : "",
                   said.empty() ? "" : absl::StrCat(": ", std::string(said)));
  switch (code) {
    case CURLE_OK:
      return absl::OkStatus();
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_USE_SSL_FAILED:
    case CURLE_LOGIN_DENIED:
      return absl::FailedPreconditionError(words);
    case CURLE_SEND_ERROR:  // said of a recipient, too
    case CURLE_RECV_ERROR:
    case CURLE_WEIRD_SERVER_REPLY:
      return IsRefusal(reply) ? absl::InvalidArgumentError(words) : absl::UnavailableError(words);
    default:
      return absl::UnavailableError(words);
  }
}

// Whether the relay of "smtp://127.0.0.1:25" is this machine.
bool IsLoopback(std::string_view url) {
  std::string_view host = url.substr(url.find("://") + 3);
  host = host.substr(0, host.find('/'));
  if (host.starts_with("[::1]")) return true;
  host = host.substr(0, host.find(':'));
  return host == "localhost" || host == "127.0.0.1";
}

void SetConnection(CURL* curl, const SmtpSettings& settings) {
  net::SetOnlyAddress(curl, settings.relay, "smtp,smtps");
  net::SetTimeouts(curl, settings.connect_timeout, settings.timeout);
  const curl_usessl use = settings.insecure ? CURLUSESSL_NONE : CURLUSESSL_ALL;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, static_cast<long>(use));
  net::SetTls(curl, settings.ca_file);
}

absl::Status SetLogin(CURL* curl, const SmtpSettings& settings) {
  if (settings.user.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string password, ReadPassword(settings.password_file));
  curl_easy_setopt(curl, CURLOPT_USERNAME, settings.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, password.c_str());
  return absl::OkStatus();
}

}  // namespace

absl::Status Check(const SmtpSettings& settings) {
  const bool tls = settings.relay.starts_with("smtps://");
  if (!tls && !settings.relay.starts_with("smtp://")) {
    return absl::InvalidArgumentError(
        "--smtp-relay is smtp://HOST:PORT (STARTTLS) or smtps://HOST:PORT");
  }
  if (settings.relay.find('@') != std::string::npos) {
    return absl::InvalidArgumentError(
        "--smtp-relay takes no user or password: --smtp-user, --smtp-password-file");
  }
  if (settings.user.empty() != settings.password_file.empty()) {
    return absl::InvalidArgumentError("--smtp-user and --smtp-password-file need each other");
  }
  if (settings.insecure && !tls && !settings.user.empty() && !IsLoopback(settings.relay)) {
    return absl::InvalidArgumentError(
        "--smtp-insecure would show the password of --smtp-user to the network");
  }
  return absl::OkStatus();
}

absl::Status SmtpSender::Send(const Mail& mail) {
  const net::CurlHandle curl = net::MakeCurl();
  if (curl == nullptr) return absl::InternalError("curl_easy_init failed");
  SetConnection(curl.get(), settings_);
  ZUSAGE_RETURN_IF_ERROR(SetLogin(curl.get(), settings_));
  const net::CurlList recipients(
      curl_slist_append(nullptr, absl::StrCat("<", mail.to, ">").c_str()));
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_FROM, absl::StrCat("<", mail.from, ">").c_str());
  curl_easy_setopt(curl.get(), CURLOPT_MAIL_RCPT, recipients.get());
  Unread unread{mail.bytes};
  curl_easy_setopt(curl.get(), CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl.get(), CURLOPT_READFUNCTION, &ReadSome);
  curl_easy_setopt(curl.get(), CURLOPT_READDATA, &unread);
  curl_easy_setopt(curl.get(), CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFOFUNCTION, &StopIfTold);
  curl_easy_setopt(curl.get(), CURLOPT_XFERINFODATA, &stopping_);
  char said[CURL_ERROR_SIZE] = "";
  curl_easy_setopt(curl.get(), CURLOPT_ERRORBUFFER, said);
  const CURLcode code = curl_easy_perform(curl.get());
  long reply = 0;  // NOLINT(runtime/int): curl's type
  curl_easy_getinfo(curl.get(), CURLINFO_RESPONSE_CODE, &reply);
  return StatusOf(code, reply, said);
}

}  // namespace zusage::news
