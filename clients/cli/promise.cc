// SPDX-License-Identifier: Apache-2.0
// zusage promise record|link|get|list|retract|deliver; compare is in compare.cc
#include "clients/cli/promise.h"

#include "clients/cli/export.h"
#include "clients/cli/import.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_promise.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;
using commitments::v1::Promise;

ExitCode Shown(const Promise& promise, Session& session) {
  session.Print(promise, [&](Page& page) { ShowPromise(promise, page); });
  return ExitCode::kOk;
}

std::string NameOf(const Arguments& arguments) {
  return PromiseName(arguments.Text("NAME"), arguments.Text("--product"));
}

// What people write short in a file becomes whole names.
absl::Status CompleteNames(const std::string& product, Session& session, Promise& promise) {
  ZUSAGE_ASSIGN_OR_RETURN(*promise.mutable_customer(),
                          ResolveCustomer(promise.customer(), session));
  promise.set_promised_by(PrincipalName(promise.promised_by()));
  if (!promise.deal().empty() && promise.deal().find('/') == std::string::npos) {
    promise.set_deal(promise.customer() + "/deals/" + promise.deal());
  }
  for (commitments::v1::PromiseLine& line : *promise.mutable_lines()) {
    line.set_item(ItemName(line.item(), product));
  }
  for (std::string& earlier : *promise.mutable_supersedes()) {
    earlier = PromiseName(earlier, product);
  }
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Record(const Arguments& arguments, Session& session) {
  commitments::v1::RecordPromiseRequest request;
  std::string product = arguments.Text("--product");
  ZUSAGE_RETURN_IF_ERROR(
      ReadMessage(arguments.Text("FILE"), session, product, *request.mutable_promise()));
  for (const std::string& earlier : arguments.List("--supersedes")) {
    request.mutable_promise()->add_supersedes(earlier);
  }
  ZUSAGE_RETURN_IF_ERROR(CompleteNames(product, session, *request.mutable_promise()));
  request.set_parent(product);
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::RecordPromise, request));
  return Shown(answer, session);
}

absl::StatusOr<ExitCode> Link(const Arguments& arguments, Session& session) {
  commitments::v1::LinkPromiseRequest request;
  request.set_name(NameOf(arguments));
  request.set_line(arguments.Text("--line", "1"));
  request.set_item(ItemName(arguments.Text("--item"), ProductOf(request.name())));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_etag(), PromiseEtag(arguments, request.name(), session));
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::LinkPromise, request));
  return Shown(answer, session);
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  commitments::v1::GetPromiseRequest request;
  request.set_name(NameOf(arguments));
  if (arguments.Has("--as-of")) {
    const std::string product(ProductOf(request.name()));
    ZUSAGE_ASSIGN_OR_RETURN(const CalendarOfProduct calendar, ReadCalendar(product, session));
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_as_of_time(),
                            ReadAsOf(arguments.Text("--as-of"), calendar, session));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::GetPromise, request));
  return Shown(answer, session);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  commitments::v1::ListPromisesRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_filter(),
                          ReadFilter(arguments, CalendarOfProduct{}, session));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::ListPromises, request));
  session.Print(answer, [&](Page& page) {
    ShowPromiseTable(answer.promises(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Retract(const Arguments& arguments, Session& session) {
  commitments::v1::RetractPromiseRequest request;
  request.set_name(NameOf(arguments));
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_etag(), PromiseEtag(arguments, request.name(), session));
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::RetractPromise, request));
  return Shown(answer, session);
}

absl::StatusOr<ExitCode> Deliver(const Arguments& arguments, Session& session) {
  commitments::v1::MarkDeliveredRequest request;
  request.set_name(NameOf(arguments));
  for (const std::string& line : arguments.List("--line")) request.add_lines(line);
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> on, arguments.Day("--on"));
  if (on.has_value()) *request.mutable_delivered_date() = ToProto(*on);
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_etag(), PromiseEtag(arguments, request.name(), session));
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::MarkDelivered, request));
  return Shown(answer, session);
}

OptionSpec AsOfOption() {
  return {.name = "--as-of",
          .placeholder = "TIME|DATE",
          .help = {"As it was known then; a date means its end in the product's time zone",
                   "Wie es damals bekannt war; ein Datum meint dessen Ende in der Zeitzone des "
                   "Produkts"}};
}

Verb RecordVerb() {
  return {"record",
          {"Record what was said to a customer", "Erfassen, was einem Kunden gesagt wurde"},
          {FileArgument({"The promise, YAML or JSON; - for standard input",
                         "Die Zusage, YAML oder JSON; - für die Standardeingabe"}),
           {.name = "--product",
            .placeholder = "ID",
            .help = {"The product, if the file does not say",
                     "Das Produkt, wenn die Datei es nicht sagt"}},
           {.name = "--supersedes",
            .placeholder = "NAME",
            .help = {"An earlier promise to the same customer whose place it takes",
                     "Eine frühere Zusage an denselben Kunden, die sie ersetzt"},
            .repeated = true}},
          &Record};
}

Verb LinkVerb() {
  return {"link",
          {"Say which item a line is about", "Sagen, um welchen Gegenstand es in einer Zeile geht"},
          AboutOnePromise({{.name = "--item",
                            .placeholder = "ITEM",
                            .help = {"\"C1\", \"01J…/1\" or a whole name; \"\" takes a link back",
                                     "\"C1\", \"01J…/1\" oder ein ganzer Name; \"\" nimmt die "
                                     "Zuordnung zurück"},
                            .required = true},
                           {.name = "--line",
                            .placeholder = "ID",
                            .help = {"Which line; 1 without it", "Welche Zeile; ohne sie 1"}},
                           EtagOption()}),
          &Link};
}

Verb RetractVerb() {
  return {"retract",
          {"Record that the customer was told it will not be",
           "Erfassen, dass dem Kunden abgesagt wurde"},
          AboutOnePromise({{.name = "--reason",
                            .placeholder = "TEXT",
                            .help = {"What the customer was told", "Was dem Kunden gesagt wurde"},
                            .required = true},
                           EtagOption()}),
          &Retract};
}

Verb DeliverVerb() {
  return {"deliver",
          {"Record that it was delivered", "Erfassen, dass geliefert wurde"},
          AboutOnePromise(
              {{.name = "--line",
                .placeholder = "ID",
                .help = {"Which line; all without it", "Welche Zeile; ohne sie alle"},
                .repeated = true},
               {.name = "--on",
                .placeholder = "DATE",
                .help = {"On which day; today without it", "An welchem Tag; ohne sie heute"}},
               EtagOption()}),
          &Deliver};
}

}  // namespace

absl::StatusOr<std::string> PromiseEtag(const Arguments& arguments, const std::string& promise,
                                        Session& session) {
  if (arguments.Has("--etag")) return arguments.Text("--etag");
  if (!session.can_ask())
    return Confirm(
        "", [](Page&) {}, session);
  commitments::v1::GetPromiseRequest request;
  request.set_name(promise);
  ZUSAGE_ASSIGN_OR_RETURN(const Promise shown,
                          session.Call(&CommitmentService::Stub::GetPromise, request));
  ZUSAGE_RETURN_IF_ERROR(Confirm(
      session.In(words::kConfirmChange), [&](Page& page) { ShowPromise(shown, page); }, session));
  return shown.etag();
}

std::vector<OptionSpec> AboutOnePromise(std::vector<OptionSpec> options) {
  options.insert(options.begin(),
                 {.name = "NAME",
                  .placeholder = "NAME",
                  .help = {"\"products/atlas/promises/01J…\", or its end with --product",
                           "\"products/atlas/promises/01J…\" oder deren Ende mit --product"},
                  .required = true});
  options.push_back(ProductOption(false));
  return options;
}

Noun PromiseNoun() {
  return {
      "promise",
      {"What was said to customers", "Was Kunden gesagt wurde"},
      {RecordVerb(),
       LinkVerb(),
       {"get", {"Show one promise", "Eine Zusage zeigen"}, AboutOnePromise({AsOfOption()}), &Get},
       {"list",
        {"List promises and what became of them, newest first",
         "Zusagen auflisten und was daraus wurde, neueste zuerst"},
        WithPaging(FilterOptions()),
        &List},
       RetractVerb(),
       DeliverVerb(),
       DisputeVerb(),
       ResolveVerb(),
       CompareVerb(AsOfOption()),
       ImportPromisesVerb(),
       ExportPromisesVerb()}};
}

}  // namespace zusage::cli
