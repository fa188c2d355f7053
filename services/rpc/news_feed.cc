// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/news_feed.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace zusage::rpc {
namespace {

// How long the thread takes to notice at most that the feed has stopped.
constexpr absl::Duration kPatience = absl::Milliseconds(200);

}  // namespace

NewsFeed::NewsFeed(storage::Store& store)
    : store_(store), head_(store.head().position), thread_([this] { Run(); }) {}

NewsFeed::~NewsFeed() {
  Stop();
  thread_.join();
}

uint64_t NewsFeed::Await(int64_t position, Listener listener) {
  News news;
  uint64_t id;
  {
    std::lock_guard lock(mutex_);
    id = ++last_id_;
    if (!stopped_ && position >= head_) {
      waiting_.push_back({id, position, std::move(listener)});
      return id;
    }
    news = stopped_ ? News::kStopped : News::kNewEntries;
  }
  listener(news);
  return id;
}

void NewsFeed::Forget(uint64_t id) {
  std::lock_guard lock(mutex_);
  std::erase_if(waiting_, [id](const Waiting& waiting) { return waiting.id == id; });
}

void NewsFeed::Stop() {
  std::vector<Waiting> waiting;
  {
    std::lock_guard lock(mutex_);
    stopped_ = true;
    waiting.swap(waiting_);
  }
  for (const Waiting& one : waiting) one.listener(News::kStopped);
}

void NewsFeed::Run() {
  int64_t seen = head_;
  for (;;) {
    seen = store_.WaitForNews(seen, kPatience).position;
    std::vector<Waiting> ready;
    {
      std::lock_guard lock(mutex_);
      if (stopped_) return;
      head_ = seen;
      const auto first_ready = std::partition(waiting_.begin(), waiting_.end(),
                                              [&](const Waiting& w) { return w.position >= seen; });
      ready.assign(std::make_move_iterator(first_ready), std::make_move_iterator(waiting_.end()));
      waiting_.erase(first_ready, waiting_.end());
    }
    for (const Waiting& one : ready) one.listener(News::kNewEntries);
  }
}

}  // namespace zusage::rpc
