// SPDX-License-Identifier: Apache-2.0
//
// Decisions and approvals as messages and back.
#ifndef ZUSAGE_SERVICES_REVIEW_REVIEW_PROTO_H_
#define ZUSAGE_SERVICES_REVIEW_REVIEW_PROTO_H_

#include <optional>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/review/domain/approval_terms.h"
#include "services/review/domain/capacity.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "services/review/domain/substitute.h"
#include "zusage/review/v1/review_service.pb.h"
#include "zusage/type/v1/decision.pb.h"

namespace zusage::review {

// The newest decision of a history that has one, its approval judged at `now` in `zone`; `load` is
// that of the approval's quarter, if it is known.
type::v1::Decision ToProto(const RequestHistory& history, absl::Time now, absl::TimeZone zone,
                           const std::optional<QuarterLoad>& load = std::nullopt);

// The approval that `history.decisions[decision]` gave, as above.
type::v1::Approval ApprovalToProto(const RequestHistory& history, size_t decision, absl::Time now,
                                   absl::TimeZone zone, const std::optional<QuarterLoad>& load);

v1::Substitute ToProto(const Substitute& substitute);

// What a product manager said; dates are read, the rest is for Complete() to judge.
absl::StatusOr<DecisionInput> FromProto(const v1::DecideChangeRequestRequest& request);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_REVIEW_PROTO_H_
