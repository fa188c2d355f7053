// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/postgres_engine.h"

#include <utility>

#include "services/base/status_macros.h"
#include "storage/postgres/postgres_connection.h"

namespace zusage::storage {

PostgresEngine::PostgresEngine(std::string url, PostgresOptions options)
    : url_(std::move(url)), options_(options) {}

absl::StatusOr<std::unique_ptr<Connection>> PostgresEngine::Connect(Access access) {
  auto connection = std::make_unique<PostgresConnection>(url_, access, options_);
  ZUSAGE_RETURN_IF_ERROR(connection->Open());
  return connection;
}

}  // namespace zusage::storage
