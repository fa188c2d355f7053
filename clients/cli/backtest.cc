// SPDX-License-Identifier: Apache-2.0
// zusage backtest
#include "services/alignment/domain/backtest.h"

#include <fstream>
#include <nlohmann/json.hpp>
#include <utility>

#include "clients/cli/backtest_files.h"
#include "clients/cli/backtest_report.h"
#include "clients/cli/errors.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/progress_line.h"
#include "clients/cli/session.h"
#include "services/alignment/domain/backtest_folds.h"
#include "services/alignment/linguistic_file.h"
#include "services/base/status_macros.h"

namespace zusage::cli {
namespace {

using alignment::BacktestProduct;
using alignment::Figures;
using alignment::FoldRun;
using alignment::PrecedentUse;
using alignment::Prediction;

constexpr Phrase kFitting{"Fitting and judging: {done} of {of}",
                          "Anpassen und Urteilen: {done} von {of}"};
constexpr Phrase kLeavingOut{"Leaving out steps: {done} of {of}",
                             "Schritte weglassen: {done} von {of}"};

PrecedentUse PrecedentsOf(const Arguments& arguments) {
  const std::string use = arguments.Text("--precedents");
  if (use == "older") return PrecedentUse::kOlder;
  return use == "all-others" ? PrecedentUse::kAllOthers : PrecedentUse::kNone;
}

absl::Status Write(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text;
  file.close();
  return file ? absl::OkStatus() : Error(kFileUnwritable, {{"path", path}});
}

// --- with the constants that the program was built with -----------------------------------------

void PrintFigures(const std::vector<alignment::Judged>& judged, Session& session) {
  struct Part {
    const char* key;
    const char* language;
    Phrase title;
  };
  static constexpr Part kParts[] = {{"all", "", {"All requests", "Alle Wünsche"}},
                                    {"en", "en", {"English", "Englisch"}},
                                    {"de", "de", {"German", "Deutsch"}}};
  std::ostream& out = *session.environment().out;
  std::string json;
  for (const Part& part : kParts) {
    const Figures figures = alignment::Measure(judged, part.language);
    if (!session.json()) {
      if (figures.requests > 0) out << alignment::ToText(figures, session.In(part.title)) << '\n';
      continue;
    }
    json += (json.empty() ? "{\"" : ",\"") + std::string(part.key) + "\":";
    json += alignment::ToJson(figures);
  }
  if (session.json()) out << json << "}\n";
}

absl::StatusOr<ExitCode> AsBuilt(const std::vector<BacktestProduct>& products,
                                 const Arguments& arguments, Session& session) {
  alignment::BacktestOptions options;
  options.body_only = arguments.Has("--body-only");
  options.precedents = PrecedentsOf(arguments);
  std::vector<std::vector<Prediction>> predictions;
  std::vector<alignment::Judged> judged;
  std::string lines;
  predictions.reserve(products.size());
  for (const BacktestProduct& product : products) {
    const alignment::CompiledStrategy& strategy =
        product.prepared.has_value() ? *product.prepared : *product.bare;
    predictions.push_back(alignment::Backtest(strategy, product.requests, options));
    judged.push_back({product.requests, predictions.back()});
    for (const Prediction& prediction : predictions.back()) {
      lines += alignment::PredictionLine(prediction) + "\n";
    }
  }
  if (arguments.Has("--predictions")) {
    ZUSAGE_RETURN_IF_ERROR(Write(arguments.Text("--predictions"), lines));
  }
  PrintFigures(judged, session);
  return ExitCode::kOk;
}

// --- with constants that know nothing of what is judged -----------------------------------------

// Each prediction with the manner it was made in.
std::string PredictionLines(const std::vector<BacktestProduct>& products,
                            const std::vector<FoldRun>& runs) {
  std::string lines;
  for (const FoldRun& run : runs) {
    for (size_t i = 0; i < products.size(); ++i) {
      for (const Prediction& prediction : run.predictions[i]) {
        nlohmann::json json = nlohmann::json::parse(alignment::PredictionLine(prediction));
        json["product"] = products[i].name;
        json["strategy"] = StrategyKey(run);
        json["text"] = TextKey(run);
        json["precedents"] = PrecedentsKey(run.precedents);
        lines += json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace) + "\n";
      }
    }
  }
  return lines;
}

absl::StatusOr<ExitCode> LeaveOneOut(const std::vector<BacktestProduct>& products,
                                     const std::string& fingerprint, const Arguments& arguments,
                                     Session& session) {
  ProgressLine line(session);
  const auto progress = [&](const Phrase& phrase) {
    return [&, phrase](size_t done, size_t of) {
      const Metadata values = {{"done", std::to_string(done)}, {"of", std::to_string(of)}};
      line.Show(FillIn(session.In(phrase), values));
    };
  };
  const alignment::FoldReport report = alignment::LeaveOneOut(products, progress(kFitting));
  std::vector<alignment::StepWorth> steps;
  if (arguments.Has("--steps")) steps = alignment::WorthOfSteps(products, progress(kLeavingOut));
  line.Clear();
  if (arguments.Has("--predictions")) {
    ZUSAGE_RETURN_IF_ERROR(
        Write(arguments.Text("--predictions"), PredictionLines(products, report.runs)));
  }
  BacktestSubject subject{.linguistic_fingerprint = fingerprint};
  for (const BacktestProduct& product : products) {
    subject.products.push_back(product.name);
    subject.requests += product.requests.size();
  }
  if (session.json()) {
    *session.environment().out << FoldsJson(subject, report, steps) << "\n";
  } else {
    Page page = session.out_page();
    ShowFolds(subject, report, steps, page);
  }
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Backtest(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const alignment::LoadedLexicon loaded,
                          alignment::LoadLexicon(arguments.Text("--linguistic-data")));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<BacktestProduct> products,
                          ReadBacktestFiles(arguments, session, *loaded.lexicon));
  if (!arguments.Has("--leave-one-out")) return AsBuilt(products, arguments, session);
  return LeaveOneOut(products, std::string(loaded.lexicon->fingerprint()), arguments, session);
}

std::vector<OptionSpec> BacktestOptionSpecs() {
  return {{.name = "--strategy",
           .placeholder = "FILE",
           .help = {"A strategy, YAML or JSON; once for each --requests",
                    "Eine Strategie, YAML oder JSON; je --requests einmal"},
           .kind = OptionSpec::Kind::kFile,
           .repeated = true},
          {.name = "--requests",
           .placeholder = "FILE",
           .help = {"Past requests and what was decided, a line of JSON each",
                    "Frühere Wünsche und was entschieden wurde, je eine Zeile JSON"},
           .kind = OptionSpec::Kind::kFile,
           .repeated = true},
          {.name = "--decisions",
           .placeholder = "DIR",
           .help = {"Instead of both: a directory with NAME.strategy.json, NAME.requests.jsonl",
                    "Statt beider: ein Verzeichnis mit NAME.strategy.json, NAME.requests.jsonl"},
           .kind = OptionSpec::Kind::kDirectory},
          {.name = "--leave-one-out",
           .placeholder = "",
           .help = {"Fit every constant without the product, or fifth, that is judged",
                    "Jede Konstante ohne das beurteilte Produkt oder Fünftel anpassen"},
           .kind = OptionSpec::Kind::kFlag},
          {.name = "--steps",
           .placeholder = "",
           .help = {"With --leave-one-out: what each step of the check is worth",
                    "Mit --leave-one-out: was jeder Schritt der Prüfung bringt"},
           .kind = OptionSpec::Kind::kFlag},
          {.name = "--precedents",
           .placeholder = "WHICH",
           .help = {"Judge with decisions on other requests; --leave-one-out shows all three",
                    "Mit Entscheidungen zu anderen Wünschen; --leave-one-out zeigt alle drei"},
           .choices = {"none", "older", "all-others"}},
          {.name = "--predictions",
           .placeholder = "FILE",
           .help = {"Write what the check says, a line of JSON each",
                    "Schreiben, was die Prüfung sagt, je eine Zeile JSON"},
           .kind = OptionSpec::Kind::kFile},
          {.name = "--linguistic-data",
           .placeholder = "FILE",
           .help = {"Linguistic data to check with, instead of those installed",
                    "Sprachdaten für die Prüfung statt der installierten"},
           .kind = OptionSpec::Kind::kFile},
          {.name = "--body-only",
           .placeholder = "",
           .help = {"Leave the titles out", "Die Titel weglassen"},
           .kind = OptionSpec::Kind::kFlag}};
}

}  // namespace

Noun BacktestNoun() {
  const Phrase help = {"How the check would have judged past requests; needs no server",
                       "Wie die Prüfung frühere Wünsche beurteilt hätte; ohne Server"};
  return {"backtest", help, {{"backtest", help, BacktestOptionSpecs(), &Backtest}}};
}

}  // namespace zusage::cli
