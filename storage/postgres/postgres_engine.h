// SPDX-License-Identifier: Apache-2.0
//
// The PostgreSQL driver, over libpq.
#ifndef ZUSAGE_STORAGE_POSTGRES_POSTGRES_ENGINE_H_
#define ZUSAGE_STORAGE_POSTGRES_POSTGRES_ENGINE_H_

#include <memory>
#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"

namespace zusage::storage {

struct PostgresOptions {
  // Whole seconds, at least two.
  absl::Duration connect_timeout = absl::Seconds(3);
  // How long a statement may wait for a lock, and how long it may run in all, before the server
  // ends it. Then it fails with UNAVAILABLE.
  absl::Duration lock_timeout = absl::Seconds(3);
  absl::Duration statement_timeout = absl::Seconds(5);
  // How long the server lets a transaction wait for its client: one that was stopped or cut off
  // would hold the lock that all writers take.
  absl::Duration idle_timeout = absl::Seconds(5);
  // How long an answer is awaited before the server counts as gone: longer than it lets a statement
  // run.
  absl::Duration answer_timeout = absl::Seconds(6);
};

// A PostgreSQL database, or one that speaks its protocol. Thread-safe.
class PostgresEngine final : public Engine {
 public:
  // `url` is libpq's: "postgresql://zusage@db.example/zusage"; several hosts may be named, and the
  // one that takes writes is used. The password comes from a password file or the environment as
  // libpq reads them. Nothing is connected yet.
  explicit PostgresEngine(std::string url, PostgresOptions options = {});

  // Opens a connection. When the server was away, it connects again by itself: what ran meanwhile
  // failed with UNAVAILABLE.
  absl::StatusOr<std::unique_ptr<Connection>> Connect(Access access) override;
  std::string_view name() const override { return "postgresql"; }

 private:
  const std::string url_;
  const PostgresOptions options_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_POSTGRES_ENGINE_H_
