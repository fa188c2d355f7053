// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_FACT_TABLES_H_
#define ZUSAGE_STORAGE_FACT_TABLES_H_

#include "absl/types/span.h"
#include "storage/fact.h"

namespace zusage::storage {

// Every table of facts. The store takes facts of no other, `verify` compares all of them with the
// journal, and a test compares each with the migrated schema.
absl::Span<const FactTable* const> FactTables();

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_FACT_TABLES_H_
