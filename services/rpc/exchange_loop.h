// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_RPC_EXCHANGE_LOOP_H_
#define ZUSAGE_SERVICES_RPC_EXCHANGE_LOOP_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string_view>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "services/rpc/call_core.h"

namespace zusage::rpc {

// How many of a client's messages are with the server at once, the one on its way included. Not
// before one of them is answered, and the answer was taken, is another one read.
inline constexpr size_t kExchangeWindow = 4;

// What drives a stream in both directions, without its types: reads messages as long as there is
// room, has them handled one after the other, and writes the answers in the order of the messages,
// as their handlers come to have them. Shared by the reactor and by whoever still has to answer.
//
// It ends when the client has sent all and has been answered all of it; when a message is refused
// or a handler answers with an error, once what came before has been answered; when the server
// stops, after what it had taken; at once when the client has gone. In all cases it waits for the
// handlers that are at work. Thread-safe.
class ExchangeLoop : public std::enable_shared_from_this<ExchangeLoop> {
 public:
  // A message and its answers.
  class Turn {
   public:
    virtual ~Turn() = default;
    virtual google::protobuf::Message& message() = 0;
    // Hands the message to its handler, which calls `replied` once, on any thread.
    virtual void Handle(const Call& call, std::function<void(absl::Status)> replied) = 0;
    // Makes the next answer the one that Stream::Write() writes; false if there is none any more.
    virtual bool FillAnswer() = 0;
  };

  // What the reactor does for the loop.
  class Stream {
   public:
    virtual ~Stream() = default;
    // Starts reading a message; ends with ReadDone().
    virtual void Read() = 0;
    // Starts writing; ends with Written().
    virtual void Write() = 0;
    virtual void Finish(grpc::Status status) = 0;
  };

  ExchangeLoop(CallCore& core, std::string_view method, grpc::CallbackServerContext& context);

  // Begins; `stream` is not used any more once it was told to finish.
  void Begin(Stream& stream);
  // A message has come; null if none will.
  void ReadDone(std::shared_ptr<Turn> turn);
  // A write has ended.
  void Written(bool ok);
  // The caller has gone, or the deadline has passed.
  void Cancel();

 private:
  // A turn on its way from the client, to its handler and back.
  struct Place {
    enum class State { kCame, kHandled, kReplied };
    std::shared_ptr<Turn> turn;
    State state = State::kCame;
    absl::Status reply;
  };
  struct Step {
    enum class Kind { kNone, kRead, kHandle, kWrite, kFinish };
    Kind kind = Kind::kNone;
    std::shared_ptr<Place> place;  // whose message is handled, or answer written
  };

  // Changes what is noted with `note`, and takes what steps there are to take. One thread does so
  // at a time; what others note meanwhile, it sees.
  void Advance(absl::FunctionRef<void()> note);
  // With the lock held: whether it ends, and the next step, which counts as begun.
  void NoteEnd();
  Step NextStep();
  void Take(const Step& step);

  void PostHandling(const std::shared_ptr<Place>& place);
  void Handle(const std::shared_ptr<Place>& place);
  void Replied(const std::shared_ptr<Place>& place, absl::Status reply);
  void WriteNext(Place& place);
  void Finish();

  Plumbing& plumbing_;
  CallRecord record_;
  Stream* stream_ = nullptr;
  bool holds_place_ = false;
  std::atomic<uint64_t> stop_id_{0};

  std::mutex mutex_;
  bool advancing_ = false;
  bool noted_ = false;  // something, while another thread was advancing
  bool reading_ = false;
  bool handling_ = false;  // a message is on its way to its handler
  bool writing_ = false;
  bool half_closed_ = false;
  bool cancelled_ = false;
  bool stopping_ = false;
  bool finished_ = false;
  int unreplied_ = 0;
  std::optional<absl::Status> end_;            // set: nothing more is begun
  std::deque<std::shared_ptr<Place>> places_;  // by the order in which they came
};

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_EXCHANGE_LOOP_H_
