// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_ANSWER_BOOK_H_
#define ZUSAGE_STORAGE_ANSWER_BOOK_H_

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "storage/connection.h"
#include "storage/idempotency.h"

namespace zusage::storage {

// The stored answers that the mutations of one batch ask for, looked up together when it begins:
// each of them asks first whether it was done already. Not thread-safe.
class AnswerBook {
 public:
  // Forgets what it knows and looks up `keys`, the bytes of answers' keys.
  absl::Status Load(ReadTransaction& tx, const std::vector<std::string>& keys);

  // Whether it knows what is stored under `key`.
  bool Knows(std::string_view key) const;
  // That, if anything is.
  std::optional<StoredAnswer> Find(std::string_view key) const;
  // Something is being stored under `key`: it is not known any more.
  void Forget(std::string_view key);

 private:
  absl::flat_hash_map<std::string, std::optional<StoredAnswer>> answers_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_ANSWER_BOOK_H_
