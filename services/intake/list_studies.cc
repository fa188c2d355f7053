// SPDX-License-Identifier: Apache-2.0
#include "services/intake/list_studies.h"

#include <limits>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "storage/strategy_repository.h"
#include "storage/study_repository.h"

namespace zusage::intake {
namespace {

std::string FilterOf(const ListStudiesInput& input) {
  return absl::StrCat("studies ", input.parent, " ", input.request, " ", input.element);
}

// The fact that the page's rows come before.
absl::StatusOr<int64_t> ReadBefore(const ListStudiesInput& input) {
  if (input.page_token.empty()) return std::numeric_limits<int64_t>::max();
  ZUSAGE_ASSIGN_OR_RETURN(const std::string key, ReadPageToken(FilterOf(input), input.page_token));
  int64_t before = 0;
  if (!absl::SimpleAtoi(key, &before)) return FieldError("page_token", kInvalidPageToken);
  return before;
}

}  // namespace

absl::StatusOr<StudyPage> ListStudies(storage::ReadTransaction& tx, const ListStudiesInput& input,
                                      absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t before, ReadBefore(input));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::PublishedStrategy strategy,
                          storage::StrategyRepository::Current(tx, input.parent));
  const int size = PageSize(input.page_size);
  ZUSAGE_ASSIGN_OR_RETURN(
      std::vector<storage::RecordedStudy> studies,
      storage::StudyRepository::List(
          tx, {.product = input.parent, .request = input.request, .element = input.element}, before,
          size + 1));
  StudyPage page;
  page.today =
      DayOf(now, ParseTimeZone(strategy.document->time_zone).value_or(absl::UTCTimeZone()));
  if (static_cast<int>(studies.size()) > size) {
    studies.resize(size);
    page.next_page_token = MakePageToken(FilterOf(input), absl::StrCat(studies.back().fact));
  }
  for (storage::RecordedStudy& one : studies) page.studies.push_back(std::move(one.study));
  return page;
}

}  // namespace zusage::intake
