// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_STORAGE_PRINCIPAL_REPOSITORY_H_
#define ZUSAGE_STORAGE_PRINCIPAL_REPOSITORY_H_

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "services/directory/domain/principal.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::storage {

extern const FactTable kPrincipals;

// Where a page of principals or customers starts: behind this row, in order of both.
struct SortPosition {
  std::string sort_key;  // the matching key of the display name
  std::string name;
};

// Principals as they are now.
class PrincipalRepository {
 public:
  // Records a new principal, or a known one as it shall be from now on.
  static absl::Status Record(Unit& unit, const directory::Principal& principal);

  static absl::StatusOr<std::optional<directory::RecordedPrincipal>> Find(ReadTransaction& tx,
                                                                          std::string_view name);
  // As Find(); NOT_FOUND if there is none.
  static absl::StatusOr<directory::RecordedPrincipal> Get(ReadTransaction& tx,
                                                          std::string_view name);
  // At most `limit` holders of `role` for any product, or all principals if it is unspecified, who
  // are members of `team` ("teams/…") unless that is "", behind `after`, in order of display names.
  static absl::StatusOr<std::vector<directory::RecordedPrincipal>> List(ReadTransaction& tx,
                                                                        directory::Role role,
                                                                        std::string_view team,
                                                                        const SortPosition& after,
                                                                        int limit);

  static absl::StatusOr<bool> AnyExists(ReadTransaction& tx);
};

}  // namespace zusage::storage

#endif  // ZUSAGE_STORAGE_PRINCIPAL_REPOSITORY_H_
