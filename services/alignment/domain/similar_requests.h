// SPDX-License-Identifier: Apache-2.0
//
// The past requests of one product, held in memory to find those like a new one.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SIMILAR_REQUESTS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SIMILAR_REQUESTS_H_

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "services/alignment/domain/assessment.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

inline constexpr size_t kMaxSimilar = 50;

// A request as the index learns it.
struct PastRequest {
  std::string name;  // "products/…/changeRequests/…", unique
  std::string title;
  std::string text;     // the wish and the problem behind it
  std::string outcome;  // "" while undecided, then "APPROVED", "DECLINED", …
};

// Similar requests and the journal position up to which the index knew the past when it was asked.
struct SimilarAnswer {
  std::vector<SimilarRequest> requests;  // most similar first, equal ones in order of arrival
  int64_t position = 0;
};

// An inverted index of past requests. A question's rarest words choose the candidates, which are
// then compared in full: similarity is the cosine of the two bags of words, each word weighted by
// how rare it is. Words of one language find those of the other through the lexicon.
//
// Thread-safe: any number of readers beside one writer. The same sequence of changes gives the same
// answers. Takes some 200 bytes a request beside its name and title.
class PastRequests {
 public:
  explicit PastRequests(const Lexicon& lexicon = BuiltInLexicon());
  ~PastRequests();
  PastRequests(const PastRequests&) = delete;
  PastRequests& operator=(const PastRequests&) = delete;

  // Adds a request that the journal brought at `position`. A name that is known already is
  // replaced, so that learning an entry twice does no harm.
  void Append(PastRequest request, int64_t position);

  // Sets what was decided, "" when the request was reopened. Unknown names are ignored.
  void SetOutcome(std::string_view name, std::string_view outcome, int64_t position);

  // Forgets a request (erased, merged, withdrawn). Unknown names are ignored.
  void Remove(std::string_view name, int64_t position);

  // Says that the journal is known up to `position` although nothing here changed.
  void AdvanceTo(int64_t position);

  int64_t position() const;
  size_t size() const;

  // The at most `k` requests most like `text`; never the one called `exclude`.
  SimilarAnswer Similar(std::string_view text, size_t k, std::string_view exclude = "") const;

  // The same for text that was analysed already.
  SimilarAnswer Similar(const DistinctWords& words, size_t k, std::string_view exclude = "") const;

  // The requests most like the one called `name`, itself left out; empty if unknown. Matched words
  // are then the stems that both hold.
  SimilarAnswer SimilarTo(std::string_view name, size_t k) const;

 private:
  class Index;
  const Lexicon& lexicon_;
  std::unique_ptr<Index> index_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_SIMILAR_REQUESTS_H_
