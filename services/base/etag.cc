// SPDX-License-Identifier: Apache-2.0
#include "services/base/etag.h"

#include "absl/strings/str_cat.h"
#include "services/base/errors.h"

namespace zusage {

std::string EtagOf(std::string_view resource, int64_t position) {
  // A short hash of the name (FNV-1a) keeps people from passing one resource's etag for another's
  // and from counting on the number.
  uint32_t hash = 2166136261u;
  for (unsigned char c : resource) hash = (hash ^ c) * 16777619u;
  return absl::StrCat(absl::Hex(position), "-", absl::Hex(hash, absl::kZeroPad8));
}

absl::Status CheckEtag(std::string_view etag, std::string_view resource, int64_t position) {
  if (etag.empty()) return FieldError("etag", kRequired);
  if (etag == EtagOf(resource, position)) return absl::OkStatus();
  return Error(kEtagStale, {{"resource", std::string(resource)}});
}

}  // namespace zusage
