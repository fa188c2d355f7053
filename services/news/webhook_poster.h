// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_WEBHOOK_POSTER_H_
#define ZUSAGE_SERVICES_NEWS_WEBHOOK_POSTER_H_

#include <string>
#include <utility>
#include <vector>

#include "absl/time/time.h"
#include "services/news/domain/delivery.h"

namespace zusage::news {

// One message on its way to a webhook.
struct WebhookMessage {
  std::string key;  // by which its result is known: the delivery's name
  std::string url;
  std::string body;
  std::vector<std::pair<std::string, std::string>> headers;
};

struct PostResult {
  std::string key;
  TryResult result;
};

// Posts messages, many at a time, so that one that hangs does not hold up the others. Not
// thread-safe.
class WebhookPoster {
 public:
  virtual ~WebhookPoster() = default;

  // Begins to post a message; what comes of it is told by Await(), exactly once.
  virtual void Begin(WebhookMessage message) = 0;

  // Lets what is under way go on until something has ended, but no longer than `patience`; what has
  // ended since.
  virtual std::vector<PostResult> Await(absl::Duration patience) = 0;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_WEBHOOK_POSTER_H_
