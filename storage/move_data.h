// SPDX-License-Identifier: Apache-2.0
//
// Moves an installation from one database to another, from embedded SQLite to PostgreSQL: stored
// bytes are copied as they are, so that the journal's root and every proof stay what they were.
#ifndef ZUSAGE_STORAGE_MOVE_DATA_H_
#define ZUSAGE_STORAGE_MOVE_DATA_H_

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/error.h"
#include "services/base/ids.h"
#include "storage/journal/verify.h"
#include "storage/open_data.h"

namespace zusage::storage {

inline constexpr ErrorSpec kTargetNotEmpty{
    absl::StatusCode::kFailedPrecondition, "TARGET_NOT_EMPTY",
    "The database holds data of Zusage's already (in {table}); name an empty one. If a move was "
    "cut off at its very end, `zusage journal verify --database` shows whether all is there.",
    "In der Datenbank liegen schon Daten von Zusage (in {table}); eine leere angeben. Wurde ein "
    "Umzug ganz am Ende abgebrochen, zeigt `zusage journal verify --database`, ob alles da ist."};
inline constexpr ErrorSpec kJournalNotWhole{
    absl::StatusCode::kFailedPrecondition, "JOURNAL_NOT_WHOLE",
    "The journal does not hold ({problem}); nothing was moved. Restore the data from a backup.",
    "Das Journal hält nicht ({problem}); nichts ist umgezogen. Die Daten aus einer Sicherung "
    "wiederherstellen."};
inline constexpr ErrorSpec kMoveCutOff{
    absl::StatusCode::kUnavailable, "MOVE_CUT_OFF",
    "The move was cut off ({problem}). Run it again; it starts afresh.",
    "Der Umzug wurde abgebrochen ({problem}). Noch einmal aufrufen; er beginnt von vorn."};

struct MoveOptions {
  absl::Time now;  // when the target's tables were made
  // If set, called now and then with how far it is.
  std::function<void(std::string_view table, int64_t rows)> copied;
  std::function<void(int64_t position, int64_t head)> verified;
};

struct MoveReport {
  struct Table {
    std::string name;
    int64_t rows = 0;
  };
  std::vector<Table> tables;
  int64_t keys = 0;
  VerifyReport journal;  // of the target

  int64_t rows() const;
};

// Copies everything in `source`, which nobody else uses meanwhile, to `target`, which has none of
// Zusage's data, and proves that its journal is whole and has the same root before it becomes
// visible there. The keys go first, in a transaction of their own; everything else in a second one.
// So either all of the data has been moved or none, and one that was cut off can be run again. Who
// follows the journal is not moved. The source stays as it is. Errors: kTargetNotEmpty,
// kTargetHasOtherKeys, kJournalNotWhole, kMoveCutOff; those of CheckMigrated for the source and of
// Migrate for the target; FAILED_PRECONDITION if the keys belong to another master key.
absl::StatusOr<MoveReport> MoveData(const OpenedEngines& source, OpenedEngines target,
                                    const MoveOptions& options, RandomSource& random);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_MOVE_DATA_H_
