// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_GET_SECOND_READER_H_
#define ZUSAGE_SERVICES_INTAKE_GET_SECOND_READER_H_

#include <cstdint>
#include <optional>
#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "storage/connection.h"
#include "storage/opinion_repository.h"

namespace zusage::intake {

struct FoundSecondReader {
  std::optional<storage::ReaderInUse> reader;  // the one that was in use last, if there was one
  bool on = false;                             // whether it is at `now`
  storage::ReaderUse today;                    // what of the product's budget is used
  int64_t waiting = 0;                         // of the product's requests
};

// Who is asked about the requests of "products/…" beside the check. Errors: NOT_FOUND.
absl::StatusOr<FoundSecondReader> GetSecondReader(storage::ReadTransaction& tx,
                                                  std::string_view product, absl::Time now);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_GET_SECOND_READER_H_
