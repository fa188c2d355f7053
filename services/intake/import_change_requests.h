// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_IMPORT_CHANGE_REQUESTS_H_
#define ZUSAGE_SERVICES_INTAKE_IMPORT_CHANGE_REQUESTS_H_

#include <cstdint>
#include <string>

#include "absl/status/statusor.h"
#include "services/base/ids.h"
#include "services/directory/domain/principal.h"
#include "services/intake/domain/draft.h"
#include "storage/store.h"

namespace zusage::intake {

// Records one wish of an import: as SubmitChangeRequest() does without an assessment, with the same
// errors, in an entry that says where it came from. It is routed, and checked later. Returns its
// name.
absl::StatusOr<std::string> ImportChangeRequest(storage::Unit& unit,
                                                const directory::Caller& caller, const Draft& draft,
                                                RandomSource& random);

// The name of the request that came with the entry at `position`, whether imported or submitted.
absl::StatusOr<std::string> ImportedAt(storage::ReadTransaction& tx, int64_t position);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_IMPORT_CHANGE_REQUESTS_H_
