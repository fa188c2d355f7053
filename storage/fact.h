// SPDX-License-Identifier: Apache-2.0
//
// Facts: rows that are added and never changed. Every fact belongs to exactly one journal entry,
// and the entry's parts hold every column of it, so that facts can be rebuilt from the journal and
// `verify` can compare the two. A FactTable says once which columns a fact has and how private each
// is; inserting, journalling, rebuilding and verifying all follow from that description.
#ifndef ZUSAGE_STORAGE_FACT_H_
#define ZUSAGE_STORAGE_FACT_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/types/span.h"

namespace zusage::storage {

enum class ColumnType {
  kInt,
  kReal,
  kText,
  // Text that is JSON. The journal's parts hold it as the value that it is, byte for byte, instead
  // of quoting it. What is no JSON would make its part unreadable, and inserting does not look
  // (development builds do): only our own writers fill such a column, from values that they
  // encode. "" is no JSON; what is absent is null.
  kJson,
};

// Where a column's value goes in the journal.
enum class Privacy {
  kPlain,     // stored as it is
  kPersonal,  // names and contacts: encrypted under the key of the fact's person
  kFreeText,  // what people wrote: encrypted under the key of the fact's resource
};

struct Column {
  std::string_view name;
  ColumnType type = ColumnType::kText;
  Privacy privacy = Privacy::kPlain;
};

// A table of facts. Beside its columns each has the primary key `fact`, an integer:
// position of the journal entry * kFactsPerEntry + ordinal of the fact within the entry.
// Hence "known at position p" is `fact < FactsEnd(p)`, and the newest fact is the greatest.
struct FactTable {
  std::string_view name;
  absl::Span<const Column> columns;
};

inline constexpr int64_t kFactsPerEntry = 1024;

constexpr int64_t PositionOf(int64_t fact) { return fact / kFactsPerEntry; }

// The first fact that is not known at `position`.
constexpr int64_t FactsEnd(int64_t position) { return (position + 1) * kFactsPerEntry; }

// Whose keys protect the private columns of a fact. A resource name each; `person` is a principal
// or a customer. May be empty where the table has no such column.
struct KeyOwners {
  std::string person;
  std::string resource;
  // The resource comes into being with this entry, so that nobody can have given it a key.
  bool resource_is_new = false;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_FACT_H_
