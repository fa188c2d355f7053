// SPDX-License-Identifier: Apache-2.0
//
// Fits how the similarity of words and that of meanings make one (SimilarityWeights) on the
// decisions in tests/data/decisions, whose requests say which of them have the same wish. Weights
// are judged by the mean reciprocal rank of that request, on the products beside the one whose
// figures are printed.
//
//   fit_similarity [DIR|- [LINGUISTIC-DATA]]
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/backtest.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/alignment/linguistic_file.h"

namespace zusage::alignment {
namespace {

constexpr size_t kProducts = 5;
constexpr std::string_view kNames[kProducts] = {"actual", "esbuild", "ripgrep", "syncthing",
                                                "vaultwarden"};
constexpr double kSureFrom = 0.8;  // of the pairs that are at least as similar have the same wish

using Requests = std::vector<BacktestRequest>;

std::vector<Requests> Load(const std::string& directory) {
  std::vector<Requests> products;
  for (const std::string_view name : kNames) {
    Requests& requests = products.emplace_back();
    std::ifstream lines(directory + "/" + std::string(name) + ".requests.jsonl");
    for (std::string line; std::getline(lines, line);) {
      const auto request = ParseBacktestRequest(line);
      if (!request.ok()) std::cerr << request.status() << "\n", std::exit(1);
      requests.push_back(*request);
    }
  }
  return products;
}

struct Sums {
  double pairs = 0, reciprocal = 0, first_five = 0;
  double across = 0, across_first_five = 0;

  void Add(const Sums& other) {
    pairs += other.pairs, reciprocal += other.reciprocal, first_five += other.first_five;
    across += other.across, across_first_five += other.across_first_five;
  }
};

// How similar two requests are, and whether they have the same wish.
using Pairs = std::vector<std::pair<double, bool>>;

std::string TextOf(const BacktestRequest& request, bool body_only) {
  return body_only ? request.body : request.title + "\n" + request.body;
}

Sums Judge(const Requests& requests, const Lexicon& lexicon, const SimilarityWeights& weights,
           bool body_only, Pairs* pairs = nullptr) {
  PastRequests past(lexicon, weights);
  std::map<std::string, std::string> language, group;
  for (const BacktestRequest& request : requests) {
    past.Append({.name = request.id, .title = body_only ? "" : request.title, .text = request.body},
                0);
    language[request.id] = request.language;
    group[request.id] = request.duplicate_of.empty() ? request.id : request.duplicate_of;
  }
  Sums sums;
  for (const BacktestRequest& request : requests) {
    const auto similar = past.Similar(TextOf(request, body_only), 10, request.id).requests;
    if (pairs != nullptr && !similar.empty()) {
      pairs->emplace_back(similar[0].similarity, group[similar[0].name] == group[request.id]);
    }
    if (request.duplicate_of.empty()) continue;
    const bool across = language[request.duplicate_of] != request.language;
    sums.pairs += 1, sums.across += across;
    for (size_t i = 0; i < similar.size(); ++i) {
      if (similar[i].name != request.duplicate_of) continue;
      sums.reciprocal += 1.0 / static_cast<double>(i + 1);
      sums.first_five += i < 5, sums.across_first_five += across && i < 5;
    }
  }
  return sums;
}

std::vector<SimilarityWeights> Grid(const Lexicon& lexicon) {
  std::vector<SimilarityWeights> grid;
  for (int meaning = 0; meaning <= (lexicon.dimensions() > 0 ? 20 : 0); ++meaning) {
    grid.push_back({.meaning = static_cast<float>(meaning) / 20, .least_meaning = 0.5f});
  }
  return grid;
}

std::string Shown(const Sums& sums) {
  return absl::StrFormat(
      "mean reciprocal rank %.3f, first five %.3f, same language %.3f, across %.3f",
      sums.reciprocal / sums.pairs, sums.first_five / sums.pairs,
      (sums.first_five - sums.across_first_five) / (sums.pairs - sums.across),
      sums.across_first_five / sums.across);
}

// From which similarity on a pair has the same wish often enough.
double SureFrom(Pairs pairs) {
  std::sort(pairs.rbegin(), pairs.rend());
  double same = 0, from = 1;
  for (size_t i = 0; i < pairs.size(); ++i) {
    same += pairs[i].second;
    if (same / static_cast<double>(i + 1) >= kSureFrom) from = pairs[i].first;
  }
  return from;
}

int Run(const std::string& directory, const std::string& linguistic_data) {
  std::shared_ptr<const Lexicon> installed;
  if (!linguistic_data.empty()) installed = *OpenLinguisticData(linguistic_data);
  const Lexicon& lexicon = installed == nullptr ? BuiltInLexicon() : *installed;
  const std::vector<Requests> products = Load(directory);
  const std::vector<SimilarityWeights> grid = Grid(lexicon);
  // [weights][product]: with titles and bodies alone, which are fitted together.
  std::vector<std::vector<std::pair<Sums, Sums>>> sums(grid.size());
  for (size_t i = 0; i < grid.size(); ++i) {
    Sums titles, bodies;
    for (const Requests& product : products) {
      sums[i].emplace_back(Judge(product, lexicon, grid[i], false),
                           Judge(product, lexicon, grid[i], true));
      titles.Add(sums[i].back().first), bodies.Add(sums[i].back().second);
    }
    std::cout << absl::StrFormat("meaning %.2f\n  titles: %s\n  bodies: %s\n", grid[i].meaning,
                                 Shown(titles), Shown(bodies));
  }
  const auto best_without = [&](size_t left_out) {
    size_t best = 0;
    double most = -1;
    for (size_t i = 0; i < grid.size(); ++i) {
      double rank = 0;
      for (size_t p = 0; p < kProducts; ++p) {
        if (p != left_out) rank += sums[i][p].first.reciprocal + sums[i][p].second.reciprocal;
      }
      if (rank > most) most = rank, best = i;
    }
    return best;
  };
  Sums titles, bodies;
  for (size_t p = 0; p < kProducts; ++p) {
    const size_t best = best_without(p);
    titles.Add(sums[best][p].first), bodies.Add(sums[best][p].second);
    std::cout << absl::StrFormat("without %s: meaning %.2f\n", kNames[p], grid[best].meaning);
  }
  std::cout << "leaving out the product that is judged\n  titles: " << Shown(titles)
            << "\n  bodies: " << Shown(bodies) << "\n";
  const SimilarityWeights& all = grid[best_without(kProducts)];
  Pairs pairs;
  for (const Requests& product : products) {
    for (const bool body_only : {false, true}) Judge(product, lexicon, all, body_only, &pairs);
  }
  std::cout << absl::StrFormat("on everything: meaning %.2f very similar %.2f\n", all.meaning,
                               SureFrom(pairs));
  return 0;
}

}  // namespace
}  // namespace zusage::alignment

int main(int argc, char** argv) {
  const bool from_tests = argc < 2 || std::string_view(argv[1]) == "-";
  return zusage::alignment::Run(from_tests ? ZUSAGE_SOURCE_DIR "/tests/data/decisions" : argv[1],
                                argc > 2 ? argv[2] : "");
}
