// SPDX-License-Identifier: Apache-2.0
//
// How well a wish matches each element: the part of ElementIndex that runs once per check.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <utility>

#include "services/alignment/domain/element_index.h"
#include "services/alignment/domain/variants.h"

namespace zusage::alignment {
namespace {

constexpr float kNearWeight = 0.5f;   // of a term that only begins alike
constexpr float kExactWeight = 1.5f;  // acronyms and numbers mean just one thing
constexpr float kExample = 0.85f;     // beside the element itself
constexpr float kNameDamping = 0.5f;  // a name of one common word says less than one of two
constexpr uint32_t kFewHolders = 3;   // clauses that may share an acronym
constexpr uint32_t kNoWord = UINT32_MAX;
constexpr uint32_t kNoPosting = UINT32_MAX;

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
        clauses_(index.clauses_.size()),
        elements_(index.elements_.size()) {
    match.candidates.resize(index.elements_.size());
    match.named_exactly.assign(index.elements_.size(), false);
    match.words.reserve(words_.size());
    for (const DistinctWord& word : words_) match.words.push_back(word.word->surface);
    match.hits.reserve(2 * words_.size());
  }

  void Run(size_t title_words) {
    AddWords(0, title_words);
    if (title_words > 0) {
      ReadTitleFeatures();
      ReadMeaning(kTitleMeaning);
    }
    AddWords(title_words, words_.size());
    ReadFeatures();
    ReadMeaning(kMeaning);
    if (title_words == 0) CopyToTitleFeatures();
    match_.clause_mass.reserve(clauses_.size());
    for (const ClauseSum& clause : clauses_) match_.clause_mass.push_back(clause.mass);
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
    float mass = 0;
    float dot = 0;
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
    meaning_.Add(word, word.weight * repeated);
    float rarity = 0;
    for (const ElementIndex::Meaning& meaning : MeaningsOf(word)) {
      Hit(position, meaning, weight);
      rarity = std::max(rarity, index_.rarity_[meaning.term]);
    }
    // A word that nothing in the strategy holds still counts as part of the wish.
    const float mass = weight * (rarity > 0 ? rarity : index_.most_rare_);
    total_ += mass;
    squares_ += mass * mass;
  }

  const ElementIndex::Meanings& MeaningsOf(const Word& word) {
    static thread_local WordMemory<ElementIndex::Meanings> memory;
    const ElementIndex::Meanings* known = memory.Find(index_.number_, word.form);
    if (known != nullptr) return *known;
    return memory.Put(index_.number_, word.form, index_.MeaningsOf(word));
  }

  void Hit(uint32_t position, const ElementIndex::Meaning& meaning, float weight) {
    const TermId term = meaning.term;
    const float rare = index_.rarity_[term];
    const float mass_weight = std::min(weight, 1.0f);
    match_.hits.push_back({position, term, meaning.sure});
    const uint32_t begin = index_.first_posting_[term];
    const uint32_t end = index_.first_posting_[term + 1];
    for (uint32_t i = begin; i < end; ++i) {
      const ElementIndex::Posting& posting = index_.postings_[i];
      const float value = meaning.sure * posting.weight * rare;
      ClauseSum& clause = clauses_[posting.clause];
      Raise(clause.mark, position, value, [&](float more) {
        clause.mass += mass_weight * more;
        clause.dot += weight * more * rare;
      });
      ElementSum& element = elements_[posting.element];
      Raise(element.mark, position, value, [&](float more) { element.cover += weight * more; });
    }
    if (words_[position].word->exact && meaning.sure == 1 && end - begin <= kFewHolders) {
      for (uint32_t i = begin; i < end; ++i) {
        match_.named_exactly[index_.postings_[i].element] = true;
      }
    }
  }

  template <typename Add>
  static void Raise(Mark& mark, uint32_t word, float value, Add add) {
    if (mark.word != word) mark = {word, 0};
    if (value <= mark.value) return;
    add(value - mark.value);
    mark.value = value;
  }

  // The three features of one element that its clauses give.
  struct ClauseFeatures {
    double own_cosine = 0;
    double example_cosine = 0;
    double name_cover = 0;
  };

  ClauseFeatures FeaturesOf(size_t element) const {
    ClauseFeatures features;
    double own = 0;
    for (uint32_t i = index_.first_clause_[element]; i < index_.first_clause_[element + 1]; ++i) {
      if (clauses_[i].mark.word == kNoWord) continue;  // shares no word with the wish
      const Clause& clause = index_.clauses_[i];
      const float dot = clauses_[i].dot;
      if (IsOwn(clause.sort)) own += dot;
      if (clause.sort == Clause::Sort::kExample && clause.norm > 0 && norm_ > 0) {
        features.example_cosine =
            std::max<double>(features.example_cosine, dot / (clause.norm * norm_));
      }
      const bool is_name =
          clause.sort == Clause::Sort::kAlias || clause.sort == Clause::Sort::kTitle;
      if (is_name && clause.mass > 0) {
        const double cover = clauses_[i].mass / (clause.mass + kNameDamping * index_.most_rare_);
        features.name_cover = std::max(features.name_cover, cover);
      }
    }
    const double own_norm = double{index_.own_norms_[element]} * norm_;
    if (own_norm > 0) features.own_cosine = own / own_norm;
    return features;
  }

  // How near the meaning of the words so far is to each element's.
  void ReadMeaning(Feature feature) {
    const PackedMeaning wish = meaning_.Finish();
    if (wish.values.empty()) return;
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      const uint32_t first = index_.first_meaning_[i];
      float likeness = 0;
      for (uint32_t j = first; j < index_.first_meaning_[i + 1]; ++j) {
        const float factor = j == first ? 1 : kExample;
        likeness = std::max(likeness, factor * Likeness(wish, index_.meanings_[j]));
      }
      match_.candidates[i].features[feature] = likeness;
    }
  }

  void ReadTitleFeatures() {
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      if (elements_[i].cover == 0) continue;
      const ClauseFeatures features = FeaturesOf(i);
      match_.candidates[i].features[kTitleCosine] =
          std::max(features.own_cosine, kExample * features.example_cosine);
      match_.candidates[i].features[kTitleName] = features.name_cover;
    }
  }

  void ReadFeatures() {
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      Candidate& candidate = match_.candidates[i];
      candidate.kind = index_.kinds_[i];
      if (elements_[i].cover == 0) continue;
      const ClauseFeatures features = FeaturesOf(i);
      candidate.features[kOwnCosine] = features.own_cosine;
      candidate.features[kExampleCosine] = features.example_cosine;
      candidate.features[kNameCover] = features.name_cover;
      candidate.features[kWishCover] = total_ > 0 ? elements_[i].cover / total_ : 0;
    }
  }

  // Without a title the whole wish stands for it.
  void CopyToTitleFeatures() {
    for (Candidate& candidate : match_.candidates) {
      Features& features = candidate.features;
      features[kTitleCosine] = std::max(features[kOwnCosine], kExample * features[kExampleCosine]);
      features[kTitleName] = features[kNameCover];
      features[kTitleMeaning] = features[kMeaning];
    }
  }

  const ElementIndex& index_;
  WishMatch& match_;
  const std::vector<DistinctWord>& words_;
  float total_ = 0;
  float squares_ = 0;
  float norm_ = 0;
  Meaning meaning_{index_.lexicon_};
  std::vector<ClauseSum> clauses_;
  std::vector<ElementSum> elements_;
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

Citation ElementIndex::Cite(size_t element, const WishMatch& match) const {
  Citation citation;
  const uint32_t first = first_clause_[element];
  const uint32_t last = first_clause_[element + 1];
  uint32_t best = first;
  for (uint32_t i = first; i < last; ++i) {
    if (match.clause_mass[i] > match.clause_mass[best]) best = i;
  }
  citation.quote = clauses_[best].text;
  std::vector<uint32_t> mentions(stems_.size(), kNoPosting);  // by term, of this element
  for (uint32_t i = first_mention_[element]; i < first_mention_[element + 1]; ++i) {
    mentions[mentions_[i].term] = mentions_[i].posting;
  }
  uint32_t cited = kNoWord;
  for (const TermHit& hit : match.hits) {
    const uint32_t posting = mentions[hit.term];
    if (hit.word == cited || posting == kNoPosting) continue;
    citation.words.push_back({std::string(match.words[hit.word]), std::string(surfaces_[posting])});
    cited = hit.word;
  }
  return citation;
}

}  // namespace zusage::alignment
