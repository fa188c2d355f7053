// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/backtest_files.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "clients/cli/errors.h"
#include "clients/cli/requests_file.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::cli {
namespace {

using alignment::BacktestProduct;
using alignment::BacktestRequest;
using alignment::CompiledStrategy;

constexpr Phrase kUnknownRefs{
    "{path}: {count} expected elements are in no strategy and cannot be found, the first is "
    "{element} of {id}.",
    "{path}: {count} erwartete Elemente stehen in keiner Strategie und sind nicht zu finden, das "
    "erste ist {element} von {id}."};

// A product as files.
struct Files {
  std::string name;
  std::vector<std::string> strategies;
  std::string requests;
};

absl::StatusOr<strategy::Strategy> ReadStrategy(const std::string& path, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string text,
                          session.ReadText(path, strategy::kMaxStrategyFileBytes));
  absl::StatusOr<strategy::Strategy> strategy = strategy::ParseStrategy(text);
  if (!strategy.ok()) return WithFieldPrefix(path + ": ", strategy.status());
  return strategy;
}

absl::StatusOr<std::vector<Files>> FilesOfPairs(const Arguments& arguments) {
  const std::vector<std::string> strategies = arguments.List("--strategy");
  const std::vector<std::string> requests = arguments.List("--requests");
  if (strategies.size() != requests.size() || strategies.empty()) {
    return Error(kPairsExpected, {{"strategies", std::to_string(strategies.size())},
                                  {"requests", std::to_string(requests.size())}});
  }
  std::vector<Files> files;
  for (size_t i = 0; i < strategies.size(); ++i) {
    const auto same = std::find_if(files.begin(), files.end(), [&](const Files& other) {
      return other.requests == requests[i];
    });
    if (same == files.end()) {
      files.push_back({"", {strategies[i]}, requests[i]});
    } else {
      same->strategies.push_back(strategies[i]);
    }
  }
  return files;
}

absl::StatusOr<std::vector<Files>> FilesOfDirectory(const std::string& directory) {
  constexpr std::string_view kPrepared = ".prepared";
  std::map<std::string, Files> by_name;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(directory, error)) {
    const std::string path = entry.path().string();
    std::string name = entry.path().filename().string();
    for (const std::string_view ending : {".strategy.json", ".strategy.yaml"}) {
      if (!name.ends_with(ending)) continue;
      name.resize(name.size() - ending.size());
      if (name.ends_with(kPrepared)) name.resize(name.size() - kPrepared.size());
      Files& files = by_name[name];
      files.name = name;
      files.strategies.push_back(path);
      files.requests = (entry.path().parent_path() / (name + ".requests.jsonl")).string();
      break;
    }
  }
  if (error) return Error(kFileUnreadable, {{"path", directory}});
  if (by_name.empty()) return Error(kNoDecisions, {{"path", directory}});
  std::vector<Files> files;
  for (auto& [name, found] : by_name) {
    std::sort(found.strategies.begin(), found.strategies.end());
    files.push_back(std::move(found));
  }
  return files;
}

void Add(strategy::Strategy strategy, const alignment::Lexicon& lexicon, BacktestProduct& product) {
  if (product.name.empty()) product.name = strategy.product;
  std::optional<CompiledStrategy>& kind =
      alignment::IsPrepared(strategy) ? product.prepared : product.bare;
  kind.emplace(std::move(strategy), /*version=*/1, lexicon);
}

void WarnOfUnknownRefs(const BacktestProduct& product, const std::string& path, Session& session) {
  size_t count = 0;
  Metadata first;
  for (const BacktestRequest& request : product.requests) {
    for (const std::string& ref : request.expected_refs) {
      const bool known =
          (product.bare.has_value() && product.bare->strategy().Find(ref) != nullptr) ||
          (product.prepared.has_value() && product.prepared->strategy().Find(ref) != nullptr);
      if (known) continue;
      if (count++ == 0) first = {{"path", path}, {"element", ref}, {"id", request.id}};
    }
  }
  if (count == 0) return;
  first.emplace_back("count", std::to_string(count));
  Page page = session.err_page();
  page.Paragraph({page.In(kUnknownRefs, first), Style::kWarning});
}

}  // namespace

absl::StatusOr<std::vector<BacktestProduct>> ReadBacktestFiles(const Arguments& arguments,
                                                               Session& session,
                                                               const alignment::Lexicon& lexicon) {
  const bool from_directory = arguments.Has("--decisions");
  if (from_directory && (arguments.Has("--strategy") || arguments.Has("--requests"))) {
    return Error(kExactlyOneOf, {{"options", "--decisions, --strategy + --requests"}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(
      const std::vector<Files> files,
      from_directory ? FilesOfDirectory(arguments.Text("--decisions")) : FilesOfPairs(arguments));
  std::vector<BacktestProduct> products;
  for (const Files& of_product : files) {
    BacktestProduct& product = products.emplace_back();
    product.name = of_product.name;
    for (const std::string& path : of_product.strategies) {
      ZUSAGE_ASSIGN_OR_RETURN(strategy::Strategy strategy, ReadStrategy(path, session));
      Add(std::move(strategy), lexicon, product);
    }
    if (!product.bare.has_value()) {
      Add(alignment::BareOf(product.prepared->strategy()), lexicon, product);
    }
    ZUSAGE_ASSIGN_OR_RETURN(product.requests, ReadRequestsFile(of_product.requests, session));
    WarnOfUnknownRefs(product, of_product.requests, session);
  }
  return products;
}

}  // namespace zusage::cli
