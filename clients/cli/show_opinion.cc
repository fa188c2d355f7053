// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_opinion.h"

#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"

namespace zusage::cli {
namespace {

using type::v1::SecondOpinion;

Style StyleOf(SecondOpinion::Agreement agreement) {
  return agreement == SecondOpinion::AGREEMENT_AGREES ? Style::kGood : Style::kWarning;
}

std::string FailureText(SecondOpinion::Failure failure, Page& page) {
  return EnumWord(SecondOpinion::Failure_Name(failure), page.language());
}

void ShowGiven(const SecondOpinion& opinion, Page& page) {
  page.Field(words::kVerdict, EnumWord(type::v1::Verdict_Name(opinion.verdict()), page.language()));
  page.Field(words::kAgreement,
             {EnumWord(SecondOpinion::Agreement_Name(opinion.agreement()), page.language()),
              StyleOf(opinion.agreement())});
  std::string elements;
  for (const std::string& element : opinion.elements()) {
    elements += (elements.empty() ? "" : "\n") + element;
  }
  page.Field(words::kElement, elements);
  if (!opinion.reason().empty()) {
    page.Field(words::kReason, page.In(words::kQuoted, {{"words", opinion.reason()}}));
  }
}

}  // namespace

void ShowOpinion(const SecondOpinion& opinion, Page& page) {
  page.Heading(page.In(words::kSecondOpinion));
  switch (opinion.state()) {
    case SecondOpinion::STATE_GIVEN:
      ShowGiven(opinion, page);
      break;
    case SecondOpinion::STATE_NONE:
      page.Field(words::kState,
                 page.In(words::kNoOpinion, {{"why", FailureText(opinion.failure(), page)}}));
      break;
    default:
      page.Field(words::kState, page.In(words::kOpinionWaits));
      if (opinion.failure() != SecondOpinion::FAILURE_UNSPECIFIED) {
        page.Field(words::kFailure, FailureText(opinion.failure(), page));
      }
  }
  if (opinion.model().empty()) return;
  std::string model = opinion.model() + ", " + ForPeople(opinion.change_time());
  if (opinion.reused()) model += page.In(words::kOpinionReused);
  page.Field(words::kModel, model);
}

std::string OpinionMark(const SecondOpinion& opinion, Page& page) {
  if (opinion.agreement() <= SecondOpinion::AGREEMENT_AGREES) return "";
  return page.In(words::kModelThinks,
                 {{"agreement",
                   EnumWord(SecondOpinion::Agreement_Name(opinion.agreement()), page.language())}});
}

void ShowReaderCalls(const intake::v1::GetSecondOpinionResponse& answer, Page& page) {
  if (answer.has_second_opinion()) ShowOpinion(answer.second_opinion(), page);
  if (!answer.has_second_opinion() || answer.calls().empty()) {
    page.Paragraph({page.In(words::kNothingSent), Style::kDim});
  }
  for (const intake::v1::ReaderCall& call : answer.calls()) {
    page.Heading(page.In(words::kSentAt, {{"time", ForPeople(call.call_time())}}));
    page.Field(words::kUrl, call.address());
    page.Field(words::kModel, call.model());
    const std::string outcome = !call.ended() ? page.In(words::kUnknownValue)
                                : call.failure() == SecondOpinion::FAILURE_UNSPECIFIED
                                    ? page.In(words::kOpinionCame)
                                    : FailureText(call.failure(), page);
    page.Field(words::kOutcome, outcome);
    page.Paragraph(call.message().empty() ? page.In(words::kErased) : call.message());
  }
}

void ShowReader(const intake::v1::SecondReader& reader, Page& page) {
  if (reader.model().empty()) {
    return page.Paragraph({page.In(words::kNoReader), Style::kDim});
  }
  page.Field(words::kState, reader.on() ? Cell(page.In(words::kReaderOn), Style::kGood)
                                        : Cell(page.In(words::kReaderOff), Style::kWarning));
  page.Field(words::kModel, reader.model());
  page.Field(words::kUrl, reader.address());
  page.Field(words::kToday,
             page.In(words::kBudgetUse, {{"calls", std::to_string(reader.calls_today())},
                                         {"most_calls", std::to_string(reader.daily_calls())},
                                         {"bytes", std::to_string(reader.bytes_today())},
                                         {"most_bytes", std::to_string(reader.daily_bytes())}}));
  page.Field(words::kWaits, std::to_string(reader.waiting()));
}

}  // namespace zusage::cli
