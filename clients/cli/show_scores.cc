// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_scores.h"

#include <array>
#include <cmath>
#include <string>

#include "absl/strings/str_format.h"
#include "clients/cli/words.h"

namespace zusage::cli {
namespace {

using type::v1::Score;

struct Named {
  std::string_view name;
  Phrase words;
};

constexpr std::array<Named, 8> kParts = {{
    {"pain", {"pain", "Schmerz"}},
    {"frequency", {"frequency", "Häufigkeit"}},
    {"segment_share", {"share of segment", "Anteil am Segment"}},
    {"willingness_to_pay", {"willingness to pay", "Zahlungsbereitschaft"}},
    {"reach", {"reach", "Reichweite"}},
    {"effort", {"effort", "Aufwand"}},
    {"risk", {"risk to capacity", "Kapazitätsrisiko"}},
    {"confidence", {"confidence", "Belegtheit"}},
}};

constexpr std::array<Named, 3> kPresets = {{
    {"rice", {"RICE", "RICE"}},
    {"value_effort", {"value / effort", "Nutzen / Aufwand"}},
    {"wsjf", {"WSJF", "WSJF"}},
}};

constexpr Phrase kUnanswered{"not answered", "nicht beantwortet"};
constexpr Phrase kCouldBe{"not answered, would make it {lowest} to {highest}",
                          "nicht beantwortet, ergäbe {lowest} bis {highest}"};
constexpr Phrase kNotCounted{"not counted", "zählt nicht"};
constexpr Phrase kCounts{"counts {weight} times", "zählt {weight}-fach"};
constexpr Phrase kTogether{"Together", "Zusammen"};
constexpr Phrase kMarketLeads{"the market counts {weight} times", "der Markt zählt {weight}-fach"};
constexpr Phrase kCommercialLeads{"the commercial side counts {weight} times",
                                  "das Kommerzielle zählt {weight}-fach"};
constexpr Phrase kAlike{"both count alike", "beide zählen gleich"};

template <size_t n>
std::string WordsFor(const std::array<Named, n>& names, const std::string& name, Page& page) {
  for (const Named& named : names) {
    if (named.name == name) return page.In(named.words);
  }
  return name;
}

std::string OutOf100(double score) { return std::to_string(std::lround(score)) + " / 100"; }
std::string Weight(double weight) { return absl::StrFormat("%g", weight); }

// What the score would be with the worst answer and the best.
std::string Open(const Score::Part& part, Page& page) {
  if (!part.has_lowest() || !part.has_highest()) return page.In(kUnanswered);
  return page.In(kCouldBe, {{"lowest", std::to_string(std::lround(part.lowest()))},
                            {"highest", std::to_string(std::lround(part.highest()))}});
}

std::string PartText(const Score::Part& part, bool weighed, Page& page) {
  std::string text = WordsFor(kParts, part.name(), page) + ": ";
  text += part.has_value() ? absl::StrFormat("%.2f", part.value()) : Open(part, page);
  // Assessments of before there were weights have none.
  if (!weighed || part.weight() == 1) return text;
  const std::string note = part.weight() == 0
                               ? page.In(kNotCounted)
                               : page.In(kCounts, {{"weight", Weight(part.weight())}});
  return text + " (" + note + ")";
}

std::string ScoreText(const Score& score, Page& page) {
  std::string text = score.has_value() ? OutOf100(score.value()) : page.In(words::kUnknownValue);
  if (!score.preset().empty()) text += "  " + WordsFor(kPresets, score.preset(), page);
  bool weighed = false;
  for (const Score::Part& part : score.parts()) weighed = weighed || part.weight() > 0;
  for (const Score::Part& part : score.parts()) text += "\n" + PartText(part, weighed, page);
  return text;
}

std::string WeighingText(const type::v1::FocusAdvice& focus, Page& page) {
  if (focus.market_weight() == focus.commercial_weight()) return page.In(kAlike);
  const bool market = focus.market_weight() > focus.commercial_weight();
  const double more = market ? focus.market_weight() : focus.commercial_weight();
  const double less = market ? focus.commercial_weight() : focus.market_weight();
  const Metadata values = {{"weight", Weight(less > 0 ? more / less : more)}};
  return market ? page.In(kMarketLeads, values) : page.In(kCommercialLeads, values);
}

}  // namespace

void ShowScores(const type::v1::Assessment& assessment, Page& page) {
  page.Field(words::kMarket, ScoreText(assessment.market(), page));
  page.Field(words::kCommercial, ScoreText(assessment.commercial(), page));
  const type::v1::FocusAdvice& focus = assessment.focus();
  if (!focus.has_balance()) return;
  page.Field(kTogether, OutOf100(focus.balance()) + "  " + WeighingText(focus, page));
}

}  // namespace zusage::cli
