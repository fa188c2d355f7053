// SPDX-License-Identifier: Apache-2.0
//
// Webhooks: where news is sent to, and what is sent. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_WEBHOOK_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_WEBHOOK_H_

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/news/domain/ip_address.h"
#include "services/news/domain/news.h"

namespace zusage::news {

inline constexpr std::string_view kWebhookPattern = "webhooks/{webhook}";
inline constexpr std::string_view kDeliveryPattern = "webhooks/{webhook}/deliveries/{delivery}";

inline constexpr size_t kMaxWebhooks = 100;
inline constexpr size_t kMaxWebhookNameBytes = 200;
inline constexpr size_t kMaxUrlBytes = 1000;

// The first two are numbered as zusage.news.v1.Webhook.State. Stored.
enum class WebhookState { kUnspecified = 0, kActive = 1, kPaused = 2, kDeleted = 3 };

// Why a webhook is paused. Stored.
enum class PauseCause {
  kNone = 0,       // it is not, or somebody wished so
  kNoSuccess = 1,  // nothing came through for days
  kGone = 2,       // it answered 410
};

// In a sentence; "" for kNone.
std::string_view EnglishWords(PauseCause cause);
std::string_view GermanWords(PauseCause cause);

struct Webhook {
  std::string name;  // "webhooks/01J…"
  std::string display_name;
  std::string url;
  std::vector<std::string> products;  // only these; all if empty. Sorted.
  std::vector<Kind> kinds;            // likewise
  WebhookState state = WebhookState::kActive;
  PauseCause pause_cause = PauseCause::kNone;
  int64_t secret_number = 1;  // of the newest secret

  friend bool operator==(const Webhook&, const Webhook&) = default;
};

// A webhook as the store knows it.
struct RecordedWebhook {
  Webhook webhook;
  std::string created_by;
  absl::Time create_time;
  int64_t position = 0;   // of the newest entry that changed it: its etag
  int waiting_count = 0;  // of deliveries; kMaxCount stands for more
  int dead_count = 0;
  std::optional<absl::Time> last_success_time;
};

inline constexpr int kMaxCount = 1000;

// The webhook as it is recorded: a tidy display name, sorted lists without repeats, active unless
// it is paused.
Webhook Tidy(Webhook webhook);

// Whether a tidy webhook can be recorded: REQUIRED, TOO_LONG, INVALID_ENUM, and what CheckUrl()
// says. Fields are relative to the webhook.
absl::Status Validate(const Webhook& webhook, const AddressPolicy& policy);

// Whether news may be sent to `url`, as far as its text tells; where its name leads to is seen when
// it is called. Errors for the field "url": INVALID_URL for what is no https URL with a host and
// without user, password and fragment; ADDRESS_NOT_ALLOWED.
absl::Status CheckUrl(std::string_view url, const AddressPolicy& policy);

// Whether news of this kind and product is for a webhook, whatever its state.
bool Wants(const Webhook& webhook, const News& news);

// "promise.unilateral": what receivers tell kinds by. The number's own for a kind without a name.
std::string EventType(Kind kind);

// What is sent: {"type": …, "timestamp": …, "data": {…}}, keys sorted. Names of resources, numbers
// and constants, as in the news: who may read more asks for it with a key of their own.
std::string Payload(const News& news);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_WEBHOOK_H_
