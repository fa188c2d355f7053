// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/similar_requests.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "services/alignment/domain/meaning.h"
#include "services/alignment/domain/request_index.h"

namespace zusage::alignment {
const SimilarityWeights& BuiltInSimilarity(const Lexicon& lexicon) {
  static constexpr SimilarityWeights kWordsAlone;
  static constexpr SimilarityWeights kWithMeanings = {
      .meaning = 0.3f, .least_meaning = 0.5f, .very_similar = 0.39f};
  return lexicon.dimensions() > 0 ? kWithMeanings : kWordsAlone;
}

PastRequests::PastRequests(const Lexicon& lexicon)
    : PastRequests(lexicon, BuiltInSimilarity(lexicon)) {}

PastRequests::PastRequests(const Lexicon& lexicon, const SimilarityWeights& weights)
    : lexicon_(lexicon),
      weights_(weights),
      index_(std::make_unique<RequestIndex>(lexicon_, weights_)) {}

PastRequests::~PastRequests() = default;

void PastRequests::Append(PastRequest request, int64_t position) {
  // Words are views of the texts, which therefore stay behind.
  const std::string title = request.title;
  const std::string text = std::move(request.text);
  const std::vector<Word> title_words = Analyse(title), text_words = Analyse(text);
  const PackedMeaning meaning = MeaningOf(DistinctWords(title_words, text_words).words, lexicon_);
  {
    absl::MutexLock lock(&mutex_);
    index_->Append(std::move(request), title_words, text_words, meaning);
    position_ = std::max(position_, position);
  }
  RefineMeanings();
}

void PastRequests::RefineMeanings() {
  std::optional<NearMeanings> finer;
  {
    absl::ReaderMutexLock lock(&mutex_);
    if (!index_->meanings().NeedsCells()) return;
    finer = index_->meanings().WithFinerCells();
  }
  absl::MutexLock lock(&mutex_);  // there is one writer, so that nothing was added meanwhile
  index_->meanings() = *std::move(finer);
}

template <typename Change>
void PastRequests::Apply(int64_t position, Change change) {
  absl::MutexLock lock(&mutex_);
  change(*index_);
  position_ = std::max(position_, position);
}

void PastRequests::Decide(std::string_view name, const Ruling& ruling, int64_t position) {
  Apply(position, [&](RequestIndex& index) { index.Decide(name, ruling); });
}

void PastRequests::AddEvidence(std::string_view name, const EvidenceInShort& evidence,
                               int64_t position) {
  Apply(position, [&](RequestIndex& index) { index.AddEvidence(name, evidence); });
}

void PastRequests::Withdraw(std::string_view name, int64_t position) {
  Apply(position, [&](RequestIndex& index) { index.Withdraw(name); });
}

void PastRequests::Merge(std::string_view name, std::string_view into, int64_t position) {
  Apply(position, [&](RequestIndex& index) { index.Merge(name, into); });
}

void PastRequests::Reopen(std::string_view name, int64_t position) {
  Apply(position, [&](RequestIndex& index) { index.Reopen(name); });
}

void PastRequests::Remove(std::string_view name, int64_t position) {
  Apply(position, [&](RequestIndex& index) { index.Remove(name); });
}

void PastRequests::AdvanceTo(int64_t position) {
  Apply(position, [](RequestIndex&) {});
}

int64_t PastRequests::position() const {
  absl::ReaderMutexLock lock(&mutex_);
  return position_;
}

size_t PastRequests::size() const {
  absl::ReaderMutexLock lock(&mutex_);
  return index_->size();
}

SimilarAnswer PastRequests::Similar(std::string_view text, size_t k,
                                    std::string_view exclude) const {
  const std::vector<Word> words = Analyse(text);
  return Similar(DistinctWords({}, words), k, exclude);
}

SimilarAnswer PastRequests::Similar(const DistinctWords& words, size_t k,
                                    std::string_view exclude) const {
  return Similar(words, MeaningOf(words.words, lexicon_), k, exclude);
}

SimilarAnswer PastRequests::Similar(const DistinctWords& words, PackedMeaning meaning, size_t k,
                                    std::string_view exclude) const {
  SimilarAnswer answer;
  answer.very_similar = weights_.very_similar;
  absl::ReaderMutexLock lock(&mutex_);
  RequestQuery query = index_->QueryOf(words);
  query.meaning = std::move(meaning);
  index_->Find(query, k, index_->IdOf(exclude), answer);
  answer.position = position_;
  return answer;
}

SimilarAnswer PastRequests::SimilarTo(std::string_view name, size_t k) const {
  SimilarAnswer answer;
  answer.very_similar = weights_.very_similar;
  absl::ReaderMutexLock lock(&mutex_);
  answer.position = position_;
  const std::optional<RequestId> id = index_->IdOf(name);
  if (id.has_value()) index_->Find(index_->QueryOf(*id), k, id, answer);
  return answer;
}

}  // namespace zusage::alignment
