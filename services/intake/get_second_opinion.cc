// SPDX-License-Identifier: Apache-2.0
#include "services/intake/get_second_opinion.h"

#include "services/base/status_macros.h"

namespace zusage::intake {
namespace {

constexpr int kCallsShown = 20;

}  // namespace

absl::StatusOr<FoundSecondOpinion> GetSecondOpinion(storage::ReadTransaction& tx,
                                                    std::string_view name) {
  FoundSecondOpinion found;
  ZUSAGE_ASSIGN_OR_RETURN(found.view, storage::LoadRequestView(tx, name));
  ZUSAGE_ASSIGN_OR_RETURN(found.calls,
                          storage::OpinionRepository::CallsAbout(tx, name, kCallsShown));
  return found;
}

}  // namespace zusage::intake
