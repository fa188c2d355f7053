// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/backtest_report.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/assessment_json.h"

namespace zusage::cli {
namespace {

using alignment::Figures;
using alignment::FoldRun;
using alignment::PrecedentUse;
using alignment::StepWorth;
using Json = nlohmann::json;

constexpr Phrase kAll{"all", "alle"};
constexpr Phrase kEnglish{"English", "Englisch"};
constexpr Phrase kGerman{"German", "Deutsch"};
constexpr Phrase kBare{"bare", "karg"};
constexpr Phrase kPrepared{"prepared", "vorbereitet"};
constexpr Phrase kWithTitle{"with titles", "mit Titeln"};
constexpr Phrase kBody{"bodies alone", "nur Texte"};
constexpr Phrase kNone{"none", "keine"};
constexpr Phrase kOlder{"older", "ältere"};
constexpr Phrase kOthers{"all others", "alle anderen"};

constexpr Phrase kFoldsOfProducts{
    "{requests} requests to {products} products; each product judged by constants that were fitted "
    "without it. Linguistic data: {data}.",
    "{requests} Wünsche an {products} Produkte; jedes Produkt mit Konstanten beurteilt, die ohne "
    "es angepasst wurden. Sprachdaten: {data}."};
constexpr Phrase kFoldsOfRequests{
    "{requests} requests to one product; each fifth of them judged by constants that were fitted "
    "without it. With several products the figures say more. Linguistic data: {data}.",
    "{requests} Wünsche an ein Produkt; jedes Fünftel mit Konstanten beurteilt, die ohne es "
    "angepasst wurden. Mit mehreren Produkten sagen die Zahlen mehr. Sprachdaten: {data}."};
constexpr Phrase kNoise{
    "“Half” is how much of the more confident half is right. With this many requests, differences "
    "below {noise} are chance.",
    "„Hälfte“ sagt, wie viel der sichereren Hälfte richtig ist. Bei so vielen Wünschen sind "
    "Unterschiede unter {noise} Zufall."};

constexpr Phrase kByVerdict{"By verdict, without precedents", "Nach Urteil, ohne Präzedenzfälle"};
constexpr Phrase kBySteps{"What each step is worth: the figures without it",
                          "Was jeder Schritt bringt: die Zahlen ohne ihn"};

struct Row {
  const Phrase& language;
  const Figures& figures;
};

std::vector<Row> RowsOf(const FoldRun& run) {
  return {{kAll, run.all}, {kEnglish, run.english}, {kGerman, run.german}};
}

const Phrase& StrategyWord(const FoldRun& run) { return run.prepared ? kPrepared : kBare; }
const Phrase& TextWord(const FoldRun& run) { return run.body_only ? kBody : kWithTitle; }
const Phrase& PrecedentsWord(PrecedentUse use) {
  if (use == PrecedentUse::kNone) return kNone;
  return use == PrecedentUse::kOlder ? kOlder : kOthers;
}

std::string Share(double share) { return absl::StrFormat("%.3f", share); }

// A share of nothing is no share.
std::string ShareOf(double share, int of) { return of > 0 ? Share(share) : "–"; }

void ShowRuns(absl::Span<const FoldRun> runs, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const FoldRun& run : runs) {
    for (const auto& [language, f] : RowsOf(run)) {
      if (f.requests == 0) continue;
      rows.push_back({page.In(StrategyWord(run)), page.In(TextWord(run)),
                      page.In(PrecedentsWord(run.precedents)), page.In(language),
                      std::to_string(f.requests), Share(f.accuracy), Share(f.macro_f1),
                      ShareOf(f.hit_at_1, f.with_refs), ShareOf(f.hit_at_3, f.with_refs),
                      Share(f.confident_half),
                      ShareOf(f.firm_accuracy, f.firm) + " / " + std::to_string(f.firm),
                      ShareOf(f.same_wish_at_5, f.with_same_wish),
                      ShareOf(f.same_wish_across_at_5, f.with_same_wish_across)});
    }
  }
  page.Table({{{"Strategy", "Strategie"}},
              {{"Text", "Text"}},
              {{"Precedents", "Präzedenzfälle"}},
              {{"Language", "Sprache"}},
              {{"Requests", "Wünsche"}, Set::kNumber},
              {{"Accuracy", "Richtig"}, Set::kNumber},
              {{"macro-F1", "Makro-F1"}, Set::kNumber},
              {{"hit@1", "hit@1"}, Set::kNumber},
              {{"hit@3", "hit@3"}, Set::kNumber},
              {{"Half", "Hälfte"}, Set::kNumber},
              {{"Firm", "Fest"}, Set::kNumber},
              {{"same@5", "gleich@5"}, Set::kNumber},
              {{"across@5", "quer@5"}, Set::kNumber}},
             rows);
}

// Precision, recall and F1 of each verdict, without precedents.
void ShowClasses(absl::Span<const FoldRun> runs, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const FoldRun& run : runs) {
    if (run.precedents != PrecedentUse::kNone) continue;
    for (const alignment::ClassFigures& row : run.all.classes) {
      rows.push_back({page.In(StrategyWord(run)), page.In(TextWord(run)),
                      std::string(alignment::NameOf(row.verdict)), std::to_string(row.expected),
                      std::to_string(row.predicted), Share(row.precision), Share(row.recall),
                      Share(row.f1)});
    }
  }
  page.Table({{{"Strategy", "Strategie"}},
              {{"Text", "Text"}},
              {{"Verdict", "Urteil"}, Set::kWhole},
              {{"Expected", "Erwartet"}, Set::kNumber},
              {{"Given", "Gegeben"}, Set::kNumber},
              {{"Precision", "Genauigkeit"}, Set::kNumber},
              {{"Recall", "Ausbeute"}, Set::kNumber},
              {{"F1", "F1"}, Set::kNumber}},
             rows);
}

void ShowSteps(absl::Span<const StepWorth> steps, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const StepWorth& step : steps) {
    std::vector<Cell> row = {
        std::string(page.language() == Language::kGerman ? step.german : step.english)};
    for (const std::optional<Figures>* figures : {&step.bare, &step.prepared}) {
      const bool there = figures->has_value();
      row.emplace_back(there ? Share((*figures)->accuracy) : "–");
      row.emplace_back(there ? Share((*figures)->macro_f1) : "–");
      row.emplace_back(there ? Share((*figures)->hit_at_3) : "–");
    }
    row.emplace_back(Share(step.loss.verdict + step.loss.element));
    rows.push_back(std::move(row));
  }
  page.Table({{{"Without", "Ohne"}},
              {{"bare: accuracy", "karg: richtig"}, Set::kNumber},
              {{"macro-F1", "Makro-F1"}, Set::kNumber},
              {{"hit@3", "hit@3"}, Set::kNumber},
              {{"prepared: accuracy", "vorbereitet: richtig"}, Set::kNumber},
              {{"macro-F1", "Makro-F1"}, Set::kNumber},
              {{"hit@3", "hit@3"}, Set::kNumber},
              {{"loss", "Verlust"}, Set::kNumber}},
             rows);
}

// Half the width of the interval that 95 of 100 shares of so many lie in.
std::string NoiseOf(size_t requests) {
  return absl::StrFormat("%.2f",
                         0.98 / std::sqrt(std::max<double>(1, static_cast<double>(requests))));
}

double Rounded(double value) { return std::round(value * 1e4) / 1e4; }

Json LossJson(const alignment::Loss& loss) {
  return {{"verdict", Rounded(loss.verdict)}, {"element", Rounded(loss.element)}};
}

Json FiguresJson(const Figures& figures) { return Json::parse(ToJson(figures)); }

Json StepJson(const StepWorth& step) {
  Json json = {{"without", step.key}, {"loss", LossJson(step.loss)}};
  if (step.bare.has_value()) json["bare"] = FiguresJson(*step.bare);
  if (step.prepared.has_value()) json["prepared"] = FiguresJson(*step.prepared);
  return json;
}

}  // namespace

std::string_view StrategyKey(const FoldRun& run) { return run.prepared ? "prepared" : "bare"; }
std::string_view TextKey(const FoldRun& run) { return run.body_only ? "body" : "title_and_body"; }
std::string_view PrecedentsKey(PrecedentUse use) {
  if (use == PrecedentUse::kNone) return "none";
  return use == PrecedentUse::kOlder ? "older" : "all_others";
}

void ShowFolds(const BacktestSubject& subject, const alignment::FoldReport& report,
               absl::Span<const StepWorth> steps, Page& page) {
  const Metadata values = {{"requests", std::to_string(subject.requests)},
                           {"products", std::to_string(subject.products.size())},
                           {"data", subject.linguistic_fingerprint}};
  page.Paragraph(subject.products.size() > 1 ? page.In(kFoldsOfProducts, values)
                                             : page.In(kFoldsOfRequests, values));
  page.Blank();
  ShowRuns(report.runs, page);
  page.Blank();
  page.Paragraph({page.In(kNoise, {{"noise", NoiseOf(subject.requests)}}), Style::kDim});
  page.Heading(page.In(kByVerdict));
  ShowClasses(report.runs, page);
  if (steps.empty()) return;
  page.Heading(page.In(kBySteps));
  ShowSteps(steps, page);
}

std::string FoldsJson(const BacktestSubject& subject, const alignment::FoldReport& report,
                      absl::Span<const StepWorth> steps) {
  Json json;
  json["products"] = subject.products;
  json["requests"] = subject.requests;
  json["linguistic_data"] = subject.linguistic_fingerprint;
  json["runs"] = Json::array();
  for (const FoldRun& run : report.runs) {
    json["runs"].push_back({{"strategy", StrategyKey(run)},
                            {"text", TextKey(run)},
                            {"precedents", PrecedentsKey(run.precedents)},
                            {"all", FiguresJson(run.all)},
                            {"en", FiguresJson(run.english)},
                            {"de", FiguresJson(run.german)},
                            {"loss", LossJson(run.loss)}});
  }
  if (!steps.empty()) json["steps"] = Json::array();
  for (const StepWorth& step : steps) json["steps"].push_back(StepJson(step));
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace zusage::cli
