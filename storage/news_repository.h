// SPDX-License-Identifier: Apache-2.0
//
// News and who is told of it: no facts, but what follows from them, and what people have read.
#ifndef ZUSAGE_STORAGE_NEWS_REPOSITORY_H_
#define ZUSAGE_STORAGE_NEWS_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/news/domain/news.h"
#include "storage/connection.h"

namespace zusage::storage {

// One person's copy of a piece of news.
struct StoredNotice {
  news::News news;
  std::optional<absl::Time> read_time;
};

// How many notices of a kind about a product ("" for none) somebody has not read.
struct UnreadNotices {
  news::Kind kind = news::Kind::kUnspecified;
  std::string product;
  int count = 0;
};

// How far the follower of the journal has come, and which process may follow until when.
struct NewsFollower {
  int64_t position = 0;
  absl::Time start_time;  // what was so before is no news
  std::string holder;
  absl::Time expire_time;
};

class NewsRepository {
 public:
  // Adds a piece of news and a notice for each of `people` ("principals/…"). Returns false, and
  // adds nothing, if there is news of that occasion. Only RecordNews() of services/news calls this.
  static absl::StatusOr<bool> Add(WriteTransaction& tx, const news::News& news,
                                  absl::Span<const std::string> people);
  // Whether there is news of the occasion.
  static absl::StatusOr<bool> Has(ReadTransaction& tx, std::string_view occasion);
  // NOT_FOUND if there is none.
  static absl::StatusOr<news::News> Get(ReadTransaction& tx, std::string_view id);

  // At most `limit` notices of `principal` with ids less than `before` ("" for all), newest first;
  // only about `product`, and only those not read, if that is asked for.
  static absl::StatusOr<std::vector<StoredNotice>> List(ReadTransaction& tx,
                                                        std::string_view principal,
                                                        std::string_view product, bool unread_only,
                                                        std::string_view before, int limit);
  // Of the newest `limit` that are not read, how many there are of which kind about what.
  static absl::StatusOr<std::vector<UnreadNotices>> CountUnread(ReadTransaction& tx,
                                                                std::string_view principal,
                                                                int limit);
  // Whether the news `id` was told to `principal`.
  static absl::StatusOr<bool> WasTold(ReadTransaction& tx, std::string_view principal,
                                      std::string_view id);
  // Marks one notice, or all up to and with one, as read at `now`; returns how many were not.
  static absl::StatusOr<int> MarkRead(WriteTransaction& tx, std::string_view principal,
                                      std::string_view id, absl::Time now);
  static absl::StatusOr<int> MarkReadUpTo(WriteTransaction& tx, std::string_view principal,
                                          std::string_view id, absl::Time now);

  static absl::StatusOr<NewsFollower> Follower(ReadTransaction& tx);
  // Says that `after.holder` has come from position `from` to `after.position` and may go on until
  // `after.expire_time`. False, and nothing changed, if somebody else came first, or holds the
  // lease at `now`.
  static absl::StatusOr<bool> Advance(WriteTransaction& tx, int64_t from, const NewsFollower& after,
                                      absl::Time now);
  // Lets others follow at once.
  static absl::Status Release(WriteTransaction& tx, std::string_view holder);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_NEWS_REPOSITORY_H_
