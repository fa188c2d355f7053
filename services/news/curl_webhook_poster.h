// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_CURL_WEBHOOK_POSTER_H_
#define ZUSAGE_SERVICES_NEWS_CURL_WEBHOOK_POSTER_H_

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "absl/time/time.h"
#include "services/news/domain/ip_address.h"
#include "services/news/webhook_poster.h"

namespace zusage::news {

struct CurlWebhookPosterOptions {
  // Of the address that is really connected to, whatever a name led to before.
  AddressPolicy policy;
  // A file of certificates to trust instead of the system's; "" for those.
  std::string ca_file;
  absl::Duration connect_timeout = absl::Seconds(5);
  absl::Duration timeout = absl::Seconds(15);
};

// Of an answer no more is read than this; beyond it only the status counts.
inline constexpr size_t kMaxAnswerBytes = 64 << 10;

// Posts with libcurl: TLS verified, redirects not followed, no proxy, no cookies, nothing from the
// environment. Not thread-safe.
class CurlWebhookPoster final : public WebhookPoster {
 public:
  explicit CurlWebhookPoster(CurlWebhookPosterOptions options);
  // Breaks off what is under way.
  ~CurlWebhookPoster() override;

  void Begin(WebhookMessage message) override;
  std::vector<PostResult> Await(absl::Duration patience) override;

 private:
  struct Transfer;

  void CollectEnded(std::vector<PostResult>& ended);

  const CurlWebhookPosterOptions options_;
  void* multi_;                                           // CURLM
  std::map<void*, std::unique_ptr<Transfer>> transfers_;  // by CURL
  std::vector<PostResult> failed_;                        // that could not even begin
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_CURL_WEBHOOK_POSTER_H_
