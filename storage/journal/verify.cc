// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/verify.h"

#include <algorithm>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/base/status_macros.h"
#include "storage/journal/checkpoint.h"
#include "storage/journal/leaf.h"
#include "storage/journal/merkle.h"
#include "storage/journal/part.h"
#include "storage/journal/rebuilt_fact.h"
#include "storage/journal/tiles.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

// Entries that are held in memory at one time: those under one tile.
constexpr int64_t kChunk = kTileWidth;

template <typename... Pieces>
absl::Status Bad(const Pieces&... pieces) {
  return absl::DataLossError(absl::StrCat(pieces...));
}

template <typename... Pieces>
absl::Status BadEntry(int64_t position, const Pieces&... pieces) {
  return Bad("entry ", position, ": ", pieces...);
}

absl::StatusOr<std::optional<int64_t>> FirstNumber(ReadTransaction& tx, std::string_view sql,
                                                   Binds binds) {
  std::optional<int64_t> number;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    if (!number.has_value() && !row.IsNull(0)) number = row.Int(0);
    return absl::OkStatus();
  }));
  return number;
}

// An entry as far as it was read.
struct Entry {
  Leaf leaf;
  Digest leaf_hash;
  size_t parts = 0;
  RebuiltFacts facts;
};

class Verification {
 public:
  Verification(ReadTransaction& tx, KeyStore& keys, const VerifyOptions& options)
      : tx_(tx), keys_(keys), options_(options) {
    for (const FactTable* table : options.fact_tables) plans_.emplace_back(*table);
  }

  absl::StatusOr<VerifyReport> Run() {
    ZUSAGE_RETURN_IF_ERROR(ReadHeads());
    ZUSAGE_RETURN_IF_ERROR(CheckKept());
    for (int64_t first = 1; first <= head_; first += kChunk) {
      const int64_t last = std::min(head_, first + kChunk - 1);
      ZUSAGE_RETURN_IF_ERROR(CheckChunk(first, last));
      if (options_.progress) options_.progress(last, head_);
    }
    ZUSAGE_RETURN_IF_ERROR(CheckNothingOutside());
    ZUSAGE_RETURN_IF_ERROR(CheckCounts());
    report_.entries = head_;
    report_.root_hash = std::string(BytesOf(tree_.Root()));
    return report_;
  }

 private:
  // --- before the entries -----------------------------------------------------------------------

  absl::Status ReadHeads() {
    int64_t rows = 0;
    ZUSAGE_RETURN_IF_ERROR(
        tx_.Query("SELECT position, commit_time FROM journal_head", {}, [&](const Row& row) {
          ++rows;
          head_ = row.Int(0);
          head_time_ = row.Int(1);
          return absl::OkStatus();
        }));
    if (rows != 1) return Bad("the counter has ", rows, " rows instead of one");
    ZUSAGE_ASSIGN_OR_RETURN(const auto newest,
                            FirstNumber(tx_, "SELECT max(position) FROM journal_entries", {}));
    const int64_t entries = newest.value_or(0);
    if (entries != head_) {
      return BadEntry(std::min(entries, head_) + 1, "the counter says ", head_,
                      ", the newest entry is ", entries);
    }
    ZUSAGE_ASSIGN_OR_RETURN(const auto size,
                            FirstNumber(tx_, "SELECT tree_size FROM journal_follower", {}));
    tree_size_ = size.value_or(-1);
    if (tree_size_ < 0 || tree_size_ > head_) {
      return BadEntry(head_ + 1, "the tree is said to cover ", tree_size_, " entries");
    }
    ZUSAGE_ASSIGN_OR_RETURN(const std::string signing_key, keys_.SigningKey());
    verifier_ = VerifierOf(signing_key);
    report_.verifier_key = verifier_.ToString();
    return absl::OkStatus();
  }

  absl::Status CheckKept() {
    if (options_.kept_checkpoint.empty()) return absl::OkStatus();
    absl::StatusOr<Checkpoint> kept = OpenCheckpoint(options_.kept_checkpoint, verifier_);
    if (!kept.ok()) return Bad("the kept checkpoint: ", kept.status().message());
    if (kept->size > head_) {
      return BadEntry(head_ + 1, "missing: the kept checkpoint covers ", kept->size,
                      " entries, the journal has ", head_);
    }
    if (kept->size == 0 && kept->root != EmptyRoot()) return Bad("the kept checkpoint: no root");
    kept_ = *kept;
    return absl::OkStatus();
  }

  // --- entries, in chunks
  // -------------------------------------------------------------------------

  absl::Status CheckChunk(int64_t first, int64_t last) {
    std::vector<Entry> entries;
    ZUSAGE_RETURN_IF_ERROR(ReadEntries(first, last, entries));
    ZUSAGE_RETURN_IF_ERROR(CheckParts(first, last, entries));
    for (const FactPlan& plan : plans_) {
      ZUSAGE_RETURN_IF_ERROR(CheckFacts(plan, first, last, entries));
    }
    for (const Entry& entry : entries) {
      if (!entry.facts.empty()) {
        return BadEntry(entry.leaf.position, "a fact of ", entry.facts.begin()->second.table,
                        " is missing");
      }
    }
    return CheckTree(first, last, entries);
  }

  absl::Status ReadEntries(int64_t first, int64_t last, std::vector<Entry>& entries) {
    ZUSAGE_RETURN_IF_ERROR(
        tx_.Query("SELECT position, commit_time, leaf FROM journal_entries "
                  "WHERE position >= :first AND position <= :last ORDER BY position",
                  {{"first", first}, {"last", last}}, [&](const Row& row) {
                    const int64_t expected = first + static_cast<int64_t>(entries.size());
                    return ReadEntry(row, expected, entries);
                  }));
    const int64_t next = first + static_cast<int64_t>(entries.size());
    return next == last + 1 ? absl::OkStatus() : BadEntry(next, "missing");
  }

  absl::Status ReadEntry(const Row& row, int64_t expected, std::vector<Entry>& entries) {
    if (row.Int(0) != expected) return BadEntry(expected, "missing");
    absl::StatusOr<Leaf> leaf = DecodeLeaf(row.Bytes(2));
    if (!leaf.ok()) return BadEntry(expected, leaf.status().message());
    const int64_t commit_time = absl::ToUnixMicros(leaf->commit_time);
    if (leaf->position != expected) return BadEntry(expected, "the leaf has another position");
    if (commit_time != row.Int(1)) return BadEntry(expected, "the leaf has another commit time");
    if (commit_time < last_time_) return BadEntry(expected, "committed before its predecessor");
    last_time_ = commit_time;
    if (expected == head_ && commit_time != head_time_) {
      return BadEntry(expected, "the counter has another commit time");
    }
    entries.push_back({*std::move(leaf), LeafHash(row.Bytes(2)), 0, {}});
    return absl::OkStatus();
  }

  absl::Status CheckParts(int64_t first, int64_t last, std::vector<Entry>& entries) {
    ZUSAGE_RETURN_IF_ERROR(VisitParts(tx_, first, last, [&](const StoredPart& part) {
      const int64_t position = part.id / kPartsPerEntry;
      return CheckPart(part, position, entries[static_cast<size_t>(position - first)]);
    }));
    for (const Entry& entry : entries) {
      if (entry.parts != entry.leaf.parts.size()) {
        return BadEntry(entry.leaf.position, "part ", entry.parts, " is missing");
      }
    }
    return absl::OkStatus();
  }

  absl::Status CheckPart(const StoredPart& part, int64_t position, Entry& entry) {
    const auto index = static_cast<size_t>(part.index());
    if (index >= entry.leaf.parts.size()) return BadEntry(position, "part ", index, " is foreign");
    if (index != entry.parts++) return BadEntry(position, "part ", entry.parts - 1, " is missing");
    const LeafPart& expected = entry.leaf.parts[index];
    if (part.key_id.has_value() != (expected.kind != PartKind::kPlain)) {
      return BadEntry(position, "part ", index, " is not as private as the leaf says");
    }
    ++report_.parts;
    absl::StatusOr<std::string> text = PlaintextOf(part, keys_);
    if (absl::IsNotFound(text.status())) return CheckErased(position, index);
    if (!text.ok()) return BadEntry(position, "part ", index, ": ", text.status().message());
    if (Sha256({part.salt, *text}) != expected.digest) {
      return BadEntry(position, "part ", index, " is not what the leaf says");
    }
    const absl::Status added = AddPart(expected.kind, *text, entry.facts);
    return added.ok() ? added : BadEntry(position, "part ", index, ": ", added.message());
  }

  // A part may be missing only where an erasure entry names it. No operation erases yet.
  absl::Status CheckErased(int64_t position, size_t index) {
    return BadEntry(position, "part ", index, " or its key was erased, and no entry says so");
  }

  // Takes what it finds out of `entries`, so that what remains is what the table lacks.
  absl::Status CheckFacts(const FactPlan& plan, int64_t first, int64_t last,
                          std::vector<Entry>& entries) {
    return tx_.Query(plan.select_sql, {{"first", first * kFactsPerEntry}, {"last", FactsEnd(last)}},
                     [&](const Row& row) -> absl::Status {
                       const int64_t position = PositionOf(row.Int(0));
                       RebuiltFacts& facts = entries[static_cast<size_t>(position - first)].facts;
                       const auto expected = facts.find(row.Int(0) % kFactsPerEntry);
                       if (expected == facts.end() || expected->second.table != plan.table.name) {
                         return BadEntry(position, "a fact of ", Absl(plan.table.name),
                                         " that it does not hold");
                       }
                       absl::StatusOr<RebuiltFact> stored = FactOfRow(plan, row);
                       if (!stored.ok() || *stored != expected->second) {
                         return BadEntry(position, "fact ", expected->first, " in ",
                                         Absl(plan.table.name), " was changed");
                       }
                       ++report_.facts;
                       facts.erase(expected);
                       return absl::OkStatus();
                     });
  }

  // --- the tree
  // -----------------------------------------------------------------------------------

  absl::Status CheckTree(int64_t first, int64_t last, const std::vector<Entry>& entries) {
    ZUSAGE_RETURN_IF_ERROR(CheckLeaves(first, entries));
    ZUSAGE_ASSIGN_OR_RETURN(const auto notes, ReadCheckpoints(first, last));
    for (const Entry& entry : entries) {
      std::vector<Tile> tiles;
      tree_.Append(entry.leaf_hash, [&](Tile tile) { tiles.push_back(std::move(tile)); });
      const int64_t size = tree_.size();
      if (size > tree_size_) tiles.clear();  // not built yet
      if (size == tree_size_) {
        for (Tile& tile : tree_.PartialTiles()) tiles.push_back(std::move(tile));
      }
      for (const Tile& tile : tiles) ZUSAGE_RETURN_IF_ERROR(CheckTile(tile));
      if (const auto note = notes.find(size); note != notes.end()) {
        ZUSAGE_RETURN_IF_ERROR(CheckCheckpoint(size, note->second));
      }
      if (kept_.has_value() && kept_->size == size && kept_->root != tree_.Root()) {
        return BadEntry(size, "this or an earlier one is not what the kept checkpoint says");
      }
    }
    return absl::OkStatus();
  }

  // Tells which leaf is wrong, where a checkpoint could only say that one of many is.
  absl::Status CheckLeaves(int64_t first, const std::vector<Entry>& entries) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string hashes, ReadTile(0, first / kTileWidth));
    for (size_t i = 0; i < entries.size(); ++i) {
      const int64_t position = entries[i].leaf.position;
      if (position > tree_size_) break;
      const size_t at = std::min(32 * i, hashes.size());
      if (hashes.compare(at, 32, BytesOf(entries[i].leaf_hash)) != 0) {
        return BadEntry(position, "the leaf is not what its tile says");
      }
    }
    return absl::OkStatus();
  }

  absl::StatusOr<std::map<int64_t, std::string>> ReadCheckpoints(int64_t first, int64_t last) {
    std::map<int64_t, std::string> notes;
    ZUSAGE_RETURN_IF_ERROR(
        tx_.Query("SELECT tree_size, note FROM journal_checkpoints "
                  "WHERE tree_size >= :first AND tree_size <= :last",
                  {{"first", first}, {"last", last}}, [&](const Row& row) {
                    notes.emplace(row.Int(0), row.Text(1));
                    return absl::OkStatus();
                  }));
    return notes;
  }

  absl::StatusOr<std::string> ReadTile(int level, int64_t index) {
    std::string hashes;
    ZUSAGE_RETURN_IF_ERROR(
        tx_.Query("SELECT hashes FROM journal_tiles WHERE level = :level AND tile = :tile",
                  {{"level", int64_t{level}}, {"tile", index}}, [&](const Row& row) {
                    hashes = row.Bytes(0);
                    return absl::OkStatus();
                  }));
    return hashes;
  }

  absl::Status CheckTile(const Tile& tile) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string stored, ReadTile(tile.level, tile.index));
    ++report_.tiles;
    if (stored == tile.hashes) return absl::OkStatus();
    const auto difference = std::ranges::mismatch(stored, tile.hashes).in1 - stored.begin();
    const int64_t hash = tile.index * kTileWidth + std::min<int64_t>(difference / 32, 255);
    return BadEntry((hash << (8 * tile.level)) + 1, "tile ", tile.index, " of level ", tile.level,
                    " is not what the leaves say");
  }

  absl::Status CheckCheckpoint(int64_t size, const std::string& note) {
    ++report_.checkpoints;
    absl::StatusOr<Checkpoint> checkpoint = OpenCheckpoint(note, verifier_);
    if (!checkpoint.ok()) return BadEntry(size, checkpoint.status().message());
    if (checkpoint->size != size) return BadEntry(size, "the checkpoint is of another size");
    if (checkpoint->root == tree_.Root()) return absl::OkStatus();
    return BadEntry(size, "this or an earlier one is not what the checkpoint says");
  }

  // --- after the entries
  // --------------------------------------------------------------------------

  // Rows that belong to no entry.
  absl::Status CheckNothingOutside() {
    ZUSAGE_RETURN_IF_ERROR(CheckOutside("journal_entries", "position", 1, head_ + 1, 1));
    ZUSAGE_RETURN_IF_ERROR(CheckOutside("journal_parts", "id", kPartsPerEntry,
                                        (head_ + 1) * kPartsPerEntry, kPartsPerEntry));
    ZUSAGE_RETURN_IF_ERROR(CheckOutside("journal_checkpoints", "tree_size", 1, tree_size_ + 1, 1));
    for (const FactPlan& plan : plans_) {
      ZUSAGE_RETURN_IF_ERROR(
          CheckOutside(plan.table.name, "fact", kFactsPerEntry, FactsEnd(head_), kFactsPerEntry));
    }
    return absl::OkStatus();
  }

  absl::Status CheckOutside(std::string_view table, std::string_view key, int64_t first,
                            int64_t end, int64_t per_entry) {
    const std::string sql =
        absl::StrCat("SELECT ", Absl(key), " FROM ", Absl(table), " WHERE ", Absl(key),
                     " < :first OR ", Absl(key), " >= :end ORDER BY ", Absl(key), " LIMIT 1");
    ZUSAGE_ASSIGN_OR_RETURN(const auto outside,
                            FirstNumber(tx_, sql, {{"first", first}, {"end", end}}));
    if (!outside.has_value()) return absl::OkStatus();
    return BadEntry(*outside / per_entry, "a row of ", Absl(table), " without an entry");
  }

  absl::Status CheckCounts() {
    ZUSAGE_ASSIGN_OR_RETURN(const auto tiles,
                            FirstNumber(tx_, "SELECT count(*) FROM journal_tiles", {}));
    if (tiles.value_or(0) != report_.tiles) {
      return Bad("there are ", tiles.value_or(0), " tiles instead of ", report_.tiles);
    }
    return absl::OkStatus();
  }

  ReadTransaction& tx_;
  KeyStore& keys_;
  const VerifyOptions& options_;
  std::vector<FactPlan> plans_;
  int64_t head_ = 0;
  int64_t head_time_ = 0;
  int64_t tree_size_ = 0;
  int64_t last_time_ = 0;
  Verifier verifier_;
  std::optional<Checkpoint> kept_;
  TileTree tree_;
  VerifyReport report_;
};

}  // namespace

absl::StatusOr<VerifyReport> VerifyJournal(Connection& connection, KeyStore& keys,
                                           const VerifyOptions& options) {
  ZUSAGE_RETURN_IF_ERROR(connection.Begin(Access::kRead));
  absl::StatusOr<VerifyReport> report = Verification(connection, keys, options).Run();
  connection.Rollback();
  return report;
}

}  // namespace zusage::storage
