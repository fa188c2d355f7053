// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_JOURNAL_FACT_PLAN_H_
#define ZUSAGE_STORAGE_JOURNAL_FACT_PLAN_H_

#include <array>
#include <cstddef>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/types/span.h"
#include "storage/connection.h"
#include "storage/fact.h"

namespace zusage::storage {

inline constexpr std::array<Privacy, 3> kPrivacies = {Privacy::kPlain, Privacy::kPersonal,
                                                      Privacy::kFreeText};

// What inserting, journalling and verifying the facts of one table need, worked out once.
struct FactPlan {
  explicit FactPlan(const FactTable& fact_table);

  const FactTable table;
  // INSERT with a parameter per column, `fact` first.
  std::string insert_sql;
  // SELECT of `fact` and every column where :first <= fact < :last, by fact.
  std::string select_sql;
  // The columns' indexes by name, for each privacy.
  std::array<std::vector<size_t>, 3> sorted;
  // Each column's name as the key of a JSON object: `"name":`.
  std::vector<std::string> keys;

  const std::vector<size_t>& columns(Privacy privacy) const {
    return sorted[static_cast<size_t>(privacy)];
  }
};

// INTERNAL unless there is one value per column, each null or of the column's type.
absl::Status CheckValues(const FactPlan& plan, absl::Span<const Value> values);

// Whether any column of this privacy has a value.
bool HasValues(const FactPlan& plan, absl::Span<const Value> values, Privacy privacy);

// Appends the columns of one privacy as a JSON object; nulls are left out. INTERNAL for text that
// is no UTF-8 and for numbers that are none; JSON is taken as it is.
absl::Status AppendRow(const FactPlan& plan, absl::Span<const Value> values, Privacy privacy,
                       std::string& json);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_JOURNAL_FACT_PLAN_H_
