// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_PROMISE_READER_H_
#define ZUSAGE_STORAGE_PROMISE_READER_H_

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/commitments/domain/promise.h"
#include "storage/connection.h"

namespace zusage::storage {

// Reads promises and, with one query per table, everything that was known at a position to belong
// to them. For promise_repository.cc.
class PromiseReader {
 public:
  // `which` is a SELECT of `fact` and `name` from promises and must outlive the reader.
  PromiseReader(ReadTransaction& tx, const char* which, int64_t position)
      : tx_(tx), which_(which), position_(position) {}

  // The promises, those made last first. `binds` are the parameters of `which`.
  absl::StatusOr<std::vector<commitments::Promise>> Read(Binds binds);

 private:
  absl::Status ReadPromises(Binds binds);
  absl::Status ReadLines(Binds binds);
  absl::Status ReadSuperseded(Binds binds);
  absl::Status ReadLinks(Binds binds);
  absl::Status ReadDeliveries(Binds binds);
  absl::Status ReadRetractions(Binds binds);
  absl::Status ReadSupersessions(Binds binds);
  absl::Status ReadDisputes(Binds binds);
  absl::Status ReadResolutions(Binds binds);

  // The promise whose fact is the row's first column.
  commitments::Promise& Of(const Row& row) { return promises_[places_.find(row.Int(0))->second]; }

  ReadTransaction& tx_;
  const char* const which_;
  const int64_t position_;
  std::vector<commitments::Promise> promises_;
  absl::flat_hash_map<int64_t, size_t> places_;
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_PROMISE_READER_H_
