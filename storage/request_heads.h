// SPDX-License-Identifier: Apache-2.0
// Rows of request_heads, as the repositories that keep requests read and move them.
#ifndef ZUSAGE_STORAGE_REQUEST_HEADS_H_
#define ZUSAGE_STORAGE_REQUEST_HEADS_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/request_repository.h"

// The columns that ReadHeads expects, as a literal so that statements stay literals.
#define ZUSAGE_HEAD_COLUMNS                                                           \
  "SELECT fact, name, product, customer, submitter, state, outcome, owner, due_time," \
  " queue_rank, head FROM request_heads "

namespace zusage::storage {

absl::StatusOr<std::vector<RequestHead>> ReadHeads(ReadTransaction& tx, std::string_view sql,
                                                   Binds binds);

// The request comes to stand so, by the entry that `unit` appends.
absl::Status MoveHead(Unit& unit, const RequestHead& head, intake::State state,
                      review::Outcome outcome);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REQUEST_HEADS_H_
