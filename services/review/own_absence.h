// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_REVIEW_OWN_ABSENCE_H_
#define ZUSAGE_SERVICES_REVIEW_OWN_ABSENCE_H_

#include <string_view>

#include "absl/status/status.h"
#include "services/directory/domain/principal.h"
#include "services/review/domain/errors.h"

namespace zusage::review {

// OWN_ABSENCE unless the caller is `principal` or an admin.
inline absl::Status CheckOwnAbsence(const directory::Caller& caller, std::string_view principal) {
  const bool may =
      caller.subject() == principal || caller.Has(directory::Role::kAdmin, directory::kAllProducts);
  return may ? absl::OkStatus() : Error(kOwnAbsence);
}

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_OWN_ABSENCE_H_
