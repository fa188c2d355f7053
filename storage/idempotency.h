// SPDX-License-Identifier: Apache-2.0
//
// Stored answers: what makes a repeated call with one request_id give the first call's answer.
// Looked up and stored within the effect's own mutation.
#ifndef ZUSAGE_STORAGE_IDEMPOTENCY_H_
#define ZUSAGE_STORAGE_IDEMPOTENCY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"
#include "storage/store.h"

namespace zusage::storage {

// What identifies a call. Views live as long as the call that uses them.
struct AnswerKey {
  std::string_view principal;
  std::string_view on_behalf_of;
  std::string_view method;
  std::string_view request_id;
};

// The key as it is stored, and given to Store::Write().
std::string BytesOf(const AnswerKey& key);

struct StoredAnswer {
  // Tells whether a repeated call has the same content: a digest of the request without request_id.
  std::string content_hash;
  // The answer itself; empty where it can be derived from the facts of the mutation's entry.
  std::string bytes;
  int64_t position = 0;  // of that entry; set when found
};

// The answer stored under `key`, if any. One past its time is still found until it is purged.
absl::StatusOr<std::optional<StoredAnswer>> FindAnswer(ReadTransaction& tx, const AnswerKey& key);
// The same within a mutation, which asks the store only for what was not looked up with its batch.
absl::StatusOr<std::optional<StoredAnswer>> FindAnswer(Unit& unit, const AnswerKey& key);

// Stores the answer of the mutation at work: for good, or for `keep_for`. To be called once the
// facts are inserted. INTERNAL if there is one under this key: FindAnswer() comes first.
absl::Status StoreAnswer(Unit& unit, const AnswerKey& key, const StoredAnswer& answer,
                         std::optional<absl::Duration> keep_for = std::nullopt);

// Deletes up to `limit` answers whose time has passed; returns how many.
absl::StatusOr<int64_t> PurgeAnswers(WriteTransaction& tx, absl::Time now, int64_t limit);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_IDEMPOTENCY_H_
