// SPDX-License-Identifier: Apache-2.0
//
// Promises and comparisons as messages, and requests as what operations take. Reading
// checks what the annotations of the contract cannot say; errors name the fields of the request.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_COMMITMENTS_PROTO_H_
#define ZUSAGE_SERVICES_COMMITMENTS_COMMITMENTS_PROTO_H_

#include "absl/status/statusor.h"
#include "services/commitments/compare_promises.h"
#include "services/commitments/dispute_promise.h"
#include "services/commitments/get_promise.h"
#include "services/commitments/judge_promise.h"
#include "services/commitments/link_promise.h"
#include "services/commitments/list_promises.h"
#include "services/commitments/mark_delivered.h"
#include "services/commitments/record_promise.h"
#include "services/commitments/resolve_dispute.h"
#include "services/commitments/retract_promise.h"
#include "zusage/commitments/v1/commitment_service.pb.h"

namespace zusage::commitments {

absl::StatusOr<RecordPromiseInput> FromProto(const v1::RecordPromiseRequest& request);
LinkPromiseInput FromProto(const v1::LinkPromiseRequest& request);
absl::StatusOr<GetPromiseInput> FromProto(const v1::GetPromiseRequest& request);
absl::StatusOr<ListPromisesInput> FromProto(const v1::ListPromisesRequest& request);
RetractPromiseInput FromProto(const v1::RetractPromiseRequest& request);
absl::StatusOr<MarkDeliveredInput> FromProto(const v1::MarkDeliveredRequest& request);
DisputePromiseInput FromProto(const v1::DisputePromiseRequest& request);
absl::StatusOr<ResolveDisputeInput> FromProto(const v1::ResolveDisputeRequest& request);
absl::StatusOr<ComparePromisesInput> FromProto(const v1::ComparePromisesRequest& request);

v1::Promise ToProto(const JudgedPromise& judged);
v1::ListPromisesResponse ToProto(const PromisePage& page);
v1::ComparePromisesResponse ToProto(const Comparison& comparison);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_COMMITMENTS_PROTO_H_
