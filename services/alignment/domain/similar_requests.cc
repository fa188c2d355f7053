// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/similar_requests.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/base/thread_annotations.h"
#include "absl/container/inlined_vector.h"
#include "absl/container/node_hash_map.h"
#include "absl/synchronization/mutex.h"
#include "absl/types/span.h"
#include "services/alignment/domain/packed_bag.h"
#include "services/alignment/domain/string_map.h"
#include "services/alignment/domain/variants.h"
#include "services/alignment/domain/word_memory.h"

namespace zusage::alignment {
namespace {

using RequestId = uint32_t;

constexpr size_t kSpareCandidates = 8;    // compared in full, beside those asked for
constexpr size_t kPostingBudget = 2'000;  // read to find them, the rarest words first
constexpr size_t kQueryTerms = 64;        // used to find them
constexpr size_t kMatchedWords = 5;       // the most telling ones; more nobody reads
constexpr double kLeastSimilarity = 0.05;
constexpr float kLeastVariant = 0.42f;
constexpr float kLeastRarity = 0.05f;

// A term asked for, by one word of the question.
struct QueryTerm {
  TermId term = 0;
  uint32_t word = 0;
  Role role = Role::kWord;
};

struct Query {
  std::vector<QueryTerm> terms;         // sorted by term
  std::vector<std::string_view> words;  // as written
  std::vector<float> unknown;           // weights of words that no request holds
};

}  // namespace

class PastRequests::Index {
 public:
  explicit Index(const Lexicon& lexicon) : lexicon_(lexicon) {}

  mutable absl::Mutex mutex;

  void Append(PastRequest request, absl::Span<const Word> title, absl::Span<const Word> text)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void Remove(std::string_view name) ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  void SetOutcome(std::string_view name, std::string_view outcome)
      ABSL_EXCLUSIVE_LOCKS_REQUIRED(mutex);
  Query QueryOf(const DistinctWords& words) const ABSL_SHARED_LOCKS_REQUIRED(mutex);
  Query QueryOf(RequestId id) const ABSL_SHARED_LOCKS_REQUIRED(mutex);
  std::vector<SimilarRequest> Find(const Query& query, size_t k,
                                   std::optional<RequestId> exclude) const
      ABSL_SHARED_LOCKS_REQUIRED(mutex);
  std::optional<RequestId> IdOf(std::string_view name) const ABSL_SHARED_LOCKS_REQUIRED(mutex);
  size_t size() const ABSL_SHARED_LOCKS_REQUIRED(mutex) { return ids_.size(); }

  int64_t position ABSL_GUARDED_BY(mutex) = 0;

 private:
  struct Stored {
    std::string name;  // "" once removed
    std::string title;
    std::string bag;  // packed
    uint8_t outcome = 0;
  };
  struct Term {
    std::string_view stem;  // owned by terms_, whose nodes do not move
    uint32_t holders = 0;
    float log_holders = 0;  // so that a question needs no logarithms
    RequestId last = 0;     // the newest request in `postings`
    std::string postings;   // packed differences
  };
  // The best that a word of the question meets in a request.
  struct Met {
    float value = 0;
    TermId term = 0;
  };
  struct Comparison {
    RequestId request = 0;
    float similarity = 0;
    std::vector<Met> met;  // by word of the question
  };
  struct Scored {
    RequestId request;
    float score;
  };
  class RarestFirst;
  using Meanings = absl::InlinedVector<BagEntry, 4>;

  std::string_view KnownStem(std::string_view word) const {
    return terms_.contains(word) ? word : std::string_view();
  }
  TermId TermOf(std::string_view stem);
  uint8_t OutcomeOf(std::string_view outcome);
  std::vector<BagEntry> BagOf(absl::Span<const Word> title, absl::Span<const Word> text);
  const Meanings* SettledMeanings(const Word& word) const;
  template <typename Take>
  void ForEachRole(const Word& word, Take take) const;

  // How much it says that two requests share a term: log(requests / holders). It enters the cosine
  // once and not squared, as usual: in a small pool the square lets a single word decide.
  float Rarity(TermId term, float log_requests) const {
    return std::max(log_requests - log_holders_[term], kLeastRarity);
  }
  float LogRequests() const { return std::log(static_cast<float>(ids_.size()) + 1.5f); }
  void AddHolder(TermId term, int more) {
    table_[term].holders += static_cast<uint32_t>(more);
    log_holders_[term] = std::log(static_cast<float>(table_[term].holders) + 0.5f);
  }
  std::vector<Scored> Candidates(const Query& query, size_t count) const;
  Comparison Compare(const Query& query, float length, RequestId id) const;
  SimilarRequest Show(const Query& query, const Comparison& comparison) const;
  float LengthOf(const Query& query) const;

  const Lexicon& lexicon_;
  const uint64_t number_ = NextNumber();  // of this index alone
  absl::node_hash_map<std::string, TermId, ViewHash, std::equal_to<>> terms_;
  std::vector<Term> table_;         // by term
  std::vector<float> log_holders_;  // by term; apart, so that a question stays in the cache
  std::vector<float> root_sizes_;   // by id: the root of the bag's size, 0 once removed
  std::vector<Stored> requests_;    // by id
  StringMap<RequestId> ids_;        // by name
  std::vector<std::string> outcomes_ = {""};
};

TermId PastRequests::Index::TermOf(std::string_view stem) {
  const auto [found, is_new] = terms_.try_emplace(stem, static_cast<TermId>(table_.size()));
  if (is_new) {
    table_.emplace_back();
    log_holders_.push_back(0);
    table_.back().stem = found->first;
  }
  return found->second;
}

uint8_t PastRequests::Index::OutcomeOf(std::string_view outcome) {
  for (size_t i = 0; i < outcomes_.size(); ++i) {
    if (outcomes_[i] == outcome) return static_cast<uint8_t>(i);
  }
  if (outcomes_.size() > 255) return 0;  // there are seven
  outcomes_.emplace_back(outcome);
  return static_cast<uint8_t>(outcomes_.size() - 1);
}

// Calls `take(stem, role)` for each variant of `word`.
template <typename Take>
void PastRequests::Index::ForEachRole(const Word& word, Take take) const {
  bool first = true;
  const auto known = [this](std::string_view stem) { return KnownStem(stem); };
  ForEachVariant(word, lexicon_, Related::kWithout, known,
                 [&](std::string_view stem, float weight) {
                   const Role own = word.weight < 1 ? Role::kRelayWord : Role::kWord;
                   if (weight < kLeastVariant) return;  // lone parts bring more noise than finds
                   take(stem, first ? own : (weight >= 0.7f ? Role::kTranslation : Role::kPart));
                   first = false;
                 });
}

// The terms of a word if they are what they will always be, whatever else is learned: its own stem
// is a term, so that it is not taken for a compound, and so are its other stems. Null otherwise.
const PastRequests::Index::Meanings* PastRequests::Index::SettledMeanings(const Word& word) const {
  static thread_local WordMemory<Meanings> memory;
  const Meanings* known = memory.Find(number_, word.form);
  if (known != nullptr) return known;
  if (!terms_.contains(word.stem)) return nullptr;
  Meanings meanings;
  bool settled = true;
  ForEachRole(word, [&](std::string_view stem, Role role) {
    const auto found = terms_.find(stem);
    if (found == terms_.end()) {
      settled = false;
    } else {
      meanings.push_back({found->second, role});
    }
  });
  return settled ? &memory.Put(number_, word.form, meanings) : nullptr;
}

std::vector<BagEntry> PastRequests::Index::BagOf(absl::Span<const Word> title,
                                                 absl::Span<const Word> text) {
  std::vector<BagEntry> bag;
  bag.reserve(2 * (title.size() + text.size()));
  // Terms come to be only when all words were read: a word must not be split, or left whole, for
  // what another one of the same request means.
  std::vector<std::pair<std::string, Role>> stems;
  const auto read = [&](const Word& word) {
    if (const Meanings* settled = SettledMeanings(word); settled != nullptr) {
      bag.insert(bag.end(), settled->begin(), settled->end());
    } else {
      ForEachRole(word, [&](std::string_view stem, Role role) { stems.emplace_back(stem, role); });
    }
  };
  for (const Word& word : title) read(word);
  for (const Word& word : text) read(word);
  for (const auto& [stem, role] : stems) bag.push_back({TermOf(stem), role});
  SortOut(bag);
  return bag;
}

void PastRequests::Index::Append(PastRequest request, absl::Span<const Word> title,
                                 absl::Span<const Word> text) {
  Remove(request.name);
  const std::vector<BagEntry> bag = BagOf(title, text);
  const RequestId id = static_cast<RequestId>(requests_.size());
  for (const BagEntry& entry : bag) {
    Term& term = table_[entry.term];
    PutNumber(id - term.last, term.postings);
    term.last = id;
    AddHolder(entry.term, 1);
  }
  root_sizes_.push_back(std::sqrt(static_cast<float>(bag.size()) + 4));
  ids_.emplace(request.name, id);
  requests_.push_back(
      {std::move(request.name), std::move(request.title), Pack(bag), OutcomeOf(request.outcome)});
}

void PastRequests::Index::Remove(std::string_view name) {
  const auto found = ids_.find(name);
  if (found == ids_.end()) return;
  Stored& stored = requests_[found->second];
  Unpack(stored.bag, [this](const BagEntry& entry) { AddHolder(entry.term, -1); });
  root_sizes_[found->second] = 0;
  stored = Stored();  // postings keep the number, which now leads to nothing
  ids_.erase(found);
}

void PastRequests::Index::SetOutcome(std::string_view name, std::string_view outcome) {
  const std::optional<RequestId> id = IdOf(name);
  if (id.has_value()) requests_[*id].outcome = OutcomeOf(outcome);
}

std::optional<RequestId> PastRequests::Index::IdOf(std::string_view name) const {
  const auto found = ids_.find(name);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

Query PastRequests::Index::QueryOf(const DistinctWords& words) const {
  Query query;
  query.terms.reserve(2 * words.words.size());
  query.words.reserve(words.words.size());
  for (const DistinctWord& distinct : words.words) {
    const Word& word = *distinct.word;
    const uint32_t position = static_cast<uint32_t>(query.words.size());
    query.words.push_back(word.surface);
    if (const Meanings* settled = SettledMeanings(word); settled != nullptr) {
      for (const BagEntry& meaning : *settled) {
        query.terms.push_back({meaning.term, position, meaning.role});
      }
      continue;
    }
    if (!terms_.contains(word.stem)) query.unknown.push_back(word.weight);
    ForEachRole(word, [&](std::string_view stem, Role role) {
      const auto found = terms_.find(stem);
      if (found != terms_.end()) query.terms.push_back({found->second, position, role});
    });
  }
  std::sort(query.terms.begin(), query.terms.end(), [](const QueryTerm& a, const QueryTerm& b) {
    return std::tie(a.term, a.word, a.role) < std::tie(b.term, b.word, b.role);
  });
  return query;
}

Query PastRequests::Index::QueryOf(RequestId id) const {
  Query query;
  Unpack(requests_[id].bag, [&](const BagEntry& entry) {
    query.terms.push_back({entry.term, static_cast<uint32_t>(query.words.size()), entry.role});
    query.words.push_back(table_[entry.term].stem);
  });
  return query;
}

float PastRequests::Index::LengthOf(const Query& query) const {
  const float log_requests = LogRequests();
  float squares = 0;
  for (const QueryTerm& term : query.terms) {
    const float weight = WeightOf(term.role);
    if (CountsInLength(term.role)) squares += weight * weight * Rarity(term.term, log_requests);
  }
  for (const float weight : query.unknown) squares += weight * weight * log_requests;
  return std::sqrt(squares);
}

// Gives the terms of a question one by one, those that the fewest requests hold first, equal ones
// in their order. Few are asked for, so that a heap does what sorting all would do.
class PastRequests::Index::RarestFirst {
 public:
  RarestFirst(const std::vector<QueryTerm>& terms, const std::vector<Term>& table) {
    heap_.reserve(terms.size());
    for (size_t i = 0; i < terms.size(); ++i) {
      heap_.push_back(uint64_t{table[terms[i].term].holders} << 32 | i);
    }
    std::make_heap(heap_.begin(), heap_.end(), std::greater<>());
  }

  // The position of the next term; there must be one.
  size_t Next() {
    std::pop_heap(heap_.begin(), heap_.end(), std::greater<>());
    const uint64_t next = heap_.back();
    heap_.pop_back();
    return static_cast<uint32_t>(next);
  }

 private:
  std::vector<uint64_t> heap_;  // holders, then the position
};

// Adds `gain` to the sums of the requests of packed `postings` and lists those that had none after
// the first `count` of `touched`, which has room for all. How many are listed now.
size_t AddPostings(std::string_view postings, float gain, float* sums, RequestId* touched,
                   size_t count) {
  for (RequestId id = 0; !postings.empty();) {
    id += TakeNumber(postings);
    touched[count] = id;  // without a branch, which nobody could foretell
    count += sums[id] == 0;
    sums[id] += gain;
  }
  return count;
}

// Sums over the rarest terms until the budget is read; the dense sums live as long as the thread,
// because clearing a million of them would cost more than the search.
std::vector<PastRequests::Index::Scored> PastRequests::Index::Candidates(const Query& query,
                                                                         size_t count) const {
  static thread_local std::vector<float> sums;
  static thread_local std::vector<RequestId> touched;
  if (sums.size() < requests_.size()) sums.resize(requests_.size() + requests_.size() / 4, 0);
  size_t count_touched = 0;
  size_t budget = kPostingBudget;
  const float log_requests = LogRequests();
  RarestFirst rarest(query.terms, table_);
  for (size_t i = 0; i < std::min(query.terms.size(), kQueryTerms); ++i) {
    const QueryTerm& query_term = query.terms[rarest.Next()];
    const Term& term = table_[query_term.term];
    if (term.holders > budget) break;
    budget -= term.holders;
    const float gain = WeightOf(query_term.role) * Rarity(query_term.term, log_requests);
    // No posting is shorter than a byte. A number that was touched before is written over.
    touched.resize(std::max(touched.size(), count_touched + term.postings.size() + 1));
    count_touched = AddPostings(term.postings, gain, sums.data(), touched.data(), count_touched);
  }
  std::vector<Scored> scored;
  scored.reserve(count_touched);
  for (const RequestId id : absl::MakeConstSpan(touched.data(), count_touched)) {
    // Long requests touch many words; the root of the bag's size stands in for their length.
    if (root_sizes_[id] > 0) scored.push_back({id, sums[id] / root_sizes_[id]});
    sums[id] = 0;
  }
  const auto better = [](const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.request < b.request;
  };
  const size_t keep = std::min(scored.size(), count);
  std::partial_sort(scored.begin(), scored.begin() + keep, scored.end(), better);
  scored.resize(keep);
  return scored;
}

// What each word of the question meets in the request; the similarity is the cosine of the two.
PastRequests::Index::Comparison PastRequests::Index::Compare(const Query& query, float length,
                                                             RequestId id) const {
  const float log_requests = LogRequests();
  Comparison comparison;
  comparison.request = id;
  comparison.met.resize(query.words.size());
  float squares = 0;
  auto next = query.terms.begin();
  Unpack(requests_[id].bag, [&](const BagEntry& entry) {
    const float weight = WeightOf(entry.role);
    const float rarity = Rarity(entry.term, log_requests);
    if (CountsInLength(entry.role)) squares += weight * weight * rarity;
    while (next != query.terms.end() && next->term < entry.term) ++next;
    for (; next != query.terms.end() && next->term == entry.term; ++next) {
      const float value = WeightOf(next->role) * weight * rarity;
      Met& met = comparison.met[next->word];
      if (value > met.value) met = {value, entry.term};
    }
  });
  float dot = 0;
  for (const Met& met : comparison.met) dot += met.value;
  if (squares > 0 && length > 0) {
    comparison.similarity = std::min(1.0f, dot / (length * std::sqrt(squares)));
  }
  return comparison;
}

// The request as an answer shows it, with the words that weigh most in the comparison.
SimilarRequest PastRequests::Index::Show(const Query& query, const Comparison& comparison) const {
  const Stored& stored = requests_[comparison.request];
  SimilarRequest similar{
      stored.name, stored.title, comparison.similarity, outcomes_[stored.outcome], {}};
  std::vector<uint32_t> words;
  words.reserve(comparison.met.size());
  for (uint32_t word = 0; word < comparison.met.size(); ++word) {
    if (comparison.met[word].value > 0) words.push_back(word);
  }
  const size_t shown = std::min(words.size(), kMatchedWords);
  std::partial_sort(words.begin(), words.begin() + static_cast<ptrdiff_t>(shown), words.end(),
                    [&comparison](uint32_t a, uint32_t b) {
                      const float value_a = comparison.met[a].value;
                      const float value_b = comparison.met[b].value;
                      return value_a != value_b ? value_a > value_b : a < b;
                    });
  words.resize(shown);
  similar.matched_words.reserve(shown);
  for (const uint32_t word : words) {
    similar.matched_words.push_back(
        {std::string(query.words[word]), std::string(table_[comparison.met[word].term].stem)});
  }
  return similar;
}

std::vector<SimilarRequest> PastRequests::Index::Find(const Query& query, size_t k,
                                                      std::optional<RequestId> exclude) const {
  const float length = LengthOf(query);
  std::vector<Comparison> found;
  for (const Scored& candidate : Candidates(query, std::min(k, kMaxSimilar) + kSpareCandidates)) {
    if (candidate.request == exclude) continue;
    Comparison comparison = Compare(query, length, candidate.request);
    if (comparison.similarity >= kLeastSimilarity) found.push_back(std::move(comparison));
  }
  std::sort(found.begin(), found.end(), [](const Comparison& a, const Comparison& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.request < b.request;
  });
  std::vector<SimilarRequest> best;
  for (size_t i = 0; i < std::min({k, kMaxSimilar, found.size()}); ++i) {
    best.push_back(Show(query, found[i]));
  }
  return best;
}

PastRequests::PastRequests(const Lexicon& lexicon)
    : lexicon_(lexicon), index_(std::make_unique<Index>(lexicon_)) {}

PastRequests::~PastRequests() = default;

void PastRequests::Append(PastRequest request, int64_t position) {
  // Words are views of the texts, which therefore stay behind.
  const std::string title = request.title;
  const std::string text = std::move(request.text);
  const std::vector<Word> title_words = Analyse(title), text_words = Analyse(text);
  absl::MutexLock lock(&index_->mutex);
  index_->Append(std::move(request), title_words, text_words);
  index_->position = std::max(index_->position, position);
}

void PastRequests::SetOutcome(std::string_view name, std::string_view outcome, int64_t position) {
  absl::MutexLock lock(&index_->mutex);
  index_->SetOutcome(name, outcome);
  index_->position = std::max(index_->position, position);
}

void PastRequests::Remove(std::string_view name, int64_t position) {
  absl::MutexLock lock(&index_->mutex);
  index_->Remove(name);
  index_->position = std::max(index_->position, position);
}

void PastRequests::AdvanceTo(int64_t position) {
  absl::MutexLock lock(&index_->mutex);
  index_->position = std::max(index_->position, position);
}

int64_t PastRequests::position() const {
  absl::ReaderMutexLock lock(&index_->mutex);
  return index_->position;
}

size_t PastRequests::size() const {
  absl::ReaderMutexLock lock(&index_->mutex);
  return index_->size();
}

SimilarAnswer PastRequests::Similar(std::string_view text, size_t k,
                                    std::string_view exclude) const {
  const std::vector<Word> words = Analyse(text);
  return Similar(DistinctWords({}, words), k, exclude);
}

SimilarAnswer PastRequests::Similar(const DistinctWords& words, size_t k,
                                    std::string_view exclude) const {
  absl::ReaderMutexLock lock(&index_->mutex);
  return {index_->Find(index_->QueryOf(words), k, index_->IdOf(exclude)), index_->position};
}

SimilarAnswer PastRequests::SimilarTo(std::string_view name, size_t k) const {
  absl::ReaderMutexLock lock(&index_->mutex);
  const std::optional<RequestId> id = index_->IdOf(name);
  if (!id.has_value()) return {{}, index_->position};
  return {index_->Find(index_->QueryOf(*id), k, id), index_->position};
}

}  // namespace zusage::alignment
