// SPDX-License-Identifier: Apache-2.0
//
// Facts as they are rebuilt from the parts of a journal entry.
#ifndef ZUSAGE_STORAGE_JOURNAL_REBUILT_FACT_H_
#define ZUSAGE_STORAGE_JOURNAL_REBUILT_FACT_H_

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "storage/connection.h"
#include "storage/journal/fact_plan.h"
#include "storage/journal/leaf.h"

namespace zusage::storage {

// A fact in the canonical form of its parts: the columns of each privacy as one JSON object, or
// "{}" if all are null. Two facts are the same if these are.
struct RebuiltFact {
  std::string table;
  std::array<std::string, 3> rows = {"{}", "{}", "{}"};  // by Privacy

  friend bool operator==(const RebuiltFact&, const RebuiltFact&) = default;
};

// By ordinal.
using RebuiltFacts = std::map<int64_t, RebuiltFact>;

// Adds what a part says; the plain part comes first. DATA_LOSS if it is not what EntryDraft makes.
absl::Status AddPart(PartKind kind, std::string_view json, RebuiltFacts& facts);

// The fact of a stored row that FactPlan::select_sql gave.
absl::StatusOr<RebuiltFact> FactOfRow(const FactPlan& plan, const Row& row);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_REBUILT_FACT_H_
