// SPDX-License-Identifier: Apache-2.0
//
// Watchers of the journal while the field writes at full speed: some reconnect after every few
// messages, to other copies if there are any, one reads nothing until all is over, servers are
// killed. Each sees every entry once.
#include <gtest/gtest.h>

#include <atomic>
#include <chrono>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

#include "tests/e2e/wishes.h"

namespace zusage::testing {
namespace {

using journal::v1::JournalService;
using journal::v1::WatchEntriesRequest;
using journal::v1::WatchEntriesResponse;

// Whom a watcher connects to next.
using Choose = std::function<std::shared_ptr<grpc::Channel>(int connection)>;

struct Habit {
  int messages = 0;       // after so many it cancels and comes again; 0: never
  bool waits = false;     // it reads nothing until the end
  std::string operation;  // which it wants to see alone; "" for all
};

// Follows the journal on a thread of its own, from its beginning to the position that it is told.
class Watcher {
 public:
  Watcher(const Company& company, Choose choose, const Habit& habit)
      : company_(company), choose_(std::move(choose)), habit_(habit), thread_([this] { Run(); }) {}
  ~Watcher() { thread_.join(); }

  void GoTo(int64_t end) {
    end_ = end;
    if (const auto lock = std::lock_guard(mutex_); context_ != nullptr && position_ >= end_) {
      context_->TryCancel();
    }
  }
  void Join() {
    if (thread_.joinable()) thread_.join();
    thread_ = std::thread([] {});
  }
  int64_t position() const { return position_; }
  int64_t entries() const { return entries_; }
  int connections() const { return connections_; }
  const std::string& fault() const { return fault_; }

 private:
  void Run() {
    while (position_ < end_ && fault_.empty()) {
      ReadSome();
      if (fault_.empty() && position_ < end_) {
        std::this_thread::sleep_for(std::chrono::milliseconds(2));
      }
    }
  }

  void ReadSome() {
    grpc::ClientContext context;
    company_.Identify(context, "audit");
    {
      const std::lock_guard lock(mutex_);
      context_ = &context;
    }
    WatchEntriesRequest request;
    request.set_after_position(position_);
    if (!habit_.operation.empty()) request.add_operations(habit_.operation);
    const auto stub = JournalService::NewStub(choose_(connections_++));
    const auto stream = stub->WatchEntries(&context, request);
    while (habit_.waits && end_ == std::numeric_limits<int64_t>::max()) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    WatchEntriesResponse response;
    for (int read = 1; position_ < end_ && stream->Read(&response) && Take(response); ++read) {
      if (read == habit_.messages) break;
    }
    context.TryCancel();
    stream->Finish();
    const std::lock_guard lock(mutex_);
    context_ = nullptr;
  }

  // Whether it follows on what came before.
  bool Take(const WatchEntriesResponse& response) {
    if (response.after_position() != position_) {
      Say("a message after " + std::to_string(response.after_position()));
    }
    int64_t last = position_;
    for (const journal::v1::Entry& entry : response.entries()) {
      const bool follows = habit_.operation.empty()
                               ? entry.position() == last + 1
                               : entry.position() > last && entry.operation() == habit_.operation;
      if (!follows) Say("entry " + std::to_string(entry.position()));
      last = entry.position();
      ++entries_;
    }
    const bool whole =
        habit_.operation.empty() ? response.position() == last : response.position() >= last;
    if (!whole) Say("a message up to " + std::to_string(response.position()));
    position_ = response.position();
    return fault_.empty();
  }

  void Say(const std::string& what) {
    if (fault_.empty()) fault_ = what + " when at " + std::to_string(position_);
  }

  const Company& company_;
  const Choose choose_;
  const Habit habit_;
  std::atomic<int64_t> end_{std::numeric_limits<int64_t>::max()};
  std::atomic<int64_t> position_{0};
  std::atomic<int64_t> entries_{0};
  std::atomic<int> connections_{0};
  std::string fault_;
  std::mutex mutex_;
  grpc::ClientContext* context_ = nullptr;
  std::thread thread_;
};

class WatchTest : public ::testing::TestWithParam<Topology> {
 protected:
  WatchTest() : installation_(GetParam()), company_(installation_) {
    installation_.Start();
    company_.Connect();
    company_.Hire("audit", type::v1::ROLE_AUDITOR, "products/-");
    wishes_ = std::make_unique<Wishes>(company_);
    NoteChannels();
  }

  void NoteChannels() {
    const std::lock_guard lock(mutex_);
    channels_.clear();
    for (int copy = 0; copy < GetParam().copies; ++copy) {
      channels_.push_back(installation_.at("journal", copy).channel());
    }
  }

  void Watch(const Habit& habit) {
    watchers_.push_back(std::make_unique<Watcher>(
        company_,
        [this](int connection) {
          const std::lock_guard lock(mutex_);
          return channels_[static_cast<size_t>(connection) % channels_.size()];
        },
        habit));
  }

  void WatchInAllWays() {
    for (const int messages : {0, 0, 0, 0, 1, 1, 2, 3, 5, 8, 13}) Watch({.messages = messages});
    Watch({.messages = 3, .operation = "SubmitChangeRequest"});
    Watch({.waits = true});
  }

  int64_t Head() {
    journal::v1::ListEntriesRequest list;
    list.set_page_size(200);
    int64_t position = 0;
    do {
      const auto page =
          company_.Do<JournalService>("audit", &JournalService::Stub::ListEntries, list);
      for (const journal::v1::Entry& entry : page.entries()) position = entry.position();
      list.set_after_position(page.next_after_position());
    } while (list.after_position() != 0);
    return position;
  }

  // Nobody missed anything or saw it twice; `wishes` were submitted.
  void ExpectWhole(size_t wishes) {
    const int64_t head = Head();
    for (const auto& watcher : watchers_) watcher->GoTo(head);
    int connections = 0;
    for (const auto& watcher : watchers_) {
      watcher->Join();
      EXPECT_EQ(watcher->fault(), "");
      connections += watcher->connections();
    }
    for (size_t i = 0; i < watchers_.size(); ++i) {
      const Watcher& watcher = *watchers_[i];
      const bool filters = i + 2 == watchers_.size();
      EXPECT_GE(watcher.position(), head);
      EXPECT_EQ(watcher.entries(), filters ? static_cast<int64_t>(wishes) : watcher.position());
    }
    RecordProperty("entries", static_cast<int>(head));
    RecordProperty("connections", connections);
  }

  Installation installation_;
  Company company_;
  std::unique_ptr<Wishes> wishes_;
  std::mutex mutex_;
  std::vector<std::shared_ptr<grpc::Channel>> channels_;  // by copy
  std::vector<std::unique_ptr<Watcher>> watchers_;
};

TEST_P(WatchTest, EveryWatcherSeesEveryEntryOnceWhileOthersWrite) {
  RecordProperty("kib_before", installation_.at("journal").ResidentKib());
  WatchInAllWays();
  Callers callers(*wishes_);
  callers.Await(600);
  RecordProperty("kib_while", installation_.at("journal").ResidentKib());
  ExpectWhole(callers.Finish().size());
  RecordProperty("kib_after", installation_.at("journal").ResidentKib());
}

TEST_P(WatchTest, ServerThatIsKilledLeavesNoGapAndRepeatsNothing) {
  WatchInAllWays();
  Callers callers(*wishes_);
  for (int round = 0; round < 3; ++round) {
    callers.Await(150);
    const int copy = round % GetParam().copies;
    if (GetParam().copies > 1) {
      installation_.Kill("journal", copy);
      callers.Await(50);
      installation_.Start("journal", copy);
    } else {
      installation_.Kill();
      installation_.Start();
    }
    NoteChannels();
  }
  callers.Await(150);
  ExpectWhole(callers.Finish().size());
  EXPECT_TRUE(installation_.Stop());
  EXPECT_EQ(installation_.Verify(), 0);
}

// Streams that nobody reads hold up neither the writers nor each other, and cost what one message
// does, however much is written meanwhile.
TEST_P(WatchTest, ManyWhoDoNotReadCostNoMemoryPerEntry) {
  for (int i = 0; i < 32; ++i) Watch({.waits = true});
  Callers callers(*wishes_);
  callers.Await(200);
  const int before = installation_.at("journal").ResidentKib();
  callers.Await(600);
  const int after = installation_.at("journal").ResidentKib();
  callers.Finish();
  RecordProperty("kib_before", before);
  RecordProperty("kib_after", after);
  const int64_t head = Head();
  for (const auto& watcher : watchers_) watcher->GoTo(head);
  for (const auto& watcher : watchers_) {
    watcher->Join();
    EXPECT_EQ(watcher->fault(), "");
    EXPECT_EQ(watcher->entries(), watcher->position());
  }
}

std::vector<Topology> WatchTopologies() {
  std::vector<Topology> topologies = Topologies();
  topologies.push_back({.name = "two_copies", .engine = Engine::kPostgresql, .copies = 2});
  return topologies;
}

INSTANTIATE_TEST_SUITE_P(Topologies, WatchTest, ::testing::ValuesIn(WatchTopologies()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::testing
