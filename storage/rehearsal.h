// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_REHEARSAL_H_
#define ZUSAGE_STORAGE_REHEARSAL_H_

#include <cstdint>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/answer_book.h"
#include "storage/store.h"

namespace zusage::storage {

// A unit in which a mutation finds out whether it would succeed: it reads what there is, and what
// it writes goes nowhere, so that it does not read it back either. Not thread-safe.
class Rehearsal final : public Unit {
 public:
  // As if it came next after `head`, at `now`.
  Rehearsal(ReadTransaction& tx, const Store::Head& head, absl::Time now);

  int64_t position() const override { return position_; }
  absl::Time commit_time() const override { return commit_time_; }
  WriteTransaction& tx() override { return tx_; }
  AnswerBook& answers() override { return answers_; }
  void Describe(std::string_view operation, const Actor& actor) override {}
  void Touch(std::string_view resource) override {}
  absl::StatusOr<int64_t> Insert(const FactTable& table, absl::Span<const Value> values,
                                 const KeyOwners& owners) override;

 private:
  class Reader final : public WriteTransaction {
   public:
    explicit Reader(ReadTransaction& tx) : tx_(tx) {}
    absl::Status Query(std::string_view sql, Binds binds, RowVisitor visit) override {
      return tx_.Query(sql, binds, visit);
    }
    absl::StatusOr<int64_t> Execute(std::string_view sql, Binds binds) override { return 1; }

   private:
    ReadTransaction& tx_;
  };

  Reader tx_;
  AnswerBook answers_;  // empty: what is asked for is read
  const int64_t position_;
  const absl::Time commit_time_;
  int64_t facts_ = 0;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REHEARSAL_H_
