// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/journal_writer.h"

#include <algorithm>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/crypto.h"
#include "storage/journal/known_position.h"
#include "storage/journal/packing.h"
#include "storage/journal/part.h"
#include "storage/migrate.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

constexpr size_t kRandomPerPart = kSaltSize + kNonceSize;

}  // namespace

JournalWriter::JournalWriter(absl::Span<const FactTable* const> tables, KeyStore& keys,
                             RandomSource& random)
    : owner_keys_(keys), random_(random), schema_version_(SchemaVersion()) {
  for (const FactTable* table : tables) plans_.emplace(std::string(table->name), *table);
}

// An update that changes nothing is the lock that every engine has. It does not return the row:
// SQLite would open a temporary table for that.
absl::Status JournalWriter::Lock(WriteTransaction& tx) {
  return tx.Enqueue("UPDATE journal_head SET position = position WHERE id = 1", {});
}

void JournalWriter::AskAhead(ReadTransaction& tx) { NewestEntry(tx).status().IgnoreError(); }

absl::Status JournalWriter::BeginBatch(WriteTransaction& tx, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(stored_, NewestEntry(tx));
  last_ = stored_;
  const absl::Time whole_micros = absl::FromUnixMicros(absl::ToUnixMicros(now));
  commit_time_ = std::max(whole_micros, last_.commit_time);
  return absl::OkStatus();
}

void JournalWriter::BeginEntry() {
  draft_.Reset();
  before_ = last_;
  keys_mark_ = owner_keys_.mark();
}

absl::StatusOr<int64_t> JournalWriter::Insert(WriteTransaction& tx, const FactTable& table,
                                              absl::Span<const Value> values,
                                              const KeyOwners& owners) {
  const auto plan = plans_.find(Absl(table.name));
  if (plan == plans_.end()) {
    return absl::InternalError(absl::StrCat("not in FactTables(): ", Absl(table.name)));
  }
  ZUSAGE_RETURN_IF_ERROR(CheckValues(plan->second, values));
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t ordinal, draft_.Add(plan->second, values, owners));
  const int64_t fact = position() * kFactsPerEntry + ordinal;
  binds_.clear();
  binds_.push_back({"fact", fact});
  for (size_t i = 0; i < values.size(); ++i) {
    binds_.push_back({plan->second.table.columns[i].name, values[i]});
  }
  ZUSAGE_RETURN_IF_ERROR(tx.Enqueue(plan->second.insert_sql, binds_));
  return fact;
}

absl::Status JournalWriter::EndEntry(WriteTransaction& tx) {
  if (draft_.empty()) return absl::OkStatus();
  Leaf leaf = draft_.header();
  leaf.position = position();
  leaf.commit_time = commit_time_;
  leaf.schema_version = schema_version_;
  const absl::Span<const DraftPart> parts = draft_.Finish();
  if (parts.size() > static_cast<size_t>(kPartsPerEntry)) {
    return absl::InternalError("too many owners of private parts in one entry");
  }
  const std::string random = RandomBytes(parts.size() * kRandomPerPart, random_);
  for (size_t i = 0; i < parts.size(); ++i) {
    const int64_t id = leaf.position * kPartsPerEntry + static_cast<int64_t>(i);
    const auto part_random = std::string_view(random).substr(i * kRandomPerPart, kRandomPerPart);
    ZUSAGE_RETURN_IF_ERROR(AppendPart(tx, id, parts[i], part_random, leaf));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::string bytes, EncodeLeaf(leaf));
  ZUSAGE_RETURN_IF_ERROR(
      tx.Enqueue("INSERT INTO journal_entries (position, commit_time, leaf) "
                 "VALUES (:position, :commit_time, :leaf)",
                 {{"position", leaf.position},
                  {"commit_time", absl::ToUnixMicros(commit_time_)},
                  {"leaf", Blob{bytes}}}));
  last_ = {leaf.position, commit_time_};
  return absl::OkStatus();
}

absl::Status JournalWriter::AppendPart(WriteTransaction& tx, int64_t id, const DraftPart& part,
                                       std::string_view random, Leaf& leaf) {
  const std::string_view salt = random.substr(0, kSaltSize);
  const std::string_view nonce = random.substr(kSaltSize);
  leaf.parts.push_back({part.kind, Sha256({salt, part.json})});
  Value key_id = Null{};
  Blob body{part.json};
  if (part.kind != PartKind::kPlain) {
    ZUSAGE_ASSIGN_OR_RETURN(const DataKey key,
                            owner_keys_.KeyOf(tx, part.owner, part.owner_is_new));
    Seal(key.bytes, nonce, PartContext(id), Pack(part.json, packed_), sealed_);
    key_id = key.id;
    body = Blob{sealed_};
  }
  return tx.Enqueue(
      "INSERT INTO journal_parts (id, key_id, salt, body) "
      "VALUES (:id, :key_id, :salt, :body)",
      {{"id", id}, {"key_id", key_id}, {"salt", Blob{salt}}, {"body", body}});
}

void JournalWriter::UndoEntry() {
  last_ = before_;
  owner_keys_.UndoTo(keys_mark_);
}

absl::Status JournalWriter::EndBatch(WriteTransaction& tx) {
  if (last_.position == stored_.position) return absl::OkStatus();
  return tx.Enqueue(
      "UPDATE journal_head SET position = :position, commit_time = :commit_time WHERE id = 1",
      {{"position", last_.position}, {"commit_time", absl::ToUnixMicros(last_.commit_time)}});
}

void JournalWriter::Committed() { owner_keys_.Committed(); }

void JournalWriter::Doubtful() { owner_keys_.Abandon(); }

void JournalWriter::RolledBack() { owner_keys_.UndoTo(0); }

}  // namespace zusage::storage
