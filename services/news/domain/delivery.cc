// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/delivery.h"

#include <algorithm>
#include <array>
#include <cstdint>

namespace zusage::news {
namespace {

constexpr std::array<absl::Duration, kMaxTries - 1> kWaits = {
    absl::Seconds(5), absl::Minutes(5), absl::Minutes(30), absl::Hours(2),  absl::Hours(5),
    absl::Hours(10),  absl::Hours(14),  absl::Hours(20),   absl::Hours(24),
};

// From 0.9 to 1.1.
double Jitter(RandomSource& random) {
  uint32_t number = 0;
  random.Fill(&number, sizeof(number));
  return 0.9 + 0.2 * (static_cast<double>(number) / UINT32_MAX);
}

struct Words {
  std::string_view english;
  std::string_view german;
};

// By the numbers of DeliveryFailure.
constexpr std::array<Words, 10> kWords = {{
    {"", ""},
    {"nobody answers at this address", "unter dieser Adresse antwortet niemand"},
    {"no answer in time", "keine Antwort in der Frist"},
    {"the address is not a public one", "die Adresse ist keine öffentliche"},
    {"the certificate cannot be trusted", "dem Zertifikat ist nicht zu trauen"},
    {"the connection broke off", "die Verbindung brach ab"},
    {"it redirects elsewhere, which is not followed",
     "es verweist anderswohin; dem wird nicht gefolgt"},
    {"it refused", "es wurde abgelehnt"},
    {"it wants no more (410)", "es will nichts mehr (410)"},
    {"the webhook was paused", "der Webhook war angehalten"},
}};

const Words& WordsOf(DeliveryFailure failure) {
  return kWords[std::min(static_cast<size_t>(failure), kWords.size() - 1)];
}

}  // namespace

std::string_view EnglishWords(DeliveryFailure failure) { return WordsOf(failure).english; }

std::string_view GermanWords(DeliveryFailure failure) { return WordsOf(failure).german; }

DeliveryFailure FailureOf(const TryResult& result) {
  if (result.failure != DeliveryFailure::kNone) return result.failure;
  if (result.status >= 200 && result.status < 300) return DeliveryFailure::kNone;
  if (result.status >= 300 && result.status < 400) return DeliveryFailure::kRedirected;
  if (result.status == 410) return DeliveryFailure::kGone;
  return result.status == 0 ? DeliveryFailure::kBrokenOff : DeliveryFailure::kRefused;
}

std::optional<absl::Duration> NextWait(int tries, const TryResult& result, RandomSource& random) {
  if (tries < 1 || tries >= kMaxTries) return std::nullopt;
  const absl::Duration wait = kWaits[static_cast<size_t>(tries - 1)] * Jitter(random);
  const bool busy = result.status == 429 || result.status == 503;
  if (!busy || !result.retry_after.has_value()) return wait;
  return std::max(wait, std::min(*result.retry_after, kMaxRetryAfter));
}

}  // namespace zusage::news
