// SPDX-License-Identifier: Apache-2.0
#include "services/news/follow_journal.h"

#include <optional>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/log.h"
#include "services/base/status_macros.h"
#include "services/news/happenings.h"
#include "services/news/people.h"
#include "services/news/record_news.h"
#include "storage/journal/leaf_reader.h"
#include "storage/request_repository.h"

namespace zusage::news {
namespace {

using storage::NewsFollower;
using storage::NewsRepository;

// A batch ends behind the entry that brings it past this many notices.
constexpr size_t kManyNotices = 2000;
// How often an entry is tried.
constexpr int kTries = 3;
constexpr int kOverduePage = 256;

// What comes in this time is followed at once.
constexpr absl::Duration kCollect = absl::Milliseconds(200);
// How long to wait before the lease is looked at again, or after a failure.
constexpr absl::Duration kStandBy = absl::Seconds(1);
// Due times are ends of days.
constexpr int kPausesBetweenLooks = 50;
// Bounds the time that stopping takes.
constexpr absl::Duration kPatience = absl::Milliseconds(100);

// That a review is past its due time, as it was known at `position`.
absl::StatusOr<Told> TellOf(People& people, const storage::RequestHead& head, std::string occasion,
                            int64_t position) {
  Happening happening;
  happening.news = {.occasion = std::move(occasion),
                    .kind = Kind::kReviewOverdue,
                    .product = head.product,
                    .subject = head.name,
                    .position = position,
                    .create_time = head.due_time,
                    .details = {{"owner", head.owner}}};
  happening.concerned.push_back({Part::kOwner, head.owner});
  ZUSAGE_RETURN_IF_ERROR(people.AddHolders(Part::kLeader, {directory::Role::kLeader}, head.product,
                                           happening.concerned));
  return people.Tell(std::move(happening));
}

}  // namespace

Following::Following(storage::Store& store, const Clock& clock, RandomSource& random,
                     FollowOptions options)
    : store_(store),
      clock_(clock),
      random_(random),
      options_(options),
      holder_(NewId(clock.Now(), random)),
      limit_(options.batch) {}

bool Following::HeldByAnother(const NewsFollower& follower) const {
  return follower.holder != holder_ && follower.expire_time >= clock_.Now();
}

absl::StatusOr<bool> Following::CatchUp() {
  const int64_t goal = store_.head().position;
  while (true) {
    ZUSAGE_ASSIGN_OR_RETURN(Batch batch, Load());
    if (batch.held) return false;
    const bool nothing_done = batch.end == batch.follower.position;
    if (nothing_done && !batch.problem.ok()) {
      ZUSAGE_RETURN_IF_ERROR(PassOver(batch));
    } else if (nothing_done) {
      return true;
    }
    absl::StatusOr<bool> stored = Store(batch.follower, batch.end, batch.told);
    if (!stored.ok() && !absl::IsUnavailable(stored.status())) {
      const bool one = batch.end == batch.follower.position + 1;
      limit_ = 1;  // to find out which entry it is
      if (!one) continue;
      batch.problem = stored.status();
      batch.end = batch.follower.position;
      ZUSAGE_RETURN_IF_ERROR(PassOver(batch));
      stored = Store(batch.follower, batch.end, {});
    }
    if (!stored.ok() || !*stored) return stored;
    limit_ = options_.batch;
    if (batch.end >= goal) return true;
  }
}

absl::StatusOr<Following::Batch> Following::Load() {
  Batch batch;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    batch = Batch();
    ZUSAGE_ASSIGN_OR_RETURN(batch.follower, NewsRepository::Follower(tx));
    position_ = batch.end = batch.follower.position;
    batch.held = HeldByAnother(batch.follower);
    return batch.held ? absl::OkStatus() : AddEntries(tx, batch);
  }));
  return batch;
}

absl::Status Following::AddEntries(storage::ReadTransaction& tx, Batch& batch) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<storage::Leaf> entries,
                          storage::LeavesAfter(tx, batch.end, limit_));
  People people(tx);
  size_t notices = 0;
  for (const storage::Leaf& entry : entries) {
    absl::StatusOr<std::vector<Happening>> happenings = HappeningsOf(tx, people, entry);
    if (absl::IsUnavailable(happenings.status())) return happenings.status();
    if (!happenings.ok()) {
      batch.problem = happenings.status();
      batch.stumbled_over = entry.operation;
      return absl::OkStatus();
    }
    for (Happening& happening : *happenings) {
      ZUSAGE_ASSIGN_OR_RETURN(Told told, people.Tell(std::move(happening)));
      notices += told.people.size();
      batch.told.push_back(std::move(told));
    }
    batch.end = entry.position;
    if (notices > kManyNotices) break;
  }
  return absl::OkStatus();
}

absl::Status Following::PassOver(Batch& batch) {
  const int64_t position = batch.end + 1;
  if (troubled_ != position) troubles_ = 0;
  troubled_ = position;
  if (++troubles_ < kTries) return batch.problem;
  Log(Severity::kError, "news_passed_over",
      {{"position", absl::StrCat(position)},
       {"operation", batch.stumbled_over},
       {"error", std::string(batch.problem.message())}});
  batch.end = position;
  return absl::OkStatus();
}

absl::StatusOr<bool> Following::Store(const NewsFollower& from, int64_t position,
                                      const std::vector<Told>& told) {
  bool leads = false;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    const absl::Time now = unit.commit_time();
    const NewsFollower after{
        .position = position, .holder = holder_, .expire_time = now + options_.lease};
    ZUSAGE_ASSIGN_OR_RETURN(leads, NewsRepository::Advance(unit.tx(), from.position, after, now));
    return leads ? RecordNews(unit.tx(), now, random_, told) : absl::OkStatus();
  }));
  if (leads) position_ = position;
  return leads;
}

absl::StatusOr<std::vector<Told>> Following::Overdue(storage::ReadTransaction& tx,
                                                     const NewsFollower& follower) {
  std::vector<Told> told;
  People people(tx);
  std::set<std::string> overdue;
  std::optional<storage::RequestHead> after;
  while (told.size() < kManyNotices) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const std::vector<storage::RequestHead> heads,
        storage::RequestRepository::Overdue(tx, clock_.Now(), after, kOverduePage));
    for (const storage::RequestHead& head : heads) {
      if (head.due_time < follower.start_time) continue;
      std::string occasion = absl::StrCat(static_cast<int>(Kind::kReviewOverdue), " ", head.name,
                                          " due ", absl::ToUnixMicros(head.due_time));
      bool known = known_overdue_.contains(occasion);
      if (!known) {
        ZUSAGE_ASSIGN_OR_RETURN(known, NewsRepository::Has(tx, occasion));
      }
      if (known) {
        overdue.insert(std::move(occasion));
        continue;
      }
      ZUSAGE_ASSIGN_OR_RETURN(Told one,
                              TellOf(people, head, std::move(occasion), store_.head().position));
      told.push_back(std::move(one));
    }
    if (heads.size() < static_cast<size_t>(kOverduePage)) break;
    after = heads.back();
  }
  known_overdue_ = std::move(overdue);  // what is not overdue any more is forgotten
  return told;
}

absl::StatusOr<bool> Following::TellOverdue() {
  std::vector<Told> told;
  NewsFollower follower;
  bool held = false;
  ZUSAGE_RETURN_IF_ERROR(store_.Read([&](storage::ReadTransaction& tx) -> absl::Status {
    told.clear();
    ZUSAGE_ASSIGN_OR_RETURN(follower, NewsRepository::Follower(tx));
    held = HeldByAnother(follower);
    if (held) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(told, Overdue(tx, follower));
    return absl::OkStatus();
  }));
  if (held) return false;
  return told.empty() ? true : Store(follower, follower.position, told);
}

void Following::Release() {
  const absl::Status released = store_.WriteAndWait(
      [&](storage::Unit& unit) { return NewsRepository::Release(unit.tx(), holder_); });
  released.IgnoreError();  // then it expires
}

FollowJournal::FollowJournal(storage::Store& store, Following& following)
    : store_(store), following_(following) {
  thread_ = std::thread([this] { Run(); });
}

FollowJournal::~FollowJournal() {
  {
    const std::scoped_lock lock(mutex_);
    stopping_ = true;
    changed_.notify_all();
  }
  thread_.join();
  following_.Release();
}

bool FollowJournal::Pause(absl::Duration duration) {
  std::unique_lock lock(mutex_);
  return changed_.wait_for(lock, absl::ToChronoNanoseconds(duration), [&] { return stopping_; });
}

absl::StatusOr<bool> FollowJournal::Follow(bool look_for_overdue) {
  ZUSAGE_ASSIGN_OR_RETURN(const bool leads, following_.CatchUp());
  return leads && look_for_overdue ? following_.TellOverdue() : leads;
}

void FollowJournal::Run() {
  int64_t seen = -1;  // the first round catches up with what an earlier process left
  int pauses = kPausesBetweenLooks;
  bool failing = false;
  while (!Pause(absl::ZeroDuration())) {
    const int64_t head = store_.WaitForNews(seen, kPatience).position;
    const bool look = ++pauses > kPausesBetweenLooks;
    if (head <= seen && !look) continue;
    if (Pause(kCollect)) return;
    const absl::StatusOr<bool> leads = Follow(look);
    if (leads.ok() == failing) {
      failing = !leads.ok();
      Log(failing ? Severity::kWarning : Severity::kInfo, failing ? "news_failing" : "news_back",
          {{"status", std::string(leads.status().message())}});
    }
    if (look) pauses = 0;
    const bool done = leads.ok() && *leads;
    seen = done ? head : -1;
    if (!done && Pause(kStandBy)) return;
  }
}

}  // namespace zusage::news
