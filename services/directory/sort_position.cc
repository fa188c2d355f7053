// SPDX-License-Identifier: Apache-2.0
#include "services/directory/sort_position.h"

#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/customer.h"

namespace zusage::directory {

std::string MakeSortToken(std::string_view filter, std::string_view display_name,
                          std::string_view name) {
  return MakePageToken(filter, MatchingKey(display_name).append("\n").append(name));
}

absl::StatusOr<storage::SortPosition> ReadSortPosition(std::string_view filter,
                                                       std::string_view page_token) {
  if (page_token.empty()) return storage::SortPosition{};
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(filter, page_token));
  const size_t end = key.find('\n');  // occurs in no matching key
  if (end == key.npos) return FieldError("page_token", kInvalidPageToken);
  return storage::SortPosition{key.substr(0, end), key.substr(end + 1)};
}

}  // namespace zusage::directory
