// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_BASE_ETAG_H_
#define ZUSAGE_SERVICES_BASE_ETAG_H_

#include <cstdint>
#include <string>
#include <string_view>

#include "absl/status/status.h"

namespace zusage {

// The opaque etag of a resource whose newest journal entry is at `position`.
std::string EtagOf(std::string_view resource, int64_t position);

// OK if `etag` is that of `resource` at `position`; kEtagStale otherwise; a field error for "etag"
// if it is empty.
absl::Status CheckEtag(std::string_view etag, std::string_view resource, int64_t position);

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_ETAG_H_
