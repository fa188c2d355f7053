// SPDX-License-Identifier: Apache-2.0
// Reading rows of request_heads: shared by the two halves of RequestRepository.
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

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REQUEST_HEADS_H_
