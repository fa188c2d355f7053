// SPDX-License-Identifier: Apache-2.0
// zusage clearance check
#include "clients/cli/errors.h"
#include "clients/cli/message_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/promise.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_promise.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;

// What Check and Issue have in common: --product, --customer, --item, --by, --quantity.
template <typename Request>
absl::Status ReadQuestion(const Arguments& arguments, Session& session, Request& request) {
  request.set_parent(ProductName(arguments.Text("--product")));
  request.set_item(ItemName(arguments.Text("--item"), request.parent()));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> by, arguments.Day("--by"));
  if (by.has_value()) *request.mutable_by_date() = ToProto(*by);
  if (arguments.Has("--quantity")) {
    const std::optional<type::v1::Quantity> quantity = ParseQuantity(arguments.Text("--quantity"));
    if (!quantity.has_value()) {
      return FieldError("--quantity", kInvalidFormat, {{"expected", "600 requests/min"}});
    }
    *request.mutable_quantity() = *quantity;
  }
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("--customer"), session));
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Check(const Arguments& arguments, Session& session) {
  if (arguments.Has("--item") == arguments.Has("WORDS")) {
    return FieldError("--item", kExactlyOneOf, {{"options", "--item, WORDS"}});
  }
  commitments::v1::CheckClearanceRequest request;
  ZUSAGE_RETURN_IF_ERROR(ReadQuestion(arguments, session, request));
  request.set_words(arguments.Text("WORDS"));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::CheckClearance, request));
  session.Print(answer, [&](Page& page) {
    ShowClearance(answer, page);
    if (!request.words().empty() && answer.proposals().empty()) {
      page.Paragraph(page.In(words::kNoProposals));
    }
  });
  return answer.may_promise() ? ExitCode::kOk : ExitCode::kNo;
}

absl::StatusOr<ExitCode> Issue(const Arguments& arguments, Session& session) {
  commitments::v1::IssueClearanceRequest request;
  ZUSAGE_RETURN_IF_ERROR(ReadQuestion(arguments, session, request));
  if (arguments.Has("--hours")) {
    *request.mutable_expire_time() =
        ToProto(session.environment().clock->Now() + absl::Hours(arguments.Number("--hours", 24)));
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::IssueClearance, request));
  session.Print(answer, [&](Page& page) { ShowIssuedClearance(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  commitments::v1::GetClearanceRequest request;
  request.set_name(ClearanceName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::GetClearance, request));
  session.Print(answer, [&](Page& page) { ShowIssuedClearance(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  commitments::v1::ListClearancesRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  if (arguments.Has("--mine")) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_issued_to(), OwnName(session));
  }
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::ListClearances, request));
  session.Print(answer, [&](Page& page) {
    ShowClearanceTable(answer.clearances(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

std::vector<OptionSpec> QuestionOptions(bool item_required) {
  return {
      {.name = "--customer",
       .placeholder = "CUSTOMER",
       .help = {"Whom: a name or \"customers/01J…\"", "Wem: ein Name oder \"customers/01J…\""},
       .required = true},
      ProductOption(true),
      {.name = "--item",
       .placeholder = "ITEM",
       .help = {"What: \"C1\", \"01J…/1\" or a whole name",
                "Was: \"C1\", \"01J…/1\" oder ein ganzer Name"},
       .required = item_required},
      {.name = "--by",
       .placeholder = "DATE",
       .help = {"By when; undated without it", "Bis wann; ohne sie ohne Termin"}},
      {.name = "--quantity",
       .placeholder = "QUANTITY",
       .help = {"How much of it, \"600 requests/min\"", "Wie viel davon, \"600 Anfragen/min\""}}};
}

Verb CheckVerb() {
  std::vector<OptionSpec> options = QuestionOptions(false);
  options.insert(options.begin(),
                 {.name = "WORDS",
                  .placeholder = "WORDS",
                  .help = {"What they want, in free words: proposes items to choose from",
                           "Was sie wollen, in freien Worten: schlägt Gegenstände vor"}});
  return {"check",
          {"May this be promised to this customer by that date? Exit code 1 means no",
           "Darf das diesem Kunden bis dann zugesagt werden? Exit-Code 1 heißt nein"},
          std::move(options),
          &Check};
}

Verb IssueVerb() {
  std::vector<OptionSpec> options = QuestionOptions(true);
  options.push_back({.name = "--hours",
                     .placeholder = "HOURS",
                     .help = {"How long it holds, 1 to 168; 24 without it",
                              "Wie lange sie gilt, 1 bis 168; ohne sie 24"},
                     .kind = OptionSpec::Kind::kWholeNumber});
  return {"issue",
          {"Clear a promise: the yes holds for a day, whatever changes meanwhile",
           "Eine Auskunft erteilen: das Ja gilt einen Tag, was sich auch ändert"},
          std::move(options),
          &Issue};
}

Verb GetVerb() {
  return {"get",
          {"Show one clearance", "Eine Auskunft zeigen"},
          {{.name = "NAME",
            .placeholder = "NAME",
            .help = {"\"products/atlas/clearances/01J…\", or its end with --product",
                     "\"products/atlas/clearances/01J…\" oder deren Ende mit --product"},
            .required = true},
           ProductOption(false)},
          &Get};
}

Verb ListVerb() {
  return {"list",
          {"List clearances, newest first", "Auskünfte auflisten, neueste zuerst"},
          WithPaging({ProductOption(false),
                      {.name = "--mine",
                       .placeholder = "",
                       .help = {"Only my own", "Nur meine eigenen"},
                       .kind = OptionSpec::Kind::kFlag}}),
          &List};
}

}  // namespace

Noun ClearanceNoun() {
  return {"clearance",
          {"May I promise this?", "Darf ich das zusagen?"},
          {CheckVerb(), IssueVerb(), GetVerb(), ListVerb()}};
}

}  // namespace zusage::cli
