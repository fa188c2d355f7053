// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_JOURNAL_REPOSITORY_H_
#define ZUSAGE_STORAGE_JOURNAL_JOURNAL_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "absl/types/span.h"
#include "services/journal/domain/access.h"
#include "services/journal/domain/entry.h"
#include "services/journal/domain/part_facts.h"
#include "storage/connection.h"
#include "storage/journal/leaf.h"
#include "storage/journal/part.h"
#include "storage/key_store.h"

namespace zusage::storage {

// A checkpoint as it was signed and stored.
struct StoredCheckpoint {
  int64_t size = 0;
  std::string note;
};

// Reads the journal. Thread-safe.
class JournalRepository {
 public:
  // `keys` outlives the repository.
  explicit JournalRepository(KeyStore& keys) : keys_(keys) {}

  // Up to `limit` entries after `after`, decrypted as far as `access` goes. Looks at a bounded
  // number of entries, so a page may be short, even empty, before the end; Page::position says how
  // far it came. Private parts of entries without facts of the filter's tables are not decrypted.
  // Errors: DATA_LOSS for what cannot be decoded.
  absl::StatusOr<journal::Page> List(ReadTransaction& tx, int64_t after, int64_t limit,
                                     const journal::Filter& filter,
                                     const journal::Access& access) const;

  // The greatest position whose commit time is not after `time`; 0 if there is none.
  absl::StatusOr<int64_t> PositionAt(ReadTransaction& tx, absl::Time time) const;

  // The newest checkpoint, if one was signed.
  absl::StatusOr<std::optional<StoredCheckpoint>> LatestCheckpoint(ReadTransaction& tx) const;

 private:
  // Adds the entries of leaves that follow one another without a gap, read at once.
  absl::Status LoadRun(ReadTransaction& tx, absl::Span<Leaf> run, const journal::Access& access,
                       const journal::Filter& filter, journal::Page& page) const;
  // Puts a part into its entry, as far as it may be seen and `wanted` leaves something of it.
  absl::Status LoadPart(const StoredPart& stored, PartKind kind, const journal::Access& access,
                        journal::WantedFacts& wanted, journal::Entry& entry) const;

  KeyStore& keys_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_JOURNAL_REPOSITORY_H_
