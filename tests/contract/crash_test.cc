// SPDX-License-Identifier: Apache-2.0
// A process that is killed while it writes loses nothing that it acknowledged.
#include <gtest/gtest.h>
#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <cstdint>
#include <set>
#include <string>

#include "storage/journal/verify.h"
#include "storage/open_store.h"
#include "tests/support/fake_clock.h"
#include "tests/support/seeded_random.h"
#include "tests/support/story_table.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

using testing::kStoryTables;
using testing::Tell;

constexpr int kInFlight = 16;

OpenStoreOptions Options(const std::string& path) {
  OpenStoreOptions options;
  options.place.data_dir = path;
  options.batches.fact_tables = kStoryTables;
  options.place.sqlite.checkpoint_pages = 64;  // so that the kill also meets checkpoints
  options.following.checkpoint_interval = absl::Milliseconds(1);
  return options;
}

// Writes stories until it is killed, and the number of each to `acknowledged` once it is durable.
class EndlessTeller {
 public:
  EndlessTeller(Store& store, int acknowledged, int64_t first)
      : store_(store), acknowledged_(acknowledged), next_(first) {}

  void TellNext() {
    const int64_t chapter = next_++;
    store_.Write(
        [chapter](Unit& unit) {
          return Tell(unit, {.name = "stories/" + std::to_string(chapter), .chapter = chapter});
        },
        [this, chapter](absl::Status status) {
          if (!status.ok() || write(acknowledged_, &chapter, sizeof(chapter)) < 0) _exit(1);
          TellNext();
        });
  }

 private:
  Store& store_;
  const int acknowledged_;
  std::atomic<int64_t> next_;
};

[[noreturn]] void TellUntilKilled(const std::string& path, int acknowledged, int64_t first) {
  testing::FakeClock clock;
  testing::SeededRandom random(static_cast<uint64_t>(first));
  absl::StatusOr<OpenedStore> opened = OpenStore(Options(path), clock, random);
  if (!opened.ok()) _exit(1);
  if (first == 1 &&
      !opened->engine->Connect(Access::kWrite).value()->RunScript(testing::kStorySchema).ok()) {
    _exit(1);
  }
  EndlessTeller teller(*opened->store, acknowledged, first);
  for (int i = 0; i < kInFlight; ++i) teller.TellNext();
  while (true) pause();
}

// Runs a writer and kills it after `count` acknowledgements; what it acknowledged.
std::set<int64_t> KillAfter(size_t count, const std::string& path, int64_t first) {
  int ends[2];
  EXPECT_EQ(pipe(ends), 0);
  const pid_t child = fork();
  if (child == 0) {
    close(ends[0]);
    TellUntilKilled(path, ends[1], first);
  }
  close(ends[1]);
  std::set<int64_t> acknowledged;
  int64_t chapter = 0;
  while (read(ends[0], &chapter, sizeof(chapter)) == sizeof(chapter)) {
    acknowledged.insert(chapter);
    if (acknowledged.size() == count) kill(child, SIGKILL);
  }
  close(ends[0]);
  waitpid(child, nullptr, 0);
  return acknowledged;
}

TEST(CrashTest, KilledWriterLosesNothingThatItAcknowledged) {
  const testing::TemporaryDirectory directory;
  std::set<int64_t> acknowledged;
  for (const size_t count : {1, 37, 400, 150}) {
    const int64_t first = acknowledged.empty() ? 1 : *acknowledged.rbegin() + kInFlight + 1;
    acknowledged.merge(KillAfter(count, directory.path(), first));

    testing::FakeClock clock;
    testing::SeededRandom random(99);
    absl::StatusOr<OpenedStore> opened = OpenStore(Options(directory.path()), clock, random);
    ASSERT_TRUE(opened.ok()) << opened.status();
    std::set<int64_t> stored;
    ASSERT_TRUE(opened->store
                    ->Read([&](ReadTransaction& tx) {
                      return tx.Query("SELECT chapter FROM stories", {}, [&](const Row& row) {
                        EXPECT_TRUE(stored.insert(row.Int(0)).second);
                        return absl::OkStatus();
                      });
                    })
                    .ok());
    for (const int64_t chapter : acknowledged) EXPECT_TRUE(stored.contains(chapter)) << chapter;
    ASSERT_TRUE(opened->follower->CatchUp().ok());
    VerifyOptions options;
    options.fact_tables = kStoryTables;
    const auto connection = opened->engine->Connect(Access::kRead).value();
    const absl::StatusOr<VerifyReport> report = VerifyJournal(*connection, *opened->keys, options);
    ASSERT_TRUE(report.ok()) << report.status();
    EXPECT_EQ(report->entries, static_cast<int64_t>(stored.size()));
    EXPECT_EQ(report->facts, static_cast<int64_t>(stored.size()));
  }
}

}  // namespace
}  // namespace zusage::storage
