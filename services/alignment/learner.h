// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_ALIGNMENT_LEARNER_H_
#define ZUSAGE_SERVICES_ALIGNMENT_LEARNER_H_

#include <thread>

#include "absl/base/thread_annotations.h"
#include "absl/status/status.h"
#include "absl/synchronization/mutex.h"
#include "absl/time/time.h"
#include "services/alignment/knowledge.h"
#include "services/alignment/learning_source.h"

namespace zusage::alignment {

// Follows the journal from what is known on, and learns, until the source ends; returns why it did.
// Called again, it goes on where it was: nothing is left out, and what comes twice does no harm.
//
// Pages are learned one by one, so memory is bounded by a page and by what is known. While catching
// up only the newest version of each strategy is fetched. An entry that cannot be read is skipped
// with an error in the log: it must not keep the check from everything after it. Errors: what the
// source returns; OUT_OF_RANGE if it left entries out.
absl::Status LearnFrom(LearningSource& source, Knowledge& knowledge);

// How long to wait before a source that ended is asked again: doubled each time without progress.
struct RetryOptions {
  absl::Duration first = absl::Milliseconds(50);
  absl::Duration last = absl::Seconds(2);
};

// The thread that learns, from construction to destruction.
class Learner {
 public:
  // Both must outlive it. Peers must be connected by now, though not yet there.
  Learner(LearningSource& source, Knowledge& knowledge, RetryOptions retry = {});
  // Cancels the source, for good, and waits for the thread.
  ~Learner();

 private:
  void Run();
  bool Stopping();
  // Waits; false if the learner is to stop.
  bool Pause(absl::Duration duration);

  LearningSource& source_;
  Knowledge& knowledge_;
  const RetryOptions retry_;
  absl::Mutex mutex_;
  bool stopping_ ABSL_GUARDED_BY(mutex_) = false;
  std::thread thread_;
};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_LEARNER_H_
