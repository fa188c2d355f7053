// SPDX-License-Identifier: Apache-2.0
// zusage customer upsert|get|list|merge|look-alikes|dismiss
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
using type::v1::Customer;

void ShowCustomers(const google::protobuf::RepeatedPtrField<Customer>& customers, Page& page) {
  if (customers.empty()) return page.Paragraph({page.In(words::kNoCustomers), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Customer& customer : customers) {
    std::string called = customer.display_name();
    for (const std::string& alias : customer.aliases()) called += " / " + alias;
    if (!customer.merged_into().empty()) {
      called += " → " + page.Called(customer.merged_into());
    }
    rows.push_back({called, customer.segment(), customer.external_id(), customer.name()});
  }
  page.Table({words::kCustomer, words::kSegment, words::kExternalId, {words::kName, Set::kWhole}},
             rows);
}

std::string Joined(const google::protobuf::RepeatedPtrField<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) {
    if (!joined.empty()) joined += ", ";
    joined += text;
  }
  return joined;
}

void ShowCustomer(const Customer& customer, Page& page) {
  page.Field(words::kName, {customer.name(), Style::kStrong});
  page.Field(words::kCustomer, customer.display_name());
  page.Field(words::kAliases, Joined(customer.aliases()));
  page.Field(words::kExternalId, customer.external_id());
  page.Field(words::kSegment, customer.segment());
  page.Field(words::kSize, customer.size());
  if (customer.has_revenue()) page.Field(words::kRevenue, ForPeople(customer.revenue()));
  page.Field(words::kCreated, ForPeople(customer.create_time()));
  if (!customer.merged_into().empty()) {
    page.Field(words::kMergedInto, {page.CalledWithName(customer.merged_into()), Style::kWarning});
  }
}

void ShowSegments(const Customer& customer, Page& page) {
  if (customer.segment_history_size() < 2) return;
  page.Blank();
  std::vector<std::vector<Cell>> rows;
  for (const type::v1::SegmentPeriod& period : customer.segment_history()) {
    rows.push_back({ForPeople(period.start_time()),
                    period.segment().empty() ? page.In(words::kUnknownValue) : period.segment()});
  }
  page.Table({words::kSince, words::kSegment}, rows);
}

absl::StatusOr<Customer> Fetch(const std::string& text, Session& session) {
  directory::v1::GetCustomerRequest request;
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_name(), ResolveCustomer(text, session));
  return session.Call(&DirectoryService::Stub::GetCustomer, request);
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const Customer answer, Fetch(arguments.Text("NAME"), session));
  session.Print(answer, [&](Page& page) {
    ShowCustomer(answer, page);
    ShowSegments(answer, page);
  });
  return ExitCode::kOk;
}

// Fills in the etags: those given, or those of both as they were shown to who said yes.
absl::Status SetEtags(const Arguments& arguments, Session& session,
                      directory::v1::MergeCustomersRequest& request) {
  request.set_etag(arguments.Text("--etag"));
  request.set_into_etag(arguments.Text("--into-etag"));
  if (arguments.Has("--etag") && arguments.Has("--into-etag")) return absl::OkStatus();
  if (!session.can_ask())
    return Confirm(
        "", [](Page&) {}, session);
  ZUSAGE_ASSIGN_OR_RETURN(const Customer customer, Fetch(request.customer(), session));
  ZUSAGE_ASSIGN_OR_RETURN(const Customer into, Fetch(request.into(), session));
  request.set_etag(customer.etag());
  request.set_into_etag(into.etag());
  return Confirm(
      session.In(words::kConfirmMerge),
      [&](Page& page) {
        ShowCustomer(customer, page);
        page.Blank();
        page.Heading({page.In(words::kBecomesPartOf), Style::kStrong});
        ShowCustomer(into, page);
      },
      session);
}

absl::StatusOr<ExitCode> Merge(const Arguments& arguments, Session& session) {
  directory::v1::MergeCustomersRequest request;
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("NAME"), session));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_into(),
                          ResolveCustomer(arguments.Text("--into"), session));
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  ZUSAGE_RETURN_IF_ERROR(SetEtags(arguments, session, request));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::MergeCustomers, request));
  session.Print(answer, [&](Page& page) {
    ShowCustomer(answer.customer(), page);
    page.Paragraph(
        page.In(words::kCameAlong, {{"requests", std::to_string(answer.change_requests())},
                                    {"promises", std::to_string(answer.promises())},
                                    {"deals", std::to_string(answer.deals())}}));
  });
  return ExitCode::kOk;
}

void ShowLookAlikes(const directory::v1::ListLookAlikesResponse& answer, Page& page) {
  if (answer.look_alikes().empty()) page.Paragraph({page.In(words::kNoLookAlikes), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const directory::v1::LookAlike& pair : answer.look_alikes()) {
    std::string why;
    for (const int likeness : pair.likenesses()) {
      if (!why.empty()) why += ", ";
      const auto value = static_cast<directory::v1::LookAlike::Likeness>(likeness);
      why += EnumWord(directory::v1::LookAlike::Likeness_Name(value), page.language());
    }
    rows.push_back({Percent(pair.score()), pair.customer().display_name(),
                    pair.other().display_name(), why,
                    pair.customer().name() + " " + pair.other().name()});
  }
  page.Table({{words::kAlike, Set::kNumber},
              words::kCustomer,
              words::kOther,
              words::kReasons,
              {words::kName, Set::kWhole}},
             rows);
  ShowNextPage(answer.next_page_token(), page);
}

absl::StatusOr<ExitCode> LookAlikes(const Arguments& arguments, Session& session) {
  directory::v1::ListLookAlikesRequest request;
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("NAME"), session));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListLookAlikes, request));
  session.Print(answer, [&](Page& page) { ShowLookAlikes(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Dismiss(const Arguments& arguments, Session& session) {
  directory::v1::DismissLookAlikeRequest request;
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_customer(),
                          ResolveCustomer(arguments.Text("NAME"), session));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_other(),
                          ResolveCustomer(arguments.Text("OTHER"), session));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::DismissLookAlike, request));
  session.Print(answer, [&](Page& page) { page.Paragraph(page.In(words::kNotProposedAgain)); });
  return ExitCode::kOk;
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
  session.Print(answer, [&](Page& page) { ShowCustomer(answer, page); });
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

OptionSpec Which(std::string_view name, const Phrase& help, bool required = true) {
  return {.name = name, .placeholder = name, .help = help, .required = required};
}

constexpr Phrase kAnyName{"Its name, an alias, its external id or \"customers/01J…\"",
                          "Name, anderer Name, externe Id oder \"customers/01J…\""};

Verb MergeVerb() {
  return {
      "merge",
      {"Say that two customers are one, for good", "Sagen, dass zwei Kunden einer sind, endgültig"},
      {Which("NAME", {"Who becomes part of the other", "Wer Teil des anderen wird"}),
       {.name = "--into",
        .placeholder = "CUSTOMER",
        .help = {"Whom both count as from then on", "Als wer beide von da an gelten"},
        .required = true},
       {.name = "--reason",
        .placeholder = "TEXT",
        .help = {"Why they are one", "Warum sie einer sind"},
        .required = true},
       {.name = "--etag",
        .placeholder = "ETAG",
        .help = {"Of NAME; without both etags you are shown both and asked",
                 "Von NAME; ohne beide werden beide gezeigt und gefragt"}},
       {.name = "--into-etag",
        .placeholder = "ETAG",
        .help = {"Of whom it goes into", "Von dem, in den er eingeht"}}},
      &Merge};
}

Verb LookAlikesVerb() {
  return {"look-alikes",
          {"Customers that may be one, the most alike first",
           "Kunden, die einer sein könnten, die ähnlichsten zuerst"},
          WithPaging({Which("NAME", {"Only those like this one", "Nur die, die diesem ähneln"},
                            /*required=*/false)}),
          &LookAlikes};
}

Verb DismissVerb() {
  return {"dismiss",
          {"Say that two customers who look alike are two",
           "Sagen, dass zwei ähnliche Kunden zwei sind"},
          {Which("NAME", {"The one", "Der eine"}), Which("OTHER", {"The other", "Der andere"})},
          &Dismiss};
}

}  // namespace

std::vector<OptionSpec> CustomerFilterOptions() {
  return {{.name = "PREFIX",
           .placeholder = "PREFIX",
           .help = {"How the name starts", "Wie der Name anfängt"}}};
}

Noun CustomerNoun() {
  return {"customer",
          {"Who asks and is promised", "Wer fragt und Zusagen bekommt"},
          {{"upsert",
            {"Record a customer, or what changed about one",
             "Einen Kunden erfassen oder was sich an ihm geändert hat"},
            UpsertOptions(),
            &Upsert},
           {"get",
            {"One customer, with the segments it belonged to",
             "Ein Kunde mit den Segmenten, zu denen er gehörte"},
            {Which("NAME", kAnyName)},
            &Get},
           {"list",
            {"Customers by name", "Kunden nach Namen"},
            WithPaging(CustomerFilterOptions()),
            &List},
           MergeVerb(),
           LookAlikesVerb(),
           DismissVerb(),
           ImportCustomersVerb(),
           ExportCustomersVerb()}};
}

}  // namespace zusage::cli
