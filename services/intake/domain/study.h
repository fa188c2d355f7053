// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_STUDY_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_STUDY_H_

#include <optional>
#include <string>

#include "absl/status/status.h"
#include "absl/time/time.h"
#include "services/base/time.h"

namespace zusage::intake {

// What somebody found out about whether something can be built, and how.
struct Study {
  // How it was found out; numbered as zusage.intake.v1.Study.Kind.
  enum class Kind { kUnspecified = 0, kStudy = 1, kPrototype = 2, kEstimate = 3 };
  // What came out; numbered as zusage.intake.v1.Study.Result.
  enum class Result {
    kUnspecified = 0,
    kFeasible = 1,
    kFeasibleWithLimits = 2,
    kNotFeasible = 3,
    kInconclusive = 4,
  };

  std::string name;     // "products/atlas/studies/01J…"
  std::string product;  // "products/atlas"
  std::string request;  // "products/…/changeRequests/…": what it is about; "" if about none
  std::string element;  // "products/…/elements/C1", or ""
  Kind kind = Kind::kUnspecified;
  Result result = Result::kUnspecified;
  std::string summary;
  std::string limits;
  // What building it takes. On a request this is evidence: it counts until evidence or a study says
  // otherwise, be it out of date or not, so that a request's evidence does not change by itself.
  std::optional<double> effort_person_days;
  std::optional<Date> valid_until;  // inclusive, in the product's time zone
  std::string recorded_by;          // "principals/…"
  absl::Time create_time;

  // Whether it is out of date on `today`.
  bool IsExpired(Date today) const { return valid_until.has_value() && *valid_until < today; }
  // Whether it says anything about its request that an assessment rests on.
  bool IsEvidence() const { return !request.empty() && effort_person_days.has_value(); }
};

// What must hold of a study that is recorded on `today`, as far as it can be told from it alone.
// Field errors are relative to the study ("limits").
absl::Status Validate(const Study& study, Date today);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_STUDY_H_
