// SPDX-License-Identifier: Apache-2.0
//
// A journal entry in the making: what one mutation does, its facts sorted into parts by who may
// read them. There is one plain part, one personal part per person and one free-text part per
// resource.
//
// The plain part is a JSON array with an object per fact: {"fact":ORDINAL,"row":{…},"table":NAME}.
// A private part is an array of {"fact":ORDINAL,"row":{…}}, for those facts only of which it holds
// columns. Columns that are null are left out.
#ifndef ZUSAGE_STORAGE_JOURNAL_ENTRY_DRAFT_H_
#define ZUSAGE_STORAGE_JOURNAL_ENTRY_DRAFT_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "storage/fact.h"
#include "storage/journal/fact_plan.h"
#include "storage/journal/leaf.h"
#include "storage/store.h"

namespace zusage::storage {

struct DraftPart {
  PartKind kind = PartKind::kPlain;
  std::string owner;  // of the key; empty for the plain part
  bool owner_is_new = false;
  std::string json;
};

class EntryDraft {
 public:
  // Starts anew. Keeps memory for the next entry.
  void Reset();

  void Describe(std::string_view operation, const Actor& actor);
  void Touch(std::string_view resource);

  // Adds a fact whose values CheckValues() took; returns its ordinal. INTERNAL without Describe(),
  // without the owner that a private column needs, or beyond kFactsPerEntry.
  absl::StatusOr<int64_t> Add(const FactPlan& plan, absl::Span<const Value> values,
                              const KeyOwners& owners);

  bool empty() const { return facts_ == 0; }

  // Closes the arrays; nothing may be added afterwards. The plain part comes first.
  absl::Span<const DraftPart> Finish();

  // Operation, actor and resources; the rest is the caller's.
  const Leaf& header() const { return header_; }

 private:
  std::string& Open(PartKind kind, std::string_view owner, bool owner_is_new);
  absl::Status AddPrivate(const FactPlan& plan, absl::Span<const Value> values, Privacy privacy,
                          const KeyOwners& owners);

  Leaf header_;
  std::vector<DraftPart> parts_;
  size_t used_parts_ = 0;
  int64_t facts_ = 0;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_ENTRY_DRAFT_H_
