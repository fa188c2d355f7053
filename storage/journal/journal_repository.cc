// SPDX-License-Identifier: Apache-2.0
#include "storage/journal/journal_repository.h"

#include <algorithm>
#include <utility>

#include "services/base/status_macros.h"
#include "storage/journal/part.h"

namespace zusage::storage {
namespace {

// Entries that one page looks at without an index.
constexpr int64_t kMaxScanned = 4096;

// Entries whose parts are read at once, which is how many lie in memory.
constexpr size_t kLongestRun = 64;

journal::Kind KindOf(PartKind kind) {
  switch (kind) {
    case PartKind::kPersonal:
      return journal::Kind::kPersonal;
    case PartKind::kFreeText:
      return journal::Kind::kFreeText;
    case PartKind::kPlain:
      break;
  }
  return journal::Kind::kPlain;
}

bool MaySee(const journal::Access& access, PartKind kind) {
  if (kind == PartKind::kPersonal) return access.personal;
  if (kind == PartKind::kFreeText) return access.free_text;
  return true;
}

bool Fits(const Leaf& leaf, const journal::Filter& filter) {
  const bool about = filter.resource.empty() ||
                     std::ranges::find(leaf.resources, filter.resource) != leaf.resources.end();
  const bool done = filter.operations.empty() ||
                    std::ranges::find(filter.operations, leaf.operation) != filter.operations.end();
  return about && done;
}

absl::StatusOr<int64_t> Number(ReadTransaction& tx, std::string_view sql, Binds binds) {
  int64_t number = 0;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    number = row.Int(0);
    return absl::OkStatus();
  }));
  return number;
}

// The headers that a page consists of, and how far the search came.
struct Headers {
  std::vector<Leaf> leaves;
  int64_t position = 0;
};

absl::Status Collect(const Row& row, const journal::Filter& filter, Headers& headers) {
  ZUSAGE_ASSIGN_OR_RETURN(Leaf leaf, DecodeLeaf(row.Bytes(0)));
  headers.position = leaf.position;
  if (Fits(leaf, filter)) headers.leaves.push_back(std::move(leaf));
  return absl::OkStatus();
}

// Adds what the index of resources knows, up to `limit` headers.
absl::Status SearchIndex(ReadTransaction& tx, int64_t indexed, int64_t limit,
                         const journal::Filter& filter, Headers& headers) {
  int64_t found = 0;
  const int64_t after = headers.position;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      "SELECT e.leaf FROM journal_resources r JOIN journal_entries e ON e.position = r.position "
      "WHERE r.resource = :resource AND r.position > :after AND r.position <= :indexed "
      "ORDER BY r.position LIMIT :limit",
      {{"resource", std::string_view(filter.resource)},
       {"after", after},
       {"indexed", indexed},
       {"limit", limit}},
      [&](const Row& row) {
        ++found;
        return Collect(row, filter, headers);
      }));
  if (found < limit) headers.position = std::max(headers.position, indexed);
  return absl::OkStatus();
}

absl::Status Scan(ReadTransaction& tx, int64_t limit, const journal::Filter& filter,
                  Headers& headers) {
  const bool everything = filter.resource.empty() && filter.operations.empty();
  int64_t scanned = 0;
  const int64_t to_scan = everything ? limit : kMaxScanned;
  while (scanned < to_scan && static_cast<int64_t>(headers.leaves.size()) < limit) {
    const int64_t missing = limit - static_cast<int64_t>(headers.leaves.size());
    const int64_t chunk = std::min(to_scan - scanned, everything ? missing : int64_t{256});
    const int64_t after = headers.position;
    int64_t rows = 0;
    ZUSAGE_RETURN_IF_ERROR(tx.Query(
        "SELECT leaf FROM journal_entries WHERE position > :after ORDER BY position LIMIT :limit",
        {{"after", after}, {"limit", chunk}}, [&](const Row& row) -> absl::Status {
          // Rows beyond a full page are left for the next.
          if (static_cast<int64_t>(headers.leaves.size()) == limit) return absl::OkStatus();
          ++rows;
          return Collect(row, filter, headers);
        }));
    scanned += rows;
    if (rows < chunk) break;
  }
  return absl::OkStatus();
}

// Where the leaves end that follow the one at `begin` without a gap, and not too many of them.
size_t EndOfRun(const std::vector<Leaf>& leaves, size_t begin) {
  size_t end = begin + 1;
  while (end < leaves.size() && end - begin < kLongestRun &&
         leaves[end].position == leaves[end - 1].position + 1) {
    ++end;
  }
  return end;
}

journal::Entry WithHeader(journal::Entry entry, Leaf& leaf) {
  std::erase_if(entry.parts, [](const journal::Part& part) {
    return part.json.empty() && !part.withheld;  // nothing wanted was in it
  });
  entry.position = leaf.position;
  entry.commit_time = leaf.commit_time;
  entry.principal = std::move(leaf.principal);
  entry.on_behalf_of = std::move(leaf.on_behalf_of);
  entry.operation = std::move(leaf.operation);
  entry.resources = std::move(leaf.resources);
  return entry;
}

}  // namespace

absl::StatusOr<journal::Page> JournalRepository::List(ReadTransaction& tx, int64_t after,
                                                      int64_t limit, const journal::Filter& filter,
                                                      const journal::Access& access) const {
  journal::Page page;
  page.after_position = after;
  ZUSAGE_ASSIGN_OR_RETURN(page.head_position,
                          Number(tx, "SELECT position FROM journal_head WHERE id = 1", {}));
  Headers headers;
  headers.position = std::min(after, page.head_position);
  if (!filter.resource.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(const int64_t indexed,
                            Number(tx, "SELECT tree_size FROM journal_follower WHERE id = 1", {}));
    ZUSAGE_RETURN_IF_ERROR(SearchIndex(tx, indexed, limit, filter, headers));
  }
  // What the index does not know yet, or everything.
  ZUSAGE_RETURN_IF_ERROR(Scan(tx, limit, filter, headers));
  page.position = headers.position;
  for (size_t begin = 0; begin < headers.leaves.size();) {
    const size_t end = EndOfRun(headers.leaves, begin);
    ZUSAGE_RETURN_IF_ERROR(LoadRun(tx, absl::MakeSpan(headers.leaves).subspan(begin, end - begin),
                                   access, filter, page));
    begin = end;
  }
  return page;
}

absl::Status JournalRepository::LoadRun(ReadTransaction& tx, absl::Span<Leaf> run,
                                        const journal::Access& access,
                                        const journal::Filter& filter, journal::Page& page) const {
  std::vector<journal::WantedFacts> wanted(run.size(), journal::WantedFacts(filter.tables));
  std::vector<journal::Entry> entries(run.size());
  for (size_t i = 0; i < run.size(); ++i) {
    for (const LeafPart& part : run[i].parts) {
      entries[i].parts.push_back({.kind = KindOf(part.kind), .json = "", .withheld = true});
    }
  }
  const int64_t first = run.front().position;
  ZUSAGE_RETURN_IF_ERROR(
      VisitParts(tx, first, run.back().position, [&](const StoredPart& stored) -> absl::Status {
        const auto i = static_cast<size_t>(stored.id / kPartsPerEntry - first);
        const auto index = static_cast<size_t>(stored.index());
        if (index >= run[i].parts.size()) return absl::DataLossError("a part that no leaf names");
        return LoadPart(stored, run[i].parts[index].kind, access, wanted[i], entries[i]);
      }));
  for (size_t i = 0; i < run.size(); ++i) {
    if (wanted[i].any()) page.entries.push_back(WithHeader(std::move(entries[i]), run[i]));
  }
  return absl::OkStatus();
}

absl::Status JournalRepository::LoadPart(const StoredPart& stored, PartKind kind,
                                         const journal::Access& access,
                                         journal::WantedFacts& wanted,
                                         journal::Entry& entry) const {
  // The plain part comes first: without wanted facts in it, nothing else is worth decrypting.
  if (kind != PartKind::kPlain && !wanted.any()) return absl::OkStatus();
  if (!MaySee(access, kind)) return absl::OkStatus();
  absl::StatusOr<std::string> text = PlaintextOf(stored, keys_);
  if (absl::IsNotFound(text.status())) return absl::OkStatus();  // erased
  ZUSAGE_RETURN_IF_ERROR(text.status());
  journal::Part& part = entry.parts[static_cast<size_t>(stored.index())];
  ZUSAGE_RETURN_IF_ERROR(wanted.Cut(part.kind, *text));
  part.json = *std::move(text);
  part.withheld = false;
  return absl::OkStatus();
}

absl::StatusOr<int64_t> JournalRepository::PositionAt(ReadTransaction& tx, absl::Time time) const {
  const int64_t micros = absl::ToUnixMicros(time);
  int64_t known = 0;  // at or before `time`
  ZUSAGE_ASSIGN_OR_RETURN(int64_t later,
                          Number(tx, "SELECT position + 1 FROM journal_head WHERE id = 1", {}));
  while (known + 1 < later) {
    const int64_t middle = known + (later - known) / 2;
    ZUSAGE_ASSIGN_OR_RETURN(
        const int64_t commit_time,
        Number(tx, "SELECT commit_time FROM journal_entries WHERE position = :position",
               {{"position", middle}}));
    (commit_time <= micros ? known : later) = middle;
  }
  return known;
}

absl::StatusOr<std::optional<StoredCheckpoint>> JournalRepository::LatestCheckpoint(
    ReadTransaction& tx) const {
  std::optional<StoredCheckpoint> latest;
  ZUSAGE_RETURN_IF_ERROR(
      tx.Query("SELECT tree_size, note FROM journal_checkpoints ORDER BY tree_size DESC LIMIT 1",
               {}, [&](const Row& row) {
                 latest = StoredCheckpoint{row.Int(0), std::string(row.Text(1))};
                 return absl::OkStatus();
               }));
  return latest;
}

}  // namespace zusage::storage
