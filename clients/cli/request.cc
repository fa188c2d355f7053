// SPDX-License-Identifier: Apache-2.0
// zusage request submit|check|evidence|withdraw|get|list|similar|opinion|reader
#include "clients/cli/enum_names.h"
#include "clients/cli/errors.h"
#include "clients/cli/evidence_options.h"
#include "clients/cli/export.h"
#include "clients/cli/import.h"
#include "clients/cli/list_filters.h"
#include "clients/cli/message_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_opinion.h"
#include "clients/cli/show_request.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using alignment::v1::AlignmentService;
using intake::v1::IntakeService;
using type::v1::ChangeRequest;

absl::StatusOr<ExitCode> Submit(const Arguments& arguments, Session& session) {
  intake::v1::SubmitChangeRequestRequest request;
  std::string product = arguments.Text("--product");
  ZUSAGE_RETURN_IF_ERROR(
      ReadMessage(arguments.Text("FILE"), session, product, *request.mutable_change_request()));
  request.set_parent(product);
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::SubmitChangeRequest, request));
  session.Print(answer, [&](Page& page) {
    ShowRequest(answer.change_request(), page);
    ShowGuidance(answer.guidance(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Check(const Arguments& arguments, Session& session) {
  alignment::v1::CheckAlignmentRequest request;
  std::string product = arguments.Text("--product");
  ZUSAGE_RETURN_IF_ERROR(
      ReadMessage(arguments.Text("FILE"), session, product, *request.mutable_change_request()));
  request.set_parent(product);
  request.set_known_position(arguments.Number("--known-position", 0));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&AlignmentService::Stub::CheckAlignment, request));
  session.Print(answer, [&](Page& page) { ShowAssessment(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  intake::v1::GetChangeRequestRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::GetChangeRequest, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer, page); });
  return ExitCode::kOk;
}

// Reads a file of evidence, if one is given, and the options over it.
absl::Status ReadEvidence(const Arguments& arguments, Session& session,
                          type::v1::Evidence& evidence) {
  if (arguments.Has("FILE")) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string text,
                            session.ReadText(arguments.Text("FILE"), kMaxMessageFileBytes));
    std::string product;  // the request says which
    ZUSAGE_RETURN_IF_ERROR(ParseMessageFile(text, product, evidence));
  }
  return ReadEvidenceOptions(arguments, evidence);
}

absl::StatusOr<ExitCode> Evidence(const Arguments& arguments, Session& session) {
  intake::v1::AddEvidenceRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_RETURN_IF_ERROR(ReadEvidence(arguments, session, *request.mutable_evidence()));
  request.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::AddEvidence, request));
  session.Print(answer, [&](Page& page) { ShowReassessed(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Withdraw(const Arguments& arguments, Session& session) {
  intake::v1::WithdrawChangeRequestRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_reason(arguments.Text("--reason"));
  request.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  if (!arguments.Has("--etag")) {
    ChangeRequest found;
    if (session.can_ask()) {
      intake::v1::GetChangeRequestRequest get;
      get.set_name(request.name());
      ZUSAGE_ASSIGN_OR_RETURN(found, session.Call(&IntakeService::Stub::GetChangeRequest, get));
    }
    ZUSAGE_RETURN_IF_ERROR(Confirm(
        session.In(words::kConfirmWithdrawal), [&](Page& page) { ShowRequest(found, page); },
        session));
    request.set_etag(found.etag());
  }
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::WithdrawChangeRequest, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer, page); });
  return ExitCode::kOk;
}

// Whose requests to list; "" for everybody's.
absl::StatusOr<std::string> Submitter(const Arguments& arguments, Session& session) {
  if (!arguments.Has("--mine")) return PrincipalName(arguments.Text("--submitter"));
  if (arguments.Has("--submitter")) {
    return Error(kAtMostOneOf, {{"options", "--mine, --submitter"}});
  }
  ZUSAGE_ASSIGN_OR_RETURN(const directory::v1::Principal caller,
                          session.Call(&directory::v1::DirectoryService::Stub::GetCaller,
                                       directory::v1::GetCallerRequest()));
  return caller.name();
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(intake::v1::ListChangeRequestsRequest request,
                          ReadRequestFilter(arguments, session));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::ListChangeRequests, request));
  session.Print(answer, [&](Page& page) {
    ShowRequestTable(answer.change_requests(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Similar(const Arguments& arguments, Session& session) {
  alignment::v1::ListSimilarChangeRequestsRequest request;
  const std::string what = arguments.Text("TEXT");
  if (MatchName(kChangeRequestPattern, what).has_value()) {
    request.set_parent(std::string(ProductOf(what)));
    request.set_change_request(what);
  } else {
    if (!arguments.Has("--product")) return FieldError("--product", kRequired);
    request.set_parent(ProductName(arguments.Text("--product")));
    request.set_text(what);
  }
  request.set_page_size(static_cast<int32_t>(arguments.Number("--page-size", 0)));
  ZUSAGE_ASSIGN_OR_RETURN(
      const auto answer, session.Call(&AlignmentService::Stub::ListSimilarChangeRequests, request));
  session.Print(answer, [&](Page& page) { ShowSimilar(answer.similar(), page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Opinion(const Arguments& arguments, Session& session) {
  intake::v1::GetSecondOpinionRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::GetSecondOpinion, request));
  session.Print(answer, [&](Page& page) { ShowReaderCalls(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Reader(const Arguments& arguments, Session& session) {
  intake::v1::GetSecondReaderRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::GetSecondReader, request));
  session.Print(answer, [&](Page& page) { ShowReader(answer, page); });
  return ExitCode::kOk;
}

OptionSpec RequestFile() {
  return FileArgument({"The request, YAML or JSON; - for standard input",
                       "Der Wunsch, YAML oder JSON; - für die Standardeingabe"});
}

OptionSpec ProductIfNotInFile() {
  return {.name = "--product",
          .placeholder = "ID",
          .help = {"The product, if the file does not say",
                   "Das Produkt, wenn die Datei es nicht sagt"}};
}

OptionSpec NameArgument() {
  return {.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"products/atlas/changeRequests/01J…\", or its end with --product",
                   "\"products/atlas/changeRequests/01J…\" oder dessen Ende mit --product"},
          .required = true};
}

std::vector<OptionSpec> EvidenceVerbOptions() {
  OptionSpec file = FileArgument({"Evidence, YAML or JSON; - for standard input",
                                  "Belege, YAML oder JSON; - für die Standardeingabe"});
  file.required = false;
  std::vector<OptionSpec> options = {NameArgument(), file, ProductOption(false)};
  for (OptionSpec& option : EvidenceOptions()) options.push_back(std::move(option));
  options.push_back({.name = "--etag",
                     .placeholder = "ETAG",
                     .help = {"Only if nothing happened to it since you read it",
                              "Nur, wenn seit dem Lesen nichts damit geschah"}});
  return options;
}

std::vector<OptionSpec> WithdrawOptions() {
  return {NameArgument(),
          ProductOption(false),
          {.name = "--reason",
           .placeholder = "TEXT",
           .help = {"Why; the product manager reads it", "Warum; das Produktmanagement liest es"},
           .required = true},
          EtagOption()};
}

std::vector<OptionSpec> SimilarOptions() {
  return {{.name = "TEXT",
           .placeholder = "TEXT|NAME",
           .help = {"Free words, or a request's name", "Freie Worte oder der Name eines Wunschs"},
           .required = true},
          ProductOption(false),
          {.name = "--page-size",
           .placeholder = "N",
           .help = {"How many at most", "Wie viele höchstens"},
           .kind = OptionSpec::Kind::kWholeNumber}};
}

}  // namespace

absl::StatusOr<intake::v1::ListChangeRequestsRequest> ReadRequestFilter(const Arguments& arguments,
                                                                        Session& session) {
  intake::v1::ListChangeRequestsRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  for (const std::string& name : arguments.List("--state")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int state,
                            ParseEnum(*ChangeRequest::State_descriptor(), "--state", name));
    request.add_states(static_cast<ChangeRequest::State>(state));
  }
  if (arguments.Has("--outcome")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int outcome, ParseEnum(*type::v1::Decision::Outcome_descriptor(),
                                                         "--outcome", arguments.Text("--outcome")));
    request.set_outcome(static_cast<type::v1::Decision::Outcome>(outcome));
  }
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("--customer"), session));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_submitter(), Submitter(arguments, session));
  return request;
}

std::vector<OptionSpec> RequestFilterOptions() {
  return {
      ProductOption(false),
      {.name = "--state",
       .placeholder = "STATE",
       .help = {"Only in this state", "Nur in diesem Zustand"},
       .repeated = true,
       .choices = {"submitted", "in_review", "needs_evidence", "decided", "withdrawn", "merged"}},
      {.name = "--outcome",
       .placeholder = "OUTCOME",
       .help = {"Only decided so", "Nur so entschieden"},
       .choices = {"approved", "declined", "deferred", "as-is", "services", "duplicate"}},
      {.name = "--customer",
       .placeholder = "CUSTOMER",
       .help = {"Only this customer's", "Nur von diesem Kunden"}},
      {.name = "--submitter",
       .placeholder = "PRINCIPAL",
       .help = {"Only this person's", "Nur von dieser Person"}},
      {.name = "--mine",
       .placeholder = "",
       .help = {"Only your own", "Nur die eigenen"},
       .kind = OptionSpec::Kind::kFlag}};
}

Noun RequestNoun() {
  return {"request",
          {"What customers wish", "Was Kunden wünschen"},
          {{"submit",
            {"Hand in a request; it is checked at once and routed to who decides",
             "Einen Wunsch einreichen; er wird sofort geprüft und vorgelegt"},
            {RequestFile(), ProductIfNotInFile()},
            &Submit},
           {"check",
            {"Check a request without handing it in", "Einen Wunsch prüfen, ohne ihn einzureichen"},
            {RequestFile(),
             ProductIfNotInFile(),
             {.name = "--known-position",
              .placeholder = "N",
              .help = {"The journal position that must be known at least",
                       "Die Position im Journal, die mindestens bekannt sein muss"},
              .kind = OptionSpec::Kind::kWholeNumber}},
            &Check},
           {"evidence",
            {"Add what backs a request; it is checked again at once",
             "Belege zu einem Wunsch ergänzen; er wird sofort erneut geprüft"},
            EvidenceVerbOptions(),
            &Evidence},
           {"withdraw",
            {"Take your own request back", "Den eigenen Wunsch zurückziehen"},
            WithdrawOptions(),
            &Withdraw},
           {"get",
            {"Show one request", "Einen Wunsch zeigen"},
            {NameArgument(), ProductOption(false)},
            &Get},
           {"list",
            {"List requests, newest first", "Wünsche auflisten, neueste zuerst"},
            WithPaging(RequestFilterOptions()),
            &List},
           {"similar",
            {"Earlier requests that are like it", "Frühere Wünsche, die ihm ähneln"},
            SimilarOptions(),
            &Similar},
           {"opinion",
            {"What a second reader, a model, was sent about a request and what it thinks",
             "Was ein zweiter Leser, ein Modell, zu einem Wunsch bekam und was es meint"},
            {NameArgument(), ProductOption(false)},
            &Opinion},
           {"reader",
            {"Whether a model is asked about a product's requests, and how often today",
             "Ob ein Modell zu den Wünschen eines Produkts gefragt wird, und wie oft heute"},
            {ProductOption(true)},
            &Reader},
           ImportRequestsVerb(),
           ExportRequestsVerb()}};
}

}  // namespace zusage::cli
