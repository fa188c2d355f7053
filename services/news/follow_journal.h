// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_NEWS_FOLLOW_JOURNAL_H_
#define ZUSAGE_SERVICES_NEWS_FOLLOW_JOURNAL_H_

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <mutex>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/ids.h"
#include "services/base/time.h"
#include "services/news/domain/news.h"
#include "storage/news_repository.h"
#include "storage/store.h"

namespace zusage::news {

struct FollowOptions {
  // Entries of one transaction. Few, as the writer's other callers wait meanwhile.
  int batch = 256;
  // How long another process waits for this one to follow on.
  absl::Duration lease = absl::Seconds(10);
};

// Makes news of the journal's entries, behind the calls that caused them. Of several processes on
// one database one follows at a time, under a lease. News, its notices and how far the journal was
// followed are one transaction, so that nothing is told twice or lost, whoever dies when. Not
// thread-safe but for position().
class Following {
 public:
  // All outlive it.
  Following(storage::Store& store, const Clock& clock, RandomSource& random,
            FollowOptions options = {});

  // Follows up to the entry that is the newest now. False if another process follows. An entry
  // whose news cannot be made though the store answers is tried again at later calls, which fail
  // meanwhile; the third time it is logged and passed over, as one entry must not end all news.
  absl::StatusOr<bool> CatchUp();

  // Tells of reviews that are past their due time, once for each due time. False if another process
  // follows. What was due before there was news is not told of.
  absl::StatusOr<bool> TellOverdue();

  // Lets others follow at once.
  void Release();

  // How far the journal was followed, as far as this process knows.
  int64_t position() const { return position_; }

 private:
  // What a run of entries means.
  struct Batch {
    storage::NewsFollower follower;
    bool held = false;  // by another process
    int64_t end = 0;    // the last entry that it is about
    std::vector<Told> told;
    absl::Status problem;       // why it ends where it does, if entries were left
    std::string stumbled_over;  // the operation of the entry after it
  };

  absl::StatusOr<Batch> Load();
  absl::Status AddEntries(storage::ReadTransaction& tx, Batch& batch);
  // OK if the entry behind `batch` is to be passed over, which `batch` is extended for.
  absl::Status PassOver(Batch& batch);
  absl::StatusOr<bool> Store(const storage::NewsFollower& from, int64_t position,
                             const std::vector<Told>& told);
  bool HeldByAnother(const storage::NewsFollower& follower) const;
  absl::StatusOr<std::vector<Told>> Overdue(storage::ReadTransaction& tx,
                                            const storage::NewsFollower& follower);

  storage::Store& store_;
  const Clock& clock_;
  RandomSource& random_;
  const FollowOptions options_;
  const std::string holder_;
  std::atomic<int64_t> position_{0};

  int limit_ = 0;  // entries of the next batch: one after another behind a transaction that failed
  int64_t troubled_ = 0;                 // the entry that made trouble last
  int troubles_ = 0;                     // how often in a row
  std::set<std::string> known_overdue_;  // occasions that there is news of
};

// Runs a following on a thread of its own. Ends with the object, and lets others follow at once.
class FollowJournal {
 public:
  FollowJournal(storage::Store& store, Following& following);
  ~FollowJournal();

 private:
  void Run();
  // Follows, and looks for what is overdue if it is time; whether this process is the one.
  absl::StatusOr<bool> Follow(bool look_for_overdue);
  // Waits, unless this ends; whether it does.
  bool Pause(absl::Duration duration);

  storage::Store& store_;
  Following& following_;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool stopping_ = false;
  std::thread thread_;
};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_FOLLOW_JOURNAL_H_
