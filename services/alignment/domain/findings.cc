// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/findings.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <string_view>
#include <utility>

#include "services/base/error.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;

constexpr double kCitedFrom = 0.45;      // speaks to the wish more likely than not, or nearly
constexpr double kBestOfKindFrom = 0.2;  // the best of a kind is cited on less
constexpr size_t kMaxElementFindings = 6;

struct KindText {
  std::string_view reason;
  Stance stance;
  std::string_view english;
  std::string_view german;
};

const KindText& TextOf(ElementKind kind) {
  static constexpr std::array<KindText, 5> kTexts = {{
      {"THEME_SUPPORTS", Stance::kFor, "The theme \"{title}\" speaks for it.",
       "Das Thema „{title}“ spricht dafür."},
      {"NON_GOAL_OPPOSES", Stance::kAgainst, "The non-goal \"{title}\" speaks against it.",
       "Das Nicht-Ziel „{title}“ spricht dagegen."},
      {"CAPABILITY_COVERS", Stance::kFor, "The product does this today: {title}.",
       "Das kann das Produkt heute: {title}."},
      {"PLANNED", Stance::kFor, "This is planned: {title}.", "Das ist geplant: {title}."},
      {"GUARDRAIL", Stance::kNeutral, "Guardrail: {title}.", "Leitplanke: {title}."},
  }};
  return kTexts[static_cast<size_t>(kind)];
}

void AppendDetail(Finding& finding, const std::string& detail, std::string_view english,
                  std::string_view german) {
  if (detail.empty()) return;
  finding.english += " " + std::string(english) + ": " + detail;
  finding.german += " " + std::string(german) + ": " + detail;
}

Finding FindingFor(const Element& element, Citation citation, double strength) {
  const KindText& text = TextOf(element.kind);
  Finding finding;
  finding.kind = FindingKind::kElement;
  finding.stance = text.stance;
  finding.element = element.id;
  finding.quote = citation.quote;
  finding.matched_words = std::move(citation.words);
  finding.strength = strength;
  finding.reason = text.reason;
  finding.english = FillIn(text.english, {{"title", element.title}});
  finding.german = FillIn(text.german, {{"title", element.title}});
  AppendDetail(finding, element.how, "How", "So");
  AppendDetail(finding, element.limits, "Limits", "Grenzen");
  AppendDetail(finding, element.horizon, "Horizon", "Horizont");
  return finding;
}

// Chooses which elements to cite.
class Citing {
 public:
  Citing(const CompiledStrategy& strategy, const WishMatch& match, const Judgement& judgement)
      : strategy_(strategy), match_(match), judgement_(judgement) {}

  // To be asked in the order of the ranking.
  bool Wants(size_t candidate) {
    const ElementKind kind = match_.candidates[candidate].kind;
    const bool best_of_kind = !seen_[static_cast<size_t>(kind)];
    seen_[static_cast<size_t>(kind)] = true;
    if (best_of_kind && VerdictOf(kind) == judgement_.verdict) return true;
    if (match_.candidates[candidate].named_exactly) return true;
    // Most have much less, which shows without an exponential: e^-2 is less than a fifth.
    if (judgement_.logits[candidate] < judgement_.none_logit - 2) return false;
    const double strength = Strength(judgement_, candidate);
    return strength >= (best_of_kind ? kBestOfKindFrom : kCitedFrom);
  }

  Finding Cite(size_t candidate) const {
    const ElementIndex& index = strategy_.elements();
    const Element& element = strategy_.strategy().elements[index.elements()[candidate]];
    return FindingFor(element, index.Cite(candidate, match_), Strength(judgement_, candidate));
  }

 private:
  const CompiledStrategy& strategy_;
  const WishMatch& match_;
  const Judgement& judgement_;
  std::array<bool, 5> seen_{};
};

// Leaves at most kMaxElementFindings: of the kinds with several, the worst match goes first, so
// that every kind keeps its best.
void DropSurplus(const WishMatch& match, std::vector<size_t>& cited) {
  while (cited.size() > kMaxElementFindings) {
    const auto kind = [&match](size_t candidate) { return match.candidates[candidate].kind; };
    const auto surplus = std::find_if(cited.rbegin(), cited.rend(), [&](size_t candidate) {
      return std::count_if(cited.begin(), cited.end(),
                           [&](size_t other) { return kind(other) == kind(candidate); }) > 1;
    });
    cited.erase(std::next(surplus).base());
  }
}

}  // namespace

double Strength(const Judgement& judgement, size_t candidate) {
  return 1 / (1 + std::exp(judgement.none_logit - judgement.logits[candidate]));
}

std::vector<size_t> Rank(const Judgement& judgement, const WishMatch& match) {
  // Beside their logits, so that comparing reads nothing else.
  std::vector<std::pair<double, size_t>> by_logit;
  by_logit.reserve(judgement.logits.size());
  for (size_t i = 0; i < judgement.logits.size(); ++i)
    by_logit.emplace_back(-judgement.logits[i], i);
  std::sort(by_logit.begin(), by_logit.end());
  std::vector<size_t> ranked;
  ranked.reserve(by_logit.size());
  for (const auto& [unused, candidate] : by_logit) ranked.push_back(candidate);
  const auto named = [&](size_t candidate) { return match.candidates[candidate].named_exactly; };
  const auto first = std::find_if(ranked.begin(), ranked.end(), named);
  if (first != ranked.end() && first - ranked.begin() > 2) {
    std::rotate(ranked.begin() + 2, first, first + 1);
  }
  return ranked;
}

std::vector<Finding> ElementFindings(const CompiledStrategy& strategy, const WishMatch& match,
                                     const Judgement& judgement, absl::Span<const size_t> ranked) {
  Citing citing(strategy, match, judgement);
  std::vector<size_t> cited;
  for (const size_t candidate : ranked) {
    // A wish that shares no word with an element does not rest on it, however the odds lie.
    const bool wanted = citing.Wants(candidate);
    if (wanted && match.candidates[candidate].shares_word) cited.push_back(candidate);
  }
  DropSurplus(match, cited);
  std::stable_sort(cited.begin(), cited.end(), [&judgement](size_t a, size_t b) {
    return Strength(judgement, a) > Strength(judgement, b);
  });
  std::vector<Finding> findings;
  findings.reserve(cited.size());
  for (const size_t candidate : cited) findings.push_back(citing.Cite(candidate));
  return findings;
}

}  // namespace zusage::alignment
