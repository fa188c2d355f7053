// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_promise.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  commitments::v1::ListAllowancesRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  request.set_query(arguments.Text("--query"));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("--customer"), session));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::ListAllowances, request));
  session.Print(answer, [&](Page& page) {
    ShowOffers(answer.offers(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

}  // namespace

Noun OfferNoun() {
  return {"offer",
          {"What may be sold", "Was verkauft werden darf"},
          {{"list",
            {"All that may be sold to a customer today, with dates, limits, conditions and the "
             "words to use",
             "Alles, was einem Kunden heute verkauft werden darf, mit Terminen, Grenzen, "
             "Bedingungen und den Worten dafür"},
            WithPaging({{.name = "--customer",
                         .placeholder = "CUSTOMER",
                         .help = {"To whom: a name or \"customers/01J…\"",
                                  "Wem: ein Name oder \"customers/01J…\""},
                         .required = true},
                        ProductOption(true),
                        {.name = "--query",
                         .placeholder = "TEXT",
                         .help = {"Only what has this in its text", "Nur, was das im Text hat"}}}),
            &List}}};
}

}  // namespace zusage::cli
