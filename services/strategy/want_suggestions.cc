// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/want_suggestions.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/alignment/domain/preparation.h"
#include "services/base/status_macros.h"
#include "storage/opinion_repository.h"
#include "storage/suggestion_repository.h"

namespace zusage::strategy {
namespace {

using alignment::ProposalKind;
using storage::AskedElement;
using storage::ElementSuggestions;
using storage::SuggestionRepository;

// The elements to ask about, the least prepared first, equal ones in the document's order.
std::vector<AskedElement> ElementsToAsk(const Strategy& document,
                                        const WantSuggestionsInput& input) {
  alignment::Preparation preparation = alignment::PreparationOf(document);
  std::stable_sort(preparation.elements.begin(), preparation.elements.end(),
                   [](const auto& a, const auto& b) { return a.complete < b.complete; });
  std::vector<AskedElement> asked;
  for (const alignment::ElementPreparation& one : preparation.elements) {
    if (asked.size() == kMaxElementsAsked) break;
    const Element* element = document.Find(one.element);
    if (element == nullptr || (!input.element.empty() && element->id != input.element)) continue;
    asked.push_back({input.product, reader::QuestionAbout(*element)});
  }
  return asked;
}

void Take(const ElementSuggestions& found, WantSuggestionsOutput& output) {
  ReaderProgress& progress = output.progress;
  if (found.failure != reader::Failure::kNone) progress.failure = found.failure;
  if (found.state == reader::State::kWaiting) ++progress.waiting;
  if (found.state == reader::State::kNone) ++progress.failed;
  if (found.state != reader::State::kGiven) return;
  ++progress.given;
  const std::string& element = found.asked.question.id;
  for (const std::string& alias : found.suggestions.aliases) {
    output.suggestions.push_back({.element = element, .kind = ProposalKind::kAlias, .text = alias});
  }
  for (const std::string& example : found.suggestions.examples) {
    output.suggestions.push_back(
        {.element = element, .kind = ProposalKind::kExample, .text = example});
  }
}

// What is known of the elements; adds to `missing` what somebody may have to be asked for.
absl::StatusOr<WantSuggestionsOutput> Look(storage::ReadTransaction& tx,
                                           const std::vector<AskedElement>& asked, absl::Time now,
                                           std::vector<AskedElement>& missing) {
  WantSuggestionsOutput output;
  missing.clear();
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<storage::ReaderInUse> in_use,
                          storage::OpinionRepository::InUse(tx));
  if (in_use.has_value()) output.progress.model = in_use->model;
  output.progress.on = in_use.has_value() && in_use->IsOn(now);
  for (const AskedElement& one : asked) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::optional<ElementSuggestions> found,
                            SuggestionRepository::Find(tx, one));
    if (found.has_value()) Take(*found, output);
    const bool is_settled = found.has_value() && found->state != reader::State::kNone &&
                            (found->model.empty() || found->model == output.progress.model);
    if (!is_settled) missing.push_back(one);
  }
  // Nobody asks about what waits.
  if (!output.progress.on) output.progress.waiting = 0;
  return output;
}

}  // namespace

absl::StatusOr<WantSuggestionsOutput> WantSuggestions(storage::Store& store,
                                                      const Strategy& document,
                                                      const WantSuggestionsInput& input,
                                                      absl::Time now) {
  const std::vector<AskedElement> asked = ElementsToAsk(document, input);
  WantSuggestionsOutput output;
  std::vector<AskedElement> missing;
  const auto look = [&](storage::ReadTransaction& tx) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(output, Look(tx, asked, now, missing));
    return absl::OkStatus();
  };
  ZUSAGE_RETURN_IF_ERROR(store.Read(look));
  if (missing.empty() || !output.progress.on) return output;
  const std::string model = output.progress.model;
  ZUSAGE_RETURN_IF_ERROR(store.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    for (const AskedElement& one : missing) {
      ZUSAGE_RETURN_IF_ERROR(SuggestionRepository::Want(unit.tx(), one, model, now));
    }
    return absl::OkStatus();
  }));
  ZUSAGE_RETURN_IF_ERROR(store.Read(look));
  return output;
}

}  // namespace zusage::strategy
