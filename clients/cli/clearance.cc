// SPDX-License-Identifier: Apache-2.0
// zusage clearance check
#include "clients/cli/errors.h"
#include "clients/cli/message_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
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

absl::StatusOr<ExitCode> Check(const Arguments& arguments, Session& session) {
  if (arguments.Has("--item") == arguments.Has("WORDS")) {
    return FieldError("--item", kExactlyOneOf, {{"options", "--item, WORDS"}});
  }
  commitments::v1::CheckClearanceRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  request.set_item(ItemName(arguments.Text("--item"), request.parent()));
  request.set_words(arguments.Text("WORDS"));
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

}  // namespace

Noun ClearanceNoun() {
  return {
      "clearance",
      {"May I promise this?", "Darf ich das zusagen?"},
      {{"check",
        {"May this be promised to this customer by that date? Exit code 1 means no",
         "Darf das diesem Kunden bis dann zugesagt werden? Exit-Code 1 heißt nein"},
        {{.name = "WORDS",
          .placeholder = "WORDS",
          .help = {"What they want, in free words: proposes items to choose from",
                   "Was sie wollen, in freien Worten: schlägt Gegenstände vor"}},
         {.name = "--customer",
          .placeholder = "CUSTOMER",
          .help = {"Whom: a name or \"customers/01J…\"", "Wem: ein Name oder \"customers/01J…\""},
          .required = true},
         ProductOption(true),
         {.name = "--item",
          .placeholder = "ITEM",
          .help = {"What: \"C1\", \"01J…/1\" or a whole name",
                   "Was: \"C1\", \"01J…/1\" oder ein ganzer Name"}},
         {.name = "--by",
          .placeholder = "DATE",
          .help = {"By when; undated without it", "Bis wann; ohne sie ohne Termin"}},
         {.name = "--quantity",
          .placeholder = "QUANTITY",
          .help = {"How much of it, \"600 requests/min\"",
                   "Wie viel davon, \"600 Anfragen/min\""}}},
        &Check}}};
}

}  // namespace zusage::cli
