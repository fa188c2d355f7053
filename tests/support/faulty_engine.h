// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_FAULTY_ENGINE_H_
#define ZUSAGE_TESTS_SUPPORT_FAULTY_ENGINE_H_

#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

#include "storage/connection.h"

namespace zusage::testing {

// How often, and with what code, the next calls fail.
struct Faults {
  std::atomic<int> commits{0};       // fail before anything is committed
  std::atomic<int> lost_answers{0};  // commits that are done and reported as failed
  std::atomic<int> begins{0};
  std::atomic<int> writes{0};
  std::atomic<absl::StatusCode> code{absl::StatusCode::kUnavailable};

  absl::Status Next(std::atomic<int>& left) {
    if (left <= 0) return absl::OkStatus();
    --left;
    return {code.load(), "made to fail"};
  }
};

class FaultyConnection final : public storage::Connection {
 public:
  FaultyConnection(std::unique_ptr<storage::Connection> connection, Faults& faults)
      : connection_(std::move(connection)), faults_(faults) {}

  absl::Status Query(std::string_view sql, storage::Binds binds,
                     storage::RowVisitor visit) override {
    return connection_->Query(sql, binds, visit);
  }
  absl::StatusOr<int64_t> Execute(std::string_view sql, storage::Binds binds) override {
    if (absl::Status s = faults_.Next(faults_.writes); !s.ok()) return s;
    return connection_->Execute(sql, binds);
  }
  absl::Status Enqueue(std::string_view sql, storage::Binds binds) override {
    if (absl::Status s = faults_.Next(faults_.writes); !s.ok()) return s;
    return connection_->Enqueue(sql, binds);
  }
  void AssumeAlone() override { connection_->AssumeAlone(); }
  absl::Status AskAhead(absl::FunctionRef<void(storage::ReadTransaction&)> ask) override {
    return connection_->AskAhead(ask);
  }
  absl::Status Flush() override { return connection_->Flush(); }
  absl::Status Begin(storage::Access access) override {
    if (access == storage::Access::kWrite) {
      if (absl::Status s = faults_.Next(faults_.begins); !s.ok()) return s;
    }
    return connection_->Begin(access);
  }
  absl::Status Commit() override {
    if (absl::Status s = faults_.Next(faults_.commits); !s.ok()) {
      connection_->Rollback();
      return s;
    }
    if (absl::Status s = connection_->Commit(); !s.ok()) return s;
    return faults_.Next(faults_.lost_answers);
  }
  void Rollback() override { connection_->Rollback(); }
  absl::Status Savepoint() override { return connection_->Savepoint(); }
  absl::Status ReleaseSavepoint() override { return connection_->ReleaseSavepoint(); }
  absl::Status RollbackToSavepoint() override { return connection_->RollbackToSavepoint(); }
  absl::Status RunScript(std::string_view script) override {
    return connection_->RunScript(script);
  }

 private:
  const std::unique_ptr<storage::Connection> connection_;
  Faults& faults_;
};

// An engine whose connections fail when a test says so.
class FaultyEngine final : public storage::Engine {
 public:
  explicit FaultyEngine(storage::Engine& engine) : engine_(engine) {}

  absl::StatusOr<std::unique_ptr<storage::Connection>> Connect(storage::Access access) override {
    absl::StatusOr<std::unique_ptr<storage::Connection>> connection = engine_.Connect(access);
    if (!connection.ok()) return connection.status();
    return std::make_unique<FaultyConnection>(*std::move(connection), faults_);
  }
  std::string_view name() const override { return engine_.name(); }

  Faults& faults() { return faults_; }

 private:
  storage::Engine& engine_;
  Faults faults_;
};

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_FAULTY_ENGINE_H_
