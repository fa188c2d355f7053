// SPDX-License-Identifier: Apache-2.0
#include "services/intake/domain/assessment_change.h"

#include <algorithm>

namespace zusage::intake {
namespace {

using alignment::Assessment;
using alignment::Finding;

bool SameReason(const Finding& a, const Finding& b) {
  return a.kind == b.kind && a.stance == b.stance && a.reason == b.reason &&
         a.element == b.element && a.precedent == b.precedent;
}

// The findings of `these` that `others` does not have.
std::vector<Finding> Missing(const std::vector<Finding>& these,
                             const std::vector<Finding>& others) {
  std::vector<Finding> missing;
  for (const Finding& one : these) {
    const bool there = std::any_of(others.begin(), others.end(),
                                   [&](const Finding& other) { return SameReason(one, other); });
    if (!there) missing.push_back(one);
  }
  return missing;
}

}  // namespace

AssessmentChange Compare(const Assessment* before, const Assessment& now) {
  static const Assessment nothing;
  if (before == nullptr) before = &nothing;
  return {.verdict_before = before->verdict,
          .verdict = now.verdict,
          .confidence_before = before->confidence,
          .confidence = now.confidence,
          .market_before = before->market.value,
          .market = now.market.value,
          .commercial_before = before->commercial.value,
          .commercial = now.commercial.value,
          .added = Missing(now.findings, before->findings),
          .removed = Missing(before->findings, now.findings)};
}

bool SaysTheSame(const Assessment& before, const Assessment& now) {
  Assessment same_time = now;
  same_time.known_position = before.known_position;
  return before == same_time;
}

}  // namespace zusage::intake
