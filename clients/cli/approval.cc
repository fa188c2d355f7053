// SPDX-License-Identifier: Apache-2.0
// zusage approval list|get|condition|revoke
#include "clients/cli/enum_names.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_request.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using google::protobuf::RepeatedPtrField;
using intake::v1::IntakeService;
using review::v1::ApprovalRecord;
using review::v1::ReviewService;
using type::v1::Approval;
using type::v1::ChangeRequest;
using type::v1::Condition;

constexpr Phrase kNoApprovals{"No approvals.", "Keine Freigaben."};
constexpr Phrase kRequest{"Request", "Wunsch"};

absl::StatusOr<ApprovalRecord> Read(const std::string& approval, Session& session) {
  review::v1::GetApprovalRequest request;
  request.set_name(approval);
  return session.Call(&ReviewService::Stub::GetApproval, request);
}

// The request that the approval belongs to.
absl::StatusOr<ChangeRequest> RequestOf(const std::string& approval, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const ApprovalRecord record, Read(approval, session));
  intake::v1::GetChangeRequestRequest request;
  request.set_name(record.change_request());
  return session.Call(&IntakeService::Stub::GetChangeRequest, request);
}

void ShowApprovals(const RepeatedPtrField<ApprovalRecord>& approvals, Page& page) {
  if (approvals.empty()) return page.Paragraph({page.In(kNoApprovals), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const ApprovalRecord& record : approvals) {
    const Approval& approval = record.approval();
    const Style style = approval.state() == Approval::STATE_IN_FORCE ? Style::kGood : Style::kDim;
    rows.push_back({{EnumWord(Approval::State_Name(approval.state()), page.language()), style},
                    record.title(),
                    page.Called(record.decider()),
                    ForPeople(approval.earliest_date()),
                    ForPeople(approval.valid_until()),
                    approval.name()});
  }
  page.Table({words::kState,
              words::kTitle,
              words::kDecided,
              words::kEarliest,
              words::kValidUntil,
              {words::kName, Set::kWhole}},
             rows);
}

void ShowLostGround(const RepeatedPtrField<std::string>& promises, Page& page) {
  page.Blank();
  const int count = promises.size();
  if (count == 0) return page.Paragraph({page.In(words::kNoPromiseWithoutGround), Style::kGood});
  page.Heading(
      {page.In(words::kPromisesWithoutGround, {{"count", std::to_string(count)}}), Style::kBad});
  for (const std::string& promise : promises) page.Paragraph(promise, 2);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  review::v1::ListApprovalsRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  if (arguments.Has("--state")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int state, ParseEnum(*Approval::State_descriptor(), "--state",
                                                       arguments.Text("--state")));
    request.set_state(static_cast<Approval::State>(state));
  }
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::ListApprovals, request));
  session.Print(answer, [&](Page& page) {
    ShowApprovals(answer.approvals(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const ApprovalRecord record,
      Read(ApprovalName(arguments.Text("NAME"), arguments.Text("--product")), session));
  session.Print(record, [&](Page& page) {
    page.Heading(record.title());
    page.Field(kRequest, record.change_request());
    page.Field(words::kReason, record.reason());
    page.Field(words::kDecided, page.Called(record.decider()));
    ShowApproval(record.approval(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> SetCondition(const Arguments& arguments, Session& session) {
  review::v1::SetConditionStateRequest request;
  request.set_name(ApprovalName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_condition(arguments.Text("--condition"));
  ZUSAGE_ASSIGN_OR_RETURN(const int state, ParseEnum(*Condition::State_descriptor(), "--state",
                                                     arguments.Text("--state")));
  request.set_state(static_cast<Condition::State>(state));
  request.set_note(arguments.Text("--note"));
  request.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::SetConditionState, request));
  session.Print(answer, [&](Page& page) {
    ShowRequest(answer.change_request(), page);
    ShowLostGround(answer.promises_without_ground(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Revoke(const Arguments& arguments, Session& session) {
  review::v1::RevokeApprovalRequest request;
  request.set_name(ApprovalName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  request.set_etag(arguments.Text("--etag"));
  if (!arguments.Has("--etag")) {
    if (!session.can_ask())
      return Confirm(
          "", [](Page&) {}, session);
    ZUSAGE_ASSIGN_OR_RETURN(const ChangeRequest found, RequestOf(request.name(), session));
    ZUSAGE_RETURN_IF_ERROR(Confirm(
        session.In(words::kConfirmRevocation), [&](Page& page) { ShowRequest(found, page); },
        session));
    request.set_etag(found.etag());
  }
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::RevokeApproval, request));
  session.Print(answer, [&](Page& page) {
    ShowRequest(answer.change_request(), page);
    ShowLostGround(answer.promises_without_ground(), page);
  });
  return ExitCode::kOk;
}

OptionSpec NameArgument() {
  return {.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"products/atlas/approvals/01J…\", or its end with --product",
                   "\"products/atlas/approvals/01J…\" oder deren Ende mit --product"},
          .required = true};
}

Verb ListVerb() {
  return {"list",
          {"Approvals, newest first", "Freigaben, die neueste zuerst"},
          WithPaging({ProductOption(false),
                      {.name = "--state",
                       .placeholder = "STATE",
                       .help = {"Only those that stand so", "Nur die, mit denen es so steht"},
                       .choices = {"in-force", "lapsed", "revoked", "superseded"}}}),
          &List};
}

Verb ConditionVerb() {
  return {"condition",
          {"Say whether a condition is met; says which promises lose their ground",
           "Sagen, ob eine Bedingung erfüllt ist; sagt, welche Zusagen den Boden verlieren"},
          {NameArgument(),
           ProductOption(false),
           {.name = "--condition",
            .placeholder = "ID",
            .help = {"Which one, \"1\"", "Welche, \"1\""},
            .required = true},
           {.name = "--state",
            .placeholder = "STATE",
            .help = {"How it is", "Wie es damit steht"},
            .required = true,
            .choices = {"met", "failed", "open"}},
           {.name = "--note", .placeholder = "TEXT", .help = {"Why it is so", "Warum das so ist"}},
           {.name = "--etag",
            .placeholder = "ETAG",
            .help = {"Only if the request has not changed since",
                     "Nur wenn sich der Wunsch seitdem nicht geändert hat"}}},
          &SetCondition};
}

Verb RevokeVerb() {
  OptionSpec etag = EtagOption();
  etag.help = {"Of the request it belongs to; without it you are shown it and asked",
               "Des Wunschs, zu dem sie gehört; ohne sie wird er gezeigt und gefragt"};
  return {"revoke",
          {"Take an approval back; says which promises lose their ground",
           "Eine Freigabe widerrufen; sagt, welche Zusagen den Boden verlieren"},
          {NameArgument(),
           ProductOption(false),
           {.name = "--reason",
            .placeholder = "TEXT",
            .help = {"Why; everybody who promised on it reads it",
                     "Warum; alle, die darauf zugesagt haben, lesen es"},
            .required = true},
           etag},
          &Revoke};
}

}  // namespace

Noun ApprovalNoun() {
  return {"approval",
          {"What may be promised", "Was zugesagt werden darf"},
          {ListVerb(),
           {"get",
            {"One approval, and the request that it was given on",
             "Eine Freigabe und der Wunsch, zu dem sie gehört"},
            {NameArgument(), ProductOption(false)},
            &Get},
           ConditionVerb(),
           RevokeVerb()}};
}

}  // namespace zusage::cli
