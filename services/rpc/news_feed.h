// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_NEWS_FEED_H_
#define ZUSAGE_SERVICES_RPC_NEWS_FEED_H_

#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

#include "storage/store.h"

namespace zusage::rpc {

// One thread that waits for the store's news on behalf of any number of streams. Thread-safe.
class NewsFeed {
 public:
  // `store` must outlive it.
  explicit NewsFeed(storage::Store& store);
  ~NewsFeed();

  enum class News { kNewEntries, kStopped };
  using Listener = std::function<void(News)>;

  // Calls `listener` once: as soon as the store's head is beyond `position`, or when the feed
  // stops; from within this call if that is so already. It must be quick.
  // Returns what Forget() takes.
  uint64_t Await(int64_t position, Listener listener);

  // Drops a listener; it may be at work on another thread still.
  void Forget(uint64_t id);

  // Tells every listener, present and future, that there will be no more news. Idempotent.
  void Stop();

 private:
  struct Waiting {
    uint64_t id;
    int64_t position;
    Listener listener;
  };

  void Run();

  storage::Store& store_;
  std::mutex mutex_;
  int64_t head_;
  uint64_t last_id_ = 0;
  bool stopped_ = false;
  std::vector<Waiting> waiting_;
  std::thread thread_;
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_NEWS_FEED_H_
