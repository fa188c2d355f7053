// SPDX-License-Identifier: Apache-2.0
//
// Clearances and allowances as messages, and requests as what operations take; as
// commitments_proto.h.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_CLEARANCE_PROTO_H_
#define ZUSAGE_SERVICES_COMMITMENTS_CLEARANCE_PROTO_H_

#include <vector>

#include "absl/status/statusor.h"
#include "services/commitments/check_clearance.h"
#include "services/commitments/issue_clearance.h"
#include "services/commitments/list_allowances.h"
#include "services/commitments/list_clearances.h"
#include "zusage/alignment/v1/alignment_service.pb.h"
#include "zusage/commitments/v1/commitment_service.pb.h"

namespace zusage::commitments {

absl::StatusOr<CheckClearanceInput> FromProto(const v1::CheckClearanceRequest& request);
absl::StatusOr<IssueClearanceInput> FromProto(const v1::IssueClearanceRequest& request);
ListClearancesInput FromProto(const v1::ListClearancesRequest& request);
ListAllowancesInput FromProto(const v1::ListAllowancesRequest& request);

// What the words of a question may mean, best first: the elements and requests that answer it, and
// the requests that are like it.
std::vector<Meaning> MeaningsOf(
    const alignment::v1::QueryFeasibilityResponse& response,
    const alignment::v1::ListSimilarChangeRequestsResponse& similar = {});

v1::CheckClearanceResponse ToProto(const CheckedClearance& checked);
v1::Clearance ToProto(const ClearanceView& view);
v1::ListClearancesResponse ToProto(const ClearancePage& page);
v1::ListAllowancesResponse ToProto(const OfferPage& page);

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_CLEARANCE_PROTO_H_
