// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/manage_review.h"

#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_request.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using google::protobuf::RepeatedPtrField;
using intake::v1::IntakeService;
using review::v1::ReviewService;
using review::v1::Substitute;

constexpr Phrase kConfirmMerging{"Merge this request into the other one? [y/N] ",
                                 "Diesen Wunsch mit dem anderen zusammenführen? [j/N] "};
constexpr Phrase kConfirmReopening{"Reopen this request? [y/N] ",
                                   "Diesen Wunsch wieder öffnen? [j/N] "};
constexpr Phrase kAway{"Away", "Abwesend"};
constexpr Phrase kDecidesInstead{"Decides instead", "Entscheidet stattdessen"};
constexpr Phrase kFirstDay{"From", "Von"};
constexpr Phrase kLastDay{"Until", "Bis"};
constexpr Phrase kNobodyAway{"Nobody is away.", "Niemand ist abwesend."};

OptionSpec RequestArgument() {
  return {.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"products/atlas/changeRequests/01J…\", or its end with --product",
                   "\"products/atlas/changeRequests/01J…\" oder dessen Ende mit --product"},
          .required = true};
}

OptionSpec OptionalEtag() {
  return {.name = "--etag",
          .placeholder = "ETAG",
          .help = {"Only if the request has not changed since",
                   "Nur wenn sich der Wunsch seitdem nicht geändert hat"}};
}

void ShowSubstitutes(const RepeatedPtrField<Substitute>& substitutes, Page& page) {
  if (substitutes.empty()) return page.Paragraph({page.In(kNobodyAway), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Substitute& one : substitutes) {
    rows.push_back({page.Called(one.principal()), page.Called(one.substitute()),
                    ForPeople(one.first_day()), ForPeople(one.last_day()), one.name()});
  }
  page.Table({kAway, kDecidesInstead, kFirstDay, kLastDay, {words::kName, Set::kWhole}}, rows);
}

void ShowSubstitute(const Substitute& substitute, Page& page) {
  RepeatedPtrField<Substitute> one;
  *one.Add() = substitute;
  ShowSubstitutes(one, page);
}

absl::StatusOr<ExitCode> Assign(const Arguments& arguments, Session& session) {
  review::v1::AssignReviewRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_owner(PrincipalName(arguments.Text("--to")));
  request.set_note(arguments.Text("--note"));
  request.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::AssignReview, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Ask(const Arguments& arguments, Session& session) {
  review::v1::AskForEvidenceRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_question(arguments.Text("--question"));
  request.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::AskForEvidence, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer, page); });
  return ExitCode::kOk;
}

// "1=2"
absl::Status ReadMapping(const std::string& text, review::v1::ItemMapping& mapping) {
  const size_t equals = text.find('=');
  if (equals == text.npos || equals == 0 || equals + 1 == text.size()) {
    return FieldError("--item", kInvalidFormat, {{"expected", "1=2"}});
  }
  mapping.set_item(text.substr(0, equals));
  mapping.set_into(text.substr(equals + 1));
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Merge(const Arguments& arguments, Session& session) {
  review::v1::MergeChangeRequestsRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_into(RequestName(arguments.Text("--into"), arguments.Text("--product")));
  for (const std::string& text : arguments.List("--item")) {
    ZUSAGE_RETURN_IF_ERROR(ReadMapping(text, *request.add_items()));
  }
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  request.set_etag(arguments.Text("--etag"));
  if (!arguments.Has("--etag")) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_etag(),
                            EtagAfterAsking(request.name(), session.In(kConfirmMerging), session));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::MergeChangeRequests, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer.change_request(), page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Reopen(const Arguments& arguments, Session& session) {
  review::v1::ReopenChangeRequestRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  request.set_etag(arguments.Text("--etag"));
  if (!arguments.Has("--etag")) {
    ZUSAGE_ASSIGN_OR_RETURN(
        *request.mutable_etag(),
        EtagAfterAsking(request.name(), session.In(kConfirmReopening), session));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::ReopenChangeRequest, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> EndAbsence(const std::string& name, Session& session) {
  review::v1::EndSubstituteRequest request;
  request.set_name(name);
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Substitute answer,
                          session.Call(&ReviewService::Stub::EndSubstitute, request));
  session.Print(answer, [&](Page& page) { ShowSubstitute(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> SetAbsence(const Arguments& arguments, Session& session) {
  if (arguments.Has("--end")) return EndAbsence(arguments.Text("--end"), session);
  review::v1::SetSubstituteRequest request;
  for (const char* option : {"--of", "--by", "--from", "--until"}) {
    if (!arguments.Has(option)) return FieldError(option, kRequired);
  }
  request.set_principal(PrincipalName(arguments.Text("--of")));
  request.set_substitute(PrincipalName(arguments.Text("--by")));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> first, arguments.Day("--from"));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> last, arguments.Day("--until"));
  *request.mutable_first_day() = ToProto(*first);
  *request.mutable_last_day() = ToProto(*last);
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Substitute answer,
                          session.Call(&ReviewService::Stub::SetSubstitute, request));
  session.Print(answer, [&](Page& page) { ShowSubstitute(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> ListAbsences(const Arguments& arguments, Session& session) {
  review::v1::ListSubstitutesRequest request;
  request.set_principal(PrincipalName(arguments.Text("--of")));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::ListSubstitutes, request));
  session.Print(answer, [&](Page& page) {
    ShowSubstitutes(answer.substitutes(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

Verb AssignVerb() {
  return {"assign",
          {"Give a request to another product manager, or take it",
           "Einen Wunsch einem anderen Produktmanager geben oder selbst nehmen"},
          {RequestArgument(),
           ProductOption(false),
           {.name = "--to",
            .placeholder = "PRINCIPAL",
            .help = {"Who decides from now on", "Wer von jetzt an entscheidet"},
            .required = true},
           {.name = "--note", .placeholder = "TEXT", .help = {"Why", "Warum"}},
           OptionalEtag()},
          &Assign};
}

Verb AskVerb() {
  return {"ask",
          {"Ask the field for evidence; the request stays due",
           "Den Vertrieb nach Belegen fragen; der Wunsch bleibt fällig"},
          {RequestArgument(),
           ProductOption(false),
           {.name = "--question",
            .placeholder = "TEXT",
            .help = {"What has to be known; the submitter reads it",
                     "Was man wissen muss; wer eingereicht hat, liest es"},
            .required = true},
           OptionalEtag()},
          &Ask};
}

Verb MergeVerb() {
  return {"merge",
          {"Make a request part of another one: what was promised follows",
           "Einen Wunsch zum Teil eines anderen machen: was zugesagt ist, folgt"},
          {RequestArgument(),
           ProductOption(false),
           {.name = "--into",
            .placeholder = "NAME",
            .help = {"The other one, open or decided", "Der andere, offen oder entschieden"},
            .required = true},
           {.name = "--item",
            .placeholder = "ITEM=ITEM",
            .help = {"What an item is there, \"1=2\"; what is not said becomes a new item",
                     "Was ein Gegenstand dort ist, \"1=2\"; ohne Angabe wird er ein neuer"},
            .repeated = true},
           {.name = "--reason",
            .placeholder = "TEXT",
            .help = {"Why; the submitter reads it", "Warum; wer eingereicht hat, liest es"}},
           EtagOption()},
          &Merge};
}

Verb ReopenVerb() {
  return {"reopen",
          {"Have a decided, withdrawn or merged request wait for a decision again",
           "Einen entschiedenen, zurückgezogenen oder zusammengeführten Wunsch wieder vorlegen"},
          {RequestArgument(),
           ProductOption(false),
           {.name = "--reason",
            .placeholder = "TEXT",
            .help = {"Why; the submitter reads it", "Warum; wer eingereicht hat, liest es"},
            .required = true},
           EtagOption()},
          &Reopen};
}

Verb SubstituteVerb() {
  return {
      "substitute",
      {"Say who decides for a product manager who is away, or end that",
       "Sagen, wer für einen abwesenden Produktmanager entscheidet, oder das beenden"},
      {{.name = "--of", .placeholder = "PRINCIPAL", .help = {"Who is away", "Wer abwesend ist"}},
       {.name = "--by",
        .placeholder = "PRINCIPAL",
        .help = {"Who decides for them", "Wer stattdessen entscheidet"}},
       {.name = "--from",
        .placeholder = "DATE",
        .help = {"The first day, today or later", "Der erste Tag, heute oder später"}},
       {.name = "--until",
        .placeholder = "DATE",
        .help = {"The last day, inclusive", "Der letzte Tag, einschließlich"}},
       {.name = "--end",
        .placeholder = "NAME",
        .help = {"Instead: end this absence, \"principals/petra/substitutes/01J…\"",
                 "Stattdessen: diese Abwesenheit beenden, "
                 "\"principals/petra/substitutes/01J…\""}}},
      &SetAbsence};
}

Verb SubstitutesVerb() {
  return {"substitutes",
          {"Who is away, now or later, and who decides then",
           "Wer abwesend ist, jetzt oder später, und wer dann entscheidet"},
          WithPaging(
              {{.name = "--of",
                .placeholder = "PRINCIPAL",
                .help = {"Only when this person is away", "Nur wenn diese Person abwesend ist"}}}),
          &ListAbsences};
}

}  // namespace

absl::StatusOr<std::string> EtagAfterAsking(const std::string& request, const std::string& question,
                                            Session& session) {
  if (!session.can_ask()) {
    return Confirm(
        "", [](Page&) {}, session);
  }
  intake::v1::GetChangeRequestRequest read;
  read.set_name(request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto found,
                          session.Call(&IntakeService::Stub::GetChangeRequest, read));
  ZUSAGE_RETURN_IF_ERROR(Confirm(
      question, [&](Page& page) { ShowRequest(found, page); }, session));
  return found.etag();
}

std::vector<Verb> ManageReviewVerbs() {
  return {AssignVerb(), AskVerb(), MergeVerb(), ReopenVerb(), SubstituteVerb(), SubstitutesVerb()};
}

}  // namespace zusage::cli
