// SPDX-License-Identifier: Apache-2.0
//
// What a new assessment says otherwise than the one before.
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_ASSESSMENT_CHANGE_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_ASSESSMENT_CHANGE_H_

#include <optional>
#include <vector>

#include "services/alignment/domain/assessment.h"

namespace zusage::intake {

struct AssessmentChange {
  alignment::Verdict verdict_before = alignment::Verdict::kUnspecified;
  alignment::Verdict verdict = alignment::Verdict::kUnspecified;
  double confidence_before = 0;
  double confidence = 0;
  std::optional<double> market_before;
  std::optional<double> market;
  std::optional<double> commercial_before;
  std::optional<double> commercial;
  std::vector<alignment::Finding> added;    // as the new assessment has them, in its order
  std::vector<alignment::Finding> removed;  // as the one before had them, in its order
};

// `before` is null if there was none. A finding is the same as one before if it has the same reason
// about the same element or request, whatever its words and its strength: those vary with figures.
AssessmentChange Compare(const alignment::Assessment* before, const alignment::Assessment& now);

// Whether both say the same, each by what was known at its time.
bool SaysTheSame(const alignment::Assessment& before, const alignment::Assessment& now);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_ASSESSMENT_CHANGE_H_
