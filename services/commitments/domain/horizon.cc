// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/horizon.h"

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"

namespace zusage::commitments {

std::optional<Date> HorizonEnd(std::string_view horizon, int fiscal_year_start_month) {
  const absl::string_view bare =
      absl::StripAsciiWhitespace(absl::string_view(horizon.data(), horizon.size()));
  const std::string_view text(bare.data(), bare.size());
  if (const std::optional<Quarter> quarter = ParseQuarter(text)) {
    return quarter->last_day(fiscal_year_start_month);
  }
  return ParseDate(text);
}

}  // namespace zusage::commitments
