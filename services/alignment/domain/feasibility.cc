// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/feasibility.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/findings.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;

constexpr size_t kMaxAnswers = 5;
constexpr size_t kSimilarRequests = 10;  // of which some are not decided
constexpr size_t kPrecedents = 3;
constexpr size_t kStudies = 3;
constexpr size_t kNearest = 3;         // elements that are answers from kNearestFrom on
constexpr double kNearestFrom = 0.25;  // of Strength: below, what was asked about was seldom there
constexpr double kAnswerFrom = 0.4;    // all others

// Whether words on how something is done speak of configuring or extending rather than of using.
bool SpeaksOfConfiguration(std::string_view how) {
  constexpr std::array<std::string_view, 18> kSigns = {
      "configur", "setting",  "plugin",    "plug-in",      "extension", "add-on",
      "addon",    "script",   "hook",      "custom",       "template",  "konfigur",
      "einstell", "erweiter", "anpassung", "schnittstell", "vorlage",   "skript"};
  const std::string folded = Fold(how);
  return std::any_of(kSigns.begin(), kSigns.end(),
                     [&folded](std::string_view sign) { return folded.find(sign) != folded.npos; });
}

FeasibilityKind KindOf(const Element& element) {
  switch (element.kind) {
    case ElementKind::kTheme:
      return FeasibilityKind::kNeedsChange;
    case ElementKind::kNonGoal:
      return FeasibilityKind::kConflicts;
    case ElementKind::kCapability:
      return SpeaksOfConfiguration(element.how) ? FeasibilityKind::kConfiguration
                                                : FeasibilityKind::kAsIs;
    case ElementKind::kRoadmapItem:
      return FeasibilityKind::kOnRoadmap;
    case ElementKind::kGuardrail:
      return FeasibilityKind::kNoAnswer;
  }
  return FeasibilityKind::kNoAnswer;
}

// What an earlier decision says about feasibility; kNoAnswer while undecided.
FeasibilityKind KindOf(std::string_view outcome) {
  if (outcome == "AS_IS") return FeasibilityKind::kAsIs;
  if (outcome == "APPROVED") return FeasibilityKind::kOnRoadmap;
  if (outcome == "DECLINED") return FeasibilityKind::kConflicts;
  if (outcome == "DEFERRED" || outcome == "SERVICES") return FeasibilityKind::kNeedsChange;
  return FeasibilityKind::kNoAnswer;
}

// What a study says about feasibility: whether something can be *built*, unless it is about
// something that is there or is planned.
FeasibilityKind KindOf(const PastStudy& study, const strategy::Strategy& strategy) {
  const Element* element = study.element.empty() ? nullptr : strategy.Find(study.element);
  const bool exists = element != nullptr && (element->kind == ElementKind::kCapability ||
                                             element->kind == ElementKind::kRoadmapItem);
  return exists ? KindOf(*element) : FeasibilityKind::kNeedsChange;
}

// The first words of a text, for a title.
std::string FirstClause(std::string_view text) {
  const std::vector<std::string_view> clauses = Clauses(text);
  return clauses.empty() ? std::string() : std::string(clauses.front());
}

// Collects the answers to one question.
class Answering {
 public:
  Answering(const FeasibilitySources& sources, const DistinctWords& words)
      : sources_(sources),
        words_(words),
        calibration_(BuiltInCalibration(sources.strategy.lexicon())),
        zone_(ParseTimeZone(sources.strategy.strategy().time_zone).value_or(absl::UTCTimeZone())) {}

  void AddElements() {
    const ElementIndex& index = sources_.strategy.elements();
    const WishMatch match = index.Match(words_);
    judgement_ = Judge(match.candidates, calibration_);
    size_t count = 0;
    for (const size_t candidate : Rank(judgement_, match)) {
      const double from = count < kNearest ? kNearestFrom : kAnswerFrom;
      const bool near =
          judgement_.probabilities[candidate] > 0 && Strength(judgement_, candidate) >= from;
      if (!near && !match.candidates[candidate].named_exactly) continue;
      const Element& element = sources_.strategy.strategy().elements[index.elements()[candidate]];
      Citation citation = index.Cite(candidate, match);
      if (citation.words.empty()) continue;  // nearness alone convinces nobody
      AddElement(element, std::move(citation), judgement_.probabilities[candidate]);
      if (++count == kMaxAnswers) break;
    }
  }

  // The journal position up to which requests were known.
  int64_t AddPrecedents() {
    const SimilarAnswer similar = sources_.past.Similar(words_, kSimilarRequests);
    size_t count = 0;
    for (const SimilarRequest& request : similar.requests) {
      if (request.similarity < similar.very_similar || count == kPrecedents) break;
      AddStudyAbout(request.name, request.similarity, request.matched_words);
      const FeasibilityKind kind = KindOf(request.outcome);
      if (kind == FeasibilityKind::kNoAnswer) continue;
      AddPrecedent(request, kind);
      ++count;
    }
    return similar.position;
  }

  void AddStudies() {
    if (sources_.studies == nullptr) return;
    const double enough = BuiltInSimilarity(sources_.strategy.lexicon()).very_similar;
    for (FoundStudy& found : sources_.studies->Similar(words_, kStudies)) {
      if (found.similarity < enough) continue;
      AddStudy(found.study, found.similarity, std::move(found.matched_words));
    }
  }

  Feasibility Take() {
    std::stable_sort(answers_.begin(), answers_.end(),
                     [](const FeasibilityAnswer& a, const FeasibilityAnswer& b) {
                       return a.confidence > b.confidence;
                     });
    if (answers_.size() > kMaxAnswers) answers_.resize(kMaxAnswers);
    Feasibility feasibility;
    SumUp(feasibility);
    feasibility.answers = std::move(answers_);
    return feasibility;
  }

 private:
  // What the best answer says: if it is an element, as surely as the check would say so.
  void SumUp(Feasibility& feasibility) const {
    if (answers_.empty()) return;
    const FeasibilityAnswer& best = answers_.front();
    const Element* element =
        best.element.empty() ? nullptr : sources_.strategy.strategy().Find(best.element);
    feasibility.kind = best.kind;
    feasibility.confidence = best.confidence;
    if (element == nullptr) return;
    feasibility.confidence = judgement_.verdicts[static_cast<size_t>(VerdictOf(element->kind))];
    feasibility.firm = feasibility.confidence >= calibration_.firm_from;
    if (feasibility.confidence >= judgement_.none_probability) return;
    feasibility.kind = FeasibilityKind::kNoAnswer;
    feasibility.confidence = judgement_.none_probability;
  }

  void AddElement(const Element& element, Citation citation, double confidence) {
    const FeasibilityKind kind = KindOf(element);
    FeasibilityAnswer answer;
    answer.kind = kind;
    answer.element = element.id;
    answer.title = element.title;
    answer.how = element.how.empty() ? element.description : element.how;
    answer.limits = element.limits;
    answer.horizon = element.horizon;
    answer.confidence = confidence;
    answer.matched_words = std::move(citation.words);
    if (sources_.change_times != nullptr) {
      const auto time = sources_.change_times->find(element.id);
      if (time != sources_.change_times->end()) answer.known_time = time->second;
    }
    AddStudyAbout(element.id, confidence, answer.matched_words);
    answers_.push_back(std::move(answer));
  }

  void AddPrecedent(const SimilarRequest& request, FeasibilityKind kind) {
    FeasibilityAnswer answer;
    answer.kind = kind;
    answer.precedent = request.name;
    answer.title = request.title;
    answer.outcome = request.outcome;
    answer.known_time = request.decide_time;
    answer.confidence = request.similarity;
    answer.matched_words = request.matched_words;
    const strategy::Strategy& strategy = sources_.strategy.strategy();
    const Element* element = request.element.empty() ? nullptr : strategy.Find(request.element);
    if (element != nullptr) {  // "as is" by this
      answer.how = element->how.empty() ? element->title : element->how;
      answer.limits = element->limits;
    }
    answers_.push_back(std::move(answer));
  }

  void AddStudyAbout(std::string_view subject, double confidence,
                     const std::vector<MatchedWord>& words) {
    if (sources_.studies == nullptr) return;
    const std::optional<PastStudy> study = sources_.studies->About(subject);
    if (study.has_value()) AddStudy(*study, confidence, words);
  }

  void AddStudy(const PastStudy& study, double confidence, std::vector<MatchedWord> words) {
    for (FeasibilityAnswer& known : answers_) {
      if (known.study != study.name) continue;
      known.confidence = std::max(known.confidence, confidence);
      return;
    }
    FeasibilityAnswer answer;
    answer.kind = KindOf(study, sources_.strategy.strategy());
    answer.study = study.name;
    answer.about_request = study.request;
    answer.about_element = study.element;
    answer.title = FirstClause(study.summary);
    answer.how = study.summary;
    answer.limits = study.limits;
    answer.result = study.result;
    answer.effort_person_days = study.effort_person_days;
    answer.valid_until = study.valid_until;
    answer.expired =
        study.valid_until.has_value() && *study.valid_until < DayOf(sources_.now, zone_);
    answer.known_time = study.create_time;
    answer.confidence = confidence;
    answer.matched_words = std::move(words);
    answers_.push_back(std::move(answer));
  }

  const FeasibilitySources& sources_;
  const DistinctWords& words_;
  const Calibration& calibration_;
  const absl::TimeZone zone_;
  Judgement judgement_;  // of the elements
  std::vector<FeasibilityAnswer> answers_;
};

}  // namespace

Feasibility AnswerQuestion(const FeasibilitySources& sources, std::string_view question) {
  const std::vector<Word> analysed = Analyse(question);
  const DistinctWords words({}, analysed);
  Answering answering(sources, words);
  answering.AddElements();
  const int64_t known_position = answering.AddPrecedents();
  answering.AddStudies();
  Feasibility feasibility = answering.Take();
  feasibility.known_position = known_position;
  feasibility.strategy_version = sources.strategy.version();
  return feasibility;
}

}  // namespace zusage::alignment
