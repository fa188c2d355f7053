// SPDX-License-Identifier: Apache-2.0
// zusage team upsert|get|list
#include <algorithm>

#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;
using directory::v1::Team;
using directory::v1::TeamMember;

std::string TeamNameOf(const Arguments& arguments) { return TeamName(arguments.Text("NAME")); }

// "Anna", with a word if she has left.
std::string Shown(const TeamMember& member, Page& page) {
  std::string text = member.display_name().empty() ? member.principal() : member.display_name();
  if (!member.active()) text += " (" + page.In(words::kInactive) + ")";
  return text;
}

std::string Members(const Team& team, Page& page) {
  std::string text;
  for (const TeamMember& member : team.members()) {
    if (!text.empty()) text += ", ";
    text += Shown(member, page);
  }
  return text;
}

void ShowTeam(const Team& team, Page& page) {
  page.Field(words::kName, {team.name(), Style::kStrong});
  page.Field(words::kTeam, team.display_name());
  if (team.has_lead()) page.Field(words::kLead, Shown(team.lead(), page));
  page.Field(words::kMembers, Members(team, page));
}

// The team as it is; an empty one if there is none.
absl::StatusOr<Team> Known(const std::string& name, Session& session) {
  directory::v1::GetTeamRequest request;
  request.set_name(name);
  absl::StatusOr<Team> team = session.Call(&DirectoryService::Stub::GetTeam, request);
  if (!absl::IsNotFound(team.status())) return team;
  Team unknown;
  unknown.set_name(name);
  return unknown;
}

void Remove(const std::string& principal, Team& team) {
  auto& members = *team.mutable_members();
  members.erase(
      std::remove_if(members.begin(), members.end(),
                     [&](const TeamMember& member) { return member.principal() == principal; }),
      members.end());
}

void ReadMembers(const Arguments& arguments, Team& team) {
  if (arguments.Has("--member")) team.clear_members();
  for (const char* option : {"--member", "--add"}) {
    for (const std::string& member : arguments.List(option)) {
      Remove(PrincipalName(member), team);
      team.add_members()->set_principal(PrincipalName(member));
    }
  }
  for (const std::string& member : arguments.List("--remove")) {
    Remove(PrincipalName(member), team);
  }
}

absl::StatusOr<ExitCode> Upsert(const Arguments& arguments, Session& session) {
  directory::v1::UpsertTeamRequest request;
  Team& team = *request.mutable_team();
  ZUSAGE_ASSIGN_OR_RETURN(team, Known(TeamNameOf(arguments), session));
  if (arguments.Has("--display-name")) team.set_display_name(arguments.Text("--display-name"));
  if (team.display_name().empty()) team.set_display_name(arguments.Text("NAME"));
  if (arguments.Has("--lead")) {
    team.clear_lead();
    const std::string lead = PrincipalName(arguments.Text("--lead"));
    if (!lead.empty()) team.mutable_lead()->set_principal(lead);
  }
  ReadMembers(arguments, team);
  if (arguments.Has("--etag")) team.set_etag(arguments.Text("--etag"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Team answer,
                          session.Call(&DirectoryService::Stub::UpsertTeam, request));
  session.Print(answer, [&](Page& page) { ShowTeam(answer, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  directory::v1::GetTeamRequest request;
  request.set_name(TeamNameOf(arguments));
  ZUSAGE_ASSIGN_OR_RETURN(const Team answer,
                          session.Call(&DirectoryService::Stub::GetTeam, request));
  session.Print(answer, [&](Page& page) { ShowTeam(answer, page); });
  return ExitCode::kOk;
}

void ShowTable(const directory::v1::ListTeamsResponse& answer, Page& page) {
  if (answer.teams().empty()) page.Paragraph({page.In(words::kNoTeams), Style::kDim});
  std::vector<std::vector<Cell>> rows;
  for (const Team& team : answer.teams()) {
    rows.push_back({team.display_name(), team.has_lead() ? Shown(team.lead(), page) : "",
                    Members(team, page), team.name()});
  }
  page.Table({words::kTeam, words::kLead, words::kMembers, {words::kName, Set::kWhole}}, rows);
  ShowNextPage(answer.next_page_token(), page);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  directory::v1::ListTeamsRequest request;
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListTeams, request));
  session.Print(answer, [&](Page& page) { ShowTable(answer, page); });
  return ExitCode::kOk;
}

OptionSpec Name() {
  return {.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"north\" or \"teams/north\"", "\"nord\" oder \"teams/nord\""},
          .required = true};
}

OptionSpec People(std::string_view name, const Phrase& help) {
  return {.name = name, .placeholder = "PRINCIPAL", .help = help, .repeated = true};
}

Verb UpsertVerb() {
  return {"upsert",
          {"Record a team, or change one", "Ein Team erfassen oder ändern"},
          {Name(),
           {.name = "--display-name",
            .placeholder = "TEXT",
            .help = {"How people call it", "Wie es genannt wird"}},
           {.name = "--lead",
            .placeholder = "PRINCIPAL",
            .help = {"Who leads it; \"\" for nobody", "Wer es leitet; \"\" für niemanden"}},
           People("--member", {"All its members from now on", "Alle Mitglieder ab jetzt"}),
           People("--add", {"One more member", "Ein Mitglied mehr"}),
           People("--remove", {"One member less", "Ein Mitglied weniger"}),
           {.name = "--etag",
            .placeholder = "ETAG",
            .help = {"From what you read; without it the team is read first",
                     "Aus dem Gelesenen; ohne sie wird das Team zuerst gelesen"}}},
          &Upsert};
}

}  // namespace

Noun TeamNoun() {
  return {"team",
          {"Who works together", "Wer zusammenarbeitet"},
          {UpsertVerb(),
           {"get", {"One team", "Ein Team"}, {Name()}, &Get},
           {"list", {"Teams by name", "Teams nach Namen"}, WithPaging({}), &List}}};
}

}  // namespace zusage::cli
