// SPDX-License-Identifier: Apache-2.0
//
// Proves that a journal is whole: that no entry, part, fact, tile or checkpoint was changed, added
// or taken away since it was written, as far as can be told without a checkpoint kept elsewhere,
// and with one, against that too.
#ifndef ZUSAGE_STORAGE_JOURNAL_VERIFY_H_
#define ZUSAGE_STORAGE_JOURNAL_VERIFY_H_

#include <cstdint>
#include <functional>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "storage/connection.h"
#include "storage/fact.h"
#include "storage/fact_tables.h"
#include "storage/key_store.h"

namespace zusage::storage {

struct VerifyOptions {
  // The text of a checkpoint that was kept elsewhere; empty for none.
  std::string kept_checkpoint;
  absl::Span<const FactTable* const> fact_tables = FactTables();
  // Called now and then with how far it is.
  std::function<void(int64_t position, int64_t head)> progress;
};

struct VerifyReport {
  int64_t entries = 0;
  int64_t facts = 0;
  int64_t parts = 0;
  int64_t tiles = 0;
  int64_t checkpoints = 0;
  std::string root_hash;     // of all entries, 32 bytes
  std::string verifier_key;  // what the checkpoints are signed with
};

// Reads the whole journal on one consistent snapshot. Errors: DATA_LOSS for the first thing that is
// wrong, naming the position ("entry 17: …") where there is one; else the engine's or key store's.
absl::StatusOr<VerifyReport> VerifyJournal(Connection& connection, KeyStore& keys,
                                           const VerifyOptions& options = {});

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_VERIFY_H_
