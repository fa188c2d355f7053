// SPDX-License-Identifier: Apache-2.0
#include "services/app/local_checker.h"

#include <algorithm>
#include <utility>

#include "services/alignment/check_alignment.h"
#include "services/base/status_macros.h"

namespace zusage::app {
namespace {

absl::StatusOr<alignment::Assessment> CheckNow(const alignment::Knowledge& knowledge,
                                               const alignment::Wish& wish, int64_t position,
                                               absl::Duration wait_at_most) {
  ZUSAGE_ASSIGN_OR_RETURN(
      alignment::CheckAlignmentOutput output,
      alignment::CheckAlignment(knowledge, {.product = "products/" + wish.product,
                                            .wish = wish,
                                            .known_position = position,
                                            .wait_at_most = wait_at_most}));
  return std::move(output.assessment);
}

}  // namespace

absl::StatusOr<alignment::Assessment> LocalChecker::Check(const alignment::Wish& wish) {
  return CheckNow(knowledge_, wish, 0, absl::ZeroDuration());
}

bool LocalChecker::MayWait(const std::string& product) const {
  // Before it has caught up the check answers at once that it has not.
  return knowledge_.caught_up() && !knowledge_.AwaitProduct(product, absl::ZeroDuration());
}

absl::StatusOr<alignment::Assessment> LocalChecker::Check(const rpc::Call& call,
                                                          const alignment::Wish& wish,
                                                          int64_t position) {
  // Who was told that it does not wait may be on a thread that gRPC needs for learning, too.
  const absl::Duration patience = std::min(alignment::kPatience, call.deadline - call.start_time);
  return CheckNow(knowledge_, wish, position,
                  knowledge_.caught_up() ? patience : absl::ZeroDuration());
}

}  // namespace zusage::app
