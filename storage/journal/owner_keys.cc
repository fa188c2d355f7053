// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/owner_keys.h"

#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

constexpr size_t kGeneration = 8192;

}  // namespace

absl::StatusOr<DataKey> OwnerKeys::KeyOf(WriteTransaction& tx, std::string_view owner,
                                         bool is_new) {
  if (const DataKey* known = Find(owner)) return *known;
  ZUSAGE_ASSIGN_OR_RETURN(const DataKey fresh, TakeKey());
  if (is_new) {
    ZUSAGE_RETURN_IF_ERROR(
        tx.Enqueue("INSERT INTO owner_keys (owner, key_id) VALUES (:owner, :key_id)",
                   {{"owner", owner}, {"key_id", fresh.id}}));
    pending_.emplace_back(owner, fresh);
    return fresh;
  }
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t inserted,
                          tx.Execute("INSERT INTO owner_keys (owner, key_id) "
                                     "VALUES (:owner, :key_id) ON CONFLICT (owner) DO NOTHING",
                                     {{"owner", owner}, {"key_id", fresh.id}}));
  if (inserted == 1) {
    pending_.emplace_back(owner, fresh);
    return fresh;
  }
  unused_.push_back(fresh);
  int64_t id = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query("SELECT key_id FROM owner_keys WHERE owner = :owner",
                                  {{"owner", owner}}, [&](const Row& row) {
                                    id = row.Int(0);
                                    return absl::OkStatus();
                                  }));
  ZUSAGE_ASSIGN_OR_RETURN(const DataKey key, keys_.Get(id));
  Remember(std::string(owner), key);
  return key;
}

void OwnerKeys::UndoTo(size_t mark) {
  for (; pending_.size() > mark; pending_.pop_back()) unused_.push_back(pending_.back().second);
}

void OwnerKeys::Committed() {
  for (auto& [owner, key] : pending_) Remember(std::move(owner), key);
  pending_.clear();
}

absl::StatusOr<DataKey> OwnerKeys::TakeKey() {
  if (unused_.empty()) return keys_.Take();
  const DataKey key = unused_.back();
  unused_.pop_back();
  return key;
}

const DataKey* OwnerKeys::Find(std::string_view owner) {
  for (auto given = pending_.rbegin(); given != pending_.rend(); ++given) {
    if (given->first == owner) return &given->second;
  }
  if (const auto found = young_.find(Absl(owner)); found != young_.end()) return &found->second;
  const auto found = old_.find(Absl(owner));
  if (found == old_.end()) return nullptr;
  const DataKey key = found->second;
  Remember(std::string(owner), key);
  return &young_.find(Absl(owner))->second;
}

void OwnerKeys::Remember(std::string owner, const DataKey& key) {
  if (young_.size() >= kGeneration) {
    old_ = std::move(young_);
    young_.clear();
  }
  young_.insert_or_assign(std::move(owner), key);
}

}  // namespace zusage::storage
