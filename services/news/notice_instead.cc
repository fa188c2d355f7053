// SPDX-License-Identifier: Apache-2.0
#include "services/news/notice_instead.h"

#include <optional>
#include <string>

#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/review/domain/approval_terms.h"
#include "storage/decision_repository.h"
#include "storage/request_repository.h"
#include "storage/strategy_repository.h"

namespace zusage::news {
namespace {

using commitments::Text;
using review::Outcome;

constexpr int kMostSimilar = 3;
// Elements that an assessment ranks are not all about the wish.
constexpr double kLikely = 0.2;

absl::StatusOr<std::optional<storage::PublishedStrategy>> StrategyOf(NoticeFacts& facts) {
  absl::StatusOr<storage::PublishedStrategy> strategy =
      storage::StrategyRepository::Current(facts.tx(), facts.news().product, facts.position());
  if (absl::IsNotFound(strategy.status())) return std::optional<storage::PublishedStrategy>();
  if (!strategy.ok()) return strategy.status();
  return std::optional<storage::PublishedStrategy>(*std::move(strategy));
}

void SayCapability(const strategy::Element& element, Text& text) {
  const Metadata values = {
      {"title", element.title}, {"how", element.how}, {"limits", element.limits}};
  Say(text, "The product does “{title}” today.", "Das Produkt kann heute „{title}“.", values);
  if (!element.how.empty()) Say(text, "This is how: {how}", "So geht es: {how}", values);
  if (!element.limits.empty()) Say(text, "Limits: {limits}", "Grenzen: {limits}", values);
}

void SayPlanned(const strategy::Element& element, Text& text) {
  const Metadata values = {{"title", element.title}, {"horizon", element.horizon}};
  if (element.promisable) {
    Say(text, "Planned and to be promised: “{title}” ({horizon}).",
        "Geplant und zusagbar: „{title}“ ({horizon}).", values);
  } else {
    Say(text, "Planned, not to be promised: “{title}” ({horizon}).",
        "Geplant, nicht zusagbar: „{title}“ ({horizon}).", values);
  }
}

// Whether the answer that the request had at the news' position allows something there and then.
absl::StatusOr<bool> Allows(NoticeFacts& facts, const review::RequestHistory& history) {
  const review::Decision* answer = review::AnswerAt(history, facts.position());
  if (answer == nullptr) return false;
  if (answer->outcome == Outcome::kServices || answer->outcome == Outcome::kAsIs) return true;
  if (answer->outcome != Outcome::kApproved) return false;
  const auto decision = static_cast<size_t>(answer - history.decisions.data());
  return review::StateOf(history, decision, facts.news().create_time, absl::UTCTimeZone()) ==
         review::ApprovalState::kInForce;
}

absl::Status SaySimilar(NoticeFacts& facts, const alignment::Assessment& assessment, Text& text) {
  int said = 0;
  for (const alignment::SimilarRequest& similar : assessment.similar) {
    if (said == kMostSimilar) break;
    if (similar.name == facts.news().subject) continue;
    const absl::StatusOr<review::RequestHistory> history =
        storage::DecisionRepository::History(facts.tx(), similar.name, facts.position());
    if (absl::IsNotFound(history.status())) continue;
    ZUSAGE_RETURN_IF_ERROR(history.status());
    ZUSAGE_ASSIGN_OR_RETURN(const bool allows, Allows(facts, *history));
    if (!allows) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const std::string title, facts.Request(similar.name));
    Say(text,
        "Allowed to others who wanted something like it: “{title}” (`zusage request get {name}`).",
        "Anderen mit einem ähnlichen Wunsch erlaubt: „{title}“ (`zusage request get {name}`).",
        {{"title", title}, {"name", similar.name}});
    ++said;
  }
  return absl::OkStatus();
}

}  // namespace

absl::Status SayHowItIsDone(NoticeFacts& facts, std::string_view element, Text& text) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<storage::PublishedStrategy> strategy,
                          StrategyOf(facts));
  const strategy::Element* found =
      strategy.has_value() ? strategy->document->Find(element) : nullptr;
  if (found != nullptr) SayCapability(*found, text);
  return absl::OkStatus();
}

absl::Status SayInstead(NoticeFacts& facts, Text& text) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<alignment::Assessment> assessment,
                          storage::RequestRepository::LatestAssessment(
                              facts.tx(), facts.news().subject, facts.position()));
  if (!assessment.has_value()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<storage::PublishedStrategy> strategy,
                          StrategyOf(facts));
  for (const alignment::RankedElement& ranked : assessment->elements) {
    const strategy::Element* element =
        strategy.has_value() ? strategy->document->Find(ranked.element) : nullptr;
    if (element == nullptr || ranked.probability < kLikely) continue;
    if (element->kind == strategy::ElementKind::kCapability) SayCapability(*element, text);
    if (element->kind == strategy::ElementKind::kRoadmapItem) SayPlanned(*element, text);
  }
  return SaySimilar(facts, *assessment, text);
}

}  // namespace zusage::news
