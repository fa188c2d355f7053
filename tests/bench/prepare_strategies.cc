// SPDX-License-Identifier: Apache-2.0
//
// How much preparing a strategy with what the product itself proposes is worth: bare strategies of
// tests/data/decisions, proposals made from half of the decided requests, everything accepted that
// is said to help, judged on the other half; and the other way round. The same wishes stay in one
// half.
//
//   prepare_strategies [LINGUISTIC-DATA]
#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/backtest.h"
#include "services/alignment/domain/preparation.h"
#include "services/alignment/domain/preparation_proposals.h"
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

using Requests = std::vector<BacktestRequest>;

// The requests in two halves; a wish and those like it take turns.
std::array<Requests, 2> Halves(const Requests& requests) {
  std::map<std::string, size_t> half_of;
  std::array<Requests, 2> halves;
  size_t turn = 0;
  for (const BacktestRequest& request : requests) {
    const auto same = half_of.find(request.duplicate_of);
    const size_t half = same == half_of.end() ? turn++ % 2 : same->second;
    half_of[request.id] = half;
    halves[half].push_back(request);
  }
  return halves;
}

// Which proposals are accepted.
enum class Accept {
  kNone,
  kHelpful,
  kHelpfulAliases,
  kHelpfulExamples,
  kAll,
  kHelpfulByHand,
  kAllByHand,
};

bool IsAccepted(const Proposal& proposal, Accept accept) {
  const bool helps = proposal.worth.has_value() && proposal.worth->helps();
  const bool alias = proposal.kind == ProposalKind::kAlias;
  const bool by_hand = proposal.source == ProposalSource::kSecondReader;
  if (accept == Accept::kHelpfulByHand) return by_hand && helps;
  if (accept == Accept::kAllByHand) return by_hand;
  if (by_hand) return false;
  switch (accept) {
    case Accept::kHelpful:
      return helps;
    case Accept::kHelpfulAliases:
      return helps && alias;
    case Accept::kHelpfulExamples:
      return helps && !alias;
    case Accept::kAll:
      return true;
    default:
      return false;
  }
}

struct Run {
  Requests requests;  // whose ids differ
  std::vector<Prediction> predictions;
  int judged = 0;  // strategies
  int aliases = 0;
  int examples = 0;
  double complete = 0;
};

void Judge(const strategy::Strategy& strategy, const Lexicon& lexicon, const Requests& requests,
           bool body_only, Run& run) {
  BacktestOptions options;
  options.body_only = body_only;
  for (Prediction& prediction :
       Backtest(CompiledStrategy(strategy, 1, lexicon), requests, options)) {
    run.predictions.push_back(std::move(prediction));
  }
  run.requests.insert(run.requests.end(), requests.begin(), requests.end());
  ++run.judged;
  run.complete += PreparationOf(strategy).complete;
}

void Print(const char* title, const Run& run) {
  const Figures all = Measure(run.requests, run.predictions);
  const Figures german = Measure(run.requests, run.predictions, "de");
  std::cout << absl::StrFormat(
      "%-26s accuracy %.3f macro-F1 %.3f hit@1 %.3f hit@3 %.3f German %.3f firm %d right %.2f "
      "complete %.2f +%d aliases +%d examples\n",
      title, all.accuracy, all.macro_f1, all.hit_at_1, all.hit_at_3, german.accuracy, all.firm,
      all.firm_accuracy, run.complete / run.judged, run.aliases, run.examples);
}

struct Product {
  strategy::Strategy bare, prepared;
  std::array<Requests, 2> halves;
  std::array<std::vector<Proposal>, 2> proposals;  // made from each half
};

// What was written by hand, as if somebody proposed it.
std::vector<Suggestion> SuggestionsOf(const strategy::Strategy& prepared) {
  std::vector<Suggestion> suggestions;
  for (const strategy::Element& element : prepared.elements) {
    for (const std::string& alias : element.aliases) {
      suggestions.push_back({.element = element.id, .text = alias});
    }
    for (const std::string& example : element.examples) {
      suggestions.push_back(
          {.element = element.id, .kind = ProposalKind::kExample, .text = example});
    }
  }
  return suggestions;
}

std::vector<Product> Load(const Lexicon& lexicon) {
  const std::string directory = ZUSAGE_SOURCE_DIR "/tests/data/decisions/";
  std::vector<Product> products;
  for (const char* name : {"actual", "esbuild", "ripgrep", "syncthing", "vaultwarden"}) {
    Product& product = products.emplace_back();
    product.bare = Must(strategy::ParseStrategy(Read(directory + name + ".strategy.json")));
    product.prepared =
        Must(strategy::ParseStrategy(Read(directory + name + ".prepared.strategy.json")));
    Requests requests;
    std::istringstream lines(Read(directory + name + ".requests.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      requests.push_back(Must(ParseBacktestRequest(line)));
    }
    product.halves = Halves(requests);
    for (size_t half : {0, 1}) {
      for (const std::vector<Suggestion>& suggestions :
           {std::vector<Suggestion>(), SuggestionsOf(product.prepared)}) {
        ProposalOptions options;
        options.max_proposals = 100'000;
        options.suggestions = suggestions;
        for (Proposal& proposal :
             Propose(product.bare, lexicon, product.halves[half], options).proposals) {
          const bool by_hand = proposal.source == ProposalSource::kSecondReader;
          if (by_hand != suggestions.empty()) product.proposals[half].push_back(proposal);
        }
      }
    }
  }
  return products;
}

void PrintAll(const std::vector<Product>& products, const Lexicon& lexicon, bool body_only) {
  std::cout << (body_only ? "bodies alone\n" : "titles and bodies\n");
  constexpr std::pair<const char*, Accept> kRuns[] = {
      {"bare", Accept::kNone},
      {"proposed, helpful", Accept::kHelpful},
      {"proposed, helpful aliases", Accept::kHelpfulAliases},
      {"proposed, helpful examples", Accept::kHelpfulExamples},
      {"proposed, all", Accept::kAll},
      {"by hand, those that help", Accept::kHelpfulByHand},
      {"by hand, unambiguous ones", Accept::kAllByHand}};
  for (const auto& [title, accept] : kRuns) {
    Run run;
    for (const Product& product : products) {
      for (size_t half : {0, 1}) {
        std::vector<Proposal> accepted;
        for (const Proposal& proposal : product.proposals[half]) {
          if (!IsAccepted(proposal, accept)) continue;
          accepted.push_back(proposal);
          ++(proposal.kind == ProposalKind::kAlias ? run.aliases : run.examples);
        }
        Judge(WithProposals(product.bare, accepted), lexicon, product.halves[1 - half], body_only,
              run);
      }
    }
    Print(title, run);
  }
  Run by_hand;
  for (const Product& product : products) {
    for (size_t half : {0, 1}) {
      Judge(product.prepared, lexicon, product.halves[half], body_only, by_hand);
    }
  }
  Print("prepared by hand", by_hand);
}

}  // namespace
}  // namespace zusage::alignment

int main(int argc, char** argv) {
  using namespace zusage::alignment;
  std::shared_ptr<const Lexicon> data;
  if (argc > 1) data = Must(OpenLinguisticData(argv[1]));
  const Lexicon& lexicon = data == nullptr ? BuiltInLexicon() : *data;
  const std::vector<Product> products = Load(lexicon);
  if (std::getenv("SHOW_PROPOSALS") != nullptr) {
    for (const Proposal& proposal : products[0].proposals[0]) {
      std::cout << proposal.id << " " << proposal.distinctiveness << " " << proposal.text << "\n";
    }
  }
  PrintAll(products, lexicon, false);
  PrintAll(products, lexicon, true);
  return 0;
}
