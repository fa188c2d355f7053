// SPDX-License-Identifier: Apache-2.0
#include "storage/in_transaction.h"

#include "services/base/status_macros.h"

namespace zusage::storage {

absl::Status InTransaction(Connection& connection, absl::FunctionRef<absl::Status()> work) {
  ZUSAGE_RETURN_IF_ERROR(connection.Begin(Access::kWrite));
  absl::Status status = work();
  if (status.ok()) return connection.Commit();
  connection.Rollback();
  return status;
}

absl::Status MakeTables(Connection& connection, std::string_view probe, std::string_view script) {
  const auto are_there = [&] {
    return connection.Query(probe, {}, [](const Row&) { return absl::OkStatus(); }).ok();
  };
  if (are_there()) return absl::OkStatus();
  const absl::Status made = InTransaction(connection, [&] { return connection.RunScript(script); });
  return are_there() ? absl::OkStatus() : made;
}

}  // namespace zusage::storage
