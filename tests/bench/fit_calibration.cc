// SPDX-License-Identifier: Apache-2.0
//
// Prints the constants of services/alignment/domain/calibration.cc as they are fitted on the
// decisions in tests/data/decisions, and how good the check is leaving out the product that is
// judged, which is what counts. The same as `zusage backtest --leave-one-out`, with the constants.
//
//   fit_calibration [DIR|- [LINGUISTIC-DATA]]
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/backtest_folds.h"
#include "services/alignment/linguistic_file.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::alignment {
namespace {

std::string Read(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  if (!file) std::cerr << "cannot read " << path << "\n", std::exit(1);
  return text.str();
}

template <typename Value>
Value Must(absl::StatusOr<Value> value) {
  if (!value.ok()) std::cerr << value.status() << "\n", std::exit(1);
  return *std::move(value);
}

std::vector<BacktestProduct> Load(const std::string& directory, const Lexicon& lexicon) {
  std::vector<BacktestProduct> products;
  for (const char* name : {"actual", "esbuild", "ripgrep", "syncthing", "vaultwarden"}) {
    BacktestProduct& product = products.emplace_back();
    product.name = name;
    const std::string path = directory + "/" + name;
    const auto strategy = [&](const std::string& kind) {
      return Must(strategy::ParseStrategy(Read(path + kind + ".strategy.json")));
    };
    product.bare.emplace(strategy(""), 1, lexicon);
    product.prepared.emplace(strategy(".prepared"), 1, lexicon);
    std::istringstream lines(Read(path + ".requests.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      product.requests.push_back(Must(ParseBacktestRequest(line)));
    }
  }
  return products;
}

std::string List(absl::Span<const double> values) {
  std::string text;
  for (const double value : values) {
    absl::StrAppendFormat(&text, "%s%.3f", text.empty() ? "" : ", ", value);
  }
  return text;
}

void Print(const Calibration& c) {
  std::cout << "      .weights = {" << List(c.weights) << "},\n"
            << "      .kind_bias = {" << List(c.kind_bias) << "},\n";
  const std::pair<const char*, double> others[] = {{"none_bias", c.none_bias},
                                                   {"none_cosine", c.none_cosine},
                                                   {"none_name", c.none_name},
                                                   {"none_cover", c.none_cover},
                                                   {"none_meaning", c.none_meaning},
                                                   {"none_mutual", c.none_mutual},
                                                   {"precedent_gain", c.precedent_gain},
                                                   {"precedent_from", c.precedent_from},
                                                   {"firm_from", c.firm_from}};
  for (const auto& [name, value] : others) {
    std::cout << absl::StrFormat("      .%s = %.3f,\n", name, value);
  }
}

const char* NameOf(PrecedentUse use) {
  if (use == PrecedentUse::kNone) return "none";
  return use == PrecedentUse::kOlder ? "older" : "all";
}

void Print(const FoldRun& run) {
  std::cout << absl::StrFormat("%s, %s, precedents: %s\n", run.prepared ? "prepared" : "bare",
                               run.body_only ? "bodies alone" : "with titles",
                               NameOf(run.precedents));
  if (run.precedents == PrecedentUse::kNone) {
    std::cout << absl::StrFormat("    loss %.3f: verdict %.3f, element %.3f\n",
                                 (run.loss.verdict + run.loss.element) / 2, run.loss.verdict,
                                 run.loss.element);
  }
  const std::pair<const char*, const Figures*> languages[] = {
      {"  ", &run.all}, {"en", &run.english}, {"de", &run.german}};
  for (const auto& [language, f] : languages) {
    std::cout << absl::StrFormat(
        "    %s %.3f/%.3f hit %.3f/%.3f half %.3f firm %d at %.3f similar@5 %.3f (%.3f/%.3f)\n",
        language, f->accuracy, f->macro_f1, f->hit_at_1, f->hit_at_3, f->confident_half, f->firm,
        f->firm_accuracy, f->similar_recall_at_5, f->same_wish_at_5, f->same_wish_across_at_5);
  }
  std::cout << "    F1";
  for (const ClassFigures& one : run.all.classes) std::cout << absl::StrFormat(" %.3f", one.f1);
  std::cout << "\n";
}

int Run(const std::string& directory, const std::string& linguistic_data) {
  std::shared_ptr<const Lexicon> installed;
  if (!linguistic_data.empty()) installed = Must(OpenLinguisticData(linguistic_data));
  const Lexicon& lexicon = installed == nullptr ? BuiltInLexicon() : *installed;
  const std::vector<BacktestProduct> products = Load(directory, lexicon);
  const FoldReport report = LeaveOneOut(products);
  Print(report.fitted);
  std::cout << "accuracy/macro-F1, hit@1/hit@3, similar@5 (same language/across), F1 of ALIGNED "
               "CONFLICTS AS_IS ON_ROADMAP UNCLEAR\n";
  for (const FoldRun& run : report.runs) Print(run);
  return 0;
}

}  // namespace
}  // namespace zusage::alignment

int main(int argc, char** argv) {
  const bool from_tests = argc < 2 || std::string_view(argv[1]) == "-";
  return zusage::alignment::Run(from_tests ? ZUSAGE_SOURCE_DIR "/tests/data/decisions" : argv[1],
                                argc > 2 ? argv[2] : "");
}
