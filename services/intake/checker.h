// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_CHECKER_H_
#define ZUSAGE_SERVICES_INTAKE_CHECKER_H_

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"

namespace zusage::intake {

// The check, as this process asks it of its peer when it serves no caller. Thread-safe.
class Checker {
 public:
  virtual ~Checker() = default;

  // Blocks until the answer is there. UNAVAILABLE or DEADLINE_EXCEEDED if the peer is away.
  virtual absl::StatusOr<alignment::Assessment> Check(const alignment::Wish& wish) = 0;
};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_CHECKER_H_
