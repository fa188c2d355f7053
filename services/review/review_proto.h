// SPDX-License-Identifier: Apache-2.0
//
// Decisions and approvals as messages and back.
#ifndef ZUSAGE_SERVICES_REVIEW_REVIEW_PROTO_H_
#define ZUSAGE_SERVICES_REVIEW_REVIEW_PROTO_H_

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/review/domain/approval_terms.h"
#include "services/review/domain/decision.h"
#include "services/review/domain/request_history.h"
#include "zusage/review/v1/review_service.pb.h"
#include "zusage/type/v1/decision.pb.h"

namespace zusage::review {

// The decision in force of a history that has one, its approval judged at `now` in `zone`.
type::v1::Decision ToProto(const RequestHistory& history, absl::Time now, absl::TimeZone zone);

// What a product manager said; dates are read, the rest is for Complete() to judge.
absl::StatusOr<DecisionInput> FromProto(const v1::DecideChangeRequestRequest& request);

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_REVIEW_PROTO_H_
