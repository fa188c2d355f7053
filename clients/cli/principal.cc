// SPDX-License-Identifier: Apache-2.0
// zusage principal create|update|get|list, zusage whoami
#include "clients/cli/enum_names.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;
using directory::v1::Grant;
using directory::v1::Principal;

std::string GrantsText(const Principal& principal, Page& page) {
  std::string text;
  for (const Grant& grant : principal.grants()) {
    if (!text.empty()) text += ", ";
    text += EnumWord(type::v1::Role_Name(grant.role()), page.language());
    if (grant.product() != "products/-") text += " @ " + grant.product();
  }
  return text;
}

void ShowPrincipal(const Principal& principal, Page& page) {
  page.Field(words::kName, {principal.name(), Style::kStrong});
  page.Field(words::kWho, principal.display_name());
  page.Field(words::kEmail, principal.email());
  page.Field(words::kGrants, GrantsText(principal, page));
  if (!principal.active()) page.Field(words::kState, {page.In(words::kInactive), Style::kBad});
}

// "sales", or "sales@atlas" for one product.
absl::Status ReadGrants(const Arguments& arguments, Principal& principal) {
  for (const std::string& text : arguments.List("--grant")) {
    const size_t at = text.find('@');
    ZUSAGE_ASSIGN_OR_RETURN(const int role,
                            ParseEnum(*type::v1::Role_descriptor(), "--grant", text.substr(0, at)));
    Grant& grant = *principal.add_grants();
    grant.set_role(static_cast<type::v1::Role>(role));
    grant.set_product(ProductName(at == std::string::npos ? "" : text.substr(at + 1)));
  }
  return absl::OkStatus();
}

absl::StatusOr<ExitCode> Create(const Arguments& arguments, Session& session) {
  directory::v1::CreatePrincipalRequest request;
  Principal& principal = *request.mutable_principal();
  principal.set_name(PrincipalName(arguments.Text("--name")));
  principal.set_display_name(arguments.Text("DISPLAY-NAME"));
  principal.set_email(arguments.Text("--email"));
  principal.set_language(arguments.Text("--reads"));
  principal.set_active(true);
  ZUSAGE_RETURN_IF_ERROR(ReadGrants(arguments, principal));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Principal answer,
                          session.Call(&DirectoryService::Stub::CreatePrincipal, request));
  session.Print(answer, [&](Page& page) { ShowPrincipal(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<Principal> Fetch(const Arguments& arguments, Session& session) {
  directory::v1::GetPrincipalRequest request;
  request.set_name(PrincipalName(arguments.Text("NAME")));
  return session.Call(&DirectoryService::Stub::GetPrincipal, request);
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const Principal answer, Fetch(arguments, session));
  session.Print(answer, [&](Page& page) { ShowPrincipal(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Update(const Arguments& arguments, Session& session) {
  directory::v1::UpdatePrincipalRequest request;
  Principal& principal = *request.mutable_principal();
  ZUSAGE_ASSIGN_OR_RETURN(principal, Fetch(arguments, session));
  if (arguments.Has("--display-name")) principal.set_display_name(arguments.Text("--display-name"));
  if (arguments.Has("--email")) principal.set_email(arguments.Text("--email"));
  if (arguments.Has("--reads")) principal.set_language(arguments.Text("--reads"));
  if (arguments.Has("--active")) principal.set_active(arguments.Text("--active") == "yes");
  if (arguments.Has("--grant")) {
    principal.clear_grants();
    ZUSAGE_RETURN_IF_ERROR(ReadGrants(arguments, principal));
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Principal answer,
                          session.Call(&DirectoryService::Stub::UpdatePrincipal, request));
  session.Print(answer, [&](Page& page) { ShowPrincipal(answer, page); });
  return ExitCode::kOk;
}

void ShowTable(const directory::v1::ListPrincipalsResponse& answer, Page& page) {
  if (answer.principals().empty()) page.Paragraph({page.In(words::kNoPrincipals), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Principal& principal : answer.principals()) {
    rows.push_back({principal.display_name(), GrantsText(principal, page),
                    principal.active() ? "" : page.In(words::kInactive), principal.name()});
  }
  page.Table({words::kWho, words::kGrants, words::kState, {words::kName, Set::kWhole}}, rows);
  ShowNextPage(answer.next_page_token(), page);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  directory::v1::ListPrincipalsRequest request;
  if (arguments.Has("--role")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int role, ParseEnum(*type::v1::Role_descriptor(), "--role",
                                                      arguments.Text("--role")));
    request.set_role(static_cast<type::v1::Role>(role));
  }
  if (arguments.Has("--team")) request.set_team(TeamName(arguments.Text("--team")));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListPrincipals, request));
  session.Print(answer, [&](Page& page) { ShowTable(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Whoami(const Arguments&, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const Principal answer, session.Call(&DirectoryService::Stub::GetCaller,
                                                               directory::v1::GetCallerRequest()));
  session.Print(answer, [&](Page& page) { ShowPrincipal(answer, page); });
  return ExitCode::kOk;
}

OptionSpec Grants(const Phrase& help) {
  return {.name = "--grant", .placeholder = "ROLE[@PRODUCT]", .help = help, .repeated = true};
}

OptionSpec Name() {
  return {.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"anna\" or \"principals/anna\"", "\"anna\" oder \"principals/anna\""},
          .required = true};
}

OptionSpec Email() {
  return {.name = "--email",
          .placeholder = "ADDRESS",
          .help = {"Where mail reaches it", "Wo Post ankommt"}};
}

OptionSpec Reads() {
  return {.name = "--reads",
          .placeholder = "LANGUAGE",
          .help = {"The language it reads", "Die Sprache, die gelesen wird"},
          .choices = {"en", "de"}};
}

Verb CreateVerb() {
  return {
      "create",
      {"Record a person, a tool or a process", "Eine Person, ein Werkzeug, einen Dienst erfassen"},
      {{.name = "DISPLAY-NAME",
        .placeholder = "DISPLAY-NAME",
        .help = {"How people call it", "Wie es genannt wird"},
        .required = true},
       {.name = "--name",
        .placeholder = "ID",
        .help = {"\"anna\" for \"principals/anna\"; the server chooses without it",
                 "\"anna\" für \"principals/anna\"; sonst wählt der Server"}},
       Email(),
       Reads(),
       Grants({"A role, on one product or on all: \"sales@atlas\"",
               "Eine Rolle, für ein Produkt oder alle: \"sales@atlas\""})},
      &Create};
}

Verb UpdateVerb() {
  return {
      "update",
      {"Change a principal", "Ändern, wer jemand ist und was er darf"},
      {Name(),
       {.name = "--display-name", .placeholder = "TEXT", .help = {"Its new name", "Der neue Name"}},
       Email(),
       Reads(),
       Grants({"All roles from now on: \"sales@atlas\"", "Alle Rollen ab jetzt: \"sales@atlas\""}),
       {.name = "--active",
        .placeholder = "YES|NO",
        .help = {"Whether it may do anything at all", "Ob überhaupt etwas erlaubt ist"},
        .choices = {"yes", "no"}}},
      &Update};
}

}  // namespace

Noun PrincipalNoun() {
  return {"principal",
          {"Who can act", "Wer handeln kann"},
          {CreateVerb(),
           UpdateVerb(),
           {"get", {"One principal", "Wer jemand ist"}, {Name()}, &Get},
           {"list",
            {"Principals by name", "Wer handeln kann, nach Namen"},
            WithPaging({{.name = "--role",
                         .placeholder = "ROLE",
                         .help = {"Only holders of this role", "Nur wer diese Rolle hat"},
                         .choices = {"sales", "presales", "product_manager", "leader", "auditor",
                                     "admin", "tool", "service", "integration"}},
                        {.name = "--team",
                         .placeholder = "TEAM",
                         .help = {"Only its members", "Nur dessen Mitglieder"}}}),
            &List}}};
}

Noun WhoamiNoun() {
  const Phrase help = {"Who you are, and what you may do", "Wer Sie sind und was Sie dürfen"};
  return {"whoami", help, {{"whoami", help, {}, &Whoami}}};
}

}  // namespace zusage::cli
