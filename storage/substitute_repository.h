// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_SUBSTITUTE_REPOSITORY_H_
#define ZUSAGE_STORAGE_SUBSTITUTE_REPOSITORY_H_

#include <cstdint>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/review/domain/substitute.h"
#include "storage/fact.h"
#include "storage/request_repository.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kSubstitutes;

// Absences of product managers, each as it was said last. Few: a handful a year for each of them.
class SubstituteRepository {
 public:
  // Records a new absence, or a known one as it shall be from now on.
  static absl::Status Record(Unit& unit, const review::Substitute& substitute);

  // NOT_FOUND if there is none.
  static absl::StatusOr<review::Substitute> Get(ReadTransaction& tx, std::string_view name);
  // The absences of `principal` that are not over before `day`, by their first days.
  static absl::StatusOr<std::vector<review::Substitute>> Of(ReadTransaction& tx,
                                                            std::string_view principal, Date day);
  // The absences, not over before `day`, in which `substitute` decides.
  static absl::StatusOr<std::vector<review::Substitute>> By(ReadTransaction& tx,
                                                            std::string_view substitute, Date day);
  // At most `limit` absences of anybody that are not over before `day` and whose newest fact is
  // before `before`, newest first.
  static absl::StatusOr<std::vector<review::Substitute>> List(ReadTransaction& tx, Date day,
                                                              int64_t before, int limit);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_SUBSTITUTE_REPOSITORY_H_
