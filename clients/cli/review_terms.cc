// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/review_terms.h"

#include "absl/strings/numbers.h"
#include "clients/cli/errors.h"
#include "clients/cli/message_file.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"

namespace zusage::cli {
namespace {

absl::Status ReadCustomers(const Arguments& arguments, Session& session,
                           type::v1::Approval& terms) {
  const int given = (arguments.Has("--customer") ? 1 : 0) + (arguments.Has("--segment") ? 1 : 0) +
                    (arguments.Has("--all-customers") ? 1 : 0);
  if (given > 1) {
    return FieldError("--customer", kAtMostOneOf,
                      {{"options", "--customer, --segment, --all-customers"}});
  }
  if (arguments.Has("--all-customers")) terms.mutable_customers()->set_all(true);
  if (arguments.Has("--segment")) {
    terms.mutable_customers()->set_segment(arguments.Text("--segment"));
  }
  for (const std::string& text : arguments.List("--customer")) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::string customer, ResolveCustomer(text, session));
    terms.mutable_customers()->mutable_customers()->add_customers(customer);
  }
  return absl::OkStatus();
}

// "2=600requests/min"
absl::Status ReadLimit(const std::string& text, const std::string& request,
                       type::v1::Approval& terms) {
  const size_t equals = text.find('=');
  const std::optional<type::v1::Quantity> at_most =
      equals == text.npos ? std::nullopt : ParseQuantity(text.substr(equals + 1));
  if (!at_most.has_value() || equals == 0) {
    return FieldError("--limit", kInvalidFormat, {{"expected", "1=600requests/min"}});
  }
  type::v1::ItemLimit& limit = *terms.add_limits();
  limit.set_item(ItemOfRequest(text.substr(0, equals), request));
  *limit.mutable_at_most() = *at_most;
  return absl::OkStatus();
}

absl::Status ReadEffort(const Arguments& arguments, type::v1::Approval& terms) {
  if (arguments.Has("--effort")) {
    double days = 0;
    if (!absl::SimpleAtod(arguments.Text("--effort"), &days)) {
      return FieldError("--effort", kInvalidFormat, {{"expected", "12.5"}});
    }
    terms.mutable_effort()->set_person_days(days);
  }
  if (arguments.Has("--quarter")) {
    terms.mutable_effort()->set_quarter(arguments.Text("--quarter"));
  }
  return absl::OkStatus();
}

}  // namespace

bool HasTerms(const Arguments& arguments) {
  for (const OptionSpec& option : TermsOptions()) {
    if (arguments.Has(option.name)) return true;
  }
  return false;
}

absl::StatusOr<type::v1::Approval> ReadTerms(const Arguments& arguments, const std::string& request,
                                             Session& session) {
  type::v1::Approval terms;
  for (const std::string& item : arguments.List("--item")) {
    terms.add_included_items(ItemOfRequest(item, request));
  }
  for (const std::string& item : arguments.List("--exclude-item")) {
    terms.add_excluded_items(ItemOfRequest(item, request));
  }
  ZUSAGE_RETURN_IF_ERROR(ReadCustomers(arguments, session, terms));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> earliest, arguments.Day("--earliest"));
  if (earliest.has_value()) *terms.mutable_earliest_date() = ToProto(*earliest);
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> until, arguments.Day("--valid-until"));
  if (until.has_value()) *terms.mutable_valid_until() = ToProto(*until);
  for (const std::string& text : arguments.List("--condition")) {
    terms.add_conditions()->set_text(text);
  }
  for (const std::string& text : arguments.List("--limit")) {
    ZUSAGE_RETURN_IF_ERROR(ReadLimit(text, request, terms));
  }
  ZUSAGE_RETURN_IF_ERROR(ReadEffort(arguments, terms));
  for (const std::string& element : arguments.List("--displace")) {
    terms.add_displaced_elements(ItemName(element, ProductOf(request)));
  }
  return terms;
}

std::vector<OptionSpec> TermsOptions() {
  return {{.name = "--item",
           .placeholder = "ITEM",
           .help = {"Approved: this item may be promised; all without it",
                    "Freigegeben: Dieser Gegenstand darf zugesagt werden; sonst alle"},
           .repeated = true},
          {.name = "--exclude-item",
           .placeholder = "ITEM",
           .help = {"Approved: this item may not", "Freigegeben: Dieser Gegenstand nicht"},
           .repeated = true},
          {.name = "--customer",
           .placeholder = "CUSTOMER",
           .help = {"Approved: to this customer; the request's without it",
                    "Freigegeben: für diesen Kunden; sonst den des Wunschs"},
           .repeated = true},
          {.name = "--all-customers",
           .placeholder = "",
           .help = {"Approved: to everybody", "Freigegeben: für alle"},
           .kind = OptionSpec::Kind::kFlag},
          {.name = "--segment",
           .placeholder = "SEGMENT",
           .help = {"Approved: to a market segment", "Freigegeben: für ein Marktsegment"}},
          {.name = "--earliest",
           .placeholder = "DATE",
           .help = {"Approved: due on this day or later",
                    "Freigegeben: fällig an diesem Tag oder später"}},
          {.name = "--valid-until",
           .placeholder = "DATE",
           .help = {"Approved: the last day on which it may be promised",
                    "Freigegeben: der letzte Tag, an dem es zugesagt werden darf"}},
          {.name = "--condition",
           .placeholder = "TEXT",
           .help = {"Approved: what must be so, or be said along",
                    "Freigegeben: was so sein oder dazugesagt werden muss"},
           .repeated = true},
          {.name = "--limit",
           .placeholder = "ITEM=QUANTITY",
           .help = {"Approved: the most of an item, \"1=600requests/min\"",
                    "Freigegeben: höchstens so viel, \"1=600Anfragen/min\""},
           .repeated = true},
          {.name = "--effort",
           .placeholder = "DAYS",
           .help = {"Approved: what building it takes, in person days",
                    "Freigegeben: was der Bau kostet, in Personentagen"}},
          {.name = "--quarter",
           .placeholder = "QUARTER",
           .help = {"Approved: when that is spent, \"2026-Q4\"; this one without it",
                    "Freigegeben: wann, \"2026-Q4\"; sonst in diesem"}},
          {.name = "--displace",
           .placeholder = "ID",
           .help = {"Approved: a roadmap item that is pushed off for it, \"R1\"",
                    "Freigegeben: ein Roadmap-Punkt, der dafür weicht, \"R1\""},
           .repeated = true}};
}

}  // namespace zusage::cli
