// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/past_studies.h"

#include <utility>

namespace zusage::alignment {

void PastStudies::Append(PastStudy study, int64_t position) {
  summaries_.Append({.name = study.name, .title = "", .text = study.summary}, position);
  absl::MutexLock lock(&mutex_);
  if (!study.request.empty()) newest_[study.request] = study.name;
  if (!study.element.empty()) newest_[study.element] = study.name;
  std::string name = study.name;
  studies_.insert_or_assign(std::move(name), std::move(study));
}

size_t PastStudies::size() const {
  absl::ReaderMutexLock lock(&mutex_);
  return studies_.size();
}

std::vector<FoundStudy> PastStudies::Similar(const DistinctWords& words, size_t k) const {
  std::vector<FoundStudy> found;
  SimilarAnswer similar = summaries_.Similar(words, k);
  absl::ReaderMutexLock lock(&mutex_);
  for (SimilarRequest& one : similar.requests) {
    const auto study = studies_.find(one.name);
    if (study == studies_.end()) continue;  // on its way
    found.push_back({study->second, one.similarity, std::move(one.matched_words)});
  }
  return found;
}

std::optional<PastStudy> PastStudies::About(std::string_view subject) const {
  absl::ReaderMutexLock lock(&mutex_);
  const auto newest = newest_.find(subject);
  if (newest == newest_.end()) return std::nullopt;
  return studies_.find(newest->second)->second;
}

}  // namespace zusage::alignment
