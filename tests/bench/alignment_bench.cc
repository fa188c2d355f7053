// SPDX-License-Identifier: Apache-2.0
//
// CPU per check: a strategy of 200 elements, 1 KiB of text, 10,000 past requests; with the
// linguistic data of the file that ZUSAGE_LINGUISTIC_DATA names, or that are installed.
#include <benchmark/benchmark.h>

#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <map>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "services/alignment/domain/assessment_json.h"
#include "services/alignment/domain/backtest.h"
#include "services/alignment/domain/check.h"
#include "services/alignment/domain/feasibility.h"
#include "services/alignment/linguistic_file.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::alignment {
namespace {

constexpr size_t kElements = 200;
constexpr size_t kTextBytes = 1024;

std::string Read(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// A small generator with known output everywhere (Steele, Lea and Flood, SplitMix64, 2014).
class Random {
 public:
  size_t Below(size_t limit) {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
    return static_cast<size_t>((z ^ (z >> 31)) % limit);
  }

 private:
  uint64_t state_ = 1;
};

const Lexicon& TheLexicon() {
  static const std::shared_ptr<const Lexicon>& lexicon = *[] {
    const char* path = std::getenv("ZUSAGE_LINGUISTIC_DATA");
    return new std::shared_ptr<const Lexicon>(LoadLexicon(path == nullptr ? "" : path)->lexicon);
  }();
  return *lexicon;
}

// Real prepared elements and real requests, mixed into as many as are needed.
struct World {
  std::unique_ptr<CompiledStrategy> strategy;
  std::unique_ptr<PastRequests> past;
  std::vector<Wish> wishes;
};

std::string TextOf(const std::vector<BacktestRequest>& requests, Random& random, size_t bytes) {
  std::string text;
  while (text.size() < bytes) {
    const std::string& body = requests[random.Below(requests.size())].body;
    const size_t start = body.find(' ', random.Below(body.size()));
    if (start != body.npos) text += body.substr(start, 60 + random.Below(80)) + ". ";
  }
  text.resize(text.find_last_of(' ', bytes));
  return text;
}

World MakeWorld(size_t past_requests) {
  World world;
  world.past = std::make_unique<PastRequests>(TheLexicon());
  std::vector<strategy::Element> elements;
  std::vector<BacktestRequest> requests;
  for (const char* product : {"actual", "esbuild", "ripgrep", "syncthing", "vaultwarden"}) {
    const std::string path = ZUSAGE_SOURCE_DIR "/tests/data/decisions/" + std::string(product);
    const auto parsed = strategy::ParseStrategy(Read(path + ".prepared.strategy.json"));
    elements.insert(elements.end(), parsed->elements.begin(), parsed->elements.end());
    std::istringstream lines(Read(path + ".requests.jsonl"));
    for (std::string line; std::getline(lines, line);) {
      requests.push_back(*ParseBacktestRequest(line));
    }
  }
  strategy::Strategy strategy;
  strategy.product = "bench";
  strategy.language = "en";
  for (size_t i = 0; i < kElements; ++i) {
    strategy.elements.push_back(elements[i % elements.size()]);
    strategy.elements.back().id = "E" + std::to_string(i);
  }
  world.strategy = std::make_unique<CompiledStrategy>(std::move(strategy), 1, TheLexicon());
  Random random;
  for (size_t i = 0; i < past_requests; ++i) {
    const std::string name = "products/bench/changeRequests/" + std::to_string(i);
    const BacktestRequest& request = requests[i % requests.size()];
    world.past->Append({name, request.title, TextOf(requests, random, kTextBytes), "DECLINED"}, 1);
  }
  for (size_t i = 0; i < 64; ++i) {
    Wish wish;
    wish.title = requests[random.Below(requests.size())].title;
    wish.body = TextOf(requests, random, kTextBytes);
    world.wishes.push_back(std::move(wish));
  }
  return world;
}

// Built once for each size: google-benchmark calls a function several times to find its rhythm.
const World& WorldWith(size_t past_requests) {
  static std::map<size_t, World>& worlds = *new std::map<size_t, World>();
  const auto found = worlds.find(past_requests);
  if (found != worlds.end()) return found->second;
  return worlds.emplace(past_requests, MakeWorld(past_requests)).first->second;
}

void BM_Check(benchmark::State& state) {
  const World& world = WorldWith(static_cast<size_t>(state.range(0)));
  size_t next = 0;
  for (auto unused : state) {
    benchmark::DoNotOptimize(Check(*world.strategy, world.wishes[next++ % 64], *world.past));
  }
}
BENCHMARK(BM_Check)->Arg(0)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void BM_Analyse(benchmark::State& state) {
  const World& world = WorldWith(0);
  size_t next = 0;
  for (auto unused : state) {
    benchmark::DoNotOptimize(Analyse(world.wishes[next++ % 64].body));
  }
}
BENCHMARK(BM_Analyse)->Unit(benchmark::kMicrosecond);

void BM_Similar(benchmark::State& state) {
  const World& world = WorldWith(static_cast<size_t>(state.range(0)));
  size_t next = 0;
  for (auto unused : state) {
    benchmark::DoNotOptimize(world.past->Similar(world.wishes[next++ % 64].body, 10));
  }
}
BENCHMARK(BM_Similar)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void BM_AnswerQuestion(benchmark::State& state) {
  const World& world = WorldWith(static_cast<size_t>(state.range(0)));
  size_t next = 0;
  for (auto unused : state) {
    benchmark::DoNotOptimize(
        AnswerQuestion(*world.strategy, world.wishes[next++ % 64].title, *world.past));
  }
}
BENCHMARK(BM_AnswerQuestion)->Arg(10'000)->Unit(benchmark::kMicrosecond);

void BM_AssessmentToJson(benchmark::State& state) {
  const World& world = WorldWith(1'000);
  const Assessment assessment = Check(*world.strategy, world.wishes[0], *world.past);
  for (auto unused : state) benchmark::DoNotOptimize(ToJson(assessment));
}
BENCHMARK(BM_AssessmentToJson)->Unit(benchmark::kMicrosecond);

void BM_Compile(benchmark::State& state) {
  const World& world = WorldWith(0);
  for (auto unused : state) {
    benchmark::DoNotOptimize(CompiledStrategy(world.strategy->strategy(), 1, TheLexicon()));
  }
}
BENCHMARK(BM_Compile)->Unit(benchmark::kMillisecond);

void BM_LoadLexicon(benchmark::State& state) {
  const char* path = std::getenv("ZUSAGE_LINGUISTIC_DATA");
  for (auto unused : state) {
    benchmark::DoNotOptimize(LoadLexicon(path == nullptr ? "" : path));
  }
}
BENCHMARK(BM_LoadLexicon)->Unit(benchmark::kMillisecond);

void BM_Append(benchmark::State& state) {
  const World& world = WorldWith(0);
  PastRequests past(TheLexicon());
  int64_t next = 0;
  for (auto unused : state) {
    const Wish& wish = world.wishes[static_cast<size_t>(next % 64)];
    past.Append(
        {"products/bench/changeRequests/" + std::to_string(next), wish.title, wish.body, ""}, next);
    ++next;
  }
}
BENCHMARK(BM_Append)->Unit(benchmark::kMicrosecond);

}  // namespace
}  // namespace zusage::alignment

BENCHMARK_MAIN();
