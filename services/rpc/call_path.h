// SPDX-License-Identifier: Apache-2.0
//
// The one path that every call takes: deadline, identity, permission, validation,
// idempotency, the handler, status, metrics, one log line. An adapter adds an operation with one
// line:
//
//   grpc::ServerUnaryReactor* GetStrategy(Context* context, const GetStrategyRequest* request,
//                                         Strategy* response) override {
//     return path_.Read("GetStrategy", context, request, response,
//                       [this](const Call& call, const auto& in, auto& out) { … });
//   }
//
// A read runs its handler and answers. A mutation runs in two steps: `prepare` takes the request
// apart and may ask peers; the effect it returns runs inside the store's transaction, at least
// once, and encodes the answer there, or gives what it is made of later. The path looks up the
// request_id first and stores the answer with the effect, so a retry gets the same bytes. `call`
// lives until the call has been answered.
#ifndef ZUSAGE_SERVICES_RPC_CALL_PATH_H_
#define ZUSAGE_SERVICES_RPC_CALL_PATH_H_

#include <google/protobuf/message.h>
#include <grpcpp/grpcpp.h>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/time.h"
#include "services/directory/domain/principal.h"
#include "storage/store.h"

namespace zusage::rpc {

// What a handler knows of its call beside the request.
struct Call {
  directory::Caller caller;
  absl::Time start_time;
  absl::Time deadline;     // InfiniteFuture if the caller set none
  std::string trace_id;    // 32 hex digits, from W3C traceparent or made here
  std::string request_id;  // "" on reads
  bool again = false;      // whether it is prepared for the second time, see PrepareAgain()

  storage::Actor actor() const { return {caller.principal, caller.on_behalf_of}; }
};

template <typename Request, typename Response>
using ReadHandler =
    std::function<absl::Status(const Call& call, const Request& request, Response& response)>;

// Runs inside the transaction, possibly more than once; writes the whole response each time.
template <typename Response>
using Effect = std::function<absl::Status(storage::Unit& unit, Response& response)>;

template <typename Request, typename Response>
using Prepare =
    std::function<absl::StatusOr<Effect<Response>>(const Call& call, const Request& request)>;

// Derives from the facts of an earlier call's entry, at `position`, what its effect gave; writes
// all of it.
template <typename Value>
using Retell =
    std::function<absl::Status(storage::ReadTransaction& tx, int64_t position, Value& value)>;

// Makes the queries that the effect will begin with, as far as the request tells them; they find
// nothing here, see storage::LookAhead.
template <typename Request>
using AskAhead = std::function<void(storage::ReadTransaction& tx, const Request& request)>;

// A mutation whose answer is a function of a value that facts tell again, so that no copy is kept.
// The response is made of it once everything is durable, where it keeps no other mutation waiting.
template <typename Request, typename Response, typename Value>
struct ToldMutation {
  Prepare<Request, Value> prepare;  // its effect writes the whole value, each time
  Retell<Value> retell;
  std::function<void(const Value& value, Response& response)> fill;
  AskAhead<Request> ask;  // may be null
};

// What an effect that has written nothing returns when what was prepared no longer fits what is
// stored. The call is then prepared once more, with `call.again` set and on a thread that may wait.
// What is rarely outdated can so be prepared without looking first.
absl::Status PrepareAgain();

// Fills one message of a stream with what comes after `position` and returns how far it came;
// `position` itself if there is nothing new. May be called on any thread, one call at a time.
template <typename Response>
using Pull = std::function<absl::StatusOr<int64_t>(int64_t position, Response& response)>;

// Where a stream starts, and how it goes on.
template <typename Response>
struct Source {
  int64_t after_position = 0;
  Pull<Response> pull;
};

template <typename Request, typename Response>
using Open =
    std::function<absl::StatusOr<Source<Response>>(const Call& call, const Request& request)>;

// Fills the next message of an answer; false if there is none any more. Called by one thread at a
// time, for one message of the client after the other.
template <typename Response>
using NextAnswer = std::function<bool(Response& response)>;

// Takes the answer to a message, or why the stream ends. To be called once, on any thread.
template <typename Response>
using Reply = std::function<void(absl::StatusOr<NextAnswer<Response>> answer)>;

// Handles a message of a stream, after those before it, on a thread that may wait for peers. Need
// not have replied when it returns; `call` and `message` live until it has replied, though `call`
// does not stay as it is once it has returned.
template <typename Request, typename Response>
using Handle = std::function<void(const Call& call, Request& message, Reply<Response> reply)>;

// What a handler may wait for. One that waits for nothing runs on the thread that received the
// call. The others run on threads apart, and apart from each other: a handler that waits for a peer
// in this process holds its thread until the peer's handler, which may wait for news, has found
// one.
enum class Waits { kNo, kForPeer, kForNews };

class Plumbing;  // identity, limits, metrics, pool: one per server, see plumbing.h
class CallCore;  // what the templates below are a thin skin over, see call_core.h
template <typename Response>
class WatchReactor;  // see watch_reactor.h
struct ItemCall;     // see item_call.h

// One per service. Thread-safe. `plumbing` and `store` must outlive it, and it must outlive every
// call.
class CallPath {
 public:
  // `service` is the full name, "zusage.strategy.v1.StrategyService"; every method of it must have
  // a policy. `store` may be null in a process that keeps no data; then no method may mutate. What
  // is wrong with a policy is reported to `plumbing`, and keeps the server from starting.
  CallPath(std::string_view service, Plumbing& plumbing, storage::Store* store);
  ~CallPath();

  // Answers with what `handler(call, request, response)` (a ReadHandler) writes.
  template <typename Request, typename Response, typename Handler>
  grpc::ServerUnaryReactor* Read(std::string_view method, grpc::CallbackServerContext* context,
                                 const Request* request, Response* response, Handler handler,
                                 Waits waits = Waits::kNo);

  // Runs `prepare(call, request)` (a Prepare), then its effect in the store. Where the request_id
  // is known the stored answer is given instead. An effect that inserts no fact stores no answer.
  template <typename Request, typename Response, typename PrepareFunction>
  grpc::ServerUnaryReactor* Mutate(std::string_view method, grpc::CallbackServerContext* context,
                                   const Request* request, Response* response,
                                   PrepareFunction prepare, Waits waits = Waits::kNo);

  // The same where facts say all that was answered. `ask` spares many calls at once some waiting
  // for an engine that is away.
  template <typename Value, typename Request, typename Response>
  grpc::ServerUnaryReactor* MutateTold(std::string_view method,
                                       grpc::CallbackServerContext* context, const Request* request,
                                       Response* response,
                                       ToldMutation<Request, Response, Value> mutation,
                                       Waits waits = Waits::kNo);

  // Streams what `open` opens: one message at once, even if it is empty, and then one whenever the
  // store has news, until the caller ends it, the deadline, or the server stops (UNAVAILABLE). One
  // message is under way at a time. Needs a store, and the include of watch_reactor.h:
  //
  //   return path_.Watch<WatchEntriesResponse>("WatchEntries", context, request, […](…) { … });
  template <typename Response, typename Request>
  grpc::ServerWriteReactor<Response>* Watch(std::string_view method,
                                            grpc::CallbackServerContext* context,
                                            const Request* request,
                                            std::type_identity_t<Open<Request, Response>> open);

  // Answers each message of a client's stream with what `handle` makes of it, in order; each is
  // admitted like a call. Reads on as the answers are taken, see exchange_loop.h. Needs the include
  // of exchange_reactor.h.
  template <typename Request, typename Response>
  grpc::ServerBidiReactor<Request, Response>* Exchange(std::string_view method,
                                                       grpc::CallbackServerContext* context,
                                                       Handle<Request, Response> handle);

  // Items of the stream `method` that stand for calls: what is wrong with the fields of one, and
  // the call of the mutation `method` that it stands for when `subject`, or who called if that is
  // empty, makes it. See item_call.h.
  absl::Status ValidateItem(std::string_view method, google::protobuf::Message& item) const;
  absl::StatusOr<ItemCall> AsCall(std::string_view method, const Call& stream,
                                  std::string_view subject,
                                  google::protobuf::Message& request) const;

 private:
  std::unique_ptr<CallCore> core_;
};

// --- the templates: they only hide the types
// ------------------------------------------------------

using ReadBody = std::function<absl::Status(const Call&)>;
using EffectBody = std::function<absl::Status(storage::Unit&)>;
using PrepareBody = std::function<absl::StatusOr<EffectBody>(const Call&)>;
using RetellBody = std::function<absl::Status(storage::ReadTransaction&, int64_t position)>;

// A mutation without its types.
struct MutationBody {
  PrepareBody prepare;
  RetellBody retell;                                   // null if the answer is kept
  std::function<void()> fill;                          // makes the response; null if it is made
  std::function<void(storage::ReadTransaction&)> ask;  // may be null
};

namespace internal {

// The messages are the server's own: gRPC made them for this call, and hands out the request as
// const only by convention. The path clears what the client may not set.
grpc::ServerUnaryReactor* StartRead(CallCore& core, std::string_view method,
                                    grpc::CallbackServerContext* context,
                                    const google::protobuf::Message* request,
                                    google::protobuf::Message* response, ReadBody body,
                                    Waits waits);
grpc::ServerUnaryReactor* StartMutation(CallCore& core, std::string_view method,
                                        grpc::CallbackServerContext* context,
                                        const google::protobuf::Message* request,
                                        google::protobuf::Message* response, MutationBody body,
                                        Waits waits);

}  // namespace internal

template <typename Request, typename Response, typename Handler>
grpc::ServerUnaryReactor* CallPath::Read(std::string_view method,
                                         grpc::CallbackServerContext* context,
                                         const Request* request, Response* response,
                                         Handler handler, Waits waits) {
  return internal::StartRead(
      *core_, method, context, request, response,
      [handler = std::move(handler), request, response](const Call& call) -> absl::Status {
        return handler(call, *request, *response);
      },
      waits);
}

template <typename Request, typename Response, typename PrepareFunction>
grpc::ServerUnaryReactor* CallPath::Mutate(std::string_view method,
                                           grpc::CallbackServerContext* context,
                                           const Request* request, Response* response,
                                           PrepareFunction prepare, Waits waits) {
  MutationBody body;
  body.prepare = [prepare = std::move(prepare), request,
                  response](const Call& call) -> absl::StatusOr<EffectBody> {
    absl::StatusOr<Effect<Response>> effect = prepare(call, *request);
    if (!effect.ok()) return std::move(effect).status();
    return EffectBody([effect = *std::move(effect), response](storage::Unit& unit) {
      return effect(unit, *response);
    });
  };
  return internal::StartMutation(*core_, method, context, request, response, std::move(body),
                                 waits);
}

template <typename Value, typename Request, typename Response>
grpc::ServerUnaryReactor* CallPath::MutateTold(std::string_view method,
                                               grpc::CallbackServerContext* context,
                                               const Request* request, Response* response,
                                               ToldMutation<Request, Response, Value> mutation,
                                               Waits waits) {
  const auto value = std::make_shared<Value>();
  MutationBody body;
  body.prepare = [prepare = std::move(mutation.prepare), request,
                  value](const Call& call) -> absl::StatusOr<EffectBody> {
    absl::StatusOr<Effect<Value>> effect = prepare(call, *request);
    if (!effect.ok()) return std::move(effect).status();
    return EffectBody(
        [effect = *std::move(effect), value](storage::Unit& unit) { return effect(unit, *value); });
  };
  body.retell = [retell = std::move(mutation.retell), value](storage::ReadTransaction& tx,
                                                             int64_t position) {
    return retell(tx, position, *value);
  };
  body.fill = [fill = std::move(mutation.fill), value, response] { fill(*value, *response); };
  if (mutation.ask != nullptr) {
    body.ask = [ask = std::move(mutation.ask), request](storage::ReadTransaction& tx) {
      ask(tx, *request);
    };
  }
  return internal::StartMutation(*core_, method, context, request, response, std::move(body),
                                 waits);
}

}  // namespace zusage::rpc

#endif  // ZUSAGE_SERVICES_RPC_CALL_PATH_H_
