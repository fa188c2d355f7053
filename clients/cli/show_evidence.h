// SPDX-License-Identifier: Apache-2.0
// What backs a request, what new evidence changed, and studies, for people to read.
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_EVIDENCE_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_EVIDENCE_H_

#include <google/protobuf/repeated_ptr_field.h>

#include <string>

#include "clients/cli/page.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/type/v1/assessment.pb.h"
#include "zusage/type/v1/change_request.pb.h"

namespace zusage::cli {

// "12.5 person days".
std::string PersonDays(double days, Page& page);

// Nothing if there is none.
void ShowEvidence(const type::v1::Evidence& evidence, Page& page);

// What the check says otherwise.
void ShowAssessmentChange(const type::v1::AssessmentChange& change, Page& page);

void ShowStudy(const intake::v1::Study& study, Page& page);
void ShowStudyTable(const google::protobuf::RepeatedPtrField<intake::v1::Study>& studies,
                    Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_EVIDENCE_H_
