// SPDX-License-Identifier: Apache-2.0
// zusage promise compare
#include "clients/cli/enum_names.h"
#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/promise.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_promise.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/strategy/v1/strategy_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;
using commitments::v1::ComparePromisesRequest;
using strategy::v1::StrategyService;

absl::StatusOr<ExitCode> Compare(const Arguments& arguments, Session& session) {
  ComparePromisesRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  CalendarOfProduct calendar;
  if (arguments.Has("--as-of") || arguments.Has("--quarter")) {
    ZUSAGE_ASSIGN_OR_RETURN(calendar, ReadCalendar(request.parent(), session));
  }
  if (arguments.Has("--as-of")) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_as_of_time(),
                            ReadAsOf(arguments.Text("--as-of"), calendar, session));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const int group_by,
                          ParseEnum(*ComparePromisesRequest::GroupBy_descriptor(), "--group-by",
                                    arguments.Text("--group-by", "product")));
  request.set_group_by(static_cast<ComparePromisesRequest::GroupBy>(group_by));
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_filter(), ReadFilter(arguments, calendar, session));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&CommitmentService::Stub::ComparePromises, request));
  session.Print(answer, [&](Page& page) {
    ShowComparison(answer, page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

// What promises are filtered by once they are judged.
absl::Status ReadJudgedFilter(const Arguments& arguments, commitments::v1::PromiseFilter& filter) {
  if (arguments.Has("--standing")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int standing,
                            ParseEnum(*commitments::v1::Standing_descriptor(), "--standing",
                                      arguments.Text("--standing")));
    filter.set_standing_now(static_cast<commitments::v1::Standing>(standing));
  }
  if (arguments.Has("--course")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int course, ParseEnum(*commitments::v1::Course_descriptor(),
                                                        "--course", arguments.Text("--course")));
    filter.set_course(static_cast<commitments::v1::Course>(course));
  }
  filter.set_lost_ground(arguments.Has("--lost-ground"));
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<CalendarOfProduct> ReadCalendar(const std::string& product, Session& session) {
  CalendarOfProduct calendar;
  if (product.empty() || product == "products/-") return calendar;
  strategy::v1::GetStrategyRequest request;
  request.set_name(product + "/strategies/current");
  const absl::StatusOr<strategy::v1::Strategy> current =
      session.Call(&StrategyService::Stub::GetStrategy, request);
  if (absl::IsNotFound(current.status())) return calendar;
  if (!current.ok()) return current.status();
  const strategy::v1::StrategyDocument& document = current->document();
  calendar.zone = ParseTimeZone(document.time_zone()).value_or(absl::UTCTimeZone());
  if (document.fiscal_year_start_month() > 0) {
    calendar.fiscal_year_start_month = document.fiscal_year_start_month();
  }
  return calendar;
}

absl::StatusOr<google::protobuf::Timestamp> ReadAsOf(const std::string& text,
                                                     const CalendarOfProduct& calendar,
                                                     Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(absl::Time time, ParseMoment("--as-of", text, calendar.zone));
  const absl::Time now = session.environment().clock->Now();
  if (ParseDate(text) == DayOf(now, calendar.zone)) time = std::min(time, now);
  return ToProto(time);
}

std::vector<OptionSpec> FilterOptions() {
  return {ProductOption(false),
          {.name = "--customer",
           .placeholder = "CUSTOMER",
           .help = {"Only to this customer", "Nur an diesen Kunden"}},
          {.name = "--promised-by",
           .placeholder = "PRINCIPAL",
           .help = {"Only by this person", "Nur von dieser Person"}},
          {.name = "--mine",
           .placeholder = "",
           .help = {"Only my own", "Nur meine eigenen"},
           .kind = OptionSpec::Kind::kFlag},
          {.name = "--from",
           .placeholder = "DATE",
           .help = {"Only made on this day or later", "Nur an diesem Tag oder später gegeben"}},
          {.name = "--until",
           .placeholder = "DATE",
           .help = {"Only made on this day or earlier", "Nur an diesem Tag oder früher gegeben"}},
          {.name = "--quarter",
           .placeholder = "QUARTER",
           .help = {"Only made in this quarter, \"2026-Q4\"",
                    "Nur in diesem Quartal gegeben, \"2026-Q4\""}},
          {.name = "--standing",
           .placeholder = "STANDING",
           .help = {"Only those that stand so now", "Nur solche, die jetzt so dastehen"},
           .choices = {"covered", "exceeds", "pending", "unrequested", "against-decision"}},
          {.name = "--course",
           .placeholder = "COURSE",
           .help = {"Only those of which this became", "Nur solche, aus denen das wurde"},
           .choices = {"open", "kept", "broken", "retracted", "superseded", "void"}},
          {.name = "--lost-ground",
           .placeholder = "",
           .help = {"Only those that lost their ground", "Nur solche, die den Boden verloren"},
           .kind = OptionSpec::Kind::kFlag}};
}

absl::StatusOr<std::string> OwnName(Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto caller,
                          session.Call(&directory::v1::DirectoryService::Stub::GetCaller,
                                       directory::v1::GetCallerRequest()));
  return caller.name();
}

absl::StatusOr<commitments::v1::PromiseFilter> ReadFilter(const Arguments& arguments,
                                                          const CalendarOfProduct& calendar,
                                                          Session& session) {
  commitments::v1::PromiseFilter filter;
  if (arguments.Has("--quarter")) {
    const std::optional<Quarter> quarter = ParseQuarter(arguments.Text("--quarter"));
    if (!quarter.has_value()) {
      return FieldError("--quarter", kInvalidFormat, {{"expected", "2026-Q4"}});
    }
    const int first_month = calendar.fiscal_year_start_month;
    *filter.mutable_made_from() = ToProto(quarter->first_day(first_month));
    *filter.mutable_made_until() = ToProto(quarter->last_day(first_month));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> from, arguments.Day("--from"));
  if (from.has_value()) *filter.mutable_made_from() = ToProto(*from);
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> until, arguments.Day("--until"));
  if (until.has_value()) *filter.mutable_made_until() = ToProto(*until);
  ZUSAGE_ASSIGN_OR_RETURN(*filter.mutable_customer(),
                          ResolveCustomer(arguments.Text("--customer"), session));
  filter.set_promised_by(PrincipalName(arguments.Text("--promised-by")));
  if (arguments.Has("--mine")) {
    if (arguments.Has("--promised-by")) {
      return FieldError("--mine", kAtMostOneOf, {{"options", "--mine, --promised-by"}});
    }
    ZUSAGE_ASSIGN_OR_RETURN(*filter.mutable_promised_by(), OwnName(session));
  }
  ZUSAGE_RETURN_IF_ERROR(ReadJudgedFilter(arguments, filter));
  return filter;
}

Verb CompareVerb(OptionSpec as_of) {
  std::vector<OptionSpec> options = FilterOptions();
  options.push_back(std::move(as_of));
  options.push_back({.name = "--group-by",
                     .placeholder = "WHAT",
                     .help = {"What groups are made of", "Wonach gruppiert wird"},
                     .choices = {"product", "customer", "person", "quarter"}});
  return {"compare",
          {"Promised versus approved: groups, then promises, unilateral ones first",
           "Zugesagt gegen freigegeben: Gruppen, dann Zusagen, eigenmächtige zuerst"},
          WithPaging(std::move(options)),
          &Compare};
}

}  // namespace zusage::cli
