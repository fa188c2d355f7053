// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_evidence.h"

#include <charconv>
#include <cmath>
#include <string>
#include <vector>

#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"

namespace zusage::cli {
namespace {

using google::protobuf::RepeatedPtrField;
using intake::v1::Study;
using type::v1::AssessmentChange;
using type::v1::Conversation;
using type::v1::Evidence;
using type::v1::Finding;

// "12.5", without zeros at its end.
std::string Short(double number) {
  char digits[32];
  const auto [end, error] = std::to_chars(digits, digits + sizeof(digits), number);
  return std::string(digits, end);
}

std::string ConversationText(const Conversation& conversation, Page& page) {
  std::string about;
  if (conversation.kind() != Conversation::KIND_UNSPECIFIED) {
    about =
        EnumWord("conversation." + Conversation::Kind_Name(conversation.kind()), page.language());
  }
  if (conversation.has_date()) {
    about += (about.empty() ? "" : ", ") + ForPeople(conversation.date());
  }
  return about.empty() ? conversation.text() : about + ": " + conversation.text();
}

bool IsEmpty(const Evidence& evidence) { return evidence.ByteSizeLong() == 0; }

// "unclear → conforms", or the one word if nothing changed.
std::string Step(const std::string& before, const std::string& now) {
  return before == now ? now : before + " → " + now;
}

std::string VerdictWord(type::v1::Verdict verdict, Page& page) {
  if (verdict == type::v1::VERDICT_UNSPECIFIED) return page.In(words::kUnknownValue);
  return EnumWord(type::v1::Verdict_Name(verdict), page.language());
}

std::string ScoreWord(bool known, double score, Page& page) {
  return known ? std::to_string(std::lround(score)) : page.In(words::kUnknownValue);
}

void ShowFindings(const Phrase& heading, const RepeatedPtrField<Finding>& findings, Style style,
                  Page& page) {
  if (findings.empty()) return;
  page.Heading(page.In(heading));
  for (const Finding& finding : findings) {
    page.Paragraph({"- " + In(page.language(), finding.text()), style}, 2);
  }
}

std::string ResultText(const Study& study, Page& page) {
  return EnumWord(Study::Result_Name(study.result()), page.language());
}

std::string KindText(const Study& study, Page& page) {
  return EnumWord("study." + Study::Kind_Name(study.kind()), page.language());
}

std::string ValidUntil(const Study& study, Page& page) {
  const std::string until = ForPeople(study.valid_until());
  return study.expired() ? until + " (" + page.In(words::kOutOfDate) + ")" : until;
}

Style StyleOf(Study::Result result) {
  if (result == Study::RESULT_FEASIBLE) return Style::kGood;
  return result == Study::RESULT_NOT_FEASIBLE ? Style::kBad : Style::kWarning;
}

}  // namespace

std::string PersonDays(double days, Page& page) {
  return page.In(words::kPersonDays, {{"days", Short(days)}});
}

void ShowEvidence(const Evidence& evidence, Page& page) {
  if (IsEmpty(evidence)) return;
  page.Heading(page.In(words::kEvidence));
  if (evidence.has_pain()) {
    page.Field(words::kPain, std::to_string(evidence.pain()) + " / 5");
  }
  if (evidence.has_frequency_per_month()) {
    page.Field(words::kTimesAMonth, Short(evidence.frequency_per_month()));
  }
  if (evidence.has_similar_customers()) {
    page.Field(words::kSimilarCustomers, std::to_string(evidence.similar_customers()));
  }
  if (evidence.has_segment_share()) {
    page.Field(words::kSegmentShare, Percent(evidence.segment_share()));
  }
  page.Field(words::kWouldPay, evidence.has_willingness_to_pay()
                                   ? ForPeople(evidence.willingness_to_pay())
                                   : std::string());
  if (evidence.has_effort_person_days()) {
    page.Field(words::kEffort, PersonDays(evidence.effort_person_days(), page));
  }
  for (const std::string& conversation : evidence.conversations()) {
    page.Field(words::kConversation, conversation);
  }
  for (const Conversation& conversation : evidence.logged_conversations()) {
    page.Field(words::kConversation, ConversationText(conversation, page));
  }
}

void ShowAssessmentChange(const AssessmentChange& change, Page& page) {
  page.Heading(page.In(words::kWhatChanged));
  page.Field(words::kVerdict,
             Step(VerdictWord(change.verdict_before(), page), VerdictWord(change.verdict(), page)));
  page.Field(words::kConfidence,
             Step(Percent(change.confidence_before()), Percent(change.confidence())));
  page.Field(words::kMarket,
             Step(ScoreWord(change.has_market_before(), change.market_before(), page),
                  ScoreWord(change.has_market(), change.market(), page)));
  page.Field(words::kCommercial,
             Step(ScoreWord(change.has_commercial_before(), change.commercial_before(), page),
                  ScoreWord(change.has_commercial(), change.commercial(), page)));
  ShowFindings(words::kNewReasons, change.added_findings(), Style::kPlain, page);
  ShowFindings(words::kSettledReasons, change.removed_findings(), Style::kDim, page);
}

void ShowStudy(const Study& study, Page& page) {
  page.Heading({ResultText(study, page), StyleOf(study.result())});
  page.Field(words::kName, study.name());
  page.Field(words::kKind, KindText(study, page));
  page.Field(words::kRequest, study.change_request());
  page.Field(words::kElement, study.element());
  page.Field(words::kSummary, study.summary());
  page.Field(words::kLimits, study.limits());
  if (study.has_effort_person_days()) {
    page.Field(words::kEffort, PersonDays(study.effort_person_days(), page));
  }
  page.Field(words::kValidUntil,
             {ValidUntil(study, page), study.expired() ? Style::kWarning : Style::kPlain});
  page.Field(words::kRecordedBy,
             page.Called(study.recorded_by()) + ", " + ForPeople(study.create_time()));
}

void ShowStudyTable(const RepeatedPtrField<Study>& studies, Page& page) {
  if (studies.empty()) return page.Paragraph({page.In(words::kNoStudies), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Study& study : studies) {
    const std::string about =
        study.change_request().empty() ? study.element() : study.change_request();
    rows.push_back({ForPeople(study.create_time()),
                    KindText(study, page),
                    {ResultText(study, page), StyleOf(study.result())},
                    study.has_effort_person_days() ? Short(study.effort_person_days()) : "",
                    ValidUntil(study, page),
                    about,
                    study.name()});
  }
  page.Table({words::kCreated,
              words::kKind,
              words::kResult,
              {words::kEffort, Set::kNumber},
              words::kValidUntil,
              words::kElement,
              {words::kName, Set::kWhole}},
             rows);
}

}  // namespace zusage::cli
