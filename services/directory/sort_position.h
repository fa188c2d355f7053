// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_DIRECTORY_SORT_POSITION_H_
#define ZUSAGE_SERVICES_DIRECTORY_SORT_POSITION_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

// The page token that goes on behind the row with this display name and resource name.
std::string MakeSortToken(std::string_view filter, std::string_view display_name,
                          std::string_view name);

// Where `page_token` goes on; the start for "". Errors: INVALID_PAGE_TOKEN.
absl::StatusOr<storage::SortPosition> ReadSortPosition(std::string_view filter,
                                                       std::string_view page_token);

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_SORT_POSITION_H_
