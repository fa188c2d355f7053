// SPDX-License-Identifier: Apache-2.0
// What a second reader thinks of a request, as people read it: always said to be a model's.
#ifndef ZUSAGE_CLIENTS_CLI_SHOW_OPINION_H_
#define ZUSAGE_CLIENTS_CLI_SHOW_OPINION_H_

#include <string>

#include "clients/cli/page.h"
#include "zusage/intake/v1/intake_service.pb.h"
#include "zusage/type/v1/second_opinion.pb.h"

namespace zusage::cli {

// The opinion beside an assessment, or why there is none.
void ShowOpinion(const type::v1::SecondOpinion& opinion, Page& page);

// In a few words for a table: "model: differs"; "" if there is nothing to heed.
std::string OpinionMark(const type::v1::SecondOpinion& opinion, Page& page);

// The opinion, and what was sent to whom, exactly.
void ShowReaderCalls(const intake::v1::GetSecondOpinionResponse& answer, Page& page);

// Whether a reader is asked, which, and what of its budget is used.
void ShowReader(const intake::v1::SecondReader& reader, Page& page);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_SHOW_OPINION_H_
