// SPDX-License-Identifier: Apache-2.0
// zusage backtest
#include "services/alignment/domain/backtest.h"

#include <fstream>

#include "clients/cli/errors.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "services/alignment/domain/compiled_strategy.h"
#include "services/alignment/linguistic_file.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::cli {
namespace {

constexpr size_t kMaxRequestsBytes = 256 << 20;

using alignment::BacktestRequest;
using alignment::Figures;
using alignment::Prediction;

absl::StatusOr<std::vector<BacktestRequest>> ReadRequests(const std::string& path,
                                                          Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string text, session.ReadText(path, kMaxRequestsBytes));
  std::vector<BacktestRequest> requests;
  size_t line_number = 0;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    at = end + 1;
    ++line_number;
    if (line.find_first_not_of(" \t\r") == line.npos) continue;
    absl::StatusOr<BacktestRequest> request = alignment::ParseBacktestRequest(line);
    if (!request.ok()) {
      FieldErrors errors;
      errors.AddAll(path + ":" + std::to_string(line_number) + ": ", request.status());
      return errors.empty() ? request.status() : errors.status();
    }
    requests.push_back(*std::move(request));
  }
  return requests;
}

absl::Status WritePredictions(const std::string& path, const std::vector<Prediction>& predictions) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  for (const Prediction& prediction : predictions) {
    file << alignment::PredictionLine(prediction) << '\n';
  }
  file.close();
  return file ? absl::OkStatus() : Error(kFileUnwritable, {{"path", path}});
}

void PrintFigures(const std::vector<BacktestRequest>& requests,
                  const std::vector<Prediction>& predictions, Session& session) {
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
    const Figures figures = alignment::Measure(requests, predictions, part.language);
    if (!session.json()) {
      if (figures.requests > 0) out << alignment::ToText(figures, session.In(part.title)) << '\n';
      continue;
    }
    json += (json.empty() ? "{\"" : ",\"") + std::string(part.key) + "\":";
    json += alignment::ToJson(figures);
  }
  if (session.json()) out << json << "}\n";
}

absl::StatusOr<ExitCode> Backtest(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::string text,
      session.ReadText(arguments.Text("--strategy"), strategy::kMaxStrategyFileBytes));
  ZUSAGE_ASSIGN_OR_RETURN(strategy::Strategy strategy, strategy::ParseStrategy(text));
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<BacktestRequest> requests,
                          ReadRequests(arguments.Text("--requests"), session));
  ZUSAGE_ASSIGN_OR_RETURN(const alignment::LoadedLexicon loaded,
                          alignment::LoadLexicon(arguments.Text("--linguistic-data")));
  const alignment::CompiledStrategy compiled(std::move(strategy), /*version=*/1, *loaded.lexicon);
  alignment::BacktestOptions options;
  options.body_only = arguments.Has("--body-only");
  const std::vector<Prediction> predictions = alignment::Backtest(compiled, requests, options);
  if (arguments.Has("--predictions")) {
    ZUSAGE_RETURN_IF_ERROR(WritePredictions(arguments.Text("--predictions"), predictions));
  }
  PrintFigures(requests, predictions, session);
  return ExitCode::kOk;
}

}  // namespace

Noun BacktestNoun() {
  const Phrase help = {"How the check would have judged past requests; needs no server",
                       "Wie die Prüfung frühere Wünsche beurteilt hätte; ohne Server"};
  return {"backtest",
          help,
          {{"backtest",
            help,
            {{.name = "--strategy",
              .placeholder = "FILE",
              .help = {"The strategy, YAML or JSON", "Die Strategie, YAML oder JSON"},
              .kind = OptionSpec::Kind::kFile,
              .required = true},
             {.name = "--requests",
              .placeholder = "FILE",
              .help = {"Past requests and what was decided, a line of JSON each",
                       "Frühere Wünsche und was entschieden wurde, je eine Zeile JSON"},
              .kind = OptionSpec::Kind::kFile,
              .required = true},
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
              .kind = OptionSpec::Kind::kFlag}},
            &Backtest}}};
}

}  // namespace zusage::cli
