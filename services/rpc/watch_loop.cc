// SPDX-License-Identifier: Apache-2.0
#include <utility>

#include "services/base/errors.h"
#include "services/rpc/watch_reactor.h"

namespace zusage::rpc {

WatchLoop::WatchLoop(CallCore& core, std::string_view method, grpc::CallbackServerContext& context)
    : plumbing_(core.plumbing()), news_(core.news()), record_(core, core.Find(method), context) {}

WatchLoop::~WatchLoop() {
  if (holds_place_) plumbing_.LeaveStream();
}

absl::Status WatchLoop::Admit(google::protobuf::Message& request) {
  holds_place_ = plumbing_.EnterStream();
  if (!holds_place_) return Error(kOverloaded);
  return record_.Admit(request);
}

grpc::Status WatchLoop::Refuse(const absl::Status& status) { return record_.Conclude(status); }

void WatchLoop::Start(int64_t position, Hooks hooks) {
  hooks_ = std::move(hooks);
  position_ = position;
  PostPull();
}

// The state is kPulling whenever a pull is queued or at work; nothing else ends the stream then, so
// the reactor is there when the pull touches it.
void WatchLoop::PostPull() {
  if (!plumbing_.stream_workers().Post([self = shared_from_this()] { self->PullOnce(); })) {
    End(Error(kOverloaded));
  }
}

void WatchLoop::PullOnce() {
  const absl::StatusOr<int64_t> reached = hooks_.pull(position_);
  if (!reached.ok()) return End(reached.status());
  const bool has_news = *reached > position_ || !sent_any_;
  bool ends;
  {
    std::lock_guard lock(mutex_);
    ends = cancelled_;
    if (!ends) state_ = has_news ? State::kWriting : State::kWaiting;
  }
  if (ends) return End(absl::CancelledError());
  if (!has_news) return AwaitNews(*reached);
  position_ = *reached;
  sent_any_ = true;
  hooks_.write();
}

void WatchLoop::Written(bool ok) {
  bool ends;
  {
    std::lock_guard lock(mutex_);
    ends = !ok || cancelled_;
    if (!ends) state_ = State::kWaiting;
  }
  if (ends) return End(absl::CancelledError());
  AwaitNews(position_);  // which are there at once if the message did not hold all
}

void WatchLoop::AwaitNews(int64_t position) {
  const std::shared_ptr<NewsFeed> news = news_.lock();
  if (news == nullptr) return;
  // The feed may outlive the stream.
  const uint64_t id = news->Await(position, [weak = weak_from_this()](NewsFeed::News what) {
    if (const auto self = weak.lock()) self->OnNews(what);
  });
  bool ended;
  {
    std::lock_guard lock(mutex_);
    listener_ = id;
    ended = state_ == State::kEnded;
  }
  if (ended) news->Forget(id);
}

// What is decided under the lock holds at once: between the decision to end and the end nobody may
// queue a pull, which would find the reactor gone.
void WatchLoop::OnNews(NewsFeed::News news) {
  const bool goes_on = news == NewsFeed::News::kNewEntries;
  {
    std::lock_guard lock(mutex_);
    if (state_ != State::kWaiting) return;
    state_ = goes_on ? State::kPulling : State::kEnded;
  }
  if (goes_on) return PostPull();
  Finish(Error(kUnavailable, {{"what", "zusaged"}}));
}

void WatchLoop::Cancel() {
  uint64_t listener;
  {
    std::lock_guard lock(mutex_);
    cancelled_ = true;
    if (state_ != State::kWaiting) return;
    state_ = State::kEnded;
    listener = listener_;
  }
  if (const std::shared_ptr<NewsFeed> news = news_.lock()) news->Forget(listener);
  Finish(absl::CancelledError());
}

void WatchLoop::End(const absl::Status& status) {
  {
    std::lock_guard lock(mutex_);
    if (state_ == State::kEnded) return;
    state_ = State::kEnded;
  }
  Finish(status);
}

void WatchLoop::Finish(const absl::Status& status) { hooks_.finish(record_.Conclude(status)); }

}  // namespace zusage::rpc
