// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/preparation.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <utility>

#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

constexpr double kAliasShare = 0.78;
constexpr double kExampleShare = 0.12;
constexpr double kTextShare = 0.10;

// What so many aliases are worth, of what eight are.
constexpr std::array<double, kWantedAliases + 1> kWorthOfAliases = [] {
  struct Measured {
    int aliases;
    double hit_at_1;
  };
  constexpr std::array<Measured, 4> kMeasured = {{{0, .483}, {2, .60}, {4, .615}, {8, .724}}};
  std::array<double, kWantedAliases + 1> worth{};
  const double gain = kMeasured.back().hit_at_1 - kMeasured.front().hit_at_1;
  for (size_t i = 1; i < kMeasured.size(); ++i) {
    const Measured &from = kMeasured[i - 1], &to = kMeasured[i];
    for (int n = from.aliases; n <= to.aliases; ++n) {
      const double part = double(n - from.aliases) / (to.aliases - from.aliases);
      const double hit = from.hit_at_1 + part * (to.hit_at_1 - from.hit_at_1);
      worth[static_cast<size_t>(n)] = (hit - kMeasured.front().hit_at_1) / gain;
    }
  }
  return worth;
}();

// Letters that some write otherwise where a keyboard has no umlauts.
std::string WithoutUmlauts(std::string_view folded) {
  std::string plain;
  plain.reserve(folded.size() + 2);
  for (size_t i = 0; i < folded.size(); ++i) {
    const std::string_view two = folded.substr(i, 2);
    if (two == "ä") plain += "ae";
    if (two == "ö") plain += "oe";
    if (two == "ü") plain += "ue";
    if (two == "ä" || two == "ö" || two == "ü") {
      ++i;
    } else {
      plain += folded[i];
    }
  }
  return plain;
}

// How many of `texts` differ from one another and from `taken`.
int CountDistinct(const std::vector<std::string>& texts, std::set<std::string> taken) {
  int count = 0;
  for (const std::string& text : texts) {
    std::string key = PhraseKey(text);
    if (!key.empty() && taken.insert(std::move(key)).second) ++count;
  }
  return count;
}

void CountTexts(const strategy::Element& element, ElementPreparation& preparation) {
  const auto count = [&](const std::string& text) {
    ++preparation.wanted_texts;
    if (!text.empty()) ++preparation.texts;
  };
  count(element.description);
  if (element.kind == strategy::ElementKind::kCapability) {
    count(element.how);
    count(element.limits);
  }
}

}  // namespace

std::string WordKey(std::string_view word) {
  return Stem(Stem(WithoutUmlauts(Fold(word)), Language::kGerman), Language::kEnglish);
}

std::string PhraseKey(std::string_view phrase) {
  std::set<std::string> stems;
  for (const Word& word : Analyse(phrase)) stems.insert(WordKey(word.surface));
  if (stems.empty()) return WithoutUmlauts(Fold(phrase));  // "on and off" is a name as well
  std::string key;
  for (const std::string& stem : stems) {
    if (!key.empty()) key += ' ';
    key += stem;
  }
  return key;
}

ElementPreparation PreparationOf(const strategy::Element& element) {
  ElementPreparation preparation;
  preparation.element = element.id;
  preparation.aliases = CountDistinct(element.aliases, {PhraseKey(element.title)});
  preparation.examples = CountDistinct(element.examples, {});
  CountTexts(element, preparation);
  const auto aliases = static_cast<size_t>(std::min(preparation.aliases, kWantedAliases));
  const int examples = std::min(preparation.examples, kWantedExamples);
  preparation.complete = kAliasShare * kWorthOfAliases[aliases] +
                         kExampleShare * examples / kWantedExamples +
                         kTextShare * preparation.texts / preparation.wanted_texts;
  return preparation;
}

Preparation PreparationOf(const strategy::Strategy& strategy) {
  Preparation preparation;
  double roots = 0;
  for (const strategy::Element& element : strategy.elements) {
    if (element.kind == strategy::ElementKind::kGuardrail) continue;
    preparation.elements.push_back(PreparationOf(element));
    const double complete = preparation.elements.back().complete;
    roots += std::sqrt(complete);
    if (complete >= kPrepared) ++preparation.prepared;
  }
  if (preparation.elements.empty()) return preparation;
  const double mean = roots / static_cast<double>(preparation.elements.size());
  preparation.complete = mean * mean;
  return preparation;
}

}  // namespace zusage::alignment
