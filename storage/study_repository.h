// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_STUDY_REPOSITORY_H_
#define ZUSAGE_STORAGE_STUDY_REPOSITORY_H_

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/intake/domain/study.h"
#include "storage/fact.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::storage {

// The table of facts, for fact_tables.h.
extern const FactTable kStudies;

// Which studies a list shows. Empty fields do not filter.
struct StudyFilter {
  std::string product;  // required
  std::string request;
  std::string element;
};

// A study as the store knows it.
struct RecordedStudy {
  intake::Study study;
  int64_t fact = 0;
};

// Studies. They do not change; those that are about a request count to its evidence, see
// request_evidence.h.
class StudyRepository {
 public:
  static absl::Status Add(Unit& unit, const intake::Study& study);
  // NOT_FOUND if there is none. `pending` as in RequestRepository.
  static absl::StatusOr<intake::Study> Get(ReadTransaction& tx, std::string_view name,
                                           absl::Time pending = kNothingPending);
  // At most `limit` studies with fact < `before`, newest first.
  static absl::StatusOr<std::vector<RecordedStudy>> List(ReadTransaction& tx,
                                                         const StudyFilter& filter, int64_t before,
                                                         int limit);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_STUDY_REPOSITORY_H_
