// SPDX-License-Identifier: Apache-2.0
#include "storage/team_repository.h"

#include <array>
#include <utility>

#include "absl/strings/str_join.h"
#include "absl/strings/str_split.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/customer.h"
#include "storage/text.h"

namespace zusage::storage {
namespace {

using directory::RecordedTeam;
using directory::Team;
using directory::TeamMember;

constexpr std::array kColumns = {
    Column{"name"},
    Column{"display_name", ColumnType::kText, Privacy::kFreeText},
    Column{"lead"},
    Column{"members"},
};

// The columns that ReadTeam() takes, from teams f and current_teams c.
#define ZUSAGE_SELECT_TEAM                                                        \
  "SELECT f.name, f.display_name, f.lead, f.members, c.create_time, c.fact FROM " \
  "current_teams c JOIN teams f ON f.fact = c.fact "

RecordedTeam ReadTeam(const Row& row) {
  RecordedTeam recorded;
  recorded.team = {.name = std::string(row.Text(0)),
                   .display_name = std::string(row.Text(1)),
                   .lead = std::string(row.Text(2)),
                   .members = absl::StrSplit(Absl(row.Text(3)), '\n', absl::SkipEmpty())};
  recorded.create_time = absl::FromUnixMicros(row.Int(4));
  recorded.position = PositionOf(row.Int(5));
  return recorded;
}

absl::StatusOr<std::string> ReadText(ReadTransaction& tx, std::string_view sql, Binds binds) {
  std::string text;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    text = row.Text(0);
    return absl::OkStatus();
  }));
  return text;
}

// Who they are now: names change, and people leave.
absl::Status AddPeople(ReadTransaction& tx, RecordedTeam& recorded) {
  recorded.lead.principal = recorded.team.lead;
  return tx.Query(
      "SELECT p.name, p.display_name, c.active, t.principal FROM current_principals c "
      "JOIN principals p ON p.fact = c.fact "
      "LEFT JOIN team_members t ON t.principal = c.name AND t.team = :team "
      "WHERE c.name = :lead OR c.name IN "
      "(SELECT m.principal FROM team_members m WHERE m.team = :team) "
      "ORDER BY c.sort_key, c.name",
      {{"team", recorded.team.name}, {"lead", recorded.team.lead}}, [&](const Row& row) {
        TeamMember person{std::string(row.Text(0)), std::string(row.Text(1)), row.Int(2) != 0};
        if (person.principal == recorded.team.lead) recorded.lead = person;
        if (!row.IsNull(3)) recorded.members.push_back(std::move(person));
        return absl::OkStatus();
      });
}

absl::StatusOr<std::vector<RecordedTeam>> ReadAll(ReadTransaction& tx, std::string_view sql,
                                                  Binds binds) {
  std::vector<RecordedTeam> teams;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row& row) {
    teams.push_back(ReadTeam(row));
    return absl::OkStatus();
  }));
  for (RecordedTeam& team : teams) ZUSAGE_RETURN_IF_ERROR(AddPeople(tx, team));
  return teams;
}

absl::Status SetMembers(Unit& unit, const Team& team) {
  ZUSAGE_RETURN_IF_ERROR(
      unit.tx().Enqueue("DELETE FROM team_members WHERE team = :team", {{"team", team.name}}));
  for (const std::string& member : team.members) {
    ZUSAGE_RETURN_IF_ERROR(
        unit.tx().Enqueue("INSERT INTO team_members (principal, team) VALUES (:principal, :team)",
                          {{"principal", member}, {"team", team.name}}));
  }
  return absl::OkStatus();
}

}  // namespace

const FactTable kTeams{"teams", kColumns};

absl::Status TeamRepository::Record(Unit& unit, const Team& team) {
  const std::string members = absl::StrJoin(team.members, "\n");
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t fact,
                          unit.Insert(kTeams, {team.name, team.display_name, team.lead, members},
                                      KeyOwners{.resource = team.name}));
  const std::string sort_key = directory::MatchingKey(team.display_name);
  ZUSAGE_RETURN_IF_ERROR(unit.tx().Enqueue(
      "INSERT INTO current_teams (name, fact, create_time, sort_key) "
      "VALUES (:name, :fact, :create_time, :sort_key) "
      "ON CONFLICT (name) DO UPDATE SET fact = excluded.fact, sort_key = excluded.sort_key",
      {{"name", team.name},
       {"fact", fact},
       {"create_time", absl::ToUnixMicros(unit.commit_time())},
       {"sort_key", sort_key}}));
  return SetMembers(unit, team);
}

absl::StatusOr<std::optional<RecordedTeam>> TeamRepository::Find(ReadTransaction& tx,
                                                                 std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::vector<RecordedTeam> teams,
                          ReadAll(tx, ZUSAGE_SELECT_TEAM "WHERE c.name = :name", {{"name", name}}));
  if (teams.empty()) return std::nullopt;
  return std::move(teams.front());
}

absl::StatusOr<RecordedTeam> TeamRepository::Get(ReadTransaction& tx, std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedTeam> found, Find(tx, name));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(found);
}

absl::StatusOr<std::string> TeamRepository::NameOf(ReadTransaction& tx,
                                                   std::string_view display_name) {
  const std::string sort_key = directory::MatchingKey(display_name);
  return ReadText(tx, "SELECT name FROM current_teams WHERE sort_key = :sort_key",
                  {{"sort_key", sort_key}});
}

absl::StatusOr<std::string> TeamRepository::TeamOf(ReadTransaction& tx,
                                                   std::string_view principal) {
  return ReadText(tx, "SELECT team FROM team_members WHERE principal = :principal",
                  {{"principal", principal}});
}

absl::StatusOr<std::vector<RecordedTeam>> TeamRepository::List(ReadTransaction& tx,
                                                               const SortPosition& after,
                                                               int limit) {
  return ReadAll(tx,
                 ZUSAGE_SELECT_TEAM
                 "WHERE (c.sort_key, c.name) > (:sort_key, :name) "
                 "ORDER BY c.sort_key, c.name LIMIT :limit",
                 {{"sort_key", after.sort_key}, {"name", after.name}, {"limit", int64_t{limit}}});
}

}  // namespace zusage::storage
