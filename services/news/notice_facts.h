// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_NOTICE_FACTS_H_
#define ZUSAGE_SERVICES_NEWS_NOTICE_FACTS_H_

#include <map>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/commitments/domain/explain.h"
#include "services/news/domain/news.h"
#include "storage/connection.h"

namespace zusage::news {

// What a notice says, in both languages.
struct NoticeText {
  commitments::Text title;  // one line
  commitments::Text text;
};

// Adds a sentence with its {placeholders} filled in.
void Say(commitments::Text& text, std::string_view english, std::string_view german,
         const Metadata& values = {});

// What the names in a piece of news stand for, as of its position; of people, as they are called
// now. Whoever was erased is called by the last part of their name. Reads each once; lives no
// longer than the transaction.
class NoticeFacts {
 public:
  NoticeFacts(storage::ReadTransaction& tx, const News& news) : tx_(tx), news_(news) {}

  storage::ReadTransaction& tx() { return tx_; }
  const News& news() const { return news_; }
  int64_t position() const { return news_.position; }

  absl::StatusOr<std::string> Customer(std::string_view name);
  absl::StatusOr<std::string> Person(std::string_view name);
  // The title of a request; a way to say that it was erased.
  absl::StatusOr<std::string> Request(std::string_view name);
  // "2027-03-31" in the calendar of the product.
  absl::StatusOr<std::string> Day(absl::Time time);

 private:
  storage::ReadTransaction& tx_;
  const News& news_;
  std::map<std::string, std::string, std::less<>> people_;
};

// The notices about each sort of thing. Errors: the store's.
absl::StatusOr<NoticeText> TextAboutRequest(NoticeFacts& facts);
absl::StatusOr<NoticeText> TextAboutPromise(NoticeFacts& facts);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_NOTICE_FACTS_H_
