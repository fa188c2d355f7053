// SPDX-License-Identifier: Apache-2.0
// Requests, assessments and decisions as people read them.
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_REQUEST_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_REQUEST_H_

#include <google/protobuf/repeated_ptr_field.h>

#include "clients/cli/page.h"
#include "clients/cli/show_evidence.h"
#include "clients/cli/words.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/type/v1/assessment.pb.h"
#include "zusage/type/v1/change_request.pb.h"

namespace zusage::cli {

// The whole request: what is wished, what the check says, who decides, what was decided.
void ShowRequest(const type::v1::ChangeRequest& request, Page& page);

// What an approval allows, and where it stands.
void ShowApproval(const type::v1::Approval& approval, Page& page);

// Verdict ("probably" unless firm), confidence, reasons with quotes and the words that met, similar
// requests, focus, scores, missing evidence.
void ShowAssessment(const type::v1::Assessment& assessment, Page& page);

// What may be said to the customer now.
void ShowGuidance(const intake::v1::CustomerGuidance& guidance, Page& page);

// A request after more evidence: as it stands, what the check says otherwise, what may be said.
template <typename Answer>
void ShowReassessed(const Answer& answer, Page& page) {
  ShowRequest(answer.change_request(), page);
  page.Blank();
  if (answer.has_assessment_change()) {
    ShowAssessmentChange(answer.assessment_change(), page);
  } else if (answer.has_guidance()) {
    page.Paragraph({page.In(words::kCheckedLater), Style::kWarning});
  }
  if (answer.has_guidance()) ShowGuidance(answer.guidance(), page);
}

// A line each; most similar first.
void ShowSimilar(const google::protobuf::RepeatedPtrField<type::v1::SimilarRequest>& similar,
                 Page& page);

// A line each, in the order given.
void ShowRequestTable(const google::protobuf::RepeatedPtrField<type::v1::ChangeRequest>& requests,
                      Page& page);

// The same as a queue: due and urgent first, as it came.
void ShowReviewTable(const google::protobuf::RepeatedPtrField<type::v1::ChangeRequest>& reviews,
                     Page& page);

// "export → exportieren, PDF".
std::string MatchedWords(const google::protobuf::RepeatedPtrField<type::v1::MatchedWord>& words);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_REQUEST_H_
