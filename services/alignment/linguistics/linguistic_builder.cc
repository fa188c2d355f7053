// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/linguistics/linguistic_builder.h"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "services/alignment/domain/words.h"

namespace zusage::alignment {
namespace {

constexpr int kRounds = 8;
constexpr float kLeastTranslation = 0.02f;
constexpr size_t kTranslations = 12;
constexpr float kSynonym = 0.6f;
constexpr float kLeastPivot = 0.02f;
constexpr size_t kRelated = 12;
constexpr float kUsualShare = 0.003f;  // of all words: such a word tells half as much as a rare one

// How much alike two words are that German uses the same words for.
float PivotWeight(float probability) { return std::min(0.8f, 0.3f + 2 * probability); }

// The positions that sort `stems`, of those that are kept, and the new number of each stem.
struct Order {
  std::vector<StemId> sorted;
  std::vector<StemId> new_numbers;
};

Order OrderOf(const std::vector<std::string>& stems, const std::vector<bool>& kept) {
  Order order;
  for (StemId i = 0; i < stems.size(); ++i) {
    if (kept[i]) order.sorted.push_back(i);
  }
  std::sort(order.sorted.begin(), order.sorted.end(),
            [&stems](StemId a, StemId b) { return stems[a] < stems[b]; });
  order.new_numbers.resize(stems.size());
  for (StemId i = 0; i < order.sorted.size(); ++i) order.new_numbers[order.sorted[i]] = i;
  return order;
}

std::vector<WeightedStem> Renumbered(std::vector<WeightedStem> stems, const Order& order) {
  for (WeightedStem& entry : stems) entry.stem = order.new_numbers[entry.stem];
  return stems;
}

}  // namespace

std::vector<StemId> StemNumbers::Read(std::string_view text) {
  std::vector<StemId> ids;
  for (std::string& stem : StemsIn(text, language_)) {
    const auto [found, is_new] = numbers_.try_emplace(stem, static_cast<StemId>(stems_.size()));
    if (is_new) stems_.push_back(std::move(stem));
    ids.push_back(found->second);
  }
  return ids;
}

void LinguisticBuilder::AddPair(std::string_view german, std::string_view english, float weight,
                                size_t max_stems) {
  const std::vector<StemId> from = german_.Read(german), to = english_.Read(english);
  if (from.size() > max_stems || to.size() > max_stems || !IsNew(from, to)) return;
  model_.Add(from, to, weight);
}

void LinguisticBuilder::AddSynonyms(std::string_view word, std::string_view other) {
  const std::vector<StemId> one = english_.Read(word), two = english_.Read(other);
  if (one.size() != 1 || two.size() != 1 || one == two) return;
  synonyms_[one.front()][two.front()] = kSynonym;
}

void LinguisticBuilder::AddText(std::string_view text) {
  const std::vector<StemId> ids = english_.Read(text);
  if (ids.empty() || !IsNew({}, ids)) return;
  texts_.insert(texts_.end(), ids.begin(), ids.end());
  texts_.push_back(kTextEnd);
}

// Whether the two did not come before, by a hash of both (FNV-1a).
bool LinguisticBuilder::IsNew(absl::Span<const StemId> german, absl::Span<const StemId> english) {
  uint64_t hash = 0xCBF29CE484222325;
  const auto add = [&hash](uint64_t number) { hash = (hash ^ number) * 0x100000001B3; };
  for (const StemId stem : german) add(stem);
  add(kTextEnd);
  for (const StemId stem : english) add(stem);
  return seen_.insert(hash).second;
}

// How much a stem tells by how usual it is: a / (a + share), the "smooth inverse frequency" of
// Arora, Liang and Ma (2017).
std::vector<float> LinguisticBuilder::Telling() const {
  std::vector<float> counts(english_.size(), 0);
  for (const StemId stem : texts_) {
    if (stem != kTextEnd) ++counts[stem];
  }
  const float all = static_cast<float>(std::max<size_t>(texts_.size(), 1));
  for (float& count : counts) count = kUsualShare / (kUsualShare + count / all);
  return counts;
}

LinguisticBuilder::StemLists LinguisticBuilder::Related() const {
  StemLists related = model_.Pivot(kLeastPivot, kRelated);
  for (StemId stem = 0; stem < related.size(); ++stem) {
    std::map<StemId, float> all;
    for (const WeightedStem& entry : related[stem]) all[entry.stem] = PivotWeight(entry.weight);
    if (const auto found = synonyms_.find(stem); found != synonyms_.end()) {
      for (const auto& [other, weight] : found->second) all[other] = std::max(all[other], weight);
    }
    related[stem].clear();
    for (const auto& [other, weight] : all) related[stem].push_back({other, weight});
    std::stable_sort(
        related[stem].begin(), related[stem].end(),
        [](const WeightedStem& a, const WeightedStem& b) { return a.weight > b.weight; });
    if (related[stem].size() > kRelated) related[stem].resize(kRelated);
  }
  return related;
}

std::vector<bool> LinguisticBuilder::KeptEnglish(const StemLists& translations,
                                                 const StemLists& related,
                                                 const WordVectors& vectors) const {
  std::vector<bool> kept(english_.size(), false);
  for (const auto& list : translations) {
    for (const WeightedStem& entry : list) kept[entry.stem] = true;
  }
  for (StemId stem = 0; stem < related.size(); ++stem) {
    for (const WeightedStem& entry : related[stem]) kept[stem] = kept[entry.stem] = true;
  }
  for (const StemId stem : vectors.stems) kept[stem] = true;
  return kept;
}

LinguisticTables LinguisticBuilder::Build(const VectorOptions& options) {
  model_.Train(german_.size(), english_.size(), kRounds);
  StemLists translations;
  std::vector<bool> kept_german;
  for (StemId stem = 0; stem < german_.size(); ++stem) {
    translations.push_back(model_.TranslationsOf(stem, kLeastTranslation, kTranslations));
    kept_german.push_back(!translations.back().empty());
  }
  const StemLists related = Related();
  const WordVectors vectors = FindWordVectors(texts_, english_.size(), options);
  const Order english = OrderOf(english_.stems(), KeptEnglish(translations, related, vectors));
  const Order german = OrderOf(german_.stems(), kept_german);
  const std::vector<float> telling = Telling();
  LinguisticTables tables;
  for (const StemId stem : english.sorted) {
    tables.english.push_back(english_.stems()[stem]);
    tables.telling.push_back(telling[stem]);
    tables.related.push_back(Renumbered(related[stem], english));
  }
  tables.vectors.resize(tables.english.size());
  for (size_t i = 0; i < vectors.stems.size(); ++i) {
    const auto start = vectors.values.begin() + static_cast<ptrdiff_t>(i * vectors.dimensions);
    tables.vectors[english.new_numbers[vectors.stems[i]]].assign(
        start, start + static_cast<ptrdiff_t>(vectors.dimensions));
  }
  for (const StemId stem : german.sorted) {
    tables.german.push_back(german_.stems()[stem]);
    tables.counts.push_back(model_.CountOf(stem));
    tables.translations.push_back(Renumbered(std::move(translations[stem]), english));
  }
  return tables;
}

}  // namespace zusage::alignment
