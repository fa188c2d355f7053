// SPDX-License-Identifier: Apache-2.0
//
// Where an element of a strategy is named. What is found was so at some time: whether it still
// holds is judged by what was recorded since.
#ifndef ZUSAGE_STORAGE_ELEMENT_CITATIONS_H_
#define ZUSAGE_STORAGE_ELEMENT_CITATIONS_H_

#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "storage/connection.h"

namespace zusage::storage {

// The requests on which was decided that the product does it today, by `element`
// ("products/…/elements/C1"); by name.
absl::StatusOr<std::vector<std::string>> RequestsAnsweredWith(ReadTransaction& tx,
                                                              std::string_view element);

// The promises with a line that was recorded or linked to be about `element`; by name.
absl::StatusOr<std::vector<std::string>> PromisesAbout(ReadTransaction& tx,
                                                       std::string_view element);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_ELEMENT_CITATIONS_H_
