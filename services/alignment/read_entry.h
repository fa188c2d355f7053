// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_READ_ENTRY_H_
#define ZUSAGE_SERVICES_ALIGNMENT_READ_ENTRY_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "services/alignment/domain/evidence_in_short.h"
#include "services/alignment/domain/past_studies.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/journal/domain/entry.h"

namespace zusage::alignment {

// The tables of facts from which is learned.
inline constexpr std::string_view kRequestTable = "change_requests";
inline constexpr std::string_view kDecisionTable = "decisions";
inline constexpr std::string_view kEvidenceTable = "evidence_additions";
inline constexpr std::string_view kMergingTable = "mergings";
inline constexpr std::string_view kReopeningTable = "reopenings";
inline constexpr std::string_view kRevocationTable = "revocations";
inline constexpr std::string_view kStrategyTable = "strategies";
inline constexpr std::string_view kStudyTable = "studies";
inline constexpr std::string_view kWithdrawalTable = "withdrawals";
inline constexpr std::string_view kLearnedTables[] = {
    kRequestTable,    kDecisionTable, kEvidenceTable, kMergingTable,   kReopeningTable,
    kRevocationTable, kStrategyTable, kStudyTable,    kWithdrawalTable};

// What a journal entry says that the check needs to know.
struct EntryContent {
  struct Strategy {
    std::string product;  // "products/atlas"
    int version = 0;
  };
  struct Decision {
    std::string request;  // "products/…/changeRequests/…"
    Ruling ruling;        // nothing once an approval was revoked
  };
  struct Merging {
    std::string request;
    std::string into;
  };
  struct AddedEvidence {
    std::string request;
    EvidenceInShort evidence;
  };
  std::vector<Strategy> strategies;      // published
  std::vector<PastRequest> requests;     // recorded, but for those whose text was erased
  std::vector<std::string> reopenings;   // requests that wait for a decision again
  std::vector<Decision> decisions;       // made or revoked; none of a duplicate, see `mergings`
  std::vector<Merging> mergings;         // of requests that stand as another one from now on
  std::vector<std::string> withdrawals;  // requests that nobody asks for any more
  std::vector<AddedEvidence> evidence;
  std::vector<PastStudy> studies;  // recorded, but for those whose text was erased
};

// Takes from the entry's parts the facts of kLearnedTables, whatever operation brought them; others
// may be there or not. DATA_LOSS if a part is not what the journal writes.
// Pure, thread-safe.
absl::StatusOr<EntryContent> ReadEntry(const journal::Entry& entry);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_READ_ENTRY_H_
