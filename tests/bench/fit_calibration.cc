// SPDX-License-Identifier: Apache-2.0
//
// Fits the constants of services/alignment/domain/calibration.cc on the decisions in
// tests/data/decisions and says how good the check is with them: fitted on everything, and leaving
// out the product that is judged, which is what counts.
//
//   fit_calibration [DIR|- [LINGUISTIC-DATA]]
#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/backtest.h"
#include "services/alignment/linguistic_file.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::alignment {
namespace {

constexpr double kFirmAccuracy = 0.85;

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

struct Product {
  std::string name;
  std::vector<CompiledStrategy> strategies;  // bare, prepared
  std::vector<BacktestRequest> requests;
};

std::vector<Product> Load(const std::string& directory, const Lexicon& lexicon) {
  std::vector<Product> products;
  for (const char* name : {"actual", "esbuild", "ripgrep", "syncthing", "vaultwarden"}) {
    Product product;
    product.name = name;
    const std::string path = directory + "/" + name;
    for (const char* kind : {"", ".prepared"}) {
      const std::string text = Read(path + kind + ".strategy.json");
      product.strategies.emplace_back(Must(strategy::ParseStrategy(text)), 1, lexicon);
    }
    std::istringstream lines(Read(path + ".requests.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      product.requests.push_back(Must(ParseBacktestRequest(line)));
    }
    products.push_back(std::move(product));
  }
  return products;
}

Calibration Fit(const std::vector<Product>& products, const std::string& without) {
  std::vector<CalibrationRow> rows;
  for (const Product& product : products) {
    if (product.name == without) continue;
    for (const CompiledStrategy& strategy : product.strategies) {
      for (CalibrationRow& row : CalibrationRows(strategy, product.requests)) {
        rows.push_back(std::move(row));
      }
    }
  }
  return FitCalibration(rows);
}

using Choose = std::function<Calibration(const Product&)>;

// What is paid for the probabilities given to what was right, the mean of -log P. It moves in
// steps finer than the share of right answers, which few requests make coarse.
struct Loss {
  double verdict = 0;
  double element = 0;  // that the verdict rests on; "none" where the verdict is UNCLEAR
};

Loss LossOf(const std::vector<Product>& products, const Choose& choose, size_t strategy,
            bool body_only) {
  Loss loss;
  double count = 0;
  for (const Product& product : products) {
    const Calibration calibration = choose(product);
    const std::vector<CalibrationRow> rows =
        CalibrationRows(product.strategies[strategy], product.requests);
    // Of each request there is a row with its title and one without.
    for (size_t i = body_only; i < rows.size(); i += 2) {
      const CalibrationRow& row = rows[i];
      const Judgement judgement = Judge(row.candidates, calibration);
      const auto price = [](double probability) { return -std::log(std::max(probability, 0.01)); };
      const double element = row.expected_candidates.empty()
                                 ? judgement.none_probability
                                 : judgement.probabilities[row.expected_candidates.front()];
      loss.verdict += price(judgement.verdicts[static_cast<size_t>(row.expected)]);
      loss.element += price(element);
      ++count;
    }
  }
  return {loss.verdict / count, loss.element / count};
}

std::vector<Prediction> Predict(const std::vector<Product>& products, const Choose& choose,
                                size_t strategy, bool body_only) {
  std::vector<Prediction> all;
  for (const Product& product : products) {
    const Calibration calibration = choose(product);
    const BacktestOptions options{.body_only = body_only, .calibration = &calibration};
    for (Prediction& prediction :
         Backtest(product.strategies[strategy], product.requests, options)) {
      all.push_back(std::move(prediction));
    }
  }
  return all;
}

void Report(const std::vector<Product>& products, const char* how, const Choose& choose) {
  std::vector<BacktestRequest> requests;
  for (const Product& product : products) {
    requests.insert(requests.end(), product.requests.begin(), product.requests.end());
  }
  std::cout << how << "\n";
  for (const size_t strategy : {0, 1}) {
    for (const bool body_only : {false, true}) {
      const std::vector<Prediction> predictions = Predict(products, choose, strategy, body_only);
      const Loss loss = LossOf(products, choose, strategy, body_only);
      std::cout << absl::StrFormat("  %-8s %-9s loss: verdict %.3f element %.3f\n",
                                   strategy == 1 ? "prepared" : "bare",
                                   body_only ? "body" : "title+body", loss.verdict, loss.element);
      for (const char* language : {"", "en", "de"}) {
        const Figures f = Measure(requests, predictions, language);
        std::cout << absl::StrFormat(
            "  %-8s %-9s %-2s accuracy %.3f macro-F1 %.3f hit@1 %.3f hit@3 %.3f half %.3f "
            "firm %d at %.3f similar@5 %.3f same %.3f across %.3f\n",
            strategy == 1 ? "prepared" : "bare", body_only ? "body" : "title+body", language,
            f.accuracy, f.macro_f1, f.hit_at_1, f.hit_at_3, f.confident_half, f.firm,
            f.firm_accuracy, f.similar_recall_at_5, f.same_wish_at_5, f.same_wish_across_at_5);
      }
    }
  }
}

// How good it is with earlier decisions of the same product: of all other requests, and only of
// those before. Prints what several gains give; the built-in ones are chosen by that.
void ReportPrecedents(const std::vector<Product>& products, const Choose& choose) {
  std::vector<BacktestRequest> requests;
  for (const Product& product : products) {
    requests.insert(requests.end(), product.requests.begin(), product.requests.end());
  }
  std::cout << "with precedents, leaving out the product that is judged\n";
  for (const double from : {0.2, 0.3, 0.4}) {
    for (const double gain : {0.0, 4.0, 8.0, 12.0}) {
      for (const PrecedentUse use : {PrecedentUse::kAllOthers, PrecedentUse::kOlder}) {
        std::cout << absl::StrFormat("  from %.1f gain %2.0f %s", from, gain,
                                     use == PrecedentUse::kOlder ? "older" : "all  ");
        for (const size_t strategy : {0, 1}) {
          std::vector<Prediction> all;
          for (const Product& product : products) {
            Calibration calibration = choose(product);
            calibration.precedent_from = from;
            calibration.precedent_gain = gain;
            const BacktestOptions options{.precedents = use, .calibration = &calibration};
            for (Prediction& prediction :
                 Backtest(product.strategies[strategy], product.requests, options)) {
              all.push_back(std::move(prediction));
            }
          }
          const Figures f = Measure(requests, all);
          std::cout << absl::StrFormat(" | %s %.3f/%.3f hit %.3f/%.3f half %.3f firm %d at %.2f",
                                       strategy == 1 ? "prepared" : "bare", f.accuracy, f.macro_f1,
                                       f.hit_at_1, f.hit_at_3, f.confident_half, f.firm,
                                       f.firm_accuracy);
        }
        std::cout << "\n";
      }
    }
  }
}

// The lowest confidence from which on verdicts are right often enough, judged without the product.
double FirmFrom(const std::vector<Product>& products, const Choose& choose) {
  std::vector<std::pair<double, bool>> verdicts;
  for (const size_t strategy : {0, 1}) {
    const std::vector<Prediction> predictions = Predict(products, choose, strategy, false);
    size_t i = 0;
    for (const Product& product : products) {
      for (const BacktestRequest& request : product.requests) {
        const Prediction& prediction = predictions[i++];
        verdicts.emplace_back(prediction.confidence, prediction.verdict == request.expected);
      }
    }
  }
  std::sort(verdicts.rbegin(), verdicts.rend());
  double right = 0, firm_from = 1;
  for (size_t i = 0; i < verdicts.size(); ++i) {
    right += verdicts[i].second;
    if (right / static_cast<double>(i + 1) >= kFirmAccuracy) firm_from = verdicts[i].first;
  }
  return firm_from;
}

void Print(const Calibration& c) {
  const auto list = [](const auto& values) {
    std::string text;
    for (const double value : values) {
      absl::StrAppendFormat(&text, "%s%.3f", text.empty() ? "" : ", ", value);
    }
    return text;
  };
  std::cout << "      .weights = {" << list(c.weights) << "},\n      .kind_bias = {"
            << list(c.kind_bias) << "},\n"
            << absl::StrFormat(
                   "      .none_bias = %.3f,\n      .none_cosine = %.3f,\n      .none_name = "
                   "%.3f,\n      .none_cover = %.3f,\n      .none_meaning = %.3f,\n      "
                   ".none_sense = %.3f,\n      .precedent_gain = %.1f,\n      "
                   ".precedent_from = %.2f,\n      .firm_from = %.2f,\n",
                   c.none_bias, c.none_cosine, c.none_name, c.none_cover, c.none_meaning,
                   c.none_sense, c.precedent_gain, c.precedent_from, c.firm_from);
}

int Run(const std::string& directory, const std::string& linguistic_data) {
  std::shared_ptr<const Lexicon> installed;
  if (!linguistic_data.empty()) installed = Must(OpenLinguisticData(linguistic_data));
  const Lexicon& lexicon = installed == nullptr ? BuiltInLexicon() : *installed;
  const std::vector<Product> products = Load(directory, lexicon);
  std::map<std::string, Calibration> without;
  for (const Product& product : products) without[product.name] = Fit(products, product.name);
  const Choose leave_out = [&](const Product& product) { return without.at(product.name); };
  Calibration all = Fit(products, "");
  all.firm_from = FirmFrom(products, leave_out);
  for (auto& [name, calibration] : without) calibration.firm_from = all.firm_from;
  Print(all);
  Report(products, "fitted on everything", [&](const Product&) { return all; });
  Report(products, "leaving out the product that is judged", leave_out);
  ReportPrecedents(products, leave_out);
  Report(products, "built in", [&](const Product&) { return BuiltInCalibration(lexicon); });
  return 0;
}

}  // namespace
}  // namespace zusage::alignment

int main(int argc, char** argv) {
  const bool from_tests = argc < 2 || std::string_view(argv[1]) == "-";
  return zusage::alignment::Run(from_tests ? ZUSAGE_SOURCE_DIR "/tests/data/decisions" : argv[1],
                                argc > 2 ? argv[2] : "");
}
