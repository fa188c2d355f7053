// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/resolve_dispute.h"

#include <algorithm>
#include <utility>

#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/domain/errors.h"
#include "storage/promise_repository.h"

namespace zusage::commitments {
namespace {

// The promise of a dispute: what comes before "/disputes/1".
std::string PromiseOf(const std::string& dispute) {
  return dispute.substr(0, dispute.rfind("/disputes/"));
}

bool IsAboutCaller(const Dispute& dispute, const Promise& promise,
                   const directory::Caller& caller) {
  return IsAbout(dispute, promise, caller.principal) ||
         (!caller.on_behalf_of.empty() && IsAbout(dispute, promise, caller.on_behalf_of));
}

}  // namespace

absl::StatusOr<JudgedPromise> ResolveDispute(storage::Unit& unit, const directory::Caller& caller,
                                             const ResolveDisputeInput& input) {
  Knowledge knowledge(unit.tx(), ViewOf(unit));
  ZUSAGE_ASSIGN_OR_RETURN(Promise promise, storage::PromiseRepository::Get(
                                               unit.tx(), PromiseOf(input.name), unit.position()));
  const auto dispute =
      std::find_if(promise.disputes.begin(), promise.disputes.end(),
                   [&](const Dispute& d) { return d.id == LastSegment(input.name); });
  if (dispute == promise.disputes.end()) return Error(kNotFound, {{"resource", input.name}});
  if (IsAboutCaller(*dispute, promise, caller)) {
    return Error(kDisputeAboutYourself, {{"dispute", input.name}});
  }
  ZUSAGE_RETURN_IF_ERROR(CheckEtag(input.etag, promise.name, promise.head()));
  if (dispute->resolution.has_value()) {
    return Error(kDisputeResolved, {{"dispute", input.name}});
  }
  dispute->resolution = {.upheld = input.upheld,
                         .reason = input.reason,
                         .resolved_by = caller.subject(),
                         .resolve_time = unit.commit_time(),
                         .position = unit.position()};
  unit.Describe("ResolveDispute", {caller.principal, caller.on_behalf_of});
  for (const std::string& earlier : promise.supersedes) unit.Touch(earlier);
  ZUSAGE_RETURN_IF_ERROR(storage::PromiseRepository::AddResolution(unit, promise.name, *dispute));
  return JudgePromise(knowledge, std::move(promise));
}

}  // namespace zusage::commitments
