// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_UNIT_INTAKE_STUDY_WORLD_H_
#define ZUSAGE_TESTS_UNIT_INTAKE_STUDY_WORLD_H_

#include <string>

#include "services/intake/get_study.h"
#include "services/intake/record_study.h"
#include "tests/unit/intake/evidence_world.h"

namespace zusage::intake {

// A world with short ways to record studies.
class StudyWorld : public EvidenceWorld {
 public:
  // A study of the product as a whole.
  static Study SampleStudy() {
    Study study;
    study.product = "products/atlas";
    study.kind = Study::Kind::kStudy;
    study.result = Study::Result::kFeasible;
    study.summary = "Tiles come from a server of our own.";
    study.effort_person_days = 40;
    return study;
  }
  // An estimate for a request.
  static Study About(const std::string& request, double effort_person_days) {
    Study study = SampleStudy();
    study.request = request;
    study.kind = Study::Kind::kEstimate;
    study.effort_person_days = effort_person_days;
    return study;
  }

  absl::StatusOr<RecordedStudy> Record(const Study& study, const Answer& answer = {}) {
    absl::StatusOr<RecordedStudy> recorded;
    const absl::Status written = store().Write([&](storage::Unit& unit) {
      recorded = RecordStudy(unit, Petra(), study, answer, IfOutdated::kRefuse, store().random());
      return recorded.status();
    });
    if (!written.ok()) return written;
    return recorded;
  }

  absl::StatusOr<FoundStudy> Read(const std::string& name) {
    absl::StatusOr<FoundStudy> found;
    const absl::Status read = store().Read([&](storage::ReadTransaction& tx) {
      found = GetStudy(tx, name, clock().Now());
      return found.status();
    });
    if (!read.ok()) return read;
    return found;
  }
};

}  // namespace zusage::intake

#endif  // ZUSAGE_TESTS_UNIT_INTAKE_STUDY_WORLD_H_
