// SPDX-License-Identifier: Apache-2.0
//
// What may be said to the customer while product management has not decided.
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_GUIDANCE_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_GUIDANCE_H_

#include <string>

#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::intake {

// Numbered as zusage.intake.v1.CustomerGuidance.Advice.
enum class Advice {
  kUnspecified = 0,
  kShowIt = 1,
  kMayPromise = 2,
  kWaitForDecision = 3,
  kExpectNo = 4
};

struct Guidance {
  Advice advice = Advice::kUnspecified;
  std::string english;
  std::string german;
};

// What follows from the check for the talk with the customer; `assessment` is null if it is not
// checked yet. Only what the strategy itself allows may be promised before a decision: a firm AS_IS
// (the capability) or a firm ON_ROADMAP of an item marked promisable. Whatever is less than firm
// waits for the decision, due at `due_time`, shown as a day in `zone`.
Guidance Advise(const alignment::Assessment* assessment, const strategy::Strategy& strategy,
                absl::Time due_time, absl::TimeZone zone);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_GUIDANCE_H_
