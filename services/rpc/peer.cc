// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/peer.h"

#include <algorithm>
#include <numeric>

#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/log.h"
#include "services/rpc/identify.h"
#include "services/rpc/status.h"

namespace zusage::rpc {
namespace {

// W3C trace context: the caller's trace, with this call as its parent's only span.
std::string Traceparent(const std::string& trace_id) {
  return absl::StrCat("00-", trace_id, "-", trace_id.substr(0, 16), "-01");
}

}  // namespace

Peer::Peer(std::string role, std::string service_token, const Clock& clock)
    : role_(std::move(role)), authorization_(kBearer + service_token), clock_(clock) {}

void Peer::Connect(std::vector<std::shared_ptr<grpc::Channel>> copies) {
  copies_ = std::vector<Copy>(copies.size());
  for (size_t i = 0; i < copies.size(); ++i) copies_[i].channel = std::move(copies[i]);
  connected_ = true;
}

void Peer::Authorize(grpc::ClientContext& context) const {
  context.AddMetadata(kAuthorization, authorization_);
}

// Copies take turns; those that are not connected, or say that they do not serve, come last.
std::vector<size_t> Peer::InTurn() {
  std::vector<size_t> order(copies());
  std::iota(order.begin(), order.end(), size_t{0});
  if (order.size() < 2) return order;
  const auto first = order.begin() + static_cast<ptrdiff_t>(turn_++ % order.size());
  std::rotate(order.begin(), first, order.end());
  std::ranges::stable_partition(order, [this](size_t copy) {
    return copies_[copy].channel->GetState(/*try_to_connect=*/true) == GRPC_CHANNEL_READY;
  });
  return order;
}

size_t Peer::NextCopy() {
  const absl::Time now = clock_.Now();
  const std::vector<size_t> order = InTurn();
  for (const size_t copy : order) {
    if (!copies_[copy].health.IsAway(now)) return copy;
  }
  return order.front();
}

absl::Status Peer::Ask(const Call& call, Attempt attempt) {
  const auto prepare = [&](grpc::ClientContext& context) {
    Authorize(context);
    // A service that acts for itself is known by its token alone.
    if (!call.caller.is_service) context.AddMetadata(kOnBehalfOf, call.caller.subject());
    context.AddMetadata(kTraceparent, Traceparent(call.trace_id));
    if (call.caller.language == Language::kGerman) context.AddMetadata(kAcceptLanguage, "de");
  };
  return Try(std::min(call.deadline, absl::Now() + kDefaultTimeout), prepare, attempt);
}

absl::Status Peer::AskForItself(absl::Duration timeout, Attempt attempt) {
  return Try(
      absl::Now() + timeout, [this](grpc::ClientContext& context) { Authorize(context); }, attempt);
}

absl::Status Peer::Try(absl::Time deadline, absl::FunctionRef<void(grpc::ClientContext&)> prepare,
                       Attempt attempt) {
  absl::Status last = Error(kUnavailable, {{"what", role_}});
  const std::vector<size_t> order = InTurn();
  for (size_t i = 0; i < order.size(); ++i) {
    CopyHealth& health = copies_[order[i]].health;
    if (!health.Enter(clock_.Now())) continue;
    const absl::Time begin = absl::Now();
    const ptrdiff_t others =
        std::count_if(order.begin() + static_cast<ptrdiff_t>(i) + 1, order.end(),
                      [&](size_t copy) { return !copies_[copy].health.IsAway(clock_.Now()); });
    const absl::Duration patience =
        others == 0 ? deadline - begin : std::min(kPatience, (deadline - begin) / (others + 1));
    grpc::ClientContext context;
    prepare(context);
    context.set_deadline(absl::ToChronoTime(begin + patience));
    Outcome outcome = Note(order[i], patience, attempt(context, order[i]));
    if (outcome.answered || others == 0) return std::move(outcome).status;
    last = std::move(outcome).status;
  }
  // Whose patience ended with time left is not told that its own time is over.
  return absl::IsDeadlineExceeded(last) ? Error(kUnavailable, {{"what", role_}}) : last;
}

Peer::Outcome Peer::Note(size_t copy, absl::Duration waited, const grpc::Status& status) {
  CopyHealth& health = copies_[copy].health;
  absl::Status error = FromGrpc(status);
  const bool silent = status.error_code() == grpc::StatusCode::DEADLINE_EXCEEDED;
  const bool refused = status.error_code() == grpc::StatusCode::UNAVAILABLE;
  // With a reason of the project's own the peer is there, and says that it cannot do this now.
  if ((!silent && !refused) || DetailsOf(error).has_value()) {
    health.NoteAnswer();
    return {std::move(error), true};
  }
  if (refused) health.NoteRefusal(clock_.Now());
  if (refused || (waited >= kShortest && health.NoteSilence(clock_.Now()))) {
    Log(Severity::kWarning, "peer_away",
        {{"peer", role_},
         {"copy", std::to_string(copy + 1)},
         {"error", refused ? status.error_message() : "no answer"}});
  }
  return {refused ? Error(kUnavailable, {{"what", role_}}) : std::move(error), false};
}

}  // namespace zusage::rpc
