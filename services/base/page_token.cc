// SPDX-License-Identifier: Apache-2.0
#include "services/base/page_token.h"

#include <cstdint>

#include "absl/strings/escaping.h"
#include "absl/strings/str_format.h"
#include "services/base/errors.h"

namespace zusage {
namespace {

// FNV-1a over the filter: it keeps tokens apart by accident, not against malice, which gains
// nothing here because every page is checked for permission again.
std::string Fingerprint(std::string_view filter) {
  uint64_t hash = 14695981039346656037u;
  for (unsigned char c : filter) hash = (hash ^ c) * 1099511628211u;
  return absl::StrFormat("%016x", hash);
}

constexpr size_t kFingerprintSize = 16;

}  // namespace

std::string MakePageToken(std::string_view filter, std::string_view key) {
  std::string plain = Fingerprint(filter);
  plain += key;
  return absl::WebSafeBase64Escape(plain);
}

absl::StatusOr<std::string> ReadPageToken(std::string_view filter, std::string_view token) {
  std::string plain;
  if (!absl::WebSafeBase64Unescape(absl::string_view(token.data(), token.size()), &plain) ||
      plain.size() < kFingerprintSize ||
      std::string_view(plain).substr(0, kFingerprintSize) != Fingerprint(filter)) {
    return FieldError("page_token", kInvalidPageToken);
  }
  return plain.substr(kFingerprintSize);
}

}  // namespace zusage
