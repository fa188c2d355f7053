// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/knowledge.h"

#include <algorithm>
#include <utility>

#include "services/alignment/domain/errors.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"

namespace zusage::alignment {

Knowledge::Knowledge(const Lexicon& lexicon) : lexicon_(lexicon) {}

absl::StatusOr<Knowledge::Product> Knowledge::Get(std::string_view product) const {
  absl::ReaderMutexLock lock(&mutex_);
  if (!caught_up_) return Error(kNotLearnedYet);
  const auto found = products_.find(product);
  if (found == products_.end() || found->second.strategy == nullptr) {
    return Error(kNotFound, {{"resource", std::string(product)}});
  }
  const Learned& learned = found->second;
  return Product{learned.strategy, learned.publish_time, learned.change_times, learned.past,
                 learned.studies};
}

absl::Status Knowledge::Await(int64_t position, absl::Duration timeout) const {
  const auto reached = [&] {
    mutex_.AssertReaderHeld();
    return known_position_ >= position;
  };
  const bool is_known = mutex_.ReaderLockWhenWithTimeout(absl::Condition(&reached), timeout);
  mutex_.ReaderUnlock();
  return is_known ? absl::OkStatus() : Error(kNotLearnedYet);
}

bool Knowledge::AwaitProduct(std::string_view product, absl::Duration timeout) const {
  const auto is_known = [&] {
    mutex_.AssertReaderHeld();
    const auto found = products_.find(product);
    return found != products_.end() && found->second.strategy != nullptr;
  };
  const bool known = mutex_.ReaderLockWhenWithTimeout(absl::Condition(&is_known), timeout);
  mutex_.ReaderUnlock();
  return known;
}

int64_t Knowledge::known_position() const {
  absl::ReaderMutexLock lock(&mutex_);
  return known_position_;
}

bool Knowledge::caught_up() const {
  absl::ReaderMutexLock lock(&mutex_);
  return caught_up_;
}

Knowledge::Learned& Knowledge::Of(std::string_view product) {
  const auto found = products_.find(product);
  if (found != products_.end()) return found->second;
  Learned& learned = products_[std::string(product)];
  learned.past = std::make_shared<PastRequests>(lexicon_);
  learned.studies = std::make_shared<PastStudies>(lexicon_);
  return learned;
}

std::shared_ptr<PastRequests> Knowledge::PastOf(std::string_view request) {
  absl::MutexLock lock(&mutex_);
  return Of(ProductOf(request)).past;
}

void Knowledge::Announce(std::string_view product, int version) {
  absl::MutexLock lock(&mutex_);
  Learned& learned = Of(product);
  learned.announced = std::max(learned.announced, version);
}

std::vector<Knowledge::Announced> Knowledge::Missing() const {
  absl::ReaderMutexLock lock(&mutex_);
  std::vector<Announced> missing;
  for (const auto& [product, learned] : products_) {
    if (learned.misses_strategy()) missing.push_back({product, learned.announced});
  }
  return missing;
}

void Knowledge::Learn(LearnedStrategy strategy) {
  // Compiling takes longer than readers should wait.
  auto compiled = std::make_shared<const CompiledStrategy>(std::move(strategy.document),
                                                           strategy.version, lexicon_);
  absl::MutexLock lock(&mutex_);
  Learned& learned = Of(strategy.product);
  if (learned.strategy != nullptr && learned.strategy->version() >= strategy.version) return;
  learned.strategy = std::move(compiled);
  learned.publish_time = strategy.publish_time;
  learned.change_times =
      std::make_shared<const std::map<std::string, absl::Time>>(std::move(strategy.change_times));
}

void Knowledge::GiveUp(const Announced& announced) {
  absl::MutexLock lock(&mutex_);
  Learned& learned = Of(announced.product);
  if (learned.announced == announced.version) learned.announced = 0;
}

void Knowledge::Learn(const PastRequest& request, int64_t position) {
  PastOf(request.name)->Append(request, position);
}

void Knowledge::LearnRuling(std::string_view request, const Ruling& ruling, int64_t position) {
  PastOf(request)->Decide(request, ruling, position);
}

void Knowledge::LearnMerging(std::string_view request, std::string_view into, int64_t position) {
  PastOf(request)->Merge(request, into, position);
}

void Knowledge::LearnWithdrawal(std::string_view request, int64_t position) {
  PastOf(request)->Withdraw(request, position);
}

void Knowledge::LearnReopening(std::string_view request, int64_t position) {
  PastOf(request)->Reopen(request, position);
}

void Knowledge::LearnEvidence(std::string_view request, const EvidenceInShort& evidence,
                              int64_t position) {
  PastOf(request)->AddEvidence(request, evidence, position);
}

void Knowledge::Learn(const PastStudy& study, int64_t position) {
  std::shared_ptr<PastStudies> studies;
  {
    absl::MutexLock lock(&mutex_);
    studies = Of(ProductOf(study.name)).studies;
  }
  studies->Append(study, position);
}

void Knowledge::AdvanceTo(int64_t position, bool is_end) {
  std::vector<std::shared_ptr<PastRequests>> pasts;
  {
    absl::ReaderMutexLock lock(&mutex_);
    for (const auto& [product, learned] : products_) pasts.push_back(learned.past);
  }
  // Without the lock: each of them waits for its own readers.
  for (const auto& past : pasts) past->AdvanceTo(position);
  absl::MutexLock lock(&mutex_);
  known_position_ = std::max(known_position_, position);
  caught_up_ = caught_up_ || is_end;
}

}  // namespace zusage::alignment
