// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_GET_SECOND_OPINION_H_
#define ZUSAGE_SERVICES_INTAKE_GET_SECOND_OPINION_H_

#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/connection.h"
#include "storage/opinion_repository.h"
#include "storage/request_view.h"

namespace zusage::intake {

struct FoundSecondOpinion {
  storage::RequestView view;               // with the opinion, if there is one
  std::vector<storage::ReaderCall> calls;  // at most 20, newest first
};

// What a second reader was sent about the request and what it thinks. Errors: NOT_FOUND.
absl::StatusOr<FoundSecondOpinion> GetSecondOpinion(storage::ReadTransaction& tx,
                                                    std::string_view name);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_GET_SECOND_OPINION_H_
