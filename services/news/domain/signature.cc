// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/signature.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"

namespace zusage::news {
namespace {

std::string Base64(std::string_view bytes) {
  return absl::Base64Escape(absl::string_view(bytes.data(), bytes.size()));
}

std::string HmacSha256(std::string_view key, std::string_view text) {
  unsigned char mac[EVP_MAX_MD_SIZE];
  unsigned int size = 0;
  HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()),
       reinterpret_cast<const unsigned char*>(text.data()), text.size(), mac, &size);
  return {reinterpret_cast<const char*>(mac), size};
}

}  // namespace

std::string SecretText(std::string_view secret) { return "whsec_" + Base64(secret); }

std::string SignatureTime(absl::Time time) { return absl::StrCat(absl::ToUnixSeconds(time)); }

std::string Signatures(const std::vector<std::string>& secrets, std::string_view id,
                       absl::Time time, std::string_view body) {
  std::string text(id);
  text += "." + SignatureTime(time) + ".";
  text += body;
  std::string signatures;
  for (const std::string& secret : secrets) {
    if (!signatures.empty()) signatures += ' ';
    signatures += "v1," + Base64(HmacSha256(secret, text));
  }
  return signatures;
}

}  // namespace zusage::news
