// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_NEWS_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_NEWS_H_

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "absl/time/time.h"

namespace zusage::news {

// The numbers are those of zusage.news.v1.Kind, and are stored.
enum class Kind {
  kUnspecified = 0,
  kRequestDecided = 1,
  kRequestMerged = 2,
  kRequestReopened = 3,
  kEvidenceAsked = 4,
  kReviewAssigned = 5,
  kReviewOverdue = 6,
  kPromiseUnilateral = 7,
  kPromiseLostGround = 8,
  kPromiseNamed = 9,
  kPromiseDisputed = 10,
  kDisputeResolved = 11,
  kStrategyPublished = 12,
  kSubstituteSet = 13,
  kWebhookPaused = 14,
};

inline constexpr int kKinds = 14;  // the greatest

// One thing that somebody has to know. It names what it is about and says nothing of its own: the
// words are made from the facts when it is read, so that erasing those erases them.
struct News {
  std::string id;        // time-ordered, "01J…"
  std::string occasion;  // what must not be told twice: the same for the same occasion
  Kind kind = Kind::kUnspecified;
  std::string product;   // "products/atlas"; "" where it is about none
  std::string subject;   // what it is about: the name of a resource
  std::string actor;     // whose deed it was, "principals/…"; "" where it came about by time
  int64_t position = 0;  // the journal's, that it came about by
  absl::Time create_time;
  // What else the kind needs, by name: {"outcome": "DECLINED", "customer": "customers/01J…"}. Names
  // of resources, numbers and constants; never what people wrote or are called.
  std::map<std::string, std::string> details;

  // The detail of this name; "" if there is none.
  std::string Detail(const std::string& name) const {
    const auto found = details.find(name);
    return found == details.end() ? std::string() : found->second;
  }
};

// News that is to be recorded, still without an id, and who is told of it: "principals/…" each,
// once. News that nobody is told of is sent to webhooks all the same.
struct Told {
  News news;
  std::vector<std::string> people;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_NEWS_H_
