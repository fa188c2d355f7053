// SPDX-License-Identifier: Apache-2.0
// zusage deal upsert|get|list
#include "clients/cli/enum_names.h"
#include "clients/cli/export.h"
#include "clients/cli/import.h"
#include "clients/cli/list_filters.h"
#include "clients/cli/message_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;
using type::v1::Deal;

void ShowDeal(const Deal& deal, Page& page) {
  page.Field(words::kName, {deal.name(), Style::kStrong});
  page.Field(words::kCustomer, page.CalledWithName(deal.customer()));
  page.Field(words::kReference, deal.reference());
  page.Field(words::kStage, EnumWord(type::v1::DealStage_Name(deal.stage()), page.language()));
  page.Field(words::kReason, deal.outcome_reason());
  if (deal.has_amount()) page.Field(words::kAmount, ForPeople(deal.amount()));
  if (deal.has_close_date()) page.Field(words::kCloses, ForPeople(deal.close_date()));
  page.Field(words::kCreated, ForPeople(deal.create_time()));
  if (deal.stage() == type::v1::DEAL_STAGE_LOST) {
    page.Paragraph({page.In(words::kPromisesVoid), Style::kWarning});
  }
}

absl::StatusOr<type::v1::DealStage> ReadStage(const Arguments& arguments) {
  ZUSAGE_ASSIGN_OR_RETURN(const int stage, ParseEnum(*type::v1::DealStage_descriptor(), "--stage",
                                                     arguments.Text("--stage")));
  return static_cast<type::v1::DealStage>(stage);
}

absl::Status ReadDeal(const Arguments& arguments, Deal& deal) {
  const std::string which = arguments.Text("DEAL");
  const bool is_name = which.rfind("customers/", 0) == 0;
  is_name ? deal.set_name(which) : deal.set_reference(which);
  if (arguments.Has("--reference")) deal.set_reference(arguments.Text("--reference"));
  if (arguments.Has("--stage")) {
    ZUSAGE_ASSIGN_OR_RETURN(const type::v1::DealStage stage, ReadStage(arguments));
    deal.set_stage(stage);
  }
  if (arguments.Has("--amount")) {
    const std::optional<type::v1::Money> amount = ParseMoney(arguments.Text("--amount"));
    if (!amount.has_value()) {
      return FieldError("--amount", kInvalidFormat, {{"expected", "120000 EUR"}});
    }
    *deal.mutable_amount() = *amount;
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> closes, arguments.Day("--close-date"));
  if (closes.has_value()) *deal.mutable_close_date() = ToProto(*closes);
  deal.set_outcome_reason(arguments.Text("--reason"));
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Upsert(const Arguments& arguments, Session& session) {
  directory::v1::UpsertDealRequest request;
  ZUSAGE_RETURN_IF_ERROR(ReadDeal(arguments, *request.mutable_deal()));
  if (arguments.Has("--customer")) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer()->mutable_name(),
                            ResolveCustomer(arguments.Text("--customer"), session));
  }
  request.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Deal answer,
                          session.Call(&DirectoryService::Stub::UpsertDeal, request));
  session.Print(answer, [&](Page& page) { ShowDeal(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  directory::v1::GetDealRequest request;
  request.set_name(arguments.Text("NAME"));
  ZUSAGE_ASSIGN_OR_RETURN(const Deal answer,
                          session.Call(&DirectoryService::Stub::GetDeal, request));
  session.Print(answer, [&](Page& page) { ShowDeal(answer, page); });
  return ExitCode::kOk;
}

void ShowTable(const directory::v1::ListDealsResponse& answer, Page& page) {
  if (answer.deals().empty()) page.Paragraph({page.In(words::kNoDeals), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Deal& deal : answer.deals()) {
    rows.push_back({ForPeople(deal.close_date()), page.Called(deal.customer()), deal.reference(),
                    EnumWord(type::v1::DealStage_Name(deal.stage()), page.language()),
                    deal.has_amount() ? ForPeople(deal.amount()) : "", deal.name()});
  }
  page.Table({words::kCloses,
              words::kCustomer,
              words::kReference,
              words::kStage,
              {words::kAmount, Set::kNumber},
              {words::kName, Set::kWhole}},
             rows);
  ShowNextPage(answer.next_page_token(), page);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(directory::v1::ListDealsRequest request,
                          ReadDealFilter(arguments, session));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListDeals, request));
  session.Print(answer, [&](Page& page) { ShowTable(answer, page); });
  return ExitCode::kOk;
}

OptionSpec Stage(const Phrase& help) {
  return {.name = "--stage",
          .placeholder = "STAGE",
          .help = help,
          .choices = {"prospect", "qualified", "proposal", "negotiation", "won", "lost"}};
}

OptionSpec CustomerOption(const Phrase& help) {
  return {.name = "--customer", .placeholder = "CUSTOMER", .help = help};
}

Verb UpsertVerb() {
  return {"upsert",
          {"Record a deal, or what changed about one",
           "Einen Abschluss erfassen oder was sich an ihm geändert hat"},
          {{.name = "DEAL",
            .placeholder = "DEAL",
            .help = {"Its reference, or \"customers/…/deals/01J…\"",
                     "Seine Referenz oder \"customers/…/deals/01J…\""},
            .required = true},
           CustomerOption({"Whose it is; not needed with its name",
                           "Wem er gehört; mit seinem Namen unnötig"}),
           {.name = "--reference",
            .placeholder = "TEXT",
            .help = {"Its new reference", "Seine neue Referenz"}},
           Stage({"How far it has come; won and lost need --reason",
                  "Wie weit er ist; won und lost brauchen --reason"}),
           {.name = "--amount",
            .placeholder = "MONEY",
            .help = {"What it is worth, \"120000 EUR\"", "Was er wert ist, \"120000 EUR\""}},
           {.name = "--close-date",
            .placeholder = "DATE",
            .help = {"When it closes or closed", "Wann er zustande kommt oder kam"}},
           {.name = "--reason",
            .placeholder = "TEXT",
            .help = {"Why it was won or lost", "Warum er gelang oder scheiterte"}},
           {.name = "--etag",
            .placeholder = "ETAG",
            .help = {"From what you read; then it must not have changed since",
                     "Aus dem Gelesenen; dann darf er sich seither nicht geändert haben"}}},
          &Upsert};
}

}  // namespace

std::vector<OptionSpec> DealFilterOptions() {
  return {CustomerOption({"Only this customer's", "Nur die dieses Kunden"}),
          Stage({"Only those at this stage", "Nur die in dieser Phase"}),
          {.name = "--closing-until",
           .placeholder = "DATE",
           .help = {"Only those that close by then", "Nur die bis dahin"}}};
}

absl::StatusOr<directory::v1::ListDealsRequest> ReadDealFilter(const Arguments& arguments,
                                                               Session& session) {
  directory::v1::ListDealsRequest request;
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("--customer"), session));
  if (arguments.Has("--stage")) {
    ZUSAGE_ASSIGN_OR_RETURN(const type::v1::DealStage stage, ReadStage(arguments));
    request.set_stage(stage);
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> until, arguments.Day("--closing-until"));
  if (until.has_value()) *request.mutable_closing_until() = ToProto(*until);
  return request;
}

Noun DealNoun() {
  return {"deal",
          {"Opportunities with customers", "Abschlüsse mit Kunden"},
          {UpsertVerb(),
           {"get",
            {"One deal", "Ein Abschluss"},
            {{.name = "NAME",
              .placeholder = "NAME",
              .help = {"\"customers/…/deals/01J…\"", "\"customers/…/deals/01J…\""},
              .required = true}},
            &Get},
           {"list",
            {"Deals, the soonest to close first", "Abschlüsse, die nächsten zuerst"},
            WithPaging(DealFilterOptions()),
            &List},
           ImportDealsVerb(),
           ExportDealsVerb()}};
}

}  // namespace zusage::cli
