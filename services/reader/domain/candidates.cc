// SPDX-License-Identifier: Apache-2.0
#include "services/reader/domain/candidates.h"

#include <algorithm>
#include <string_view>

namespace zusage::reader {
namespace {

class Choice {
 public:
  explicit Choice(const strategy::Strategy& strategy) : strategy_(strategy) {}

  void Add(std::string_view id) {
    if (chosen_.size() == kMaxCandidates) return;
    if (std::ranges::find(chosen_, id, &Candidate::id) != chosen_.end()) return;
    const strategy::Element* element = strategy_.Find(id);
    if (element == nullptr) return;
    chosen_.push_back({element->kind, element->id, element->title, element->description});
  }

  std::vector<Candidate> Result() && { return std::move(chosen_); }

 private:
  const strategy::Strategy& strategy_;
  std::vector<Candidate> chosen_;
};

}  // namespace

std::vector<Candidate> CandidatesOf(const alignment::Assessment& assessment,
                                    const strategy::Strategy& strategy) {
  Choice choice(strategy);
  for (const alignment::RankedElement& ranked : assessment.elements) choice.Add(ranked.element);
  for (const alignment::Finding& finding : assessment.findings) choice.Add(finding.element);
  for (const std::string& id : assessment.shortlist) choice.Add(id);
  for (const strategy::Element& element : strategy.elements) choice.Add(element.id);
  return std::move(choice).Result();
}

}  // namespace zusage::reader
