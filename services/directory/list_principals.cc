// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_principals.h"

#include <utility>

#include "services/base/page_token.h"
#include "services/base/status_macros.h"
#include "services/directory/sort_position.h"
#include "storage/principal_repository.h"

namespace zusage::directory {

absl::StatusOr<ListPrincipalsOutput> ListPrincipals(storage::ReadTransaction& tx,
                                                    const Caller& caller,
                                                    const ListPrincipalsInput& input) {
  const std::string filter =
      "principals\n" + std::to_string(static_cast<int>(input.role)) + "\n" + input.team;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::SortPosition after,
                          ReadSortPosition(filter, input.page_token));
  const int size = PageSize(input.page_size);
  ListPrincipalsOutput output;
  ZUSAGE_ASSIGN_OR_RETURN(output.principals, storage::PrincipalRepository::List(
                                                 tx, input.role, input.team, after, size + 1));
  if (output.principals.size() > static_cast<size_t>(size)) {
    output.principals.pop_back();
    const Principal& last = output.principals.back().principal;
    output.next_page_token = MakeSortToken(filter, last.display_name, last.name);
  }
  for (RecordedPrincipal& recorded : output.principals) {
    recorded = AsSeenBy(caller, std::move(recorded));
  }
  return output;
}

}  // namespace zusage::directory
