// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_STRATEGY_WISH_JUDGE_H_
#define ZUSAGE_SERVICES_STRATEGY_WISH_JUDGE_H_

#include <string>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/types/span.h"
#include "services/alignment/domain/assessment.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

// How the check would judge one wish.
struct JudgedWish {
  alignment::Verdict verdict = alignment::Verdict::kUnspecified;
  double confidence = 0;
  bool firm = false;
  std::string element;  // "products/…/elements/…" that speaks to it most; "" if there is none
};

// The check by a strategy that is not published, as one caller has it asked.
class WishJudge {
 public:
  virtual ~WishJudge() = default;

  // One for each wish, in their order. Blocks until the answer is there; any error means that the
  // check is away.
  virtual absl::StatusOr<std::vector<JudgedWish>> Judge(
      const Strategy& document, absl::Span<const alignment::Wish> wishes) = 0;
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_WISH_JUDGE_H_
