// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/worker_pool.h"

#include <gtest/gtest.h>

#include <atomic>
#include <vector>

#include "absl/synchronization/notification.h"

namespace zusage::rpc {
namespace {

TEST(WorkerPoolTest, QueuedWorkIsDoneBeforeThePoolEnds) {
  std::atomic<int> done{0};
  {
    WorkerPool pool(2, 100);
    for (int i = 0; i < 100; ++i) ASSERT_TRUE(pool.Post([&] { ++done; }));
  }
  EXPECT_EQ(done, 100);
}

TEST(WorkerPoolTest, WorkBeyondTheQueueIsRefused) {
  absl::Notification started;
  absl::Notification let_go;
  WorkerPool pool(1, 1);
  ASSERT_TRUE(pool.Post([&] {
    started.Notify();
    let_go.WaitForNotification();
  }));
  started.WaitForNotification();
  EXPECT_TRUE(pool.Post([] {}));
  EXPECT_FALSE(pool.Post([] {}));
  let_go.Notify();
}

TEST(WorkerPoolTest, WorkOfOneThreadIsDoneInOrder) {
  std::vector<int> order;
  {
    WorkerPool pool(1, 10);
    for (int i = 0; i < 5; ++i) ASSERT_TRUE(pool.Post([&order, i] { order.push_back(i); }));
  }
  EXPECT_EQ(order, (std::vector<int>{0, 1, 2, 3, 4}));
}

}  // namespace
}  // namespace zusage::rpc
