// SPDX-License-Identifier: Apache-2.0
// zusage customer upsert|list
#include "clients/cli/message_file.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;
using type::v1::Customer;

void ShowCustomers(const google::protobuf::RepeatedPtrField<Customer>& customers, Page& page) {
  if (customers.empty()) return page.Paragraph({page.In(words::kNoCustomers), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Customer& customer : customers) {
    std::string called = customer.display_name();
    for (const std::string& alias : customer.aliases()) called += " / " + alias;
    rows.push_back({called, customer.segment(), customer.external_id(), customer.name()});
  }
  page.Table({words::kCustomer, words::kSegment, words::kExternalId, {words::kName, Set::kWhole}},
             rows);
}

absl::StatusOr<ExitCode> Upsert(const Arguments& arguments, Session& session) {
  directory::v1::UpsertCustomerRequest request;
  Customer& customer = *request.mutable_customer();
  const std::string name = arguments.Text("NAME");
  name.rfind("customers/", 0) == 0 ? customer.set_name(name) : customer.set_display_name(name);
  if (arguments.Has("--display-name")) customer.set_display_name(arguments.Text("--display-name"));
  for (const std::string& alias : arguments.List("--alias")) customer.add_aliases(alias);
  customer.set_external_id(arguments.Text("--external-id"));
  customer.set_segment(arguments.Text("--segment"));
  customer.set_size(arguments.Text("--size"));
  if (arguments.Has("--revenue")) {
    const std::optional<type::v1::Money> revenue = ParseMoney(arguments.Text("--revenue"));
    if (!revenue.has_value()) {
      return FieldError("--revenue", kInvalidFormat, {{"expected", "120000 EUR"}});
    }
    *customer.mutable_revenue() = *revenue;
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Customer answer,
                          session.Call(&DirectoryService::Stub::UpsertCustomer, request));
  session.Print(answer, [&](Page& page) {
    google::protobuf::RepeatedPtrField<Customer> one;
    *one.Add() = answer;
    ShowCustomers(one, page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  directory::v1::ListCustomersRequest request;
  request.set_prefix(arguments.Text("PREFIX"));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListCustomers, request));
  session.Print(answer, [&](Page& page) {
    ShowCustomers(answer.customers(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

std::vector<OptionSpec> UpsertOptions() {
  return {
      {.name = "NAME",
       .placeholder = "NAME",
       .help = {"What people call it, or \"customers/01J…\"",
                "Wie er genannt wird, oder \"customers/01J…\""},
       .required = true},
      {.name = "--display-name",
       .placeholder = "TEXT",
       .help = {"Its new name", "Sein neuer Name"}},
      {.name = "--alias",
       .placeholder = "TEXT",
       .help = {"Another name it goes by", "Ein anderer Name für ihn"},
       .repeated = true},
      {.name = "--external-id", .placeholder = "ID", .help = {"The CRM's id", "Die Id im CRM"}},
      {.name = "--segment",
       .placeholder = "SEGMENT",
       .help = {"Its market segment", "Sein Marktsegment"}},
      {.name = "--size",
       .placeholder = "TEXT",
       .help = {"How large it is, \"1200 employees\"", "Wie groß er ist, \"1200 Beschäftigte\""}},
      {.name = "--revenue",
       .placeholder = "MONEY",
       .help = {"Its yearly revenue, \"90000000 EUR\"", "Sein Jahresumsatz, \"90000000 EUR\""}}};
}

}  // namespace

Noun CustomerNoun() {
  return {"customer",
          {"Who asks and is promised", "Wer fragt und Zusagen bekommt"},
          {{"upsert",
            {"Record a customer, or what changed about one",
             "Einen Kunden erfassen oder was sich an ihm geändert hat"},
            UpsertOptions(),
            &Upsert},
           {"list",
            {"Customers by name", "Kunden nach Namen"},
            WithPaging({{.name = "PREFIX",
                         .placeholder = "PREFIX",
                         .help = {"How the name starts", "Wie der Name anfängt"}}}),
            &List}}};
}

}  // namespace zusage::cli
