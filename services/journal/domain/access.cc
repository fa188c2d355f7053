// SPDX-License-Identifier: Apache-2.0
#include "services/journal/domain/access.h"

namespace zusage::journal {

Access AccessOf(const directory::Caller& caller) {
  using directory::Role;
  if (caller.Has(Role::kIntegration, "")) return {};
  const bool auditor = caller.Has(Role::kAuditor, "");
  return {.personal = auditor, .free_text = auditor || caller.is_service};
}

}  // namespace zusage::journal
