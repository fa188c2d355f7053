// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/substitute.h"

#include <algorithm>

namespace zusage::review {

std::string_view DeputyOn(const std::vector<Deputy>& deputies, Date today) {
  for (const Deputy& deputy : deputies) {
    if (today < deputy.first_day || deputy.last_day < today) continue;
    const bool away = std::ranges::any_of(
        deputy.absences, [today](const Substitute& absence) { return absence.Covers(today); });
    return away ? std::string_view{} : std::string_view(deputy.principal);
  }
  return {};
}

}  // namespace zusage::review
