// SPDX-License-Identifier: Apache-2.0
//
// What looking for similar requests costs among many: CPU a question and a request learned, memory,
// and how often a request is found again of which half the words were dropped and ten foreign ones
// added. Words are drawn by how usual they are (Zipf's law) from the English stems of linguistic
// data, or from made up ones without; each request is about one of some thousand topics.
//
//   similar_bench REQUESTS [LINGUISTIC-DATA]
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iostream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/linguistic_data.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/alignment/linguistic_file.h"

namespace zusage::alignment {
namespace {

constexpr size_t kWords = 90;  // of a request, which makes about 1 KiB with the usual small words
constexpr size_t kTopicWords = 12;
constexpr size_t kVocabulary = 60'000;
constexpr size_t kQuestions = 500;
constexpr size_t kRounds = 10;  // in which they are asked

// A small generator with known output everywhere (Steele, Lea and Flood, SplitMix64, 2014).
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed * 0x9E3779B97F4A7C15u) {}
  uint64_t Next() {
    uint64_t z = (state_ += 0x9E3779B97F4A7C15u);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9u;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBu;
    return z ^ (z >> 31);
  }
  size_t Below(size_t limit) { return static_cast<size_t>(Next() % limit); }
  // The rank of a word: each rank about as often as its inverse says.
  size_t Zipf(size_t limit) {
    const double share = static_cast<double>(Next() >> 11) / static_cast<double>(uint64_t{1} << 53);
    return static_cast<size_t>(std::pow(static_cast<double>(limit), share)) - 1;
  }

 private:
  uint64_t state_;
};

// Stems of the data first, shuffled; then made up words, as names and typing errors are.
std::vector<std::string> Vocabulary(const std::string& path) {
  std::vector<std::string> words;
  if (!path.empty()) {
    std::ifstream file(path, std::ios::binary);
    std::stringstream content;
    content << file.rdbuf();
    static const std::string& bytes = *new std::string(content.str());
    const auto data = LinguisticData::Read(bytes);
    for (StemId stem = 0; stem < data->english_count(); ++stem) {
      if (!data->VectorOf(stem).values.empty()) words.emplace_back(data->English(stem));
    }
    Random random(7);
    for (size_t i = words.size(); i > 1; --i) std::swap(words[i - 1], words[random.Below(i)]);
  }
  while (words.size() < kVocabulary) words.push_back("q" + std::to_string(words.size()) + "x");
  return words;
}

std::vector<size_t> WordsOf(size_t request, size_t vocabulary) {
  Random topic(1'000'000'007 + request % 5'000), own(request + 1);
  std::vector<size_t> about;
  for (size_t i = 0; i < kTopicWords; ++i) about.push_back(topic.Below(vocabulary));
  std::vector<size_t> words;
  for (size_t i = 0; i < kWords; ++i) {
    words.push_back(i % 3 == 0 ? about[own.Below(kTopicWords)] : own.Zipf(vocabulary));
  }
  return words;
}

std::string TextOf(const std::vector<size_t>& words, const std::vector<std::string>& vocabulary) {
  std::string text;
  for (const size_t word : words) text += vocabulary[word] + " ";
  return text;
}

double Seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9;
}

double MegabytesInUse() {
  std::ifstream file("/proc/self/statm");
  double total = 0, resident = 0;
  file >> total >> resident;
  return resident * 4096 / 1e6;
}

int Run(size_t requests, const std::string& path) {
  std::shared_ptr<const Lexicon> installed;
  if (!path.empty()) installed = *OpenLinguisticData(path);
  const Lexicon& lexicon = installed == nullptr ? BuiltInLexicon() : *installed;
  const std::vector<std::string> vocabulary = Vocabulary(path);
  PastRequests past(lexicon);
  const double memory = MegabytesInUse(), start = Seconds();
  double longest = 0;
  for (size_t i = 0; i < requests; ++i) {
    const std::string name = "products/bench/changeRequests/01J" + std::to_string(100'000'000 + i);
    const double before = Seconds();
    past.Append({.name = name,
                 .title = "A wish of customer " + std::to_string(i),
                 .text = TextOf(WordsOf(i, vocabulary.size()), vocabulary),
                 .ruling = "DECLINED"},
                static_cast<int64_t>(i));
    longest = std::max(longest, Seconds() - before);
  }
  const double learned = Seconds();
  std::vector<std::string> questions;
  for (size_t i = 0; i < kQuestions; ++i) {
    const size_t asked = i * requests / kQuestions;
    std::vector<size_t> words = WordsOf(asked, vocabulary.size()), kept;
    for (size_t j = 0; j < words.size(); j += 2) kept.push_back(words[j]);
    Random foreign(asked + 99);
    for (int j = 0; j < 10; ++j) kept.push_back(foreign.Below(vocabulary.size()));
    questions.push_back(TextOf(kept, vocabulary));
  }
  size_t found = 0;
  const double asking = Seconds();
  for (size_t i = 0; i < kRounds * kQuestions; ++i) {
    const size_t question = i % kQuestions;
    const std::string name = "products/bench/changeRequests/01J" +
                             std::to_string(100'000'000 + question * requests / kQuestions);
    for (const SimilarRequest& similar : past.Similar(questions[question], 10).requests) {
      found += similar.name == name;
    }
  }
  const double asked = Seconds();
  std::cout << absl::StrFormat(
      "%d requests: %.0f us a question, %.1f us to learn one (%.2f s at most), %.0f bytes each, "
      "found again %.3f\n",
      requests, (asked - asking) / (kRounds * kQuestions) * 1e6,
      (learned - start) / static_cast<double>(requests) * 1e6, longest,
      (MegabytesInUse() - memory) / static_cast<double>(requests) * 1e6,
      static_cast<double>(found) / (kRounds * kQuestions));
  return 0;
}

}  // namespace
}  // namespace zusage::alignment

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  return zusage::alignment::Run(std::strtoul(argv[1], nullptr, 10), argc > 2 ? argv[2] : "");
}
