// SPDX-License-Identifier: Apache-2.0
#include "storage/idempotency.h"

#include "services/base/status_macros.h"
#include "storage/answer_book.h"
#include "storage/crypto.h"

namespace zusage::storage {
namespace {

// Half a digest tells callers apart as well as a whole one.
constexpr size_t kCallerSize = 16;

}  // namespace

// The request's id comes first, and as it is: ids that begin with the time, as ULIDs do, or that
// are counted, then follow one another in the index, and a batch of mutations touches its last page
// instead of a page each.
std::string BytesOf(const AnswerKey& key) {
  constexpr std::string_view kEnd("\0", 1);  // occurs in none of the four
  const Digest caller = Sha256({key.principal, kEnd, key.on_behalf_of, kEnd, key.method});
  std::string bytes(key.request_id);
  bytes += kEnd;
  bytes += BytesOf(caller).substr(0, kCallerSize);
  return bytes;
}

absl::StatusOr<std::optional<StoredAnswer>> FindAnswer(ReadTransaction& tx, const AnswerKey& key) {
  std::optional<StoredAnswer> answer;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT content_hash, answer, position FROM answers WHERE key = :key",
      {{"key", Blob{BytesOf(key)}}}, [&](const Row& row) {
        answer = StoredAnswer{std::string(row.Bytes(0)), std::string(row.Bytes(1)), row.Int(2)};
        return absl::OkStatus();
      }));
  return answer;
}

absl::StatusOr<std::optional<StoredAnswer>> FindAnswer(Unit& unit, const AnswerKey& key) {
  const std::string bytes = BytesOf(key);
  if (unit.answers().Knows(bytes)) return unit.answers().Find(bytes);
  return FindAnswer(unit.tx(), key);
}

absl::Status StoreAnswer(Unit& unit, const AnswerKey& key, const StoredAnswer& answer,
                         std::optional<absl::Duration> keep_for) {
  const std::string bytes = BytesOf(key);
  unit.answers().Forget(bytes);
  Value expire_time = Null{};
  if (keep_for.has_value()) expire_time = absl::ToUnixMicros(unit.commit_time() + *keep_for);
  return unit.tx().Enqueue(
      "INSERT INTO answers (key, content_hash, answer, position, expire_time) "
      "VALUES (:key, :content_hash, :answer, :position, :expire_time)",
      {{"key", Blob{bytes}},
       {"content_hash", Blob{answer.content_hash}},
       {"answer", Blob{answer.bytes}},
       {"position", unit.position()},
       {"expire_time", expire_time}});
}

absl::StatusOr<int64_t> PurgeAnswers(WriteTransaction& tx, absl::Time now, int64_t limit) {
  return tx.Execute(
      "DELETE FROM answers WHERE key IN (SELECT key FROM answers "
      "WHERE expire_time IS NOT NULL AND expire_time < :now ORDER BY expire_time LIMIT :limit)",
      {{"now", absl::ToUnixMicros(now)}, {"limit", limit}});
}

}  // namespace zusage::storage
