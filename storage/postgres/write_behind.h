// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_POSTGRES_WRITE_BEHIND_H_
#define ZUSAGE_STORAGE_POSTGRES_WRITE_BEHIND_H_

#include <array>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/flat_hash_set.h"
#include "absl/status/status.h"
#include "storage/connection.h"
#include "storage/postgres/arguments.h"
#include "storage/postgres/pipeline.h"

namespace zusage::storage {

// What one transaction has not sent yet, and what it was told. A transaction is many mutations that
// ask the same things and insert a row each into the same tables; a statement costs the server more
// than a row. So rows are held back and sent together, before anything runs whose text names their
// table; and results are remembered until a table that the question names changes.
//
// Not thread-safe. Every call of one transaction takes the same pipeline.
class WriteBehind {
 public:
  // Shared, as who reads a result may ask on.
  using Result = std::shared_ptr<PGresult>;

  // Results of one question, with different values, that are remembered: more than a batch has.
  static constexpr size_t kMaxResults = 2048;

  // A question that transactions keep asking, with the same values: which strategy is in force,
  // say.
  struct Habit {
    Pipeline::Statement* statement;
    Arguments arguments;
    std::string key;
  };
  static constexpr size_t kMaxHabits = 32;

  // Forgets everything but the habits: a transaction begins.
  void Begin();
  // A transaction is about to end well: what it asked more than once, or as the one before it did,
  // is a habit. Nothing is remembered any more.
  void LearnHabits();
  // What transactions ask is not what it was, or cannot be asked.
  void ForgetHabits();
  // Forgets what is held back and what was told: it is undone.
  void Undo();
  // From now on nobody else changes what this transaction reads, so that results are remembered.
  void AssumeAlone() { remembers_ = true; }
  // Whether results are remembered.
  bool remembers() const { return remembers_; }

  // Holds a row back. `statement` is of the kind kRow.
  absl::Status Add(Pipeline& pipeline, Pipeline::Statement& statement, Binds binds);

  // Sends the rows that `statement` may read or change. Call before it is sent.
  absl::Status MakeWay(Pipeline& pipeline, const Pipeline::Statement& statement);
  // Sends all rows.
  absl::Status SendAll(Pipeline& pipeline);

  // The result of the same question; null if it has to be asked.
  Result Find(Pipeline::Statement& statement, const std::string& key);
  // Remembers the result of a read that was asked just now, if it is small.
  void Remember(Pipeline::Statement& statement, Arguments arguments, std::string key,
                Result result);
  // The same of one that was asked ahead: `expected` by who will ask it, or out of habit.
  void RememberAhead(Pipeline::Statement& statement, Arguments arguments, std::string key,
                     Result result, bool expected);
  // What is worth being asked ahead.
  const std::vector<Habit>& habits() const { return habits_; }
  // Forgets results that a change of `table` may have made wrong; all of them if it is "".
  void Changed(std::string_view table);

 private:
  // How many rows one statement has: so many that the statement itself costs little, and few sizes,
  // as each is prepared once.
  static constexpr std::array<size_t, 4> kRowsAtOnce = {64, 16, 4, 1};

  struct Rows {
    Pipeline::Statement* statement;                                     // of one row
    std::array<Pipeline::Statement*, kRowsAtOnce.size()> statements{};  // of so many rows each
    Arguments arguments;
    size_t count = 0;
  };

  struct Remembered {
    Result result;
    Arguments arguments;
    int asked = 0;          // how often, except ahead
    bool expected = false;  // it is asked ahead whether or not it is a habit
  };
  using Question = std::pair<Pipeline::Statement*, std::string>;

  void Keep(Pipeline::Statement& statement, std::string key, Remembered remembered);
  Rows& RowsOf(Pipeline::Statement& statement);
  // Sends rows of the same table that other statements insert: which came first matters where a row
  // is let be that is there.
  absl::Status KeepOrder(Pipeline& pipeline, const Pipeline::Statement& statement);
  absl::Status Send(Pipeline& pipeline, Rows& rows);

  std::vector<std::unique_ptr<Rows>> rows_;  // of each statement that was ever held back
  absl::flat_hash_map<Pipeline::Statement*, absl::flat_hash_map<std::string, Remembered>> results_;
  std::vector<Habit> habits_;
  absl::flat_hash_set<Question> asked_before_;  // in the transaction before
  bool remembers_ = false;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_POSTGRES_WRITE_BEHIND_H_
