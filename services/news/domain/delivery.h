// SPDX-License-Identifier: Apache-2.0
//
// A message to a webhook: how it goes on after each try. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_DELIVERY_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_DELIVERY_H_

#include <optional>
#include <string>
#include <string_view>

#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/news/domain/news.h"

namespace zusage::news {

// The numbers are those of zusage.news.v1.Delivery.State, and are stored.
enum class DeliveryState { kUnspecified = 0, kWaiting = 1, kDelivered = 2, kDead = 3 };

// Why a try came to nothing. Stored.
enum class DeliveryFailure {
  kNone = 0,
  kUnreachable = 1,        // no such name, nobody there
  kTimedOut = 2,           // no whole answer in time
  kAddressNotAllowed = 3,  // it leads to an address that is not public
  kUntrusted = 4,          // TLS: the certificate is not theirs, or not to be trusted
  kBrokenOff = 5,          // closed half-way, or no HTTP
  kRedirected = 6,         // 3xx: nobody follows
  kRefused = 7,            // any other status
  kGone = 8,               // 410: it wants no more
  kPaused = 9,             // not tried: the webhook was paused
};

// In a few words; "" for kNone.
std::string_view EnglishWords(DeliveryFailure failure);
std::string_view GermanWords(DeliveryFailure failure);

struct Delivery {
  std::string webhook;  // "webhooks/01J…"
  std::string id;       // the webhook-id: that of the news
  Kind kind = Kind::kUnspecified;
  std::string subject;
  std::string body;
  absl::Time create_time;
  DeliveryState state = DeliveryState::kWaiting;
  int tries = 0;
  DeliveryFailure failure = DeliveryFailure::kNone;
  int last_status = 0;  // HTTP; 0 if there was no answer
  std::optional<absl::Time> last_try_time;
  absl::Time next_try_time;  // of what waits

  // "webhooks/01J…/deliveries/01J…"
  std::string name() const { return webhook + "/deliveries/" + id; }
};

// What came of one try.
struct TryResult {
  int status = 0;  // HTTP; 0 if there was no whole answer
  // What kept an answer from coming; kNone if there is a status.
  DeliveryFailure failure = DeliveryFailure::kNone;
  // How long the receiver asked to be left alone.
  std::optional<absl::Duration> retry_after;
};

// What the result is for a receiver: 2xx is success, everything else a failure.
DeliveryFailure FailureOf(const TryResult& result);

inline constexpr int kMaxTries = 10;
inline constexpr absl::Duration kMaxRetryAfter = absl::Hours(24);

// How long to wait after `tries` failed ones: 5 s, 5 min, 30 min, 2, 5, 10, 14, 20, 24 hours, each
// a tenth more or less, so that what failed together does not come back together; longer if a
// receiver that is busy (429, 503) asks for it. Nothing after the tenth, some three days after the
// first.
std::optional<absl::Duration> NextWait(int tries, const TryResult& result, RandomSource& random);

// For so long a webhook may fail without a success before it is paused.
inline constexpr absl::Duration kFailingPatience = absl::Hours(5 * 24);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_DELIVERY_H_
