// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/peer.h"

#include <algorithm>

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

void Peer::Connect(std::shared_ptr<grpc::Channel> channel) {
  channel_ = std::move(channel);
  connected_ = true;
}

void Peer::Authorize(grpc::ClientContext& context) const {
  context.AddMetadata(kAuthorization, authorization_);
}

absl::Status Peer::Ask(const Call& call,
                       absl::FunctionRef<grpc::Status(grpc::ClientContext& context)> ask) {
  grpc::ClientContext context;
  Authorize(context);
  // A service that acts for itself is known by its token alone.
  if (!call.caller.is_service) context.AddMetadata(kOnBehalfOf, call.caller.subject());
  context.AddMetadata(kTraceparent, Traceparent(call.trace_id));
  if (call.caller.language == Language::kGerman) context.AddMetadata(kAcceptLanguage, "de");
  const absl::Time latest = absl::Now() + kDefaultTimeout;
  context.set_deadline(absl::ToChronoTime(std::min(call.deadline, latest)));
  return Guarded(context, ask);
}

absl::Status Peer::AskForItself(absl::FunctionRef<grpc::Status(grpc::ClientContext& context)> ask) {
  grpc::ClientContext context;
  Authorize(context);
  return Guarded(context, ask);
}

absl::Status Peer::Guarded(grpc::ClientContext& context,
                           absl::FunctionRef<grpc::Status(grpc::ClientContext&)> ask) {
  const int64_t now_us = absl::ToUnixMicros(clock_.Now());
  if (!connected_ || now_us < away_until_us_.load(std::memory_order_relaxed)) {
    return Error(kUnavailable, {{"what", role_}});
  }
  const grpc::Status status = ask(context);
  if (status.error_code() != grpc::StatusCode::UNAVAILABLE) return FromGrpc(status);
  absl::Status error = FromGrpc(status);
  // With a reason of the project's own the peer is there, and says that it cannot do this now.
  if (DetailsOf(error).has_value()) return error;
  away_until_us_.store(now_us + absl::ToInt64Microseconds(kAwayFor), std::memory_order_relaxed);
  Log(Severity::kWarning, "peer_away", {{"peer", role_}, {"error", status.error_message()}});
  return Error(kUnavailable, {{"what", role_}});
}

}  // namespace zusage::rpc
