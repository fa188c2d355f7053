// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_OWNER_KEYS_H_
#define ZUSAGE_STORAGE_JOURNAL_OWNER_KEYS_H_

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/key_store.h"

namespace zusage::storage {

// The keys of persons and resources, for one writer. Which owner has which key is in the database;
// the keys themselves are in the key store only. Not thread-safe.
//
// The caller tells what became of its transaction, since a key that was given out in one that was
// undone belongs to nobody again.
class OwnerKeys {
 public:
  explicit OwnerKeys(KeyStore& keys) : keys_(keys) {}

  // The owner's key; a fresh one, recorded in `tx`, at its first use. Of an owner that is new, it
  // is not asked whether it has one.
  absl::StatusOr<DataKey> KeyOf(WriteTransaction& tx, std::string_view owner, bool is_new);

  // The keys given out since the last Committed() or UndoTo(0).
  size_t mark() const { return pending_.size(); }
  // Everything since `mark` was undone.
  void UndoTo(size_t mark);
  void Committed();
  // Nobody knows whether it was committed: the keys given out may have owners, so that nobody else
  // gets them.
  void Abandon() { pending_.clear(); }

 private:
  absl::StatusOr<DataKey> TakeKey();
  const DataKey* Find(std::string_view owner);
  void Remember(std::string owner, const DataKey& key);

  KeyStore& keys_;
  std::vector<std::pair<std::string, DataKey>> pending_;
  std::vector<DataKey> unused_;
  // Two generations: the old one is dropped when the young one is full.
  absl::flat_hash_map<std::string, DataKey> young_;
  absl::flat_hash_map<std::string, DataKey> old_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_OWNER_KEYS_H_
