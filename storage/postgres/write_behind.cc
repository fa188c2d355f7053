// SPDX-License-Identifier: Apache-2.0
#include "storage/postgres/write_behind.h"

#include <algorithm>
#include <array>
#include <utility>

#include "services/base/status_macros.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

// Bytes of one table's rows that are held back at most.
constexpr size_t kMaxBytes = size_t{1} << 20;

// Results that are remembered are no larger.
constexpr size_t kMaxResultBytes = size_t{64} << 10;

}  // namespace

void WriteBehind::Begin() {
  Undo();
  remembers_ = false;
}

void WriteBehind::Undo() {
  for (const std::unique_ptr<Rows>& rows : rows_) {
    rows->arguments.Clear();
    rows->count = 0;
  }
  results_.clear();
}

void WriteBehind::LearnHabits() {
  habits_.clear();
  absl::flat_hash_set<Question> asked;
  for (auto& [statement, results] : results_) {
    for (auto& [key, one] : results) {
      if (one.expected || one.asked == 0) continue;
      Question question(statement, key);
      const bool is_habit = one.asked > 1 || asked_before_.contains(question);
      if (is_habit && habits_.size() < kMaxHabits) {
        habits_.push_back({statement, std::move(one.arguments), key});
      }
      asked.insert(std::move(question));
    }
  }
  asked_before_ = std::move(asked);
}

void WriteBehind::ForgetHabits() {
  habits_.clear();
  asked_before_.clear();
}

WriteBehind::Rows& WriteBehind::RowsOf(Pipeline::Statement& statement) {
  const auto found = std::ranges::find_if(
      rows_, [&](const std::unique_ptr<Rows>& rows) { return rows->statement == &statement; });
  if (found != rows_.end()) return **found;
  rows_.push_back(std::make_unique<Rows>(Rows{.statement = &statement}));
  return *rows_.back();
}

absl::Status WriteBehind::Add(Pipeline& pipeline, Pipeline::Statement& statement, Binds binds) {
  Rows& rows = RowsOf(statement);
  ZUSAGE_RETURN_IF_ERROR(KeepOrder(pipeline, statement));
  ZUSAGE_RETURN_IF_ERROR(Pipeline::Fit(statement, binds, rows.arguments));
  ++rows.count;
  Changed(statement.shape.table);
  if (rows.count < kRowsAtOnce[0] && rows.arguments.bytes() < kMaxBytes) return absl::OkStatus();
  return Send(pipeline, rows);
}

absl::Status WriteBehind::KeepOrder(Pipeline& pipeline, const Pipeline::Statement& statement) {
  for (const std::unique_ptr<Rows>& rows : rows_) {
    const bool concerned = rows->count > 0 && rows->statement != &statement &&
                           rows->statement->shape.table == statement.shape.table;
    if (concerned) ZUSAGE_RETURN_IF_ERROR(Send(pipeline, *rows));
  }
  return absl::OkStatus();
}

absl::Status WriteBehind::Send(Pipeline& pipeline, Rows& rows) {
  const StatementShape& shape = rows.statement->shape;
  const size_t columns = rows.statement->parameters.size();
  size_t sent = 0;
  for (size_t i = 0; i < kRowsAtOnce.size(); ++i) {
    const size_t size = kRowsAtOnce[i];
    for (; rows.count - sent >= size; sent += size) {
      Pipeline::Statement*& statement = rows.statements[i];
      if (statement == nullptr) statement = &pipeline.Find(InsertOfRows(shape, size));
      ZUSAGE_RETURN_IF_ERROR(
          pipeline.Send(*statement, rows.arguments.Take(sent * columns, size * columns)));
    }
  }
  rows.arguments.Clear();
  rows.count = 0;
  return absl::OkStatus();
}

absl::Status WriteBehind::MakeWay(Pipeline& pipeline, const Pipeline::Statement& statement) {
  for (const std::unique_ptr<Rows>& rows : rows_) {
    const bool concerned =
        rows->count > 0 && statement.shape.words.contains(rows->statement->shape.table);
    if (concerned) ZUSAGE_RETURN_IF_ERROR(Send(pipeline, *rows));
  }
  return absl::OkStatus();
}

absl::Status WriteBehind::SendAll(Pipeline& pipeline) {
  for (const std::unique_ptr<Rows>& rows : rows_) {
    if (rows->count > 0) ZUSAGE_RETURN_IF_ERROR(Send(pipeline, *rows));
  }
  return absl::OkStatus();
}

WriteBehind::Result WriteBehind::Find(Pipeline::Statement& statement, const std::string& key) {
  const auto results = results_.find(&statement);
  if (results == results_.end()) return nullptr;
  const auto found = results->second.find(key);
  if (found == results->second.end()) return nullptr;
  ++found->second.asked;
  return found->second.result;
}

void WriteBehind::Remember(Pipeline::Statement& statement, Arguments arguments, std::string key,
                           Result result) {
  Keep(statement, std::move(key), {std::move(result), std::move(arguments), /*asked=*/1});
}

void WriteBehind::RememberAhead(Pipeline::Statement& statement, Arguments arguments,
                                std::string key, Result result, bool expected) {
  Keep(statement, std::move(key), {std::move(result), std::move(arguments), /*asked=*/0, expected});
}

void WriteBehind::Keep(Pipeline::Statement& statement, std::string key, Remembered remembered) {
  if (statement.shape.kind != StatementShape::Kind::kRead) return;
  if (PQresultMemorySize(remembered.result.get()) > kMaxResultBytes) return;
  auto& results = results_[&statement];
  if (results.size() >= kMaxResults) results.clear();
  results[std::move(key)] = std::move(remembered);
}

void WriteBehind::Changed(std::string_view table) {
  for (auto& [statement, results] : results_) {
    if (results.empty()) continue;
    if (table.empty() || statement->shape.words.contains(Absl(table))) results.clear();
  }
}

}  // namespace zusage::storage
