// SPDX-License-Identifier: Apache-2.0
#include "clients/cpp/core.h"

#include <algorithm>
#include <array>
#include <random>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/str_cat.h"
#include "absl/time/clock.h"
#include "zusage/client/error.h"

namespace zusage::client {
namespace {

double RandomShare() {
  thread_local std::mt19937_64 engine{std::random_device()()};
  return std::uniform_real_distribution<double>()(engine);
}

// 128 random bits: no two calls have the same, whichever machine makes them.
std::string RandomId() {
  thread_local std::random_device device;
  std::string id;
  for (int i = 0; i < 4; ++i) {
    absl::StrAppend(&id, absl::Hex(static_cast<uint32_t>(device()), absl::kZeroPad8));
  }
  return id;
}

// gRPC ends the program at metadata that HTTP does not allow.
bool CanTravel(const std::string& value) {
  return std::all_of(value.begin(), value.end(), absl::ascii_isgraph);
}

}  // namespace

Core::Core(ClientOptions options) : options_(std::move(options)) {
  if (options_.now == nullptr) options_.now = [] { return absl::Now(); };
  if (options_.sleep == nullptr) {
    options_.sleep = [](absl::Duration duration) { absl::SleepFor(duration); };
  }
  if (options_.random == nullptr) options_.random = &RandomShare;
  if (options_.new_request_id == nullptr) options_.new_request_id = &RandomId;
  if (options_.channel == nullptr) {
    options_.channel = Connect(options_.address, options_.root_certificates);
  }
}

absl::StatusOr<std::string> Core::Token() {
  if (options_.token == nullptr) return "";
  const std::lock_guard lock(mutex_);
  if (!token_.has_value()) {
    absl::StatusOr<std::string> token = options_.token();
    if (!token.ok()) return token;
    if (!CanTravel(*token)) {
      return absl::InvalidArgumentError("The token has characters that no token has.");
    }
    token_ = *std::move(token);
  }
  return *token_;
}

absl::Status Core::Authorize(grpc::ClientContext& context, const CallOptions& call) {
  const absl::StatusOr<std::string> token = Token();
  if (!token.ok()) return token.status();
  const std::string& on_behalf_of = call.on_behalf_of ? *call.on_behalf_of : options_.on_behalf_of;
  if (!CanTravel(on_behalf_of)) {
    return absl::InvalidArgumentError("on_behalf_of is not of the form \"principals/anna\".");
  }
  if (!CanTravel(options_.language)) {
    return absl::InvalidArgumentError("The language is neither \"en\" nor \"de\".");
  }
  if (!token->empty()) context.AddMetadata("authorization", "Bearer " + *token);
  if (!on_behalf_of.empty()) context.AddMetadata("zusage-on-behalf-of", on_behalf_of);
  if (!options_.language.empty()) context.AddMetadata("accept-language", options_.language);
  return absl::OkStatus();
}

absl::Status Core::Finished(const grpc::Status& status) {
  if (status.error_code() == grpc::StatusCode::UNAUTHENTICATED) {
    const std::lock_guard lock(mutex_);
    token_.reset();
  }
  return StatusFrom(status);
}

Backoff::Backoff(const Core& core, absl::Time end)
    : options_(core.options()), end_(end), delay_(options_.retry.first_delay) {}

bool Backoff::MayTryAgain(const absl::Status& status) {
  if (!absl::IsUnavailable(status) || attempts_ >= options_.retry.max_attempts) return false;
  if (options_.now() + delay_ >= end_) return false;
  ++attempts_;
  options_.sleep(delay_ * (0.5 + options_.random()));
  delay_ = std::min(delay_ * options_.retry.factor, options_.retry.max_delay);
  return true;
}

void Backoff::Reset() {
  attempts_ = 1;
  delay_ = options_.retry.first_delay;
}

}  // namespace zusage::client
