// SPDX-License-Identifier: Apache-2.0
#include "services/reader/domain/opinion.h"

#include <algorithm>
#include <array>

namespace zusage::reader {
namespace {

constexpr std::array<std::string_view, 10> kFailures = {
    "",          "UNREACHABLE",     "LATE",
    "UNTRUSTED", "REFUSED",         "TOO_LARGE",
    "MALFORMED", "UNKNOWN_VERDICT", "UNKNOWN_ELEMENT",
    "DECLINED"};

}  // namespace

std::string_view NameOf(Failure failure) { return kFailures[static_cast<size_t>(failure)]; }

bool MayPass(Failure failure) {
  return failure == Failure::kUnreachable || failure == Failure::kUntrusted ||
         failure == Failure::kRefused;
}

Agreement Compare(const Opinion& opinion, const alignment::Assessment& assessment) {
  if (opinion.verdict != assessment.verdict) return Agreement::kDiffers;
  if (opinion.elements.empty()) return Agreement::kAgrees;
  const bool common = std::ranges::any_of(assessment.elements, [&](const auto& ranked) {
    return std::ranges::find(opinion.elements, ranked.element) != opinion.elements.end();
  });
  return common ? Agreement::kAgrees : Agreement::kOtherElements;
}

}  // namespace zusage::reader
