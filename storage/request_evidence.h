// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_REQUEST_EVIDENCE_H_
#define ZUSAGE_STORAGE_REQUEST_EVIDENCE_H_

#include <cstdint>

#include "absl/status/status.h"
#include "storage/request_repository.h"

namespace zusage::storage {

// Makes of the evidence with which a request was submitted what it was at `position`: with all that
// was added, and with the newest estimate, be it given as evidence or by a study. Whoever asked for
// what was merged into it counts as a similar customer.
absl::Status AddLaterEvidence(ReadTransaction& tx, int64_t position,
                              intake::ChangeRequest& request);

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_REQUEST_EVIDENCE_H_
