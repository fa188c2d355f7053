// SPDX-License-Identifier: Apache-2.0
//
// The past requests of one product, held in memory to find those like a new one.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SIMILAR_REQUESTS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SIMILAR_REQUESTS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "absl/base/thread_annotations.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/evidence_in_short.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/meaning.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

class RequestIndex;

inline constexpr size_t kMaxSimilar = 50;

// What was decided on a request.
struct Ruling {
  Ruling() = default;
  Ruling(const char* what) : outcome(what) {}  // NOLINT: an outcome says most of it
  Ruling(std::string what, std::string which, int64_t position, absl::Time when)
      : outcome(std::move(what)), element(std::move(which)), position(position), time(when) {}

  std::string outcome;   // "" for nothing (any more), "APPROVED", "DECLINED", …
  std::string element;   // the id of the element that the decision named, "" if none
  int64_t position = 0;  // of its journal entry
  absl::Time time = absl::InfinitePast();
};

// A request as the index learns it.
struct PastRequest {
  std::string name;  // "products/…/changeRequests/…", unique
  std::string title;
  std::string text;  // the wish and the problem behind it
  Ruling ruling = {};
  EvidenceInShort evidence = {};
};

// Similar requests and the journal position up to which the index knew the past when it was asked.
struct SimilarAnswer {
  std::vector<SimilarRequest> requests;   // most similar first, equal ones in order of arrival
  std::vector<EvidenceInShort> evidence;  // of each: what backed it
  int64_t position = 0;
  double very_similar = 1;  // from this similarity on it is probably the same wish
};

// How the similarity of words and that of meanings make one. Fitted on requests that are known to
// have the same wish, by tests/bench/fit_similarity.
struct SimilarityWeights {
  float meaning = 0;        // of 1; the rest is the words'
  float least_meaning = 1;  // how near a meaning must be to be shown where no words meet
  float very_similar = 0.33f;
};

// The fitted ones, for a lexicon with meanings and for one without.
const SimilarityWeights& BuiltInSimilarity(const Lexicon& lexicon);

// An index of past requests, as they stand: one that was merged is shown as what it was merged
// into, which its words lead to as well, one that was withdrawn is not shown at all, and neither is
// what was merged into it; one that was reopened stands for itself again, without a decision.
//
// They are found by their words and by their meanings. A question's rarest words choose candidates,
// and so does the nearness of its meaning; they are then compared in full. Words meet where the
// stems are the same or, through the lexicon, translations of each other; their similarity is the
// cosine of the two bags, each word weighted by how rare it is, among withdrawn requests as well.
// Without linguistic data there are no meanings, and words alone decide.
//
// Thread-safe: any number of readers beside one writer. The same sequence of changes gives the same
// answers. Takes some 250 bytes a request beside its name and title, and 110 more for meanings.
class PastRequests {
 public:
  explicit PastRequests(const Lexicon& lexicon = BuiltInLexicon());
  PastRequests(const Lexicon& lexicon, const SimilarityWeights& weights);
  ~PastRequests();
  PastRequests(const PastRequests&) = delete;
  PastRequests& operator=(const PastRequests&) = delete;

  // Adds a request that the journal brought at `position`. A name that is known already is
  // replaced, so that learning an entry twice does no harm.
  void Append(PastRequest request, int64_t position);

  // Sets what was decided. Unknown names are ignored.
  void Decide(std::string_view name, const Ruling& ruling, int64_t position);

  // Adds to what backs a request. Unknown names are ignored.
  void AddEvidence(std::string_view name, const EvidenceInShort& evidence, int64_t position);

  // What became of a request since: it was taken back by who asked for it; it stands as `into` from
  // now on, which is no part of it; it waits for a decision again, whatever it was. Unknown names
  // are ignored; what is merged into an unknown one is not shown.
  void Withdraw(std::string_view name, int64_t position);
  void Merge(std::string_view name, std::string_view into, int64_t position);
  void Reopen(std::string_view name, int64_t position);

  // Forgets a request that was erased. Unknown names are ignored.
  void Remove(std::string_view name, int64_t position);

  // Says that the journal is known up to `position` although nothing here changed.
  void AdvanceTo(int64_t position);

  int64_t position() const;
  size_t size() const;

  // The at most `k` requests most like `text`, each once; never the one called `exclude`, nor what
  // it was merged into or has as a part.
  SimilarAnswer Similar(std::string_view text, size_t k, std::string_view exclude = "") const;

  // The same for text that was analysed already.
  SimilarAnswer Similar(const DistinctWords& words, size_t k, std::string_view exclude = "") const;

  // The same where the words' meaning (meaning.h) is known as well.
  SimilarAnswer Similar(const DistinctWords& words, PackedMeaning meaning, size_t k,
                        std::string_view exclude = "") const;

  // The requests most like the one called `name`, left out what `exclude` would; empty if unknown.
  // Matched words are then the stems that both hold.
  SimilarAnswer SimilarTo(std::string_view name, size_t k) const;

 private:
  // What `change` does to the index, which the journal brought at `position`.
  template <typename Change>
  void Apply(int64_t position, Change change) ABSL_LOCKS_EXCLUDED(mutex_);
  // Finer cells for meanings, when they are due: worked out beside the readers.
  void RefineMeanings() ABSL_LOCKS_EXCLUDED(mutex_);

  const Lexicon& lexicon_;
  const SimilarityWeights weights_;
  mutable absl::Mutex mutex_;
  const std::unique_ptr<RequestIndex> index_ ABSL_PT_GUARDED_BY(mutex_);
  int64_t position_ ABSL_GUARDED_BY(mutex_) = 0;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SIMILAR_REQUESTS_H_
