// SPDX-License-Identifier: Apache-2.0
#include "storage/news_repository.h"

#include <map>
#include <nlohmann/json.hpp>

#include "services/base/error.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

#define ZUSAGE_NEWS_COLUMNS                                                     \
  "SELECT n.id, n.occasion, n.kind, n.product, n.subject, n.actor, n.position," \
  " n.create_time, n.details"

std::string DetailsToJson(const std::map<std::string, std::string>& details) {
  return nlohmann::json(details).dump();
}

absl::Status ReadDetails(std::string_view text, std::map<std::string, std::string>& details) {
  const nlohmann::json json = nlohmann::json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!json.is_object()) return absl::InternalError("the details of news are no object");
  for (const auto& [name, value] : json.items()) {
    if (!value.is_string()) return absl::InternalError("a detail of news is no text");
    details.emplace(name, value.get_ref<const std::string&>());
  }
  return absl::OkStatus();
}

absl::StatusOr<news::News> ReadNews(const Row& row) {
  news::News news;
  news.id = row.Text(0);
  news.occasion = row.Text(1);
  news.kind = static_cast<news::Kind>(row.Int(2));
  news.product = row.Text(3);
  news.subject = row.Text(4);
  news.actor = row.Text(5);
  news.position = row.Int(6);
  news.create_time = absl::FromUnixMicros(row.Int(7));
  ZUSAGE_RETURN_IF_ERROR(ReadDetails(row.Text(8), news.details));
  return news;
}

absl::StatusOr<bool> Finds(ReadTransaction& tx, std::string_view sql, Binds binds) {
  bool found = false;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row&) {
    found = true;
    return absl::OkStatus();
  }));
  return found;
}

absl::StatusOr<int> MarkRows(WriteTransaction& tx, std::string_view sql, std::string_view principal,
                             std::string_view id, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t rows,
      tx.Execute(sql,
                 {{"principal", principal}, {"news", id}, {"read_time", absl::ToUnixMicros(now)}}));
  return static_cast<int>(rows);
}

}  // namespace

absl::StatusOr<bool> NewsRepository::Add(WriteTransaction& tx, const news::News& news,
                                         absl::Span<const std::string> people) {
  const auto kind = static_cast<int64_t>(news.kind);
  const std::string details = DetailsToJson(news.details);
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t added,
      tx.Execute("INSERT INTO news (id, occasion, kind, product, subject, actor, position, "
                 "create_time, details) VALUES (:id, :occasion, :kind, :product, :subject, :actor, "
                 ":position, :create_time, :details) ON CONFLICT (occasion) DO NOTHING",
                 {{"id", news.id},
                  {"occasion", news.occasion},
                  {"kind", kind},
                  {"product", news.product},
                  {"subject", news.subject},
                  {"actor", news.actor},
                  {"position", news.position},
                  {"create_time", absl::ToUnixMicros(news.create_time)},
                  {"details", details}}));
  if (added == 0) return false;
  for (const std::string& principal : people) {
    ZUSAGE_RETURN_IF_ERROR(tx.Enqueue(
        "INSERT INTO notices (principal, news, kind, product) "
        "VALUES (:principal, :news, :kind, :product) "
        "ON CONFLICT (principal, news) DO NOTHING",
        {{"principal", principal}, {"news", news.id}, {"kind", kind}, {"product", news.product}}));
  }
  return true;
}

absl::StatusOr<bool> NewsRepository::Has(ReadTransaction& tx, std::string_view occasion) {
  return Finds(tx, "SELECT 1 FROM news WHERE occasion = :occasion", {{"occasion", occasion}});
}

absl::StatusOr<news::News> NewsRepository::Get(ReadTransaction& tx, std::string_view id) {
  std::optional<news::News> found;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(ZUSAGE_NEWS_COLUMNS " FROM news n WHERE n.id = :id", {{"id", id}},
                                  [&](const Row& row) -> absl::Status {
                                    ZUSAGE_ASSIGN_OR_RETURN(found, ReadNews(row));
                                    return absl::OkStatus();
                                  }));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(id)}});
  return *std::move(found);
}

absl::StatusOr<std::vector<StoredNotice>> NewsRepository::List(ReadTransaction& tx,
                                                               std::string_view principal,
                                                               std::string_view product,
                                                               bool unread_only,
                                                               std::string_view before, int limit) {
  constexpr std::string_view kAll = ZUSAGE_NEWS_COLUMNS
      ", p.read_time FROM notices p JOIN news n ON n.id = p.news WHERE p.principal = :principal"
      " AND (:before = '' OR p.news < :before) AND (:product = '' OR p.product = :product)"
      " ORDER BY p.news DESC LIMIT :limit";
  constexpr std::string_view kUnread = ZUSAGE_NEWS_COLUMNS
      ", p.read_time FROM notices p JOIN news n ON n.id = p.news WHERE p.principal = :principal"
      " AND (:before = '' OR p.news < :before) AND (:product = '' OR p.product = :product)"
      " AND p.read_time IS NULL ORDER BY p.news DESC LIMIT :limit";
  std::vector<StoredNotice> notices;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(unread_only ? kUnread : kAll,
                                  {{"principal", principal},
                                   {"before", before},
                                   {"product", product},
                                   {"limit", int64_t{limit}}},
                                  [&](const Row& row) -> absl::Status {
                                    StoredNotice notice;
                                    ZUSAGE_ASSIGN_OR_RETURN(notice.news, ReadNews(row));
                                    if (!row.IsNull(9))
                                      notice.read_time = absl::FromUnixMicros(row.Int(9));
                                    notices.push_back(std::move(notice));
                                    return absl::OkStatus();
                                  }));
  return notices;
}

absl::StatusOr<std::vector<UnreadNotices>> NewsRepository::CountUnread(ReadTransaction& tx,
                                                                       std::string_view principal,
                                                                       int limit) {
  std::vector<UnreadNotices> counts;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT u.kind, u.product, COUNT(*) FROM (SELECT p.kind, p.product FROM notices p "
      "WHERE p.principal = :principal AND p.read_time IS NULL ORDER BY p.news DESC LIMIT :limit) u "
      "GROUP BY u.kind, u.product ORDER BY u.kind, u.product",
      {{"principal", principal}, {"limit", int64_t{limit}}}, [&](const Row& row) {
        counts.push_back({static_cast<news::Kind>(row.Int(0)), std::string(row.Text(1)),
                          static_cast<int>(row.Int(2))});
        return absl::OkStatus();
      }));
  return counts;
}

absl::StatusOr<bool> NewsRepository::WasTold(ReadTransaction& tx, std::string_view principal,
                                             std::string_view id) {
  return Finds(tx, "SELECT 1 FROM notices WHERE principal = :principal AND news = :news",
               {{"principal", principal}, {"news", id}});
}

absl::StatusOr<int> NewsRepository::MarkRead(WriteTransaction& tx, std::string_view principal,
                                             std::string_view id, absl::Time now) {
  return MarkRows(tx,
                  "UPDATE notices SET read_time = :read_time WHERE principal = :principal "
                  "AND news = :news AND read_time IS NULL",
                  principal, id, now);
}

absl::StatusOr<int> NewsRepository::MarkReadUpTo(WriteTransaction& tx, std::string_view principal,
                                                 std::string_view id, absl::Time now) {
  return MarkRows(tx,
                  "UPDATE notices SET read_time = :read_time WHERE principal = :principal "
                  "AND news <= :news AND read_time IS NULL",
                  principal, id, now);
}

absl::StatusOr<NewsFollower> NewsRepository::Follower(ReadTransaction& tx) {
  NewsFollower follower;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT position, start_time, holder, expire_time FROM news_follower WHERE id = 1",
               {}, [&](const Row& row) {
                 follower = {.position = row.Int(0),
                             .start_time = absl::FromUnixMicros(row.Int(1)),
                             .holder = std::string(row.Text(2)),
                             .expire_time = absl::FromUnixMicros(row.Int(3))};
                 return absl::OkStatus();
               }));
  return follower;
}

absl::StatusOr<bool> NewsRepository::Advance(WriteTransaction& tx, int64_t from,
                                             const NewsFollower& after, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const int64_t rows,
      tx.Execute("UPDATE news_follower SET position = :position, holder = :holder, "
                 "expire_time = :expire_time WHERE id = 1 AND position = :from "
                 "AND (holder = :holder OR expire_time < :now)",
                 {{"position", after.position},
                  {"holder", after.holder},
                  {"expire_time", absl::ToUnixMicros(after.expire_time)},
                  {"from", from},
                  {"now", absl::ToUnixMicros(now)}}));
  return rows == 1;
}

absl::Status NewsRepository::Release(WriteTransaction& tx, std::string_view holder) {
  return tx.Enqueue("UPDATE news_follower SET expire_time = 0 WHERE id = 1 AND holder = :holder",
                    {{"holder", holder}});
}

}  // namespace zusage::storage
