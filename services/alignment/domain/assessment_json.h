// SPDX-License-Identifier: Apache-2.0
//
// An assessment as JSON for storage and for the journal: keys sorted, no white space,
// empty fields left out, so that equal values give equal bytes. Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ASSESSMENT_JSON_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ASSESSMENT_JSON_H_

#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/status/statusor.h"
#include "services/alignment/domain/assessment.h"

namespace zusage::alignment {

// Texts that are no UTF-8 are stored with U+FFFD in place of the bad bytes.
std::string ToJson(const Assessment& assessment);

// An assessment with its JSON, which is written where nobody waits for the store's one writer.
struct EncodedAssessment {
  Assessment assessment;
  std::string json;

  explicit EncodedAssessment(Assessment judged)
      : assessment(std::move(judged)), json(ToJson(assessment)) {}
};

// AssessmentFromJson(ToJson(a)) == a. DATA_LOSS if `json` was not made by ToJson.
absl::StatusOr<Assessment> AssessmentFromJson(std::string_view json);

// "ALIGNED", "CONFLICTS", "AS_IS", "ON_ROADMAP", "UNCLEAR"; "" for unspecified.
std::string_view NameOf(Verdict verdict);
std::optional<Verdict> ParseVerdict(std::string_view name);

// "ELEMENT", "GUARDRAIL", …; "FOR", "AGAINST", "NEUTRAL"; "NO_ANSWER", "AS_IS", ….
std::string_view NameOf(FindingKind kind);
std::string_view NameOf(Stance stance);
std::string_view NameOf(FeasibilityKind kind);

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ASSESSMENT_JSON_H_
