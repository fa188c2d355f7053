// SPDX-License-Identifier: Apache-2.0
#include "storage/paced_writes.h"

#include <gtest/gtest.h>

#include <string>
#include <utility>
#include <vector>

namespace zusage::storage {
namespace {

// A store that keeps what it is given until it is told what became of it.
class HoldingStore final : public Store {
 public:
  absl::Status Read(absl::FunctionRef<absl::Status(ReadTransaction&)>) override {
    return absl::OkStatus();
  }
  void Write(Mutation mutation, Done done, LookAhead) override {
    if (refuses) return done(absl::UnavailableError("stopped"));
    held.push_back(std::move(done));
  }
  Head head() const override { return {}; }
  Head WaitForNews(int64_t, absl::Duration) override { return {}; }

  void FinishOldest() {
    Done done = std::move(held.front());
    held.erase(held.begin());
    done(absl::OkStatus());
  }

  bool refuses = false;
  std::vector<Done> held;
};

class PacedWritesTest : public ::testing::Test {
 protected:
  void WriteNumber(int number) {
    writes_.Write([](Unit&) { return absl::OkStatus(); },
                  [this, number](absl::Status status) {
                    finished_.push_back(status.ok() ? number : -number);
                  });
  }

  HoldingStore store_;
  PacedWrites writes_{store_, 3};
  std::vector<int> finished_;
};

TEST_F(PacedWritesTest, StoreHoldsNoMoreThanAllowedAndGetsThemInOrder) {
  for (int i = 1; i <= 10; ++i) {
    WriteNumber(i);
    EXPECT_LE(store_.held.size(), 3u);
  }
  while (!store_.held.empty()) {
    store_.FinishOldest();
    EXPECT_EQ(store_.held.size(), std::min<size_t>(3, 10 - finished_.size()));
  }
  EXPECT_EQ(finished_, std::vector<int>({1, 2, 3, 4, 5, 6, 7, 8, 9, 10}));
}

TEST_F(PacedWritesTest, StoreThatRefusesFinishesAllThatWaits) {
  for (int i = 1; i <= 1000; ++i) WriteNumber(i);
  store_.refuses = true;
  store_.FinishOldest();
  EXPECT_EQ(finished_.size(), 998u) << "two are with the store still";
}

}  // namespace
}  // namespace zusage::storage
