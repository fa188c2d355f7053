// SPDX-License-Identifier: Apache-2.0
//
// The elements of a strategy as an inverted index over their clauses, and how well each matches a
// wish. Internal to the check: callers use CompiledStrategy.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ELEMENT_INDEX_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ELEMENT_INDEX_H_

#include <cstdint>
#include <deque>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/inlined_vector.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/calibration.h"
#include "services/alignment/domain/element_names.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/meaning.h"
#include "services/alignment/domain/packed_bag.h"
#include "services/alignment/domain/sense_rows.h"
#include "services/alignment/domain/string_map.h"
#include "services/alignment/domain/word_memory.h"
#include "services/alignment/domain/words.h"
#include "services/strategy/domain/strategy.h"

namespace zusage::alignment {

inline constexpr float kExampleWeight = 0.85f;  // of an example, beside the element itself
inline constexpr float kNameWeight = 0.5f;      // of a title or an alias, which one word half fills

// A piece of an element's text that can be quoted.
struct Clause {
  enum class Sort { kTitle, kDescription, kAlias, kExample };

  uint32_t element = 0;  // position among the index's elements
  Sort sort = Sort::kTitle;
  std::string_view text;  // points into the strategy
  float mass = 0;         // sum of its words' rarity
  float norm = 0;         // length of its vector
};

// A word of the wish met a term of the index.
struct TermHit {
  uint32_t word = 0;  // position among the wish's distinct words
  TermId term = 0;
  float weight = 0;  // how sure the variant is
};

// How a wish matches all elements. Valid while the analysed text and the index live.
struct WishMatch {
  std::vector<Candidate> candidates;    // one per element, in the index's order
  std::vector<std::string_view> words;  // the wish's distinct words as written
  std::vector<float> weights;           // of each, in a clause
  std::vector<TermHit> hits;            // by word
  PackedMeaning meaning;                // of the wish
};

// What an element is cited with.
struct Citation {
  std::string_view quote;
  // The most telling ones in the order of the wish, each of its words once. A word that is only
  // loosely related may move the odds but explains nothing.
  std::vector<MatchedWord> words;
};

// Immutable, so safe to share between threads. `strategy` must outlive it.
class ElementIndex {
 public:
  ElementIndex(const strategy::Strategy& strategy, const Lexicon& lexicon);

  // The elements that text can match, as positions in Strategy::elements: all but guardrails.
  const std::vector<size_t>& elements() const { return elements_; }

  // The title may be empty. Linear in the number of words and of clauses that share one with them.
  WishMatch Match(const DistinctWords& wish) const;

  // The clause of the element (a position in elements()) that the match rests on, and the words.
  Citation Cite(size_t element, const WishMatch& match) const;

 private:
  friend class ElementIndexBuilder;
  friend class WishMatcher;

  struct Posting {
    uint32_t clause;
    uint32_t element;  // the clause's
    float weight;
  };
  // A term that a word may mean, and how sure that is.
  struct Meaning {
    TermId term;
    float sure;
  };
  // The first posting of a term in an element.
  struct Mention {
    TermId term;
    uint32_t posting;
  };
  using Meanings = absl::InlinedVector<Meaning, 6>;

  // A word of the wish that met one of an element.
  struct Pair {
    uint32_t word;
    uint32_t posting;
    float value;
  };
  // All that a wish and an element have in common, the best of each word, and how much of each of
  // the element's clauses that is.
  struct Common {
    std::vector<Pair> pairs;
    std::vector<float> clause_mass;
  };
  Common CommonOf(size_t element, const WishMatch& match) const;

  // The stem of a word known here, "" if it is not.
  std::string_view KnownStem(std::string_view word) const;
  // The known term with the longest common beginning, if that is most of the word.
  const TermId* NearTerm(std::string_view stem) const;
  // The terms that a word may mean, its own first; one that only begins alike if there is no other.
  Meanings MeaningsOf(const Word& word) const;

  const Lexicon& lexicon_;
  const uint64_t number_ = NextNumber();  // of this index alone
  std::vector<size_t> elements_;
  std::vector<strategy::ElementKind> kinds_;  // by element
  std::vector<float> own_norms_;              // by element: of title and description together
  std::vector<uint32_t> first_clause_;        // by element, and one more at the end
  std::vector<Clause> clauses_;
  StringMap<TermId> terms_;  // by stem
  StringMap<TermId> forms_;  // by folded word or stem, for compounds
  // By term. A deque, whose strings stay where they are: while the index is built, new stems come
  // between the parts of a split compound, which are views of stems.
  std::deque<std::string> stems_;
  std::vector<std::pair<std::string_view, TermId>> sorted_stems_;
  std::vector<float> rarity_;            // by term
  float most_rare_ = 1;                  // of a word that no element holds
  std::vector<uint32_t> first_posting_;  // by term, and one more at the end
  std::vector<Posting> postings_;
  ElementNames names_;                       // by the numbers of elements and terms here
  std::vector<std::string_view> surfaces_;   // by posting: the word as the strategy writes it
  size_t holder_stride_ = 0;                 // by term: a bit for each element that holds it, in
  std::vector<uint64_t> holders_;            // so many numbers
  std::vector<uint32_t> first_meaning_;      // by element, and one more at the end
  size_t meaning_stride_ = 0;                // numbers of a meaning
  std::vector<int8_t> meanings_;             // one after the other
  std::vector<float> meaning_factors_;       // that make their lengths 1, or kExampleWeight
  std::unique_ptr<const SenseRows> senses_;  // null without vectors
  std::vector<uint32_t> first_mention_;      // by element, and one more at the end
  std::vector<Mention> mentions_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ELEMENT_INDEX_H_
