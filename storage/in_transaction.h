// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_IN_TRANSACTION_H_
#define ZUSAGE_STORAGE_IN_TRANSACTION_H_

#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "storage/connection.h"

namespace zusage::storage {

// Runs `work` in a transaction of its own and commits it if it succeeds.
absl::Status InTransaction(Connection& connection, absl::FunctionRef<absl::Status()> work);

// Runs `script`, which makes tables, unless the query `probe` finds them. Two processes may do so
// at once: an engine fails one of the two, IF NOT EXISTS or not, which then finds what the other
// made. A process that may not make tables gets by if they are there.
absl::Status MakeTables(Connection& connection, std::string_view probe, std::string_view script);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_IN_TRANSACTION_H_
