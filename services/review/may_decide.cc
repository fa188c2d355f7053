// SPDX-License-Identifier: Apache-2.0
#include "services/review/may_decide.h"

#include <algorithm>

#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/review/domain/errors.h"
#include "services/review/route_request.h"

namespace zusage::review {
namespace {

bool IsOwn(const directory::Caller& caller, const intake::ChangeRequest& request) {
  return HandedIn(caller.subject(), request) || caller.principal == request.submitter;
}

}  // namespace

absl::Status CheckNotOwn(const directory::Caller& caller, const intake::ChangeRequest& request,
                         const std::vector<intake::ChangeRequest>& parts) {
  const bool own = IsOwn(caller, request) || std::ranges::any_of(parts, [&](const auto& part) {
                     return IsOwn(caller, part);
                   });
  return own ? Error(kOwnRequest) : absl::OkStatus();
}

absl::StatusOr<std::string> DecidesFor(const directory::Caller& caller,
                                       const storage::RequestView& view,
                                       const std::vector<intake::ChangeRequest>& parts,
                                       absl::Time now) {
  const std::string& owner = view.routing.owner;
  if (!owner.empty() && caller.subject() == owner) return std::string();
  if (!owner.empty() && caller.subject() == DeputyOn(view.deputies, DayOf(now, view.zone))) {
    ZUSAGE_RETURN_IF_ERROR(CheckNotOwn({.principal = owner}, view.request, parts));
    return owner;
  }
  if (owner.empty()) return Error(kNobodysReview, {{"resource", view.request.name}});
  return Error(kNotYourReview, {{"resource", view.request.name}, {"owner", owner}});
}

absl::Status CheckState(const storage::RequestHead& head, intake::Event event) {
  if (intake::Next(head.state, event).has_value()) return absl::OkStatus();
  return Error(kWrongState, {{"resource", head.name},
                             {"state", std::string(intake::NameOf(head.state))},
                             {"allowed", intake::StatesFor(event)}});
}

absl::Status CheckEtagIfGiven(std::string_view etag, const storage::RequestHead& head) {
  return etag.empty() ? absl::OkStatus() : CheckEtag(etag, head.name, head.head);
}

}  // namespace zusage::review
