// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/learner.h"

#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "services/alignment/read_entry.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {
namespace {

// What became of requests that are known.
void LearnWhatBecame(const EntryContent& content, int64_t position, Knowledge& knowledge) {
  for (const std::string& request : content.reopenings) {
    knowledge.LearnReopening(request, position);
  }
  for (const EntryContent::Decision& decision : content.decisions) {
    knowledge.LearnRuling(decision.request, decision.ruling, position);
  }
  for (const EntryContent::Merging& merging : content.mergings) {
    knowledge.LearnMerging(merging.request, merging.into, position);
  }
  for (const std::string& request : content.withdrawals) {
    knowledge.LearnWithdrawal(request, position);
  }
}

void LearnEntry(const journal::Entry& entry, Knowledge& knowledge) {
  const absl::StatusOr<EntryContent> content = ReadEntry(entry);
  if (!content.ok()) {
    Log(Severity::kError, "entry_unreadable",
        {{"position", std::to_string(entry.position)},
         {"error", std::string(content.status().message())}});
    return;
  }
  for (const EntryContent::Strategy& strategy : content->strategies) {
    knowledge.Announce(strategy.product, strategy.version);
  }
  for (const PastRequest& request : content->requests) knowledge.Learn(request, entry.position);
  for (const EntryContent::AddedEvidence& added : content->evidence) {
    knowledge.LearnEvidence(added.request, added.evidence, entry.position);
  }
  LearnWhatBecame(*content, entry.position, knowledge);
  for (const PastStudy& study : content->studies) {
    knowledge.Learn(study, entry.position);
    if (study.request.empty() || !study.effort_person_days.has_value()) continue;
    // What it takes is evidence, as if it had been added.
    const auto effort = static_cast<float>(*study.effort_person_days);
    knowledge.LearnEvidence(study.request, {.effort_person_days = effort}, entry.position);
  }
}

absl::Status FetchStrategies(LearningSource& source, Knowledge& knowledge) {
  for (const Knowledge::Announced& missing : knowledge.Missing()) {
    absl::StatusOr<LearnedStrategy> strategy = source.GetStrategy(missing.product, missing.version);
    if (absl::IsNotFound(strategy.status())) {
      Log(Severity::kError, "strategy_missing",
          {{"product", missing.product}, {"version", std::to_string(missing.version)}});
      knowledge.GiveUp(missing);
      continue;
    }
    if (!strategy.ok()) return std::move(strategy).status();
    knowledge.Learn(*std::move(strategy));
  }
  return absl::OkStatus();
}

absl::Status LearnPage(const journal::Page& page, LearningSource& source, Knowledge& knowledge) {
  const int64_t known = knowledge.known_position();
  if (page.after_position > known) {
    return absl::OutOfRangeError("after journal position " + std::to_string(known) +
                                 " came what follows " + std::to_string(page.after_position));
  }
  for (const journal::Entry& entry : page.entries) {
    if (entry.position > known) LearnEntry(entry, knowledge);  // others are repeats
  }
  // Until everything was read once nobody is answered, so older versions need not be fetched.
  const bool is_end = page.position >= page.head_position;
  if (is_end || knowledge.caught_up()) {
    ZUSAGE_RETURN_IF_ERROR(FetchStrategies(source, knowledge));
  }
  knowledge.AdvanceTo(std::max(known, page.position), is_end);
  return absl::OkStatus();
}

}  // namespace

absl::Status LearnFrom(LearningSource& source, Knowledge& knowledge) {
  return source.Watch(knowledge.known_position(), [&](const journal::Page& page) {
    return LearnPage(page, source, knowledge);
  });
}

Learner::Learner(LearningSource& source, Knowledge& knowledge, RetryOptions retry)
    : source_(source), knowledge_(knowledge), retry_(retry), thread_([this] { Run(); }) {}

Learner::~Learner() {
  {
    absl::MutexLock lock(&mutex_);
    stopping_ = true;
  }
  source_.Cancel();
  thread_.join();
}

void Learner::Run() {
  absl::Duration pause = retry_.first;
  while (true) {
    const int64_t before = knowledge_.known_position();
    const absl::Status ended = LearnFrom(source_, knowledge_);
    const int64_t known = knowledge_.known_position();
    pause = known > before ? retry_.first : std::min(2 * pause, retry_.last);
    if (Stopping()) return;
    Log(Severity::kInfo, "learning_interrupted",
        {{"position", std::to_string(known)}, {"error", ended.ToString()}});
    if (!Pause(pause)) return;
  }
}

bool Learner::Stopping() {
  absl::MutexLock lock(&mutex_);
  return stopping_;
}

bool Learner::Pause(absl::Duration duration) {
  absl::MutexLock lock(&mutex_);
  return !mutex_.AwaitWithTimeout(absl::Condition(&stopping_), duration);
}

}  // namespace zusage::alignment
