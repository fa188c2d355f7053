// SPDX-License-Identifier: Apache-2.0
#include "tests/rpc/probe_rpc.h"

#include <algorithm>
#include <stdexcept>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/rpc/exchange_reactor.h"
#include "services/rpc/item_call.h"
#include "services/rpc/watch_reactor.h"
#include "tests/support/story_table.h"

namespace zusage::testing {
namespace {

absl::Status Answer(const rpc::Call& call, const std::string& name, probe::Story& out) {
  out.set_name(name);
  out.set_teller(call.caller.principal);
  out.set_on_behalf_of(call.caller.on_behalf_of);
  return absl::OkStatus();
}

absl::Status Fail(const std::string& how) {
  if (how == "internal") return absl::InternalError("UNIQUE constraint failed: secrets.column");
  if (how == "missing") return Error(kNotFound, {{"resource", "products/atlas"}});
  if (how == "throw") throw std::runtime_error("thrown by a library");
  return absl::OkStatus();
}

}  // namespace

ProbeRpc::ProbeRpc(rpc::Plumbing& plumbing, storage::Store& store, rpc::Peer& peer)
    : store_(store),
      peer_(peer),
      path_(probe::ProbeService::service_full_name(), plumbing, &store) {}

ProbeRpc::~ProbeRpc() {
  for (std::thread& lingerer : lingerers_) lingerer.join();
}

ProbeRpc::Reactor* ProbeRpc::GetStory(Context* context, const probe::GetStoryRequest* request,
                                      probe::Story* response) {
  return path_.Read(
      "GetStory", context, request, response,
      [](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
        ZUSAGE_RETURN_IF_ERROR(Fail(in.fail()));
        return Answer(call, in.name(), out);
      },
      request->fail() == "wait for news" ? rpc::Waits::kForNews : rpc::Waits::kNo);
}

ProbeRpc::Reactor* ProbeRpc::ListStories(Context* context, const probe::ListStoriesRequest* request,
                                         probe::Story* response) {
  return path_.Read("ListStories", context, request, response,
                    [](const rpc::Call& call, const auto& in, auto& out) {
                      return Answer(call, in.parent(), out);
                    });
}

ProbeRpc::Reactor* ProbeRpc::Greet(Context* context, const probe::GreetRequest* request,
                                   probe::Story* response) {
  return path_.Read(
      "Greet", context, request, response,
      [](const rpc::Call& call, const auto&, auto& out) { return Answer(call, "", out); });
}

ProbeRpc::Reactor* ProbeRpc::Linger(Context* context, const probe::GreetRequest* request,
                                    probe::Story* response) {
  return path_.Read(
      "Linger", context, request, response,
      [this](const rpc::Call& call, const auto&, auto& out) {
        lingering.Notify();
        let_go.WaitForNotification();
        return Answer(call, "", out);
      },
      rpc::Waits::kForPeer);
}

ProbeRpc::Reactor* ProbeRpc::ForwardStory(Context* context, const probe::GetStoryRequest* request,
                                          probe::Story* response) {
  return path_.Read(
      "ForwardStory", context, request, response,
      [this](const rpc::Call& call, const auto& in, auto& out) -> absl::Status {
        if (in.fail() == "linger") {
          lingering.Notify();
          let_go.WaitForNotification();
        }
        ZUSAGE_ASSIGN_OR_RETURN(out, peer_.Ask(call, &probe::ProbeService::Stub::GetStory, in));
        return absl::OkStatus();
      },
      rpc::Waits::kForPeer);
}

ProbeRpc::Reactor* ProbeRpc::TellStory(Context* context, const probe::TellStoryRequest* request,
                                       probe::Story* response) {
  return Tell("TellStory", context, request, response);
}

ProbeRpc::Reactor* ProbeRpc::RetellStory(Context* context, const probe::TellStoryRequest* request,
                                         probe::Story* response) {
  return path_.MutateTold<probe::Story>(
      "RetellStory", context, request, response,
      {.prepare = PrepareTelling(),
       .retell =
           [](storage::ReadTransaction& tx, int64_t position, probe::Story& story) {
             absl::Status told = Error(kNotFound, {{"resource", "a story"}});
             const absl::Status read =
                 tx.Query("SELECT story FROM stories WHERE fact >= :begin AND fact < :end",
                          {{"begin", position * 1024}, {"end", (position + 1) * 1024}},
                          [&](const storage::Row& row) {
                            story.Clear();
                            story.set_name(std::string(row.Text(0)));
                            story.set_position(position);
                            told = absl::OkStatus();
                            return absl::OkStatus();
                          });
             return read.ok() ? told : read;
           },
       .fill = [](const probe::Story& story, probe::Story& out) { out = story; }});
}

ProbeRpc::Reactor* ProbeRpc::Administer(Context* context, const probe::TellStoryRequest* request,
                                        probe::Story* response) {
  return Tell("Administer", context, request, response);
}

ProbeRpc::Reactor* ProbeRpc::Tell(std::string_view method, Context* context,
                                  const probe::TellStoryRequest* request, probe::Story* response) {
  return path_.Mutate(method, context, request, response, PrepareTelling());
}

rpc::Prepare<probe::TellStoryRequest, probe::Story> ProbeRpc::PrepareTelling() {
  return [this](const rpc::Call& call,
                const probe::TellStoryRequest& in) -> absl::StatusOr<rpc::Effect<probe::Story>> {
    ++prepared;
    if (in.fail() == "prepare") return Error(kUnavailable, {{"what", "alignment"}});
    return rpc::Effect<probe::Story>(
        [this, &call, &in](storage::Unit& unit, probe::Story& out) -> absl::Status {
          ++effects;
          if (in.fail() == "outdated once" && !call.again) return rpc::PrepareAgain();
          if (in.fail() == "always outdated") return rpc::PrepareAgain();
          if (in.fail() == "effect") return Error(kNotFound, {{"resource", in.story().name()}});
          out = in.story();
          out.set_teller(call.caller.principal);
          out.set_token("once");
          if (in.validate_only()) return absl::OkStatus();
          out.set_position(unit.position());
          return testing::Tell(unit, {.name = in.story().name()});
        });
  };
}

grpc::ServerBidiReactor<probe::TellStoriesRequest, probe::TellStoriesResponse>*
ProbeRpc::TellStories(Context* context) {
  return path_.Exchange<probe::TellStoriesRequest, probe::TellStoriesResponse>(
      "TellStories", context,
      [this](const rpc::Call& call, probe::TellStoriesRequest& message,
             rpc::Reply<probe::TellStoriesResponse> reply) {
        Handle(call, message, std::move(reply));
      });
}

void ProbeRpc::Handle(const rpc::Call& call, probe::TellStoriesRequest& message,
                      rpc::Reply<probe::TellStoriesResponse> reply) {
  const int number = ++handled;
  if (message.fail() == "refuse") return reply(Error(kNotFound, {{"resource", "a story"}}));
  if (message.fail() == "throw") throw std::runtime_error("thrown by a library");
  probe::TellStoriesResponse answer;
  answer.set_number(number);
  answer.set_ballast(message.ballast());
  for (probe::StoryItem& item : *message.mutable_items()) {
    const absl::StatusOr<std::string> told = TellItem(call, item);
    answer.add_results(told.ok() ? *told : ReasonOf(told.status()));
  }
  const auto next =
      [answer, left = std::max(1, message.answers())](probe::TellStoriesResponse& out) mutable {
        out = answer;
        return left-- > 0;
      };
  if (message.fail() != "linger") return reply(rpc::NextAnswer<probe::TellStoriesResponse>(next));
  lingering.Notify();
  lingerers_.emplace_back([this, next, reply = std::move(reply)] {
    let_go.WaitForNotification();
    reply(rpc::NextAnswer<probe::TellStoriesResponse>(next));
  });
}

absl::StatusOr<std::string> ProbeRpc::TellItem(const rpc::Call& call, probe::StoryItem& item) {
  ZUSAGE_RETURN_IF_ERROR(path_.ValidateItem("TellStories", item));
  probe::TellStoryRequest request;
  *request.mutable_story() = item.story();
  request.set_request_id(item.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const rpc::ItemCall as_call,
                          path_.AsCall("TellStory", call, item.teller(), request));
  std::string result;
  ZUSAGE_RETURN_IF_ERROR(store_.WriteAndWait([&](storage::Unit& unit) -> absl::Status {
    ZUSAGE_ASSIGN_OR_RETURN(const auto known, as_call.once.Find(unit.tx()));
    result = known.has_value() ? "known" : "told by " + as_call.caller.subject();
    if (known.has_value()) return absl::OkStatus();
    ZUSAGE_RETURN_IF_ERROR(testing::Tell(unit, {.name = item.story().name()}));
    return as_call.once.Keep(unit, item.story().SerializeAsString());
  }));
  return result;
}

grpc::ServerWriteReactor<probe::WatchStoriesResponse>* ProbeRpc::WatchStories(
    Context* context, const probe::WatchStoriesRequest* request) {
  return path_.Watch<probe::WatchStoriesResponse>(
      "WatchStories", context, request,
      [this](const rpc::Call&, const probe::WatchStoriesRequest& in)
          -> absl::StatusOr<rpc::Source<probe::WatchStoriesResponse>> {
        const auto pull = [this](int64_t position, probe::WatchStoriesResponse& out) {
          // One position a message, so that streams have something to do.
          const int64_t next = std::min(position + 1, store_.head().position);
          out.set_position(next);
          return absl::StatusOr<int64_t>(next);
        };
        return rpc::Source<probe::WatchStoriesResponse>{in.after_position(), pull};
      });
}

}  // namespace zusage::testing
