// SPDX-License-Identifier: Apache-2.0
//
// How well a wish matches each element: the part of ElementIndex that runs once per check.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/variants.h"
#include "services/alignment/domain/vector_math.h"

namespace zusage::alignment {
namespace {

constexpr float kNearWeight = 0.5f;   // of a term that only begins alike
constexpr float kExactWeight = 1.5f;  // acronyms and numbers mean just one thing
constexpr uint32_t kFewHolders = 3;   // clauses that may share an acronym
constexpr uint32_t kNoWord = UINT32_MAX;
constexpr float kMostInSense = 1.5f;  // repetitions of a word say no more
constexpr float kCitedFrom = 0.45f;   // how sure it is that two words mean the same
constexpr size_t kMostCitedWords = 6;
constexpr uint32_t kTellingClauses = 16;  // that may hold a word which tells them apart
constexpr double kTitleShare = 0.75;      // of the title's cosine; the rest is the whole wish's

bool IsOwn(Clause::Sort sort) {
  return sort == Clause::Sort::kTitle || sort == Clause::Sort::kDescription;
}

}  // namespace

// Adds the wish word by word to sums per clause and per element.
class WishMatcher {
 public:
  WishMatcher(const ElementIndex& index, const DistinctWords& wish, WishMatch& match)
      : index_(index),
        match_(match),
        words_(wish.words),
        meaning_(index.lexicon_),
        held_(index.senses_ == nullptr ? 0 : index.elements_.size(), 0),
        clauses_(index.clauses_.size()),
        names_(index.names_),
        elements_(index.elements_.size()),
        shared_(index.holder_stride_, 0) {
    match.candidates.resize(index.elements_.size());
    match.words.reserve(words_.size());
    for (const DistinctWord& word : words_) match.words.push_back(word.word->surface);
    match.hits.reserve(2 * words_.size());
  }

  void Run(size_t title_words) {
    AddWords(0, title_words);
    if (title_words > 0) ReadTitleFeatures();
    // With meanings and a title, the rest has only a small part in the cosine that is made of sums
    // by clause; what many clauses hold costs most there and tells least.
    all_by_clause_ = senses_ == nullptr || title_words == 0;
    AddWords(title_words, words_.size());
    ReadNames(kNameCover);
    ReadFeatures(title_words > 0);
    match_.meaning = meaning_.Finish();
    ReadMeaning(match_.meaning, kMeaning);
    ReadSenses();
  }

 private:
  // What the word being added has given a clause or an element so far: its variants may meet the
  // same one several times, and only the best counts.
  struct Mark {
    uint32_t word = kNoWord;
    float value = 0;
  };
  struct ClauseSum {
    Mark mark;
    float dot = 0;
  };
  // By clause. A strategy has thousands and a title meets few of them, so that they live as long as
  // the thread and only those that were met are cleared. A thread has one of these at a time.
  class ClauseSums {
   public:
    explicit ClauseSums(size_t clauses) {
      static thread_local std::vector<ClauseSum> sums;
      if (sums.size() < clauses) sums.resize(clauses);
      sums_ = sums.data();
    }
    ~ClauseSums() {
      for (const uint32_t clause : met_) sums_[clause] = {};
    }
    ClauseSums(const ClauseSums&) = delete;
    ClauseSums& operator=(const ClauseSums&) = delete;

    ClauseSum& Meet(uint32_t clause) {
      if (sums_[clause].mark.word == kNoWord) met_.push_back(clause);
      return sums_[clause];
    }
    float DotOf(uint32_t clause) const { return sums_[clause].dot; }
    const std::vector<uint32_t>& met() const { return met_; }

   private:
    ClauseSum* sums_;
    std::vector<uint32_t> met_;
  };
  struct ElementSum {
    Mark mark;
    float cover = 0;
  };

  void AddWords(size_t first, size_t last) {
    for (size_t i = first; i < last; ++i) AddWord(static_cast<uint32_t>(i));
    norm_ = std::sqrt(squares_);
  }

  void AddWord(uint32_t position) {
    const Word& word = *words_[position].word;
    const float repeated = words_[position].count > 1 ? 1.4f : 1.0f;
    const float weight = word.weight * (word.exact ? kExactWeight : 1.0f) * repeated;
    match_.weights.push_back(std::min(weight, 1.0f));
    float rarity = 0;
    for (const ElementIndex::Meaning& meaning : MeaningsOf(word)) {
      Hit(position, meaning, weight);
      rarity = std::max(rarity, index_.rarity_[meaning.term]);
    }
    // A word that nothing in the strategy holds still counts as part of the wish.
    const float mass = weight * (rarity > 0 ? rarity : index_.most_rare_);
    total_ += mass;
    squares_ += mass * mass;
    if (senses_ != nullptr) AddSenses(position);
  }

  // Each stem that the word may mean adds to what the elements hold of the wish.
  void AddSenses(uint32_t position) {
    const Word& word = *words_[position].word;
    const float count = static_cast<float>(words_[position].count);
    const Directions& directions = DirectionsOf(word, index_.lexicon_);
    meaning_.Add(directions, WeightInMeaning(words_[position]));
    const float weight = std::min(word.weight * count, kMostInSense);
    for (const Direction& direction : directions) {
      const float rare = weight * direction.share * direction.rarity;
      sense_total_ += rare;
      AddTimes(rare / 255, absl::MakeConstSpan(senses_->Row(direction.vector), held_.size()),
               held_.data());
    }
    if (directions.empty()) AddName(position, weight * kLargestRarity);
  }

  // A word that no text holds, so that it is met by itself alone.
  void AddName(uint32_t position, float weight) {
    sense_total_ += weight;
    for (auto hit = match_.hits.rbegin(); hit != match_.hits.rend(); ++hit) {
      if (hit->word != position) break;
      if (hit->weight < 1) continue;
      uint32_t last = kNoWord;
      for (uint32_t i = index_.first_posting_[hit->term]; i < index_.first_posting_[hit->term + 1];
           ++i) {
        const uint32_t element = index_.postings_[i].element;
        if (element != last) held_[element] += weight;
        last = element;
      }
    }
  }

  const ElementIndex::Meanings& MeaningsOf(const Word& word) {
    static thread_local WordMemory<ElementIndex::Meanings> memory;
    const ElementIndex::Meanings* known = memory.Find(index_.number_, word.form);
    if (known != nullptr) return *known;
    return memory.Put(index_.number_, word.form, index_.MeaningsOf(word));
  }

  void Hit(uint32_t position, const ElementIndex::Meaning& meaning, float weight) {
    const TermId term = meaning.term;
    match_.hits.push_back({position, term, meaning.sure});
    const uint64_t* holders = &index_.holders_[term * shared_.size()];
    for (size_t i = 0; i < shared_.size(); ++i) shared_[i] |= holders[i];
    const uint32_t begin = index_.first_posting_[term];
    const uint32_t end = index_.first_posting_[term + 1];
    if (all_by_clause_ || end - begin <= kTellingClauses) Sum(position, meaning, weight);
    names_.Add(position, term, meaning.sure * std::min(weight, 1.0f));
    if (words_[position].word->exact && meaning.sure == 1 && end - begin <= kFewHolders) {
      for (uint32_t i = begin; i < end; ++i) {
        match_.candidates[index_.postings_[i].element].named_exactly = true;
      }
    }
  }

  void Sum(uint32_t position, const ElementIndex::Meaning& meaning, float weight) {
    const float rare = index_.rarity_[meaning.term];
    for (uint32_t i = index_.first_posting_[meaning.term];
         i < index_.first_posting_[meaning.term + 1]; ++i) {
      const ElementIndex::Posting& posting = index_.postings_[i];
      const float value = meaning.sure * posting.weight * rare;
      ClauseSum& clause = clauses_.Meet(posting.clause);
      Raise(clause.mark, position, value, [&](float more) { clause.dot += weight * more * rare; });
      if (senses_ != nullptr) continue;  // kSenseCover takes the place of the sum by element
      ElementSum& element = elements_[posting.element];
      Raise(element.mark, position, value, [&](float more) { element.cover += weight * more; });
    }
  }

  template <typename Add>
  static void Raise(Mark& mark, uint32_t word, float value, Add add) {
    if (mark.word != word) mark = {word, 0};
    if (value <= mark.value) return;
    add(value - mark.value);
    mark.value = value;
  }

  // What an element's clauses give: cosines of its own text, and of the best example and name.
  struct ClauseFeatures {
    double own_cosine = 0;
    double example_cosine = 0;
    double name_cosine = 0;
  };

  // By element, for the words so far.
  std::vector<ClauseFeatures> ReadClauses() const {
    std::vector<ClauseFeatures> features(index_.elements_.size());
    if (norm_ == 0) return features;
    for (const uint32_t i : clauses_.met()) {
      const Clause& clause = index_.clauses_[i];
      ClauseFeatures& of_element = features[clause.element];
      const double dot = clauses_.DotOf(i);
      if (IsOwn(clause.sort) && index_.own_norms_[clause.element] > 0) {
        of_element.own_cosine += dot / (double{index_.own_norms_[clause.element]} * norm_);
      }
      if (clause.sort == Clause::Sort::kDescription || clause.norm == 0) continue;
      double& best = clause.sort == Clause::Sort::kExample ? of_element.example_cosine
                                                           : of_element.name_cosine;
      best = std::max(best, dot / (double{clause.norm} * norm_));
    }
    return features;
  }

  // How near the meaning of the words so far is to each element's.
  void ReadMeaning(const PackedMeaning& wish, Feature feature) {
    if (wish.values.empty()) return;
    static thread_local std::vector<int32_t> products;
    products.resize(index_.meaning_factors_.size());
    Products(wish.values, index_.meanings_.data(), absl::MakeSpan(products));
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      float likeness = 0;
      for (uint32_t j = index_.first_meaning_[i]; j < index_.first_meaning_[i + 1]; ++j) {
        likeness = std::max(likeness, index_.meaning_factors_[j] * static_cast<float>(products[j]));
      }
      match_.candidates[i].features[feature] = wish.factor * likeness;
    }
  }

  void ReadSenses() {
    if (sense_total_ == 0) return;
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      Features& features = match_.candidates[i].features;
      features[kSenseCover] = held_[i] / sense_total_;
      features[kMutualCover] = std::sqrt(features[kSenseCover] * features[kNameCover]);
    }
  }

  // How much of each element's names the words so far hold.
  void ReadNames(Feature feature) {
    const std::vector<float> covers = names_.Covers();
    for (size_t i = 0; i < covers.size(); ++i) match_.candidates[i].features[feature] = covers[i];
  }

  void ReadTitleFeatures() {
    if (senses_ == nullptr) ReadNames(kTitleName);
    const std::vector<ClauseFeatures> features = ReadClauses();
    for (size_t i = 0; i < features.size(); ++i) {
      match_.candidates[i].features[kTitleCosine] = BestOf(features[i]);
    }
  }

  static double BestOf(const ClauseFeatures& features) {
    return std::max({features.own_cosine, kExampleWeight * features.example_cosine,
                     kNameWeight * features.name_cosine});
  }

  void ReadFeatures(bool with_title) {
    // "The customer would like something" is no wish yet, whatever speaks of customers.
    const bool says_something =
        std::any_of(words_.begin(), words_.end(),
                    [](const DistinctWord& word) { return word.word->weight == 1; });
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      match_.candidates[i].kind = index_.kinds_[i];
      match_.candidates[i].shares_word = says_something && (shared_[i / 64] >> i % 64 & 1) != 0;
    }
    const std::vector<ClauseFeatures> features = ReadClauses();
    for (size_t i = 0; i < features.size(); ++i) {
      Features& all = match_.candidates[i].features;
      all[kOwnCosine] = features[i].own_cosine;
      all[kExampleCosine] = features[i].example_cosine;
      all[kWishCover] = total_ > 0 ? elements_[i].cover / total_ : 0;
      // Subjects say less than curated titles do: the whole wish stands in for a part of it.
      const double in_title = with_title ? kTitleShare : 0;
      all[kTitleCosine] = in_title * all[kTitleCosine] + (1 - in_title) * BestOf(features[i]);
      if (!with_title) all[kTitleName] = all[kNameCover];
    }
  }

  const ElementIndex& index_;
  WishMatch& match_;
  const std::vector<DistinctWord>& words_;
  float total_ = 0;
  float squares_ = 0;
  float norm_ = 0;
  const SenseRows* const senses_ = index_.senses_.get();
  float sense_total_ = 0;
  bool all_by_clause_ = true;  // whether words that many clauses hold are summed up by clause
  Meaning meaning_;
  std::vector<float> held_;  // by element: how much of what the wish means it holds
  ClauseSums clauses_;
  HeldNames names_;
  std::vector<ElementSum> elements_;
  std::vector<uint64_t> shared_;  // a bit for each element: whether it has a word of the wish
};

ElementIndex::Meanings ElementIndex::MeaningsOf(const Word& word) const {
  Meanings meanings;
  const auto known = [this](std::string_view text) { return KnownStem(text); };
  ForEachVariant(word, lexicon_, Related::kWithout, known, [&](std::string_view stem, float sure) {
    const auto found = terms_.find(stem);
    if (found != terms_.end()) meanings.push_back({found->second, sure});
  });
  if (!meanings.empty() || word.exact) return meanings;
  if (const TermId* near = NearTerm(word.stem); near != nullptr) {
    meanings.push_back({*near, kNearWeight});
  }
  return meanings;
}

WishMatch ElementIndex::Match(const DistinctWords& wish) const {
  WishMatch match;
  WishMatcher(*this, wish, match).Run(wish.in_title);
  return match;
}

ElementIndex::Common ElementIndex::CommonOf(size_t element, const WishMatch& match) const {
  const uint32_t first = first_clause_[element];
  Common common;
  common.clause_mass.assign(first_clause_[element + 1] - first, 0);
  std::vector<Pair> best(common.clause_mass.size(), {kNoWord, 0, 0});  // by clause
  const auto mentions_begin = mentions_.begin() + first_mention_[element];
  const auto mentions_end = mentions_.begin() + first_mention_[element + 1];
  const uint64_t bit = uint64_t{1} << element % 64;
  for (const TermHit& hit : match.hits) {
    if ((holders_[hit.term * holder_stride_ + element / 64] & bit) == 0) continue;
    const auto mention =
        std::lower_bound(mentions_begin, mentions_end, hit.term,
                         [](const Mention& one, TermId term) { return one.term < term; });
    for (uint32_t i = mention->posting;
         i < first_posting_[hit.term + 1] && postings_[i].element == element; ++i) {
      const float sure = hit.weight * postings_[i].weight;
      const float value = match.weights[hit.word] * sure * rarity_[hit.term];
      Pair& met = best[postings_[i].clause - first];
      if (met.word != hit.word) met = {hit.word, i, 0};
      if (value > met.value) {
        common.clause_mass[postings_[i].clause - first] += value - met.value;
        met.value = value;
      }
      if (sure < kCitedFrom) continue;
      const bool is_new = common.pairs.empty() || common.pairs.back().word != hit.word;
      if (is_new) common.pairs.push_back({hit.word, i, -1});
      if (value > common.pairs.back().value) common.pairs.back() = {hit.word, i, value};
    }
  }
  return common;
}

Citation ElementIndex::Cite(size_t element, const WishMatch& match) const {
  Common common = CommonOf(element, match);
  const auto best = std::max_element(common.clause_mass.begin(), common.clause_mass.end());
  Citation citation;
  citation.quote =
      clauses_[first_clause_[element] + static_cast<size_t>(best - common.clause_mass.begin())]
          .text;
  std::vector<Pair>& pairs = common.pairs;
  if (pairs.size() > kMostCitedWords) {
    std::stable_sort(pairs.begin(), pairs.end(),
                     [](const Pair& a, const Pair& b) { return a.value > b.value; });
    pairs.resize(kMostCitedWords);
    std::sort(pairs.begin(), pairs.end(),
              [](const Pair& a, const Pair& b) { return a.word < b.word; });
  }
  for (const Pair& pair : pairs) {
    citation.words.push_back(
        {std::string(match.words[pair.word]), std::string(surfaces_[pair.posting])});
  }
  return citation;
}

}  // namespace zusage::alignment
