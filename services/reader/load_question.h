// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_READER_LOAD_QUESTION_H_
#define ZUSAGE_SERVICES_READER_LOAD_QUESTION_H_

#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "services/reader/domain/opinion.h"
#include "storage/connection.h"

namespace zusage::reader {

// What a reader is to be asked about the request "products/…/changeRequests/…": its texts without
// what is personal, the names of its customer and of everybody who has to do with it among that,
// and what the check found of the strategy. Nothing if it does not wait for a decision.
absl::StatusOr<std::optional<Question>> LoadQuestion(storage::ReadTransaction& tx,
                                                     std::string_view request);

}  // namespace zusage::reader

#endif  // ZUSAGE_SERVICES_READER_LOAD_QUESTION_H_
