// SPDX-License-Identifier: Apache-2.0
// CheckUrl() of webhook.h.
#include <algorithm>
#include <charconv>
#include <optional>
#include <string>
#include <string_view>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/base/errors.h"
#include "services/news/domain/errors.h"
#include "services/news/domain/webhook.h"

namespace zusage::news {
namespace {

struct Url {
  bool encrypted = false;
  std::string host;  // in lower case; an address of version 6 without brackets
  bool bracketed = false;
};

constexpr size_t kMaxHostBytes = 253;

bool IsUrlByte(char c) {
  return absl::ascii_isgraph(static_cast<unsigned char>(c)) &&
         std::string_view("\"<>\\^`{|}#").find(c) == std::string_view::npos;
}

bool IsHostByte(char c) {
  return absl::ascii_isalnum(static_cast<unsigned char>(c)) || c == '-' || c == '.' || c == '_';
}

bool IsPort(std::string_view digits) {
  int port = 0;
  const char* const end = digits.data() + digits.size();
  const auto [read, error] = std::from_chars(digits.data(), end, port);
  return error == std::errc() && read == end && port >= 1 && port <= 65535;
}

// Takes "https://" or "http://" off the front.
bool TakeScheme(std::string_view& rest, bool& encrypted) {
  for (const std::string_view scheme : {"https://", "http://"}) {
    const std::string_view start = rest.substr(0, scheme.size());
    if (!absl::EqualsIgnoreCase({start.data(), start.size()}, {scheme.data(), scheme.size()})) {
      continue;
    }
    rest.remove_prefix(scheme.size());
    encrypted = scheme == "https://";
    return true;
  }
  return false;
}

// "[2001:db8::1]" or "example.org" off the front; what is left is a port or nothing.
bool TakeHost(std::string_view& authority, Url& url) {
  url.bracketed = authority.starts_with('[');
  const size_t end = authority.find(url.bracketed ? ']' : ':');
  if (url.bracketed && end == authority.npos) return false;
  const std::string_view host = authority.substr(0, end);
  url.host = std::string(url.bracketed ? host.substr(1) : host);
  absl::AsciiStrToLower(&url.host);
  if (url.host.ends_with('.')) url.host.pop_back();
  authority.remove_prefix(std::min(authority.size(), host.size() + (url.bracketed ? 1 : 0)));
  return true;
}

// No empty labels, and nothing that only some take for an address: "2130706433", "0x7f.1".
bool IsHost(const Url& url) {
  if (url.bracketed) return ParseIpAddress(url.host).has_value();
  const std::string_view host = url.host;
  if (host.empty() || host.size() > kMaxHostBytes || !std::ranges::all_of(host, IsHostByte) ||
      host.starts_with('.') || host.find("..") != host.npos) {
    return false;
  }
  const size_t dot = host.rfind('.');
  const std::string_view last = host.substr(dot == host.npos ? 0 : dot + 1);
  const bool numeric = last.starts_with("0x") || std::ranges::all_of(last, [](char c) {
                         return absl::ascii_isdigit(static_cast<unsigned char>(c));
                       });
  return !numeric || ParseIpAddress(host).has_value();
}

std::optional<Url> ParseUrl(std::string_view text) {
  if (text.empty() || text.size() > kMaxUrlBytes || !std::ranges::all_of(text, IsUrlByte)) {
    return std::nullopt;
  }
  Url url;
  if (!TakeScheme(text, url.encrypted)) return std::nullopt;
  std::string_view authority = text.substr(0, text.find_first_of("/?"));
  if (authority.find('@') != authority.npos || !TakeHost(authority, url) || !IsHost(url)) {
    return std::nullopt;
  }
  if (authority.empty()) return url;
  if (!authority.starts_with(':') || !IsPort(authority.substr(1))) return std::nullopt;
  return url;
}

bool IsThisMachine(std::string_view host) {
  return host == "localhost" || host.ends_with(".localhost");
}

}  // namespace

absl::Status CheckUrl(std::string_view text, const AddressPolicy& policy) {
  const std::optional<Url> url = ParseUrl(text);
  if (!url.has_value() || (!url->encrypted && !policy.allows_private())) {
    return FieldError("url", kInvalidUrl);
  }
  const std::optional<IpAddress> address = ParseIpAddress(url->host);
  const bool allowed = address.has_value() ? policy.Allows(*address, url->encrypted)
                                           : !IsThisMachine(url->host) || policy.allows_private();
  return allowed ? absl::OkStatus() : FieldError("url", kAddressNotAllowed, {{"host", url->host}});
}

}  // namespace zusage::news
