// SPDX-License-Identifier: Apache-2.0
// zusage study record|get|list
#include "clients/cli/enum_names.h"
#include "clients/cli/errors.h"
#include "clients/cli/evidence_options.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_evidence.h"
#include "clients/cli/show_request.h"
#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using intake::v1::IntakeService;
using intake::v1::Study;

// What a study is about: a request, an element, or the product as a whole.
struct About {
  std::string product;
  std::string request;
  std::string element;
};

// Takes "products/…/changeRequests/…", its end with --product, "products/…/elements/…", or a
// product; and --element beside.
About ReadAbout(const Arguments& arguments) {
  const std::string text = arguments.Text("ABOUT");
  About about;
  if (MatchName(kElementPattern, text).has_value()) {
    about.element = text;
  } else if (arguments.Has("--product") || MatchName(kChangeRequestPattern, text).has_value()) {
    about.request = RequestName(text, arguments.Text("--product"));
  }
  const std::string& whole = about.request.empty() ? about.element : about.request;
  if (!whole.empty()) {
    about.product = ProductOf(whole);
  } else {
    about.product = ProductName(text.empty() ? arguments.Text("--product") : text);
  }
  if (arguments.Has("--element")) {
    about.element = ItemName(arguments.Text("--element"), about.product);
  }
  return about;
}

void ShowRecorded(const intake::v1::RecordStudyResponse& answer, Page& page) {
  ShowStudy(answer.study(), page);
  if (!answer.has_change_request()) return;
  page.Blank();
  ShowReassessed(answer, page);
}

absl::StatusOr<ExitCode> Record(const Arguments& arguments, Session& session) {
  intake::v1::RecordStudyRequest request;
  const About about = ReadAbout(arguments);
  request.set_parent(about.product);
  request.set_request_id(session.request_id());
  Study& study = *request.mutable_study();
  study.set_change_request(about.request);
  study.set_element(about.element);
  ZUSAGE_ASSIGN_OR_RETURN(const int kind,
                          ParseEnum(*Study::Kind_descriptor(), "--kind", arguments.Text("--kind")));
  study.set_kind(static_cast<Study::Kind>(kind));
  ZUSAGE_ASSIGN_OR_RETURN(const int result, ParseEnum(*Study::Result_descriptor(), "--result",
                                                      arguments.Text("--result")));
  study.set_result(static_cast<Study::Result>(result));
  study.set_summary(arguments.Text("--summary"));
  study.set_limits(arguments.Text("--limits"));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<double> effort, DecimalOption(arguments, "--effort"));
  if (effort.has_value()) study.set_effort_person_days(*effort);
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> until, arguments.Day("--valid-until"));
  if (until.has_value()) *study.mutable_valid_until() = ToProto(*until);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::RecordStudy, request));
  session.Print(answer, [&](Page& page) { ShowRecorded(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  intake::v1::GetStudyRequest request;
  request.set_name(StudyName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer, session.Call(&IntakeService::Stub::GetStudy, request));
  session.Print(answer, [&](Page& page) { ShowStudy(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  intake::v1::ListStudiesRequest request;
  const About about = ReadAbout(arguments);
  request.set_parent(about.product);
  request.set_change_request(about.request);
  request.set_element(about.element);
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&IntakeService::Stub::ListStudies, request));
  session.Print(answer, [&](Page& page) {
    ShowStudyTable(answer.studies(), page);
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

OptionSpec AboutArgument() {
  return {.name = "ABOUT",
          .placeholder = "NAME|PRODUCT",
          .help = {"A request, an element (whole names, or a request's end with --product), or a "
                   "product",
                   "Ein Wunsch, ein Element (ganze Namen, oder das Ende eines Wunschs mit "
                   "--product) oder ein Produkt"},
          .required = true};
}

OptionSpec ElementOption() {
  return {.name = "--element",
          .placeholder = "ID",
          .help = {"The element of the strategy it is about: \"R1\"",
                   "Das Element der Strategie, um das es geht: \"R1\""}};
}

std::vector<OptionSpec> RecordOptions() {
  return {AboutArgument(),
          ProductOption(false),
          ElementOption(),
          {.name = "--kind",
           .placeholder = "KIND",
           .help = {"How it was found out", "Wie es herausgefunden wurde"},
           .required = true,
           .choices = {"study", "prototype", "estimate"}},
          {.name = "--result",
           .placeholder = "RESULT",
           .help = {"What came out", "Was herauskam"},
           .required = true,
           .choices = {"feasible", "feasible_with_limits", "not_feasible", "inconclusive"}},
          {.name = "--summary",
           .placeholder = "TEXT",
           .help = {"What was examined and found", "Was untersucht und gefunden wurde"},
           .required = true},
          {.name = "--limits",
           .placeholder = "TEXT",
           .help = {"Within what it can be built", "In welchen Grenzen es machbar ist"}},
          {.name = "--effort",
           .placeholder = "DAYS",
           .help = {"What building it takes, in person days; evidence of the request",
                    "Was es zu bauen kostet, in Personentagen; ein Beleg des Wunschs"}},
          {.name = "--valid-until",
           .placeholder = "DATE",
           .help = {"The last day on which it says how things are",
                    "Der letzte Tag, an dem es noch so ist"}}};
}

}  // namespace

Noun StudyNoun() {
  return {
      "study",
      {"What was found out about whether it can be built", "Was über die Machbarkeit bekannt ist"},
      {{"record",
        {"Record a study, a prototype or an estimate; its effort is evidence of the request",
         "Eine Studie, einen Prototyp oder eine Schätzung erfassen; der Aufwand ist ein Beleg"},
        RecordOptions(),
        &Record},
       {"get",
        {"Show one study", "Eine Studie zeigen"},
        {{.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"products/atlas/studies/01J…\", or its end with --product",
                   "\"products/atlas/studies/01J…\" oder deren Ende mit --product"},
          .required = true},
         ProductOption(false)},
        &Get},
       {"list",
        {"List studies, newest first", "Studien auflisten, neueste zuerst"},
        WithPaging({AboutArgument(), ProductOption(false), ElementOption()}),
        &List}}};
}

}  // namespace zusage::cli
