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
constexpr float kExampleInTitle = 0.85f;
constexpr float kNameDamping = 0.5f;  // a name of one common word says less than one of two
constexpr uint32_t kFewHolders = 3;   // clauses that may share an acronym
constexpr uint32_t kNoWord = UINT32_MAX;

bool IsOwn(Clause::Sort sort) {
  return sort == Clause::Sort::kTitle || sort == Clause::Sort::kDescription;
}

}  // namespace

// Adds the wish word by word to sums per clause and per element.
class WishMatcher {
 public:
  WishMatcher(const ElementIndex& index, WishMatch& match)
      : index_(index),
        match_(match),
        dots_(index.clauses_.size(), 0),
        marks_(index.clauses_.size()),
        covers_(index.elements_.size(), 0),
        best_(index.elements_.size()) {
    match.clause_mass.assign(index.clauses_.size(), 0);
    match.candidates.resize(index.elements_.size());
    match.named_exactly.assign(index.elements_.size(), false);
  }

  void Run(const std::vector<Word>& title, const std::vector<Word>& body) {
    CountWords(title, body);
    AddWords(0, title_words_);
    ReadTitleFeatures(norm_);
    AddWords(title_words_, words_.size());
    ReadFeatures();
    if (title_words_ == 0) CopyToTitleFeatures();
  }

 private:
  struct Distinct {
    const Word* word;
    int count;
  };
  // What the word being added has given a clause or an element so far: its variants may meet the
  // same one several times, and only the best counts.
  struct Mark {
    uint32_t word = kNoWord;
    float value = 0;
  };

  void CountWords(const std::vector<Word>& title, const std::vector<Word>& body) {
    absl::flat_hash_map<std::string_view, size_t, ViewHash, std::equal_to<>> seen;
    seen.reserve(title.size() + body.size());
    const auto add = [&](const Word& word) {
      const auto [found, is_new] = seen.try_emplace(word.stem, words_.size());
      if (is_new) {
        words_.push_back({&word, 1});
        match_.words.push_back(word.surface);
      } else {
        ++words_[found->second].count;
      }
    };
    for (const Word& word : title) add(word);
    title_words_ = words_.size();
    for (const Word& word : body) add(word);
  }

  void AddWords(size_t first, size_t last) {
    for (size_t i = first; i < last; ++i) AddWord(static_cast<uint32_t>(i));
    norm_ = std::sqrt(squares_);
  }

  void AddWord(uint32_t position) {
    const Word& word = *words_[position].word;
    const float repeated = words_[position].count > 1 ? 1.4f : 1.0f;
    const float weight = word.weight * (word.exact ? kExactWeight : 1.0f) * repeated;
    float rarity = 0;
    const auto known = [this](std::string_view text) { return index_.KnownStem(text); };
    ForEachVariant(word, index_.lexicon_, Synonyms::kWith, known,
                   [&](std::string_view stem, float sure) {
                     const auto found = index_.terms_.find(stem);
                     if (found != index_.terms_.end())
                       Hit(position, found->second, sure, weight, rarity);
                   });
    if (rarity == 0) {
      const TermId* near = index_.NearTerm(word.stem);
      if (near != nullptr && !word.exact) Hit(position, *near, kNearWeight, weight, rarity);
    }
    // A word that nothing in the strategy holds still counts as part of the wish.
    const float mass = weight * (rarity > 0 ? rarity : index_.most_rare_);
    total_ += mass;
    squares_ += mass * mass;
  }

  void Hit(uint32_t position, TermId term, float sure, float weight, float& rarity) {
    const float rare = index_.rarity_[term];
    rarity = std::max(rarity, rare);
    match_.hits.push_back({position, term, sure});
    const uint32_t end = index_.first_posting_[term + 1];
    const bool exact = words_[position].word->exact && sure == 1 &&
                       end - index_.first_posting_[term] <= kFewHolders;
    for (uint32_t i = index_.first_posting_[term]; i < end; ++i) {
      const ElementIndex::Posting& posting = index_.postings_[i];
      const float value = sure * posting.weight * rare;
      Raise(marks_[posting.clause], position, value, [&](float more) {
        match_.clause_mass[posting.clause] += std::min(weight, 1.0f) * more;
        dots_[posting.clause] += weight * more * rare;
      });
      const uint32_t element = index_.clauses_[posting.clause].element;
      if (exact) match_.named_exactly[element] = true;
      Raise(best_[element], position, value,
            [&](float more) { covers_[element] += weight * more; });
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

  ClauseFeatures FeaturesOf(size_t element, float norm) const {
    ClauseFeatures features;
    double own = 0;
    for (uint32_t i = index_.first_clause_[element]; i < index_.first_clause_[element + 1]; ++i) {
      const Clause& clause = index_.clauses_[i];
      if (IsOwn(clause.sort)) own += dots_[i];
      if (clause.sort == Clause::Sort::kExample && clause.norm > 0 && norm > 0) {
        features.example_cosine =
            std::max<double>(features.example_cosine, dots_[i] / (clause.norm * norm));
      }
      const bool is_name =
          clause.sort == Clause::Sort::kAlias || clause.sort == Clause::Sort::kTitle;
      if (is_name && clause.mass > 0) {
        const double cover =
            match_.clause_mass[i] / (clause.mass + kNameDamping * index_.most_rare_);
        features.name_cover = std::max(features.name_cover, cover);
      }
    }
    const double own_norm = double{index_.own_norms_[element]} * norm;
    if (own_norm > 0) features.own_cosine = own / own_norm;
    return features;
  }

  void ReadTitleFeatures(float norm) {
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      if (covers_[i] == 0) continue;
      const ClauseFeatures features = FeaturesOf(i, norm);
      match_.candidates[i].features[kTitleCosine] =
          std::max(features.own_cosine, kExampleInTitle * features.example_cosine);
      match_.candidates[i].features[kTitleName] = features.name_cover;
    }
  }

  void ReadFeatures() {
    for (size_t i = 0; i < match_.candidates.size(); ++i) {
      Candidate& candidate = match_.candidates[i];
      candidate.kind = index_.kinds_[i];
      if (covers_[i] == 0) continue;
      const ClauseFeatures features = FeaturesOf(i, norm_);
      candidate.features[kOwnCosine] = features.own_cosine;
      candidate.features[kExampleCosine] = features.example_cosine;
      candidate.features[kNameCover] = features.name_cover;
      candidate.features[kWishCover] = total_ > 0 ? covers_[i] / total_ : 0;
    }
  }

  // Without a title the whole wish stands for it.
  void CopyToTitleFeatures() {
    for (Candidate& candidate : match_.candidates) {
      Features& features = candidate.features;
      features[kTitleCosine] =
          std::max(features[kOwnCosine], kExampleInTitle * features[kExampleCosine]);
      features[kTitleName] = features[kNameCover];
    }
  }

  const ElementIndex& index_;
  WishMatch& match_;
  std::vector<Distinct> words_;
  size_t title_words_ = 0;
  float total_ = 0;
  float squares_ = 0;
  float norm_ = 0;
  std::vector<float> dots_;    // by clause
  std::vector<Mark> marks_;    // by clause
  std::vector<float> covers_;  // by element
  std::vector<Mark> best_;     // by element
};

WishMatch ElementIndex::Match(const std::vector<Word>& title, const std::vector<Word>& body) const {
  WishMatch match;
  WishMatcher(*this, match).Run(title, body);
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
  uint32_t cited = kNoWord;
  for (const TermHit& hit : match.hits) {
    if (hit.word == cited) continue;
    const auto begin = postings_.begin() + first_posting_[hit.term];
    const auto end = postings_.begin() + first_posting_[hit.term + 1];
    const auto at = std::lower_bound(
        begin, end, first,
        [](const Posting& posting, uint32_t clause) { return posting.clause < clause; });
    if (at == end || at->clause >= last) continue;
    const std::string_view surface = surfaces_[static_cast<size_t>(at - postings_.begin())];
    citation.words.push_back({std::string(match.words[hit.word]), std::string(surface)});
    cited = hit.word;
  }
  return citation;
}

}  // namespace zusage::alignment
