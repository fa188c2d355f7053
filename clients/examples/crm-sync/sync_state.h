// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_SYNC_STATE_H_
#define ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_SYNC_STATE_H_

#include <cstdint>
#include <map>
#include <string>

#include "absl/status/status.h"
#include "absl/status/statusor.h"

namespace crm_sync {

// What earlier runs did: a text file, a line each. Without it everything is sent once more, which
// changes nothing in Zusage.
struct SyncState {
  struct Sent {
    std::string hash;  // of what was sent
    std::string name;  // what Zusage calls it: "customers/…/deals/01J…"
  };

  int64_t position = 0;              // of the journal, up to which the report is true
  std::string report_day;            // "2026-11-21", on which it was written
  std::map<std::string, Sent> sent;  // by "opportunities/" and the CRM's id
};

// Empty if there is no such file.
absl::StatusOr<SyncState> LoadState(const std::string& path);

// Writes a file whole or not at all.
absl::Status WriteFile(const std::string& path, const std::string& text);
absl::Status SaveState(const std::string& path, const SyncState& state);

// Tells contents apart; FNV-1a, the same everywhere and for good.
std::string HashOf(const std::string& content);

}  // namespace crm_sync

#endif  // ZUSAGE_CLIENTS_EXAMPLES_CRM_SYNC_SYNC_STATE_H_
