// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/questions.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>

#include "absl/types/span.h"
#include "services/alignment/domain/scores.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;

struct Question {
  std::string_view reason;
  std::string_view measures;     // the guardrail measures that depend on it, separated by spaces
  std::string_view market_part;  // of the scores that the answer changes; "" for none
  std::string_view commercial_part;
  double strength;
  std::string_view english;
  std::string_view german;
  bool (*open)(const Wish&);
};

constexpr std::array<Question, 9> kQuestions = {{
    {"MISSING_PROBLEM", "", "", "", 0.6,
     "Which problem is behind the wish? The answer may show that something existing solves it.",
     "Welches Problem steht hinter dem Wunsch? Die Antwort kann zeigen, dass Bestehendes es löst.",
     [](const Wish& wish) { return wish.problem.empty(); }},
    {"MISSING_PAIN", "pain market_score", "pain", "", 0.5,
     "How much does it hurt, from 1 to 5? The market score rests on it.",
     "Wie sehr schmerzt es, von 1 bis 5? Darauf beruht die Marktbewertung.",
     [](const Wish& wish) { return !wish.evidence.pain.has_value(); }},
    {"MISSING_FREQUENCY", "frequency_per_month market_score", "frequency", "", 0.4,
     "How often a month does it hurt? A rare nuisance lowers the market score, a daily one raises "
     "it.",
     "Wie oft im Monat schmerzt es? Seltenes senkt die Marktbewertung, Tägliches hebt sie.",
     [](const Wish& wish) { return !wish.evidence.frequency_per_month.has_value(); }},
    {"MISSING_SIMILAR_CUSTOMERS", "similar_customers", "segment_share", "reach", 0.6,
     "How many other customers have the same problem? With some, it is more than one customer's "
     "wish, and both scores rise.",
     "Wie viele andere Kunden haben dasselbe Problem? Mit einigen ist es mehr als der Wunsch eines "
     "Kunden, und beide Bewertungen steigen.",
     [](const Wish& wish) { return !wish.evidence.similar_customers.has_value(); }},
    {"MISSING_SEGMENT_SHARE", "segment_share market_score", "segment_share", "", 0.3,
     "What share of the target segment has it? It decides how far the market score can rise.",
     "Welcher Anteil des Zielsegments hat es? Davon hängt ab, wie weit die Marktbewertung steigt.",
     [](const Wish& wish) { return !wish.evidence.segment_share.has_value(); }},
    {"MISSING_WILLINGNESS_TO_PAY", "willingness_to_pay commercial_score", "", "willingness_to_pay",
     0.4,
     "What would the customer pay for it? Without it there is no commercial case; with it, "
     "services "
     "may be an answer.",
     "Was würde der Kunde dafür zahlen? Ohne Angabe fehlt der kaufmännische Fall; mit ihr kommt "
     "eine "
     "Dienstleistung in Frage.",
     [](const Wish& wish) { return !wish.evidence.willingness_to_pay.has_value(); }},
    {"MISSING_EFFORT", "effort_person_days share_of_capacity commercial_score", "", "effort", 0.4,
     "What effort does pre-sales estimate? It shows whether a quarter's capacity can take it.",
     "Welchen Aufwand schätzt Presales? Er zeigt, ob die Kapazität eines Quartals reicht.",
     [](const Wish& wish) { return !wish.evidence.effort_person_days.has_value(); }},
    {"MISSING_CONVERSATIONS", "", "", "confidence", 0.3,
     "What did the customer say, in which conversation? The customer's words may point to another "
     "element.",
     "Was hat der Kunde in welchem Gespräch gesagt? Seine Worte können auf ein anderes Element "
     "weisen.",
     [](const Wish& wish) { return wish.evidence.conversation_count() == 0; }},
    {"MISSING_CONTEXT", "", "", "", 0.3,
     "In which context does the wish arise? It decides whether customers, product or sales lead.",
     "In welchem Zusammenhang entsteht der Wunsch? Davon hängt ab, ob Kunde, Produkt oder Vertrieb "
     "führt.",
     [](const Wish& wish) { return wish.context == strategy::Context::kUnspecified; }},
}};

// Whether `word` is one of the words of `list`.
bool Contains(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

std::vector<const Element*> GuardrailsOf(const strategy::Strategy& strategy) {
  std::vector<const Element*> guardrails;
  for (const Element& element : strategy.elements) {
    if (element.kind == ElementKind::kGuardrail) guardrails.push_back(&element);
  }
  return guardrails;
}

std::string Whole(double value) { return std::to_string(std::llrint(value)); }

// Says between what a score would lie, if it rests on the part called `name`.
void AddRange(const Score& score, std::string_view name, std::string_view english,
              std::string_view german, Finding& finding) {
  for (const ScorePart& part : score.parts) {
    if (part.name != name || !part.lowest.has_value() || !part.highest.has_value()) continue;
    const std::string lowest = Whole(*part.lowest), highest = Whole(*part.highest);
    const std::string now = score.value.has_value() ? Whole(*score.value) : "";
    finding.english.append(" ").append(english).append(": " + lowest + " to " + highest);
    finding.english += now.empty() ? ", none yet." : ", now " + now + ".";
    finding.german.append(" ").append(german).append(": " + lowest + " bis " + highest);
    finding.german += now.empty() ? ", bisher keine." : ", jetzt " + now + ".";
  }
}

Finding FindingFor(const Question& question, absl::Span<const Element* const> guardrails,
                   const Score& market, const Score& commercial) {
  Finding finding;
  finding.kind = FindingKind::kMissingEvidence;
  finding.strength = question.strength;
  finding.reason = question.reason;
  finding.english = question.english;
  finding.german = question.german;
  AddRange(market, question.market_part, "Market score", "Marktbewertung", finding);
  AddRange(commercial, question.commercial_part, "Commercial score", "Kaufmännische Bewertung",
           finding);
  const auto dependent =
      std::find_if(guardrails.begin(), guardrails.end(), [&question](const Element* guardrail) {
        return Contains(question.measures, guardrail->measure);
      });
  if (dependent == guardrails.end()) return finding;
  finding.element = (*dependent)->id;
  finding.strength = 0.8;
  finding.english += " The guardrail \"" + (*dependent)->title + "\" depends on it.";
  finding.german += " Die Leitplanke „" + (*dependent)->title + "“ hängt davon ab.";
  return finding;
}

// Whether all meaningful words of the shorter text are in the longer one.
bool SameWords(const std::vector<Word>& a, const std::vector<Word>& b) {
  const std::vector<Word>& fewer = a.size() <= b.size() ? a : b;
  const std::vector<Word>& more = a.size() <= b.size() ? b : a;
  return !fewer.empty() && std::all_of(fewer.begin(), fewer.end(), [&more](const Word& word) {
    return std::any_of(more.begin(), more.end(), [&word](const Word& other) {
      return other.stem == word.stem || (!word.other_stem.empty() && other.stem == word.other_stem);
    });
  });
}

bool IsSegment(const std::vector<Word>& words, const strategy::TargetSegment& segment) {
  return SameWords(words, Analyse(segment.title)) ||
         std::any_of(
             segment.aliases.begin(), segment.aliases.end(),
             [&words](const std::string& alias) { return SameWords(words, Analyse(alias)); });
}

}  // namespace

std::vector<Finding> MissingEvidence(const Wish& wish, const strategy::Strategy& strategy) {
  return MissingEvidence(wish, strategy, MarketScore(wish.evidence, strategy),
                         CommercialScore(wish.evidence, strategy));
}

std::vector<Finding> MissingEvidence(const Wish& wish, const strategy::Strategy& strategy,
                                     const Score& market, const Score& commercial) {
  std::vector<Finding> findings;
  findings.reserve(kQuestions.size());
  const std::vector<const Element*> guardrails = GuardrailsOf(strategy);
  for (const Question& question : kQuestions) {
    if (question.open(wish)) {
      findings.push_back(FindingFor(question, guardrails, market, commercial));
    }
  }
  std::stable_sort(findings.begin(), findings.end(),
                   [](const Finding& a, const Finding& b) { return a.strength > b.strength; });
  return findings;
}

std::vector<Finding> SingleCustomer(const Evidence& evidence) {
  const bool others =
      evidence.similar_customers.value_or(0) > 0 || evidence.segment_share.value_or(0) > 0;
  if (others) return {};
  Finding finding;
  finding.kind = FindingKind::kSingleCustomer;
  finding.stance = Stance::kAgainst;
  finding.strength = evidence.similar_customers.has_value() ? 0.8 : 0.5;
  finding.reason = "SINGLE_CUSTOMER";
  finding.english =
      "The evidence names one customer only. That one customer wants it is no reason by itself.";
  finding.german =
      "Belegt ist nur ein Kunde. Dass ein einzelner Kunde es will, ist für sich kein Grund.";
  return {finding};
}

std::vector<Finding> JudgeSegment(const Wish& wish, const strategy::Strategy& strategy) {
  if (wish.customer_segment.empty() || strategy.target_segments.empty()) return {};
  const std::vector<Word> words = Analyse(wish.customer_segment);
  Finding finding;
  finding.kind = FindingKind::kSegment;
  finding.stance = Stance::kAgainst;
  finding.strength = 0.4;
  finding.reason = "SEGMENT_OUTSIDE";
  finding.english = "\"" + wish.customer_segment + "\" is none of the strategy's target segments.";
  finding.german = "„" + wish.customer_segment + "“ ist keines der Zielsegmente der Strategie.";
  for (const strategy::TargetSegment& segment : strategy.target_segments) {
    if (!IsSegment(words, segment)) continue;
    finding.stance = Stance::kFor;
    finding.reason = "SEGMENT_INSIDE";
    finding.quote = segment.title;
    finding.english = "The customer belongs to the target segment \"" + segment.title + "\".";
    finding.german = "Der Kunde gehört zum Zielsegment „" + segment.title + "“.";
    break;
  }
  return {finding};
}

}  // namespace zusage::alignment
