// SPDX-License-Identifier: Apache-2.0
//
// The index behind PastRequests: which words a past request holds and what it means. Internal to
// similar_requests.cc, which guards it.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_REQUEST_INDEX_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_REQUEST_INDEX_H_

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/container/inlined_vector.h"
#include "absl/container/node_hash_map.h"
#include "absl/types/span.h"
#include "services/alignment/domain/lexicon.h"
#include "services/alignment/domain/near_meanings.h"
#include "services/alignment/domain/packed_bag.h"
#include "services/alignment/domain/similar_requests.h"
#include "services/alignment/domain/string_map.h"
#include "services/alignment/domain/word_memory.h"
#include "services/alignment/domain/words.h"

namespace zusage::alignment {

using RequestId = uint32_t;

// What is asked of the index.
struct RequestQuery {
  // A term asked for, by one word of the question.
  struct Term {
    TermId term = 0;
    uint32_t word = 0;
    Role role = Role::kWord;
  };
  std::vector<Term> terms;              // sorted by term
  std::vector<std::string_view> words;  // as written
  std::vector<float> unknown;           // weights of words that no request holds
  PackedMeaning meaning;
};

class RequestIndex {
 public:
  static constexpr RequestId kNothing = UINT32_MAX;

  RequestIndex(const Lexicon& lexicon, const SimilarityWeights& weights)
      : lexicon_(lexicon), weights_(weights) {}

  void Append(PastRequest request, absl::Span<const Word> title, absl::Span<const Word> text,
              const PackedMeaning& meaning);
  void Remove(std::string_view name);
  void Decide(std::string_view name, const Ruling& ruling);
  void AddEvidence(std::string_view name, const EvidenceInShort& evidence);
  void Withdraw(std::string_view name);
  void Merge(std::string_view name, std::string_view into);
  void Reopen(std::string_view name);

  RequestQuery QueryOf(const DistinctWords& words) const;  // without its meaning
  RequestQuery QueryOf(RequestId id) const;
  // The at most `k` requests most like the question but for what `exclude` is shown as, most
  // similar first.
  void Find(const RequestQuery& query, size_t k, std::optional<RequestId> exclude,
            SimilarAnswer& answer) const;

  std::optional<RequestId> IdOf(std::string_view name) const;
  size_t size() const { return ids_.size(); }
  NearMeanings& meanings() { return meanings_; }
  const NearMeanings& meanings() const { return meanings_; }

 private:
  struct Stored {
    std::string name;  // "" once removed
    std::string title;
    PackedBag bag;
    int64_t decided_position = 0;
    uint32_t decide_seconds = 0;  // since 1970; 0 for never
    uint8_t outcome = 0;
  };
  struct Term {
    std::string_view stem;  // owned by terms_, whose nodes do not move
    std::string surface;    // as a request first wrote it; "" if it was a translation only
    uint32_t holders = 0;
    RequestId last = 0;    // the newest request in `postings`
    std::string postings;  // packed differences
  };
  // The best that a word of the question meets in a request.
  struct Met {
    float value = 0;
    TermId term = 0;
    bool same = false;  // the very word, not what it means
  };
  struct Comparison {
    RequestId request = 0;
    float words = 0;    // how similar the words are
    float meaning = 0;  // how near the meanings are
    float similarity = 0;
  };
  struct Scored {
    RequestId request;
    float score;
  };
  class RarestFirst;
  class AskedTerms;
  using Meanings = absl::InlinedVector<BagEntry, 4>;

  std::string_view KnownStem(std::string_view word) const {
    return terms_.contains(word) ? word : std::string_view();
  }
  TermId TermOf(std::string_view stem);
  uint8_t OutcomeOf(std::string_view outcome);
  std::vector<BagEntry> BagOf(absl::Span<const Word> title, absl::Span<const Word> text);
  // Stems are no words that people know: "invoic".
  void RememberSurface(TermId term, const Word& word) {
    if (table_[term].surface.empty()) table_[term].surface = word.surface;
  }
  void Set(RequestId id, const Ruling& ruling);
  EvidenceInShort& EvidenceOf(RequestId id);
  // As which request this one is shown: itself, or what it was merged into; kNothing for none.
  RequestId ShownAs(RequestId id) const;
  // The term as people write it.
  std::string_view Shown(TermId term) const {
    const Term& shown = table_[term];
    return shown.surface.empty() ? shown.stem : std::string_view(shown.surface);
  }
  const Meanings* SettledMeanings(const Word& word) const;
  template <typename Take>
  void ForEachRole(const Word& word, Take take) const;

  // How much it says that two requests share a term: log(requests / holders). It enters the cosine
  // once and not squared, as usual: in a small pool the square lets a single word decide.
  float Rarity(TermId term, float log_requests) const;
  float LogRequests() const;
  void AddHolder(TermId term, int more);
  std::vector<Scored> ScoreByWords(const RequestQuery& query) const;
  std::vector<RequestId> WordCandidates(const RequestQuery& query, size_t count) const;
  std::vector<RequestId> MeaningCandidates(const PackedMeaning& meaning, size_t count) const;
  std::vector<RequestId> Candidates(const RequestQuery& query, size_t count) const;
  template <typename Read, typename Meet>
  void ReadBag(const AskedTerms& asked, RequestId id, Read read, Meet meet) const;
  float WordsInCommon(const AskedTerms& asked, float length, RequestId id) const;
  Comparison Compare(const AskedTerms& asked, float length, RequestId id) const;
  std::vector<Met> MetBy(const AskedTerms& asked, RequestId id) const;
  SimilarRequest Show(const AskedTerms& asked, const Comparison& comparison) const;
  float LengthOf(const RequestQuery& query) const;

  const Lexicon& lexicon_;
  const SimilarityWeights weights_;
  const uint64_t number_ = NextNumber();  // of this index alone
  absl::node_hash_map<std::string, TermId, ViewHash, std::equal_to<>> terms_;
  std::vector<Term> table_;                // by term
  std::vector<float> log_holders_;         // by term; apart, so that a question stays in the cache
  std::vector<float> root_sizes_;          // by id: the root of the bag's size, 0 once removed
  std::vector<Stored> requests_;           // by id
  std::vector<EvidenceInShort> evidence_;  // by id, as far as any had some
  // By id: itself; what it was merged into; kNothing once withdrawn or removed.
  std::vector<RequestId> leads_to_;
  absl::flat_hash_map<RequestId, std::string> elements_;  // that decisions named
  StringMap<RequestId> ids_;                              // by name
  std::vector<std::string> outcomes_ = {""};
  NearMeanings meanings_;  // by id
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_REQUEST_INDEX_H_
