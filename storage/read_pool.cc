// SPDX-License-Identifier: Apache-2.0
#include "storage/read_pool.h"

#include <utility>

#include "absl/time/clock.h"
#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

constexpr int kMaxAttempts = 4;
// Nor is an engine asked again that took longer than this to fail: its callers wait already.
constexpr absl::Duration kPatience = absl::Seconds(1);

absl::Status ReadOnce(Connection& connection,
                      absl::FunctionRef<absl::Status(ReadTransaction&)> read) {
  ZUSAGE_RETURN_IF_ERROR(connection.Begin(Access::kRead));
  absl::Status status = read(connection);
  connection.Rollback();
  return status;
}

}  // namespace

absl::Status ReadPool::Read(absl::FunctionRef<absl::Status(ReadTransaction&)> read) {
  ZUSAGE_ASSIGN_OR_RETURN(std::unique_ptr<Connection> connection, Take());
  const absl::Time end = absl::Now() + kPatience;
  absl::Status status = ReadOnce(*connection, read);
  for (int attempt = 1; attempt < kMaxAttempts && absl::IsUnavailable(status) && absl::Now() < end;
       ++attempt) {
    status = ReadOnce(*connection, read);
  }
  GiveBack(std::move(connection));
  return status;
}

absl::StatusOr<std::unique_ptr<Connection>> ReadPool::Take() {
  {
    std::unique_lock lock(mutex_);
    freed_.wait(lock, [&] { return !free_.empty() || open_ < limit_; });
    if (!free_.empty()) {
      std::unique_ptr<Connection> connection = std::move(free_.back());
      free_.pop_back();
      return connection;
    }
    ++open_;
  }
  auto connection = engine_.Connect(Access::kRead);
  if (!connection.ok()) {
    const std::scoped_lock lock(mutex_);
    --open_;
    freed_.notify_one();
  }
  return connection;
}

void ReadPool::GiveBack(std::unique_ptr<Connection> connection) {
  const std::scoped_lock lock(mutex_);
  free_.push_back(std::move(connection));
  freed_.notify_one();
}

}  // namespace zusage::storage
