// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/exchange_loop.h"

#include <algorithm>
#include <utility>

#include "services/base/errors.h"
#include "services/rpc/guarded.h"

namespace zusage::rpc {

ExchangeLoop::ExchangeLoop(CallCore& core, std::string_view method,
                           grpc::CallbackServerContext& context)
    : plumbing_(core.plumbing()), record_(core, core.Find(method), context) {}

void ExchangeLoop::Begin(Stream& stream) {
  stream_ = &stream;
  holds_place_ = plumbing_.EnterExchange();
  if (!holds_place_) return Advance([this] { end_ = Error(kOverloaded); });
  stop_id_ = plumbing_.OnStop([weak = weak_from_this()] {
    const auto self = weak.lock();
    if (self != nullptr) self->Advance([&] { self->stopping_ = true; });
  });
  Advance([] {});
}

void ExchangeLoop::ReadDone(std::shared_ptr<Turn> turn) {
  Advance([&] {
    reading_ = false;
    if (turn == nullptr) {
      half_closed_ = true;
    } else {
      places_.push_back(std::make_shared<Place>());
      places_.back()->turn = std::move(turn);
    }
  });
}

void ExchangeLoop::Written(bool ok) {
  Advance([&] {
    writing_ = false;
    if (!ok) cancelled_ = true;
  });
}

void ExchangeLoop::Cancel() {
  Advance([this] { cancelled_ = true; });
}

void ExchangeLoop::Advance(absl::FunctionRef<void()> note) {
  std::unique_lock lock(mutex_);
  note();
  noted_ = true;
  if (advancing_) return;
  advancing_ = true;
  while (std::exchange(noted_, false)) {
    for (Step step = NextStep(); step.kind != Step::Kind::kNone; step = NextStep()) {
      lock.unlock();
      Take(step);
      if (step.kind == Step::Kind::kFinish) return;  // nothing is left to advance
      lock.lock();
    }
  }
  advancing_ = false;
}

void ExchangeLoop::NoteEnd() {
  if (end_.has_value()) return;
  if (cancelled_) {
    end_ = record_.CheckDeadline();
    if (end_->ok()) end_ = absl::CancelledError();
  } else if (places_.empty() && half_closed_) {
    end_ = absl::OkStatus();
  } else if (places_.empty() && stopping_) {
    end_ = Error(kUnavailable, {{"what", "zusaged"}});
  } else if (!places_.empty() && !places_.front()->reply.ok()) {
    end_ = places_.front()->reply;
  }
}

ExchangeLoop::Step ExchangeLoop::NextStep() {
  using enum Step::Kind;
  NoteEnd();
  if (end_.has_value()) {
    const bool idle = !handling_ && !writing_ && unreplied_ == 0;
    return {.kind = idle ? kFinish : kNone};
  }
  if (!writing_ && !places_.empty() && places_.front()->state == Place::State::kReplied) {
    writing_ = true;
    return {.kind = kWrite, .place = places_.front()};
  }
  const auto next = std::ranges::find_if(
      places_, [](const auto& place) { return place->state == Place::State::kCame; });
  if (!handling_ && next != places_.end()) {
    handling_ = true;
    ++unreplied_;
    (*next)->state = Place::State::kHandled;
    return {.kind = kHandle, .place = *next};
  }
  const bool may_read = !reading_ && !half_closed_ && !stopping_;
  if (!may_read || places_.size() >= kExchangeWindow) return {};
  reading_ = true;
  return {.kind = kRead};
}

void ExchangeLoop::Take(const Step& step) {
  switch (step.kind) {
    case Step::Kind::kNone:
      return;
    case Step::Kind::kRead:
      return stream_->Read();
    case Step::Kind::kHandle:
      return PostHandling(step.place);
    case Step::Kind::kWrite:
      return WriteNext(*step.place);
    case Step::Kind::kFinish:
      return Finish();
  }
}

void ExchangeLoop::PostHandling(const std::shared_ptr<Place>& place) {
  const bool posted = plumbing_.peer_workers().Post([self = shared_from_this(), place] {
    self->Handle(place);
    self->Advance([&] { self->handling_ = false; });
  });
  if (posted) return;
  Replied(place, Error(kOverloaded));
  Advance([this] { handling_ = false; });
}

void ExchangeLoop::Handle(const std::shared_ptr<Place>& place) {
  const absl::Status handled = Guarded([&] {
    absl::Status admitted = record_.AdmitMessage(place->turn->message());
    if (admitted.ok()) {
      place->turn->Handle(record_.call(), [self = shared_from_this(), place](absl::Status reply) {
        self->Replied(place, std::move(reply));
      });
    }
    return admitted;
  });
  if (!handled.ok()) Replied(place, handled);
}

void ExchangeLoop::Replied(const std::shared_ptr<Place>& place, absl::Status reply) {
  Advance([&] {
    if (place->state == Place::State::kReplied) return;  // by a handler that threw afterwards
    place->state = Place::State::kReplied;
    place->reply = std::move(reply);
    --unreplied_;
  });
}

void ExchangeLoop::WriteNext(Place& place) {
  if (place.turn->FillAnswer()) return stream_->Write();
  Advance([this] {
    places_.pop_front();
    writing_ = false;
  });
}

void ExchangeLoop::Finish() {
  grpc::Status status = record_.Conclude(*end_);
  if (holds_place_) {
    plumbing_.ForgetStop(stop_id_);
    plumbing_.LeaveExchange();
  }
  stream_->Finish(std::move(status));  // last: once exchanges are done, the server may go
}

}  // namespace zusage::rpc
