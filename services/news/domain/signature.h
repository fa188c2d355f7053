// SPDX-License-Identifier: Apache-2.0
//
// Signatures as Standard Webhooks has them (https://www.standardwebhooks.com), so that receivers
// verify them with a library that exists. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_SIGNATURE_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_SIGNATURE_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "absl/time/time.h"

namespace zusage::news {

inline constexpr size_t kWebhookSecretBytes = 32;

// "whsec_" and the base64 of the secret's bytes: what people are shown, once.
std::string SecretText(std::string_view secret);

// The value of the header webhook-timestamp: whole seconds since 1970.
std::string SignatureTime(absl::Time time);

// The value of the header webhook-signature: "v1," and the base64 of the HMAC-SHA256 of
// "id.timestamp.body", once for each of the secrets (their bytes), with a space between.
std::string Signatures(const std::vector<std::string>& secrets, std::string_view id,
                       absl::Time time, std::string_view body);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_SIGNATURE_H_
