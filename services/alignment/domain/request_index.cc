// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/request_index.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <optional>
#include <tuple>
#include <utility>

#include "absl/types/span.h"
#include "services/alignment/domain/variants.h"

namespace zusage::alignment {
namespace {

constexpr size_t kSpareCandidates = 8;    // compared in full, beside those asked for
constexpr size_t kPostingBudget = 2'000;  // read to find them, the rarest words first
constexpr size_t kPostingShare =
    128;                             // and one more for so many requests: rare words are less rare
constexpr size_t kQueryTerms = 64;   // used to find them
constexpr size_t kMatchedWords = 5;  // the most telling ones; more nobody reads
constexpr double kLeastSimilarity = 0.05;
constexpr float kLeastVariant = 0.42f;
constexpr float kLeastNearness = 0.3f;  // of meanings that are compared in full
constexpr float kLeastRarity = 0.05f;
constexpr size_t kCacheLine = 64;
constexpr int kMostMergings = 1'000;  // of which one leads to the next

// Whether the request is shown, and not among `taken` yet, where it is from now on.
bool TakeIfNew(RequestId shown, std::vector<RequestId>& taken) {
  if (shown == RequestIndex::kNothing) return false;
  if (std::find(taken.begin(), taken.end(), shown) != taken.end()) return false;
  taken.push_back(shown);
  return true;
}

}  // namespace

TermId RequestIndex::TermOf(std::string_view stem) {
  const auto [found, is_new] = terms_.try_emplace(stem, static_cast<TermId>(table_.size()));
  if (is_new) {
    table_.emplace_back();
    log_holders_.push_back(0);
    table_.back().stem = found->first;
  }
  return found->second;
}

float RequestIndex::LogRequests() const { return std::log(static_cast<float>(ids_.size()) + 1.5f); }

float RequestIndex::Rarity(TermId term, float log_requests) const {
  return std::max(log_requests - log_holders_[term], kLeastRarity);
}

void RequestIndex::AddHolder(TermId term, int more) {
  table_[term].holders += static_cast<uint32_t>(more);
  log_holders_[term] = std::log(static_cast<float>(table_[term].holders) + 0.5f);
}

uint8_t RequestIndex::OutcomeOf(std::string_view outcome) {
  for (size_t i = 0; i < outcomes_.size(); ++i) {
    if (outcomes_[i] == outcome) return static_cast<uint8_t>(i);
  }
  if (outcomes_.size() > 255) return 0;  // there are seven
  outcomes_.emplace_back(outcome);
  return static_cast<uint8_t>(outcomes_.size() - 1);
}

// Calls `take(stem, role)` for each variant of `word`.
template <typename Take>
void RequestIndex::ForEachRole(const Word& word, Take take) const {
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
const RequestIndex::Meanings* RequestIndex::SettledMeanings(const Word& word) const {
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

std::vector<BagEntry> RequestIndex::BagOf(absl::Span<const Word> title,
                                          absl::Span<const Word> text) {
  std::vector<BagEntry> bag;
  bag.reserve(2 * (title.size() + text.size()));
  // Terms come to be only when all words were read: a word must not be split, or left whole, for
  // what another one of the same request means.
  std::vector<std::pair<std::string, Role>> stems;
  std::vector<const Word*> unsettled;
  const auto read = [&](const Word& word) {
    if (const Meanings* settled = SettledMeanings(word); settled != nullptr) {
      bag.insert(bag.end(), settled->begin(), settled->end());
      RememberSurface(settled->front().term, word);
    } else {
      ForEachRole(word, [&](std::string_view stem, Role role) { stems.emplace_back(stem, role); });
      unsettled.push_back(&word);
    }
  };
  for (const Word& word : title) read(word);
  for (const Word& word : text) read(word);
  for (const auto& [stem, role] : stems) bag.push_back({TermOf(stem), role});
  for (const Word* word : unsettled) RememberSurface(TermOf(word->stem), *word);
  SortOut(bag);
  return bag;
}

void RequestIndex::Append(PastRequest request, absl::Span<const Word> title,
                          absl::Span<const Word> text, const PackedMeaning& meaning) {
  const std::optional<RequestId> before = IdOf(request.name);
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
  leads_to_.push_back(id);
  if (before.has_value()) leads_to_[*before] = id;  // as may what was merged into it
  meanings_.Add(meaning);
  ids_.emplace(request.name, id);
  requests_.push_back(
      {.name = std::move(request.name), .title = std::move(request.title), .bag = Pack(bag)});
  Set(id, request.ruling);
  if (!request.evidence.empty()) EvidenceOf(id) = request.evidence;
}

void RequestIndex::Remove(std::string_view name) {
  const auto found = ids_.find(name);
  if (found == ids_.end()) return;
  Stored& stored = requests_[found->second];
  Unpack(stored.bag, [this](const BagEntry& entry) { AddHolder(entry.term, -1); });
  root_sizes_[found->second] = 0;
  leads_to_[found->second] = kNothing;
  meanings_.Remove(found->second);
  elements_.erase(found->second);
  if (found->second < evidence_.size()) evidence_[found->second] = {};
  stored = Stored();  // postings keep the number, which now leads to nothing
  ids_.erase(found);
}

void RequestIndex::Set(RequestId id, const Ruling& ruling) {
  Stored& stored = requests_[id];
  stored.outcome = OutcomeOf(ruling.outcome);
  stored.decided_position = ruling.position;
  stored.decide_seconds = ruling.time == absl::InfinitePast()
                              ? 0
                              : static_cast<uint32_t>(absl::ToUnixSeconds(ruling.time));
  if (ruling.element.empty()) {
    elements_.erase(id);
  } else {
    elements_[id] = ruling.element;
  }
}

void RequestIndex::Decide(std::string_view name, const Ruling& ruling) {
  const std::optional<RequestId> id = IdOf(name);
  if (id.has_value()) Set(*id, ruling);
}

EvidenceInShort& RequestIndex::EvidenceOf(RequestId id) {
  if (evidence_.size() <= id) evidence_.resize(id + 1);
  return evidence_[id];
}

void RequestIndex::AddEvidence(std::string_view name, const EvidenceInShort& evidence) {
  const std::optional<RequestId> id = IdOf(name);
  if (id.has_value()) Add(evidence, EvidenceOf(*id));
}

void RequestIndex::Withdraw(std::string_view name) {
  const std::optional<RequestId> id = IdOf(name);
  if (id.has_value()) leads_to_[*id] = kNothing;
}

void RequestIndex::Merge(std::string_view name, std::string_view into) {
  const std::optional<RequestId> id = IdOf(name);
  if (!id.has_value()) return;
  leads_to_[*id] = IdOf(into).value_or(kNothing);
  const RequestId whole = ShownAs(*id);
  // What backed a part backs the whole, unless that was decided without it.
  if (whole == kNothing || whole == *id || requests_[whole].outcome != 0) return;
  const EvidenceInShort part = EvidenceOf(*id);
  if (!part.empty()) Join(part, EvidenceOf(whole));
}

void RequestIndex::Reopen(std::string_view name) {
  const std::optional<RequestId> id = IdOf(name);
  if (!id.has_value()) return;
  leads_to_[*id] = *id;
  Set(*id, Ruling());
}

RequestId RequestIndex::ShownAs(RequestId id) const {
  // No journal has a circle; one that did would hold nobody up.
  for (int hop = 0; hop < kMostMergings; ++hop) {
    const RequestId next = leads_to_[id];
    if (next == id || next == kNothing) return next;
    id = next;
  }
  return kNothing;
}

std::optional<RequestId> RequestIndex::IdOf(std::string_view name) const {
  const auto found = ids_.find(name);
  if (found == ids_.end()) return std::nullopt;
  return found->second;
}

RequestQuery RequestIndex::QueryOf(const DistinctWords& words) const {
  RequestQuery query;
  if (terms_.empty()) return query;  // no word is known, and finding that out costs most
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
  std::sort(query.terms.begin(), query.terms.end(),
            [](const RequestQuery::Term& a, const RequestQuery::Term& b) {
              return std::tie(a.term, a.word, a.role) < std::tie(b.term, b.word, b.role);
            });
  return query;
}

RequestQuery RequestIndex::QueryOf(RequestId id) const {
  RequestQuery query;
  Unpack(requests_[id].bag, [&](const BagEntry& entry) {
    query.terms.push_back({entry.term, static_cast<uint32_t>(query.words.size()), entry.role});
    query.words.push_back(Shown(entry.term));
  });
  query.meaning = meanings_.MeaningOf(id);
  return query;
}

float RequestIndex::LengthOf(const RequestQuery& query) const {
  const float log_requests = LogRequests();
  float squares = 0;
  for (const RequestQuery::Term& term : query.terms) {
    squares += InLength(term.role) * Rarity(term.term, log_requests);
  }
  for (const float weight : query.unknown) squares += weight * weight * log_requests;
  return std::sqrt(squares);
}

// Gives the terms of a question one by one, those that the fewest requests hold first, equal ones
// in their order. Few are asked for, so that a heap does what sorting all would do.
class RequestIndex::RarestFirst {
 public:
  RarestFirst(const std::vector<RequestQuery::Term>& terms, const std::vector<Term>& table) {
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
std::vector<RequestIndex::Scored> RequestIndex::ScoreByWords(const RequestQuery& query) const {
  static thread_local std::vector<float> sums;
  static thread_local std::vector<RequestId> touched;
  if (sums.size() < requests_.size()) sums.resize(requests_.size() + requests_.size() / 4, 0);
  size_t count_touched = 0;
  size_t budget = kPostingBudget + ids_.size() / kPostingShare;
  const float log_requests = LogRequests();
  RarestFirst rarest(query.terms, table_);
  for (size_t i = 0; i < std::min(query.terms.size(), kQueryTerms); ++i) {
    const RequestQuery::Term& query_term = query.terms[rarest.Next()];
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
  return scored;
}

// Takes what is best until it is of `count` requests as they are shown; of each of them one.
std::vector<RequestId> RequestIndex::WordCandidates(const RequestQuery& query, size_t count) const {
  std::vector<Scored> scored = ScoreByWords(query);
  const auto better = [](const Scored& a, const Scored& b) {
    return a.score != b.score ? a.score > b.score : a.request < b.request;
  };
  std::vector<RequestId> candidates, shown;
  for (size_t i = 0, sorted = 0; i < scored.size() && candidates.size() < count; ++i) {
    if (i == sorted) {  // there were merged ones among them: more are needed
      sorted = std::min(scored.size(), 2 * sorted + count);
      std::partial_sort(scored.begin() + static_cast<ptrdiff_t>(i),
                        scored.begin() + static_cast<ptrdiff_t>(sorted), scored.end(), better);
    }
    if (TakeIfNew(ShownAs(scored[i].request), shown)) candidates.push_back(scored[i].request);
  }
  return candidates;
}

std::vector<RequestId> RequestIndex::MeaningCandidates(const PackedMeaning& meaning,
                                                       size_t count) const {
  std::vector<RequestId> candidates;
  for (size_t asked = count;; asked *= 2) {
    std::vector<RequestId> shown;
    candidates.clear();
    const std::vector<NearMeaning> nearest = meanings_.Nearest(meaning, asked, kLeastNearness);
    for (const NearMeaning& near : nearest) {
      if (candidates.size() == count) break;
      if (TakeIfNew(ShownAs(near.text), shown)) candidates.push_back(near.text);
    }
    if (candidates.size() == count || nearest.size() < asked) return candidates;
  }
}

std::vector<RequestId> RequestIndex::Candidates(const RequestQuery& query, size_t count) const {
  std::vector<RequestId> candidates = WordCandidates(query, count);
  if (query.meaning.values.empty()) return candidates;
  const std::vector<RequestId> near = MeaningCandidates(query.meaning, count);
  candidates.insert(candidates.end(), near.begin(), near.end());
  std::sort(candidates.begin(), candidates.end());
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  return candidates;
}

// Where a question asks for a term, found without a search: a comparison looks up hundreds. The
// places live as long as the thread and are cleared by whoever set them, so that a thread has one
// of these at a time.
class RequestIndex::AskedTerms {
 public:
  AskedTerms(const RequestQuery& query, size_t terms) : query_(query) {
    static thread_local std::vector<uint32_t> places;
    if (places.size() < terms) places.resize(terms + terms / 4, 0);
    places_ = places.data();
    for (size_t i = query.terms.size(); i-- > 0;) {
      places_[query.terms[i].term] = static_cast<uint32_t>(i + 1);
    }
  }
  ~AskedTerms() {
    for (const RequestQuery::Term& term : query_.terms) places_[term.term] = 0;
  }
  AskedTerms(const AskedTerms&) = delete;
  AskedTerms& operator=(const AskedTerms&) = delete;

  const RequestQuery& query() const { return query_; }

  // Those that ask for `term`, of which most words are none.
  absl::Span<const RequestQuery::Term> operator[](TermId term) const {
    const uint32_t place = places_[term];
    if (place == 0) return {};
    const absl::Span<const RequestQuery::Term> terms = query_.terms;
    size_t end = place;
    while (end < terms.size() && terms[end].term == term) ++end;
    return terms.subspan(place - 1, end - place + 1);
  }

 private:
  const RequestQuery& query_;
  uint32_t* places_;  // by term: the first that asks for it, counted from 1; 0 for none
};

// Calls `read(role, rarity)` for each word of the request, and `meet(asked, met)` for each of the
// question's terms that is one.
template <typename Read, typename Meet>
void RequestIndex::ReadBag(const AskedTerms& asked, RequestId id, Read read, Meet meet) const {
  const float log_requests = LogRequests();
  Unpack(requests_[id].bag, [&](const BagEntry& entry) {
    const float rarity = Rarity(entry.term, log_requests);
    read(entry.role, rarity);
    for (const RequestQuery::Term& term : asked[entry.term]) {
      const float value = WeightOf(term.role) * WeightOf(entry.role) * rarity;
      meet(term, Met{value, entry.term, CountsInLength(term.role)});
    }
  });
}

// The cosine of the two bags: of each word of the question, the best that it meets.
float RequestIndex::WordsInCommon(const AskedTerms& asked, float length, RequestId id) const {
  static thread_local std::vector<float> best;  // by word of the question
  best.assign(asked.query().words.size(), 0);
  float squares = 0, dot = 0;
  ReadBag(
      asked, id, [&](Role role, float rarity) { squares += InLength(role) * rarity; },
      [&](const RequestQuery::Term& term, const Met& met) {
        float& value = best[term.word];
        if (met.value <= value) return;
        dot += met.value - value;
        value = met.value;
      });
  return squares > 0 && length > 0 ? std::min(1.0f, dot / (length * std::sqrt(squares))) : 0;
}

RequestIndex::Comparison RequestIndex::Compare(const AskedTerms& asked, float length,
                                               RequestId id) const {
  Comparison comparison;
  comparison.request = id;
  comparison.words = WordsInCommon(asked, length, id);
  comparison.similarity = comparison.words;
  const PackedMeaning& meaning = asked.query().meaning;
  if (meaning.values.empty() || !meanings_.Has(id)) return comparison;
  comparison.meaning = meanings_.LikenessOf(id, meaning);
  comparison.similarity =
      (1 - weights_.meaning) * comparison.words + weights_.meaning * comparison.meaning;
  return comparison;
}

// What each word of the question meets in the request.
std::vector<RequestIndex::Met> RequestIndex::MetBy(const AskedTerms& asked, RequestId id) const {
  std::vector<Met> best(asked.query().words.size());
  ReadBag(
      asked, id, [](Role, float) {},
      [&best](const RequestQuery::Term& term, const Met& met) {
        if (met.value > best[term.word].value) best[term.word] = met;
      });
  return best;
}

// The request as an answer shows it, with the words that weigh most in the comparison.
SimilarRequest RequestIndex::Show(const AskedTerms& asked, const Comparison& comparison) const {
  const RequestId shown_as = ShownAs(comparison.request);
  const Stored& stored = requests_[shown_as];
  SimilarRequest similar{.name = stored.name,
                         .title = stored.title,
                         .similarity = comparison.similarity,
                         .outcome = outcomes_[stored.outcome],
                         .decided_position = stored.decided_position};
  const auto element = elements_.find(shown_as);
  if (element != elements_.end()) similar.element = element->second;
  if (stored.decide_seconds > 0) similar.decide_time = absl::FromUnixSeconds(stored.decide_seconds);
  // Words that hardly weigh anything explain nothing.
  similar.by_meaning = comparison.words < kLeastSimilarity;
  if (similar.by_meaning) return similar;
  const std::vector<Met> all_met = MetBy(asked, comparison.request);
  std::vector<uint32_t> words;
  words.reserve(all_met.size());
  for (uint32_t word = 0; word < all_met.size(); ++word) {
    if (all_met[word].value > 0) words.push_back(word);
  }
  const size_t shown = std::min(words.size(), kMatchedWords);
  std::partial_sort(words.begin(), words.begin() + static_cast<ptrdiff_t>(shown), words.end(),
                    [&all_met](uint32_t a, uint32_t b) {
                      const float value_a = all_met[a].value;
                      const float value_b = all_met[b].value;
                      return value_a != value_b ? value_a > value_b : a < b;
                    });
  words.resize(shown);
  similar.matched_words.reserve(shown);
  for (const uint32_t word : words) {
    const Met& met = all_met[word];
    const std::string_view here = asked.query().words[word];
    similar.matched_words.push_back(
        {std::string(here), std::string(met.same ? here : Shown(met.term))});
  }
  return similar;
}

void RequestIndex::Find(const RequestQuery& query, size_t k, std::optional<RequestId> exclude,
                        SimilarAnswer& answer) const {
  const float length = LengthOf(query);
  const RequestId excluded = exclude.has_value() ? ShownAs(*exclude) : kNothing;
  const AskedTerms asked(query, table_.size());
  std::vector<Comparison> found;
  const std::vector<RequestId> candidates =
      Candidates(query, std::min(k, kMaxSimilar) + kSpareCandidates);
  // They lie far apart: what the next comparisons read is fetched before the first one waits for
  // it.
  for (const RequestId candidate : candidates) {
    const PackedBag& bag = requests_[candidate].bag;
    for (size_t i = 0; i < bag.size(); i += kCacheLine / sizeof(bag[0])) {
      __builtin_prefetch(bag.data() + i);
    }
  }
  for (const RequestId candidate : candidates) {
    if (candidate == exclude || ShownAs(candidate) == excluded) continue;
    const Comparison comparison = Compare(asked, length, candidate);
    if (comparison.words >= kLeastSimilarity || comparison.meaning >= weights_.least_meaning) {
      found.push_back(comparison);
    }
  }
  std::sort(found.begin(), found.end(), [](const Comparison& a, const Comparison& b) {
    return a.similarity != b.similarity ? a.similarity > b.similarity : a.request < b.request;
  });
  std::vector<RequestId> shown;
  for (const Comparison& comparison : found) {
    if (shown.size() == std::min(k, kMaxSimilar)) break;
    const RequestId id = ShownAs(comparison.request);
    if (!TakeIfNew(id, shown)) continue;  // a part of what is more similar
    answer.requests.push_back(Show(asked, comparison));
    answer.evidence.push_back(id < evidence_.size() ? evidence_[id] : EvidenceInShort());
  }
}

}  // namespace zusage::alignment
