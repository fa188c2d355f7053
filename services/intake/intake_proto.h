// SPDX-License-Identifier: Apache-2.0
//
// Change requests as messages, and drafts from messages.
#ifndef ZUSAGE_SERVICES_INTAKE_INTAKE_PROTO_H_
#define ZUSAGE_SERVICES_INTAKE_INTAKE_PROTO_H_

#include <string_view>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/intake/domain/assessment_change.h"
#include "services/intake/domain/draft.h"
#include "services/intake/domain/guidance.h"
#include "services/intake/domain/study.h"
#include "services/intake/get_second_opinion.h"
#include "services/intake/get_second_reader.h"
#include "storage/request_view.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/type/v1/change_request.pb.h"

namespace zusage::intake {

// How much of an assessment a message holds: lists leave findings and similar requests out.
enum class Detail { kWhole, kList };

// `now` is what the approval's state and whether a review is overdue are judged at.
type::v1::ChangeRequest ToProto(const storage::RequestView& view, absl::Time now,
                                Detail detail = Detail::kWhole);

// What a second reader was sent, and who that is.
v1::GetSecondOpinionResponse ToProto(const FoundSecondOpinion& found);
v1::SecondReader ToProto(const FoundSecondReader& found);

v1::CustomerGuidance ToProto(const Guidance& guidance);
// What changed about a request of `product`.
type::v1::AssessmentChange ToProto(const AssessmentChange& change, std::string_view product);
v1::Study ToProto(const Study& study, bool expired);

// INVALID_ARGUMENT for a day that does not exist.
absl::StatusOr<Draft> FromProto(std::string_view product,
                                const type::v1::ChangeRequestDraft& draft);
absl::StatusOr<Study> FromProto(std::string_view product, const v1::Study& study);

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_INTAKE_PROTO_H_
