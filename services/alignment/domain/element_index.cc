// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/element_index.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <utility>

#include "services/alignment/domain/variants.h"
#include "services/alignment/domain/vector_math.h"

namespace zusage::alignment {
namespace {

using strategy::Element;
using strategy::ElementKind;

constexpr size_t kMinNearBytes = 6;
constexpr float kNameDamping = 0.5f;  // a name of one common word says less than one of two
constexpr float kMostInMeaning = 2;   // repetitions of a word say no more

// Whether a clause is what its element is called.
bool IsName(Clause::Sort sort) {
  return sort == Clause::Sort::kTitle || sort == Clause::Sort::kAlias;
}

Language LanguageOfElement(const Element& element) {
  return element.language == "de" ? Language::kGerman : Language::kEnglish;
}

}  // namespace

// Fills an ElementIndex in three steps: clauses, vocabulary, postings.
class ElementIndexBuilder {
 public:
  ElementIndexBuilder(const strategy::Strategy& strategy, ElementIndex& index)
      : strategy_(strategy), index_(index) {}

  void Run() {
    for (size_t i = 0; i < strategy_.elements.size(); ++i) {
      if (strategy_.elements[i].kind != ElementKind::kGuardrail) AddElement(i);
    }
    index_.first_clause_.push_back(static_cast<uint32_t>(index_.clauses_.size()));
    CollectForms();
    CollectPostings();
    Weigh();
    CollectMeanings();
  }

 private:
  struct RawPosting {
    TermId term;
    uint32_t clause;
    float weight;
    std::string_view surface;
  };

  void AddElement(size_t position) {
    const Element& element = strategy_.elements[position];
    index_.first_clause_.push_back(static_cast<uint32_t>(index_.clauses_.size()));
    AddClause(Clause::Sort::kTitle, element.title, element);
    for (const std::string_view clause : Clauses(element.description)) {
      AddClause(Clause::Sort::kDescription, clause, element);
    }
    for (const std::string& alias : element.aliases) {
      AddClause(Clause::Sort::kAlias, alias, element);
    }
    for (const std::string& example : element.examples) {
      AddClause(Clause::Sort::kExample, example, element);
    }
    index_.elements_.push_back(position);
    index_.kinds_.push_back(element.kind);
  }

  void AddClause(Clause::Sort sort, std::string_view text, const Element& element) {
    Clause clause;
    clause.element = static_cast<uint32_t>(index_.elements_.size());
    clause.sort = sort;
    clause.text = text;
    index_.clauses_.push_back(clause);
    words_.push_back(Analyse(text, LanguageOfElement(element)));
  }

  // Every word becomes known before any compound is split.
  void CollectForms() {
    for (const std::vector<Word>& words : words_) {
      for (const Word& word : words) {
        const TermId term = TermOf(word.stem);
        index_.forms_.try_emplace(Fold(word.surface), term);
        index_.forms_.try_emplace(word.stem, term);
      }
    }
  }

  TermId TermOf(std::string_view stem) {
    const auto [found, is_new] =
        index_.terms_.try_emplace(stem, static_cast<TermId>(index_.stems_.size()));
    if (is_new) index_.stems_.emplace_back(stem);
    return found->second;
  }

  void CollectPostings() {
    const auto known = [this](std::string_view word) { return index_.KnownStem(word); };
    known_by_.resize(words_.size());
    for (uint32_t clause = 0; clause < words_.size(); ++clause) {
      for (const Word& word : words_[clause]) {
        const std::string folded = Fold(word.surface);
        // A compound must not be taken for known merely because it stands here itself.
        const auto known_elsewhere = [&](std::string_view part) {
          return part == word.stem || part == folded ? std::string_view() : known(part);
        };
        const size_t first = raw_.size();
        ForEachVariant(word, index_.lexicon_, Related::kWith, known_elsewhere,
                       [&](std::string_view stem, float weight) {
                         raw_.push_back({TermOf(stem), clause, weight * word.weight, word.surface});
                       });
        if (IsName(index_.clauses_[clause].sort)) AddKnown(clause, first);
      }
    }
    KeepStrongest();
  }

  // The postings from `first` on are what the next word of a name is known by.
  void AddKnown(uint32_t clause, size_t first) {
    std::vector<TermId>& terms = known_by_[clause].emplace_back();
    for (size_t i = first; i < raw_.size(); ++i) terms.push_back(raw_[i].term);
  }

  // The strongest posting of a term in a clause comes first and is the one kept.
  void KeepStrongest() {
    std::stable_sort(raw_.begin(), raw_.end(), [](const RawPosting& a, const RawPosting& b) {
      if (a.term != b.term) return a.term < b.term;
      if (a.clause != b.clause) return a.clause < b.clause;
      return a.weight > b.weight;
    });
    const auto same = [](const RawPosting& a, const RawPosting& b) {
      return a.term == b.term && a.clause == b.clause;
    };
    raw_.erase(std::unique(raw_.begin(), raw_.end(), same), raw_.end());
  }

  // Rarity of terms over elements (the "idf" of BM25), then mass and norm of clauses.
  void Weigh() {
    const size_t terms = index_.stems_.size();
    // An element that holds a term by a variant only counts as much as that is sure.
    std::vector<float> holders(terms, 0), most(terms, 0);
    std::vector<uint32_t> last(terms, UINT32_MAX);
    for (const RawPosting& posting : raw_) {
      const uint32_t element = index_.clauses_[posting.clause].element;
      float& counted = most[posting.term];
      if (last[posting.term] != element) counted = 0;
      holders[posting.term] += std::max(posting.weight - counted, 0.0f);
      counted = std::max(posting.weight, counted);
      last[posting.term] = element;
    }
    const float count = static_cast<float>(index_.elements_.size());
    const auto rarity = [count](float n) { return std::log1p((count - n + 0.5f) / (n + 0.5f)); };
    for (size_t term = 0; term < terms; ++term) {
      index_.rarity_.push_back(rarity(holders[term]));
    }
    index_.most_rare_ = std::max(rarity(0), 0.1f);
    WriteOut(terms);
    CollectMentions();
    WeighClauses();
    CollectNames();
  }

  void WriteOut(size_t terms) {
    index_.holder_stride_ = (index_.elements_.size() + 63) / 64;
    index_.holders_.assign(terms * index_.holder_stride_, 0);
    size_t next = 0;
    for (TermId term = 0; term < terms; ++term) {
      index_.first_posting_.push_back(static_cast<uint32_t>(index_.postings_.size()));
      for (; next < raw_.size() && raw_[next].term == term; ++next) {
        const uint32_t element = index_.clauses_[raw_[next].clause].element;
        index_.postings_.push_back({raw_[next].clause, element, raw_[next].weight});
        index_.surfaces_.push_back(raw_[next].surface);
        index_.holders_[term * index_.holder_stride_ + element / 64] |= uint64_t{1} << element % 64;
      }
    }
    index_.first_posting_.push_back(static_cast<uint32_t>(index_.postings_.size()));
    for (TermId term = 0; term < terms; ++term) {
      index_.sorted_stems_.emplace_back(index_.stems_[term], term);
    }
    std::sort(index_.sorted_stems_.begin(), index_.sorted_stems_.end());
  }

  // Turns the postings, which are by term, round: what each element mentions.
  void CollectMentions() {
    std::vector<std::vector<ElementIndex::Mention>> mentions(index_.elements_.size());
    for (TermId term = 0; term < index_.stems_.size(); ++term) {
      for (uint32_t i = index_.first_posting_[term]; i < index_.first_posting_[term + 1]; ++i) {
        auto& mentioned = mentions[index_.postings_[i].element];
        if (mentioned.empty() || mentioned.back().term != term) mentioned.push_back({term, i});
      }
    }
    for (const auto& mentioned : mentions) {
      index_.first_mention_.push_back(static_cast<uint32_t>(index_.mentions_.size()));
      index_.mentions_.insert(index_.mentions_.end(), mentioned.begin(), mentioned.end());
    }
    index_.first_mention_.push_back(static_cast<uint32_t>(index_.mentions_.size()));
  }

  // By the words themselves, not by their variants: a word counts once however it may be found.
  void WeighClauses() {
    index_.own_norms_.assign(index_.elements_.size(), 0);
    for (size_t i = 0; i < words_.size(); ++i) {
      Clause& clause = index_.clauses_[i];
      float squares = 0;
      for (const Word& word : words_[i]) {
        const float mass = word.weight * index_.rarity_[TermOf(word.stem)];
        clause.mass += mass;
        squares += mass * mass;
      }
      clause.norm = std::sqrt(squares);
      const bool own =
          clause.sort == Clause::Sort::kTitle || clause.sort == Clause::Sort::kDescription;
      if (own) index_.own_norms_[clause.element] += squares;
    }
    for (float& norm : index_.own_norms_) norm = std::sqrt(norm);
  }

  void CollectNames() {
    std::vector<ElementNames::Name> names;
    for (size_t i = 0; i < words_.size(); ++i) {
      if (!IsName(index_.clauses_[i].sort)) continue;
      ElementNames::Name& name = names.emplace_back();
      name.element = index_.clauses_[i].element;
      for (size_t j = 0; j < words_[i].size(); ++j) {
        const Word& word = words_[i][j];
        const float mass = word.weight * index_.rarity_[TermOf(word.stem)];
        name.words.push_back({std::move(known_by_[i][j]), mass});
      }
    }
    index_.names_ = ElementNames(names, index_.elements_.size(), index_.stems_.size(),
                                 kNameDamping * index_.most_rare_);
  }

  // The words that make up what an element means: those of its title and description, and of each
  // alias those that it does not have yet.
  class ElementWords {
   public:
    void Add(absl::Span<const Word> words, bool alias) {
      const size_t before = words_.size();
      for (const Word& word : words) {
        const auto [found, is_new] = places_.try_emplace(word.stem, words_.size());
        if (is_new) {
          words_.emplace_back(&word, word.weight);
        } else if (!alias || found->second >= before) {
          words_[found->second].second += word.weight;
        }
      }
    }

    const std::vector<std::pair<const Word*, float>>& words() const { return words_; }

   private:
    absl::flat_hash_map<std::string_view, size_t, ViewHash, std::equal_to<>> places_;
    std::vector<std::pair<const Word*, float>> words_;
  };

  PackedMeaning MeaningOfWords(const ElementWords& words) const {
    Meaning meaning(index_.lexicon_);
    for (const auto& [word, weight] : words.words()) {
      meaning.Add(*word, std::min(weight, kMostInMeaning));
    }
    return meaning.Finish();
  }

  void AddMeaning(const PackedMeaning& meaning, float weight) {
    const size_t start = index_.meanings_.size();
    index_.meanings_.resize(start + index_.meaning_stride_, 0);
    std::copy(meaning.values.begin(), meaning.values.end(),
              index_.meanings_.begin() + static_cast<ptrdiff_t>(start));
    index_.meaning_factors_.push_back(weight * meaning.factor);
  }

  // The meaning of each element, then those of its examples; and the words of all.
  void CollectMeanings() {
    index_.meaning_stride_ = PaddedLength(index_.lexicon_.dimensions());
    std::vector<SenseRows::Mentioned> mentioned;
    for (uint32_t i = 0; i < index_.elements_.size(); ++i) {
      index_.first_meaning_.push_back(static_cast<uint32_t>(index_.meaning_factors_.size()));
      ElementWords own;
      std::vector<PackedMeaning> examples;
      for (uint32_t j = index_.first_clause_[i]; j < index_.first_clause_[i + 1]; ++j) {
        const Clause::Sort sort = index_.clauses_[j].sort;
        if (sort == Clause::Sort::kExample) {
          ElementWords example;
          example.Add(words_[j], /*alias=*/false);
          examples.push_back(MeaningOfWords(example));
        } else {
          own.Add(words_[j], sort == Clause::Sort::kAlias);
        }
      }
      AddMeaning(MeaningOfWords(own), 1);
      for (const PackedMeaning& example : examples) AddMeaning(example, kExampleWeight);
      for (const auto& [word, unused] : own.words()) {
        for (const Direction& direction : DirectionsOf(*word, index_.lexicon_)) {
          mentioned.emplace_back(direction.vector, i);
        }
      }
    }
    index_.first_meaning_.push_back(static_cast<uint32_t>(index_.meaning_factors_.size()));
    if (index_.meaning_stride_ == 0) return;
    index_.senses_ =
        std::make_unique<SenseRows>(index_.lexicon_, index_.elements_.size(), std::move(mentioned));
  }

  const strategy::Strategy& strategy_;
  ElementIndex& index_;
  std::vector<std::vector<Word>> words_;  // by clause
  std::vector<RawPosting> raw_;
  std::vector<std::vector<std::vector<TermId>>> known_by_;  // by clause and word, of names alone
};

ElementIndex::ElementIndex(const strategy::Strategy& strategy, const Lexicon& lexicon)
    : lexicon_(lexicon) {
  ElementIndexBuilder(strategy, *this).Run();
}

std::string_view ElementIndex::KnownStem(std::string_view word) const {
  const auto found = forms_.find(word);
  return found == forms_.end() ? std::string_view() : std::string_view(stems_[found->second]);
}

const TermId* ElementIndex::NearTerm(std::string_view stem) const {
  if (stem.size() < kMinNearBytes) return nullptr;
  const auto at = std::lower_bound(
      sorted_stems_.begin(), sorted_stems_.end(), stem,
      [](const auto& entry, std::string_view value) { return entry.first < value; });
  const TermId* best = nullptr;
  size_t longest = 0;
  const auto consider = [&](const std::pair<std::string_view, TermId>& entry) {
    const std::string_view other = entry.first;
    const auto [end, unused] = std::mismatch(
        stem.begin(), stem.begin() + std::min(stem.size(), other.size()), other.begin());
    const size_t common = static_cast<size_t>(end - stem.begin());
    const size_t longer = std::max(stem.size(), other.size());
    if (common >= 5 && common * 10 >= longer * 7 && common > longest) {
      longest = common;
      best = &entry.second;
    }
  };
  if (at != sorted_stems_.end()) consider(*at);
  if (at != sorted_stems_.begin()) consider(*(at - 1));
  return best;
}

}  // namespace zusage::alignment
