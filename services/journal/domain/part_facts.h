// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_JOURNAL_DOMAIN_PART_FACTS_H_
#define ZUSAGE_SERVICES_JOURNAL_DOMAIN_PART_FACTS_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/journal/domain/entry.h"

namespace zusage::journal {

// A fact in a part's JSON, of which all are views.
struct PartFact {
  int64_t ordinal = 0;     // the fact's number within the entry, the same in all parts
  std::string_view json;   // all of it: {"fact":…,"row":{…},"table":…}
  std::string_view row;    // {…}
  std::string_view table;  // empty in private parts, which do not name it
};

// The facts of a part's JSON, in order. Looks for their bounds alone and builds nothing: rows may
// hold any JSON and are not checked, except that strings end and brackets are as many opening as
// closing. DATA_LOSS if that is not what the journal writes: one array, sorted keys, no space
// between tokens. Pure, thread-safe.
absl::StatusOr<std::vector<PartFact>> FactsOf(std::string_view json);

// A column in a fact's row, whose value is JSON.
struct PartColumn {
  std::string_view name;
  std::string_view value;
};

// The columns of a fact's row, in order: views of `row`, found as FactsOf() finds facts. DATA_LOSS
// if it is no object. Pure, thread-safe.
absl::StatusOr<std::vector<PartColumn>> ColumnsOf(std::string_view row);

// What is left of an entry for somebody who asked for the facts of some tables. Give it the plain
// part first: it says which facts these are.
class WantedFacts {
 public:
  // Of all tables if `tables` is empty. `tables` must outlive it.
  explicit WantedFacts(const std::vector<std::string>& tables) : tables_(tables) {}

  // Cuts all other facts out of `json`, the text of a part of this kind, which is empty if none is
  // left. DATA_LOSS as FactsOf().
  absl::Status Cut(Kind kind, std::string& json);

  // Whether there may be wanted facts in private parts; false before the plain part is given.
  bool any() const { return tables_.empty() || !ordinals_.empty(); }

 private:
  bool IsWanted(Kind kind, const PartFact& fact) const;

  const std::vector<std::string>& tables_;
  std::vector<int64_t> ordinals_;
};

}  // namespace zusage::journal

#endif  // ZUSAGE_SERVICES_JOURNAL_DOMAIN_PART_FACTS_H_
