// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/show_request.h"

#include <cmath>

#include "clients/cli/proto_values.h"
#include "clients/cli/show_opinion.h"
#include "clients/cli/show_scores.h"
#include "clients/cli/words.h"

namespace zusage::cli {
namespace {

using google::protobuf::RepeatedPtrField;
using type::v1::Approval;
using type::v1::Assessment;
using type::v1::ChangeRequest;
using type::v1::Decision;
using type::v1::Finding;

Style StyleOf(type::v1::Verdict verdict) {
  switch (verdict) {
    case type::v1::VERDICT_CONFLICTS:
      return Style::kBad;
    case type::v1::VERDICT_UNCLEAR:
    case type::v1::VERDICT_ON_ROADMAP:
      return Style::kWarning;
    default:
      return Style::kGood;
  }
}

Style StyleOf(Finding::Stance stance) {
  if (stance == Finding::STANCE_FOR) return Style::kGood;
  return stance == Finding::STANCE_AGAINST ? Style::kBad : Style::kPlain;
}

std::string VerdictText(const Assessment& assessment, Page& page) {
  const std::string verdict =
      EnumWord(type::v1::Verdict_Name(assessment.verdict()), page.language());
  return assessment.firm() ? verdict : page.In(words::kProbably, {{"verdict", verdict}});
}

// A confidence to which earlier decisions added looks surer than the verdict is allowed to be.
std::string ConfidenceText(const Assessment& assessment, Page& page) {
  const std::string percent = Percent(assessment.confidence());
  if (assessment.firm()) return percent;
  for (const Finding& finding : assessment.findings()) {
    if (finding.reason() == "PRECEDENTS_CHANGE_VERDICT" || finding.reason() == "PRECEDENT_COUNTS") {
      return page.In(words::kCountingDecisions, {{"percent", percent}});
    }
  }
  return percent;
}

void ShowFinding(const Finding& finding, Page& page) {
  const Phrase& stance = finding.stance() == Finding::STANCE_FOR       ? words::kFor
                         : finding.stance() == Finding::STANCE_AGAINST ? words::kAgainst
                                                                       : words::kNeither;
  std::string line = "[" + page.In(stance) + "] " + In(page.language(), finding.text());
  const std::string& cited = finding.element().empty() ? finding.precedent() : finding.element();
  if (!cited.empty()) line += " (" + cited + ")";
  page.Paragraph({line, StyleOf(finding.stance())}, 2);
  if (!finding.quote().empty()) {
    page.Paragraph({page.In(words::kQuoted, {{"words", finding.quote()}}), Style::kDim}, 6);
  }
  const std::string matched = MatchedWords(finding.matched_words());
  if (!matched.empty()) {
    page.Paragraph({page.In(words::kMatched) + ": " + matched, Style::kDim}, 6);
  }
}

// Reasons first; what is missing has a heading of its own.
void ShowFindings(const Assessment& assessment, Page& page) {
  bool reasons = false;
  bool missing = false;
  for (const Finding& finding : assessment.findings()) {
    (finding.kind() == Finding::KIND_MISSING_EVIDENCE ? missing : reasons) = true;
  }
  if (reasons) page.Heading(page.In(words::kReasons));
  for (const Finding& finding : assessment.findings()) {
    if (finding.kind() != Finding::KIND_MISSING_EVIDENCE) ShowFinding(finding, page);
  }
  if (missing) page.Heading(page.In(words::kMissingEvidence));
  for (const Finding& finding : assessment.findings()) {
    if (finding.kind() != Finding::KIND_MISSING_EVIDENCE) continue;
    page.Paragraph("- " + In(page.language(), finding.text()), 2);
  }
}

void ShowFocus(const type::v1::FocusAdvice& advice, Page& page) {
  if (advice.focus() == type::v1::FOCUS_UNSPECIFIED) return;
  std::string text = EnumWord(type::v1::Focus_Name(advice.focus()), page.language());
  const std::string reason = In(page.language(), advice.reason());
  if (!reason.empty()) text += ": " + reason;
  if (advice.from_policy()) text += " " + page.In(words::kFromPolicy);
  page.Field(words::kFocus, text);
}

std::string ScopeText(const type::v1::CustomerScope& scope, Page& page) {
  if (scope.all()) return page.In(words::kEverybody);
  if (!scope.segment().empty()) {
    return page.In(words::kAllOfSegment, {{"segment", scope.segment()}});
  }
  std::string text;
  for (const std::string& customer : scope.customers().customers()) {
    text += (text.empty() ? "" : ", ") + page.Called(customer);
  }
  return text;
}

std::string Joined(const RepeatedPtrField<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : "\n") + text;
  return joined;
}

// What building it takes, and what is pushed off for it.
void ShowCost(const Approval& approval, Page& page) {
  if (approval.has_effort()) {
    page.Field(words::kEffort, PersonDays(approval.effort().person_days(), page) + ", " +
                                   approval.effort().quarter());
  }
  if (approval.has_load()) {
    const type::v1::QuarterLoad& load = approval.load();
    page.Field(words::kCapacity,
               {page.In(words::kQuarterLoad,
                        {{"quarter", load.quarter()},
                         {"approved", PersonDays(load.approved_person_days(), page)},
                         {"capacity", PersonDays(load.capacity_person_days(), page)}}),
                load.over_person_days() > 0 ? Style::kBad : Style::kPlain});
  }
  page.Field(words::kDisplaced, Joined(approval.displaced_elements()));
}

}  // namespace

void ShowApproval(const Approval& approval, Page& page) {
  std::string state = EnumWord(Approval::State_Name(approval.state()), page.language());
  if (!approval.revoke_reason().empty()) state += ": " + approval.revoke_reason();
  page.Field(words::kApproval, approval.name());
  page.Field(words::kState,
             {state, approval.state() == Approval::STATE_IN_FORCE ? Style::kGood : Style::kBad});
  page.Field(words::kIncluded, Joined(approval.included_items()));
  page.Field(words::kExcluded, Joined(approval.excluded_items()));
  page.Field(words::kCustomers, ScopeText(approval.customers(), page));
  page.Field(words::kEarliest, ForPeople(approval.earliest_date()));
  page.Field(words::kValidUntil, ForPeople(approval.valid_until()));
  for (const type::v1::Condition& condition : approval.conditions()) {
    page.Field(words::kCondition,
               condition.id() + ": " + condition.text() + " (" +
                   EnumWord(type::v1::Condition::State_Name(condition.state()), page.language()) +
                   ")" + (condition.note().empty() ? "" : "\n" + condition.note()));
  }
  for (const type::v1::ItemLimit& limit : approval.limits()) {
    page.Field(words::kLimits, limit.item() + ": " + ForPeople(limit.at_most()));
  }
  ShowCost(approval, page);
}

namespace {

void ShowDecision(const Decision& decision, Page& page) {
  page.Heading(page.In(words::kDecision));
  page.Field(words::kOutcome,
             {EnumWord(Decision::Outcome_Name(decision.outcome()), page.language()),
              decision.outcome() == Decision::OUTCOME_APPROVED ? Style::kGood : Style::kWarning});
  page.Field(words::kReason, decision.reason());
  std::string who = page.Called(decision.decider());
  if (!decision.on_behalf_of().empty()) {
    who += page.In(words::kForOwner, {{"owner", page.Called(decision.on_behalf_of())}});
  }
  page.Field(words::kDecided, who + ", " + ForPeople(decision.decide_time()));
  page.Field(words::kDuplicateOf, decision.duplicate_of());
  page.Field(words::kElement, decision.as_is_element());
  if (decision.has_approval()) ShowApproval(decision.approval(), page);
}

// How it came to its owner, unless that is how all do.
void ShowCause(const type::v1::Review& review, Page& page) {
  if (review.cause() <= type::v1::Review::CAUSE_SUBMITTED) return;
  std::string cause = EnumWord(type::v1::Review::Cause_Name(review.cause()), page.language());
  if (!review.note().empty()) cause += ": " + review.note();
  page.Field(words::kCause, cause);
}

void ShowReview(const type::v1::Review& review, Page& page) {
  const std::string time = ForPeople(review.due_time());
  std::string who =
      time.empty()
          ? page.Called(review.owner())
          : page.In(words::kDecidesBy, {{"owner", page.Called(review.owner())}, {"time", time}});
  if (review.overdue()) who += " (" + page.In(words::kOverdue) + ")";
  page.Field(words::kOwner, {who, review.overdue() ? Style::kBad : Style::kPlain});
  if (!review.substitute().empty()) {
    page.Field(words::kSubstitute, page.Called(review.substitute()));
  }
  ShowCause(review, page);
  if (review.priority() == 0 && In(page.language(), review.priority_reason()).empty()) return;
  page.Field(words::kPriority, std::to_string(review.priority()) + "  " +
                                   In(page.language(), review.priority_reason()));
}

std::string StateText(const ChangeRequest& request, Page& page) {
  return EnumWord(ChangeRequest::State_Name(request.state()), page.language());
}

}  // namespace

std::string MatchedWords(const RepeatedPtrField<type::v1::MatchedWord>& words) {
  std::string text;
  for (const type::v1::MatchedWord& word : words) {
    if (!text.empty()) text += ", ";
    text += word.request_word();
    if (word.element_word() != word.request_word()) text += " → " + word.element_word();
  }
  return text;
}

void ShowAssessment(const Assessment& assessment, Page& page) {
  page.Field(words::kVerdict, {VerdictText(assessment, page), StyleOf(assessment.verdict())});
  page.Field(words::kConfidence, ConfidenceText(assessment, page));
  page.Field(words::kStrategy, assessment.strategy());
  ShowScores(assessment, page);
  ShowFocus(assessment.focus(), page);
  ShowFindings(assessment, page);
  if (assessment.similar().empty()) return;
  page.Heading(page.In(words::kSimilar));
  ShowSimilar(assessment.similar(), page);
}

void ShowGuidance(const intake::v1::CustomerGuidance& guidance, Page& page) {
  const std::string advice =
      EnumWord(intake::v1::CustomerGuidance::Advice_Name(guidance.advice()), page.language());
  page.Field(words::kAdvice,
             {advice + ": " + In(page.language(), guidance.text()), Style::kStrong});
}

void ShowSimilar(const RepeatedPtrField<type::v1::SimilarRequest>& similar, Page& page) {
  if (similar.empty()) return page.Paragraph({page.In(words::kNobodySimilar), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const type::v1::SimilarRequest& request : similar) {
    const std::string outcome = request.outcome().empty()
                                    ? page.In(words::kOpen)
                                    : EnumWord("OUTCOME_" + request.outcome(), page.language());
    const std::string when =
        request.has_decide_time() ? ", " + DayForPeople(request.decide_time()) : "";
    const Cell why = request.by_meaning() ? Cell(page.In(words::kSameMeaning))
                                          : Cell(MatchedWords(request.matched_words()));
    rows.push_back(
        {Percent(request.similarity()), outcome + when, request.title(), why, request.name()});
  }
  page.Table({{words::kSimilarity, Set::kNumber},
              words::kOutcome,
              words::kTitle,
              words::kMatched,
              {words::kName, Set::kWhole}},
             rows);
}

void ShowRequest(const ChangeRequest& request, Page& page) {
  page.Heading(request.title());
  page.Field(words::kName, request.name());
  page.Field(words::kState, StateText(request, page));
  page.Field(words::kEvidenceAsked, {request.evidence_question(), Style::kWarning});
  page.Field(words::kWithdrawn, request.withdraw_reason());
  page.Field(words::kMergedInto, request.merged_into());
  page.Field(words::kMergedRequests, Joined(request.merged_requests()));
  page.Field(words::kCustomer, page.CalledWithName(request.customer()));
  page.Field(words::kDeal, request.deal());
  if (request.context() != type::v1::CONTEXT_UNSPECIFIED) {
    page.Field(words::kContext,
               EnumWord(type::v1::Context_Name(request.context()), page.language()));
  }
  page.Field(words::kArea, request.area());
  page.Field(words::kWantedBy, ForPeople(request.wanted_by()));
  page.Field(words::kSubmitter,
             page.Called(request.submitter()) + ", " + ForPeople(request.create_time()));
  page.Field(words::kWish, request.wish());
  page.Field(words::kProblem, request.problem());
  for (const type::v1::ScopeItem& item : request.items()) {
    page.Field(words::kItem, item.text() + "\n" + item.name());
  }
  ShowEvidence(request.evidence(), page);
  page.Blank();
  if (request.has_assessment()) {
    ShowAssessment(request.assessment(), page);
  } else {
    page.Paragraph({page.In(words::kNotYetChecked), Style::kWarning});
  }
  if (request.has_second_opinion()) {
    ShowOpinion(request.second_opinion(), page);
    page.Blank();
  }
  if (request.has_review()) ShowReview(request.review(), page);
  if (!request.has_decision()) return;
  page.Blank();
  ShowDecision(request.decision(), page);
}

void ShowRequestTable(const RepeatedPtrField<ChangeRequest>& requests, Page& page) {
  if (requests.empty()) return page.Paragraph({page.In(words::kNoRequests), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const ChangeRequest& request : requests) {
    const std::string outcome =
        request.has_decision()
            ? EnumWord(Decision::Outcome_Name(request.decision().outcome()), page.language())
            : "";
    const std::string verdict =
        request.has_assessment() ? VerdictText(request.assessment(), page) : "";
    rows.push_back({ForPeople(request.create_time()), StateText(request, page), outcome, verdict,
                    request.title(), page.Called(request.customer()), request.name()});
  }
  page.Table({words::kCreated,
              words::kState,
              words::kOutcome,
              words::kVerdict,
              words::kTitle,
              words::kCustomer,
              {words::kName, Set::kWhole}},
             rows);
}

// With what a model thinks beside it, where that is something else.
Cell VerdictInQueue(const ChangeRequest& request, Page& page) {
  if (!request.has_assessment()) return "";
  const std::string verdict = VerdictText(request.assessment(), page);
  const std::string mark = OpinionMark(request.second_opinion(), page);
  return mark.empty() ? Cell(verdict) : Cell(verdict + " (" + mark + ")", Style::kWarning);
}

void ShowReviewTable(const RepeatedPtrField<ChangeRequest>& reviews, Page& page) {
  if (reviews.empty()) return page.Paragraph({page.In(words::kNoReviews), Style::kGood});
  std::vector<std::vector<Cell>> rows;
  for (const ChangeRequest& request : reviews) {
    const type::v1::Review& review = request.review();
    const Style style = review.overdue() ? Style::kBad : Style::kPlain;
    rows.push_back({{ForPeople(review.due_time()), style},
                    {review.overdue() ? page.In(words::kOverdue) : "", style},
                    std::to_string(review.priority()),
                    VerdictInQueue(request, page),
                    request.title(),
                    page.Called(review.owner()),
                    request.name()});
  }
  page.Table({words::kDue,
              words::kState,
              {words::kPriority, Set::kNumber},
              words::kVerdict,
              words::kTitle,
              words::kOwner,
              {words::kName, Set::kWhole}},
             rows);
}

}  // namespace zusage::cli
