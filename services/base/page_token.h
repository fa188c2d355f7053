// SPDX-License-Identifier: Apache-2.0
//
// Page tokens: opaque, bound to the filter they were made for, so that nobody continues one query
// with the token of another. They hold the key of the last row (keyset paging) and no secrets.
#ifndef ZUSAGE_SERVICES_BASE_PAGE_TOKEN_H_
#define ZUSAGE_SERVICES_BASE_PAGE_TOKEN_H_

#include <string>
#include <string_view>

#include "absl/status/statusor.h"

namespace zusage {

inline constexpr int kDefaultPageSize = 50;

// The size that a caller asked for; the default for 0.
constexpr int PageSize(int asked) { return asked > 0 ? asked : kDefaultPageSize; }

// A token that continues after `key` in the query that `filter` describes.
std::string MakePageToken(std::string_view filter, std::string_view key);

// The key in `token`; kInvalidPageToken for the field "page_token" unless it was made for `filter`.
absl::StatusOr<std::string> ReadPageToken(std::string_view filter, std::string_view token);

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_PAGE_TOKEN_H_
