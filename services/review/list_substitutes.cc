// SPDX-License-Identifier: Apache-2.0
#include "services/review/list_substitutes.h"

#include <algorithm>
#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/substitute_repository.h"

namespace zusage::review {
namespace {

constexpr char kFilter[] = "substitutes";

absl::StatusOr<int64_t> ReadBefore(const std::string& token) {
  if (token.empty()) return std::numeric_limits<int64_t>::max();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(kFilter, token));
  int64_t before = 0;
  if (!absl::SimpleAtoi(key, &before)) return FieldError("page_token", kInvalidPageToken);
  return before;
}

}  // namespace

absl::StatusOr<SubstitutePage> ListSubstitutes(storage::ReadTransaction& tx,
                                               const ListSubstitutesInput& input, absl::Time now) {
  // A day is over everywhere two days later in UTC at the latest.
  const Date day = DayOf(now, absl::UTCTimeZone()) - 1;
  SubstitutePage page;
  if (!input.principal.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(page.substitutes,
                            storage::SubstituteRepository::Of(tx, input.principal, day));
    return page;
  }
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t before, ReadBefore(input.page_token));
  const int size = PageSize(input.page_size);
  ZUSAGE_ASSIGN_OR_RETURN(page.substitutes,
                          storage::SubstituteRepository::List(tx, day, before, size + 1));
  if (static_cast<int>(page.substitutes.size()) > size) {
    page.substitutes.resize(size);
    // An entry holds one absence.
    page.next_page_token = MakePageToken(
        kFilter, absl::StrCat(page.substitutes.back().position * storage::kFactsPerEntry));
  }
  return page;
}

}  // namespace zusage::review
