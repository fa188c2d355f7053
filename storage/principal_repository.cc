// SPDX-License-Identifier: Apache-2.0
#include "storage/principal_repository.h"

#include <array>
#include <charconv>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/directory/domain/customer.h"

namespace zusage::storage {
namespace {

using directory::Grant;
using directory::Principal;
using directory::RecordedPrincipal;
using directory::Role;

constexpr std::array kColumns = {
    Column{"name"},
    Column{"display_name", ColumnType::kText, Privacy::kPersonal},
    Column{"email", ColumnType::kText, Privacy::kPersonal},
    Column{"language"},
    Column{"grants"},
    Column{"active", ColumnType::kInt},
};

std::string Encode(const std::vector<Grant>& grants) {
  std::string text;
  for (const Grant& grant : grants) {
    if (!text.empty()) text += '\n';
    text += std::to_string(static_cast<int>(grant.role));
    text += ' ';
    text += grant.product;
  }
  return text;
}

std::vector<Grant> DecodeGrants(std::string_view text) {
  std::vector<Grant> grants;
  while (!text.empty()) {
    const std::string_view line = text.substr(0, text.find('\n'));
    text.remove_prefix(line.size() < text.size() ? line.size() + 1 : line.size());
    const size_t blank = line.find(' ');
    int role = 0;
    std::from_chars(line.data(), line.data() + line.size(), role);
    if (blank == line.npos) continue;
    grants.push_back(Grant{static_cast<Role>(role), std::string(line.substr(blank + 1))});
  }
  return grants;
}

constexpr int64_t BitOf(Role role) { return int64_t{1} << static_cast<int>(role); }

int64_t RoleBits(const std::vector<Grant>& grants) {
  int64_t bits = 0;
  for (const Grant& grant : grants) bits |= BitOf(grant.role);
  return bits;
}

// The columns that ReadPrincipal() takes, from principals p and current_principals c.
#define ZUSAGE_SELECT_PRINCIPAL                                                             \
  "SELECT p.name, p.display_name, p.email, p.language, p.grants, p.active, c.create_time, " \
  "c.fact FROM current_principals c JOIN principals p ON p.fact = c.fact "

RecordedPrincipal ReadPrincipal(const Row& row) {
  RecordedPrincipal recorded;
  recorded.principal = Principal{.name = std::string(row.Text(0)),
                                 .display_name = std::string(row.Text(1)),
                                 .email = std::string(row.Text(2)),
                                 .language = std::string(row.Text(3)),
                                 .grants = DecodeGrants(row.Text(4)),
                                 .active = row.Int(5) != 0};
  recorded.create_time = absl::FromUnixMicros(row.Int(6));
  recorded.position = PositionOf(row.Int(7));
  return recorded;
}

absl::StatusOr<bool> AnyRow(ReadTransaction& tx, std::string_view sql, Binds binds) {
  bool any = false;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(sql, binds, [&](const Row&) {
    any = true;
    return absl::OkStatus();
  }));
  return any;
}

}  // namespace

const FactTable kPrincipals{"principals", kColumns};

absl::Status PrincipalRepository::Record(Unit& unit, const Principal& principal) {
  const std::string grants = Encode(principal.grants);
  const int64_t active = principal.active ? 1 : 0;
  ZUSAGE_ASSIGN_OR_RETURN(const int64_t fact,
                          unit.Insert(kPrincipals,
                                      {principal.name, principal.display_name, principal.email,
                                       principal.language, grants, active},
                                      KeyOwners{.person = principal.name}));
  const std::string sort_key = directory::MatchingKey(principal.display_name);
  return unit.tx().Enqueue(
      "INSERT INTO current_principals (name, fact, create_time, sort_key, roles, active) "
      "VALUES (:name, :fact, :create_time, :sort_key, :roles, :active) "
      "ON CONFLICT (name) DO UPDATE SET fact = excluded.fact, "
      "sort_key = excluded.sort_key, roles = excluded.roles, active = excluded.active",
      {{"name", principal.name},
       {"fact", fact},
       {"create_time", absl::ToUnixMicros(unit.commit_time())},
       {"sort_key", sort_key},
       {"roles", RoleBits(principal.grants)},
       {"active", active}});
}

absl::StatusOr<std::optional<RecordedPrincipal>> PrincipalRepository::Find(ReadTransaction& tx,
                                                                           std::string_view name) {
  std::optional<RecordedPrincipal> found;
  ZUSAGE_RETURN_IF_ERROR(tx.Query(ZUSAGE_SELECT_PRINCIPAL "WHERE c.name = :name", {{"name", name}},
                                  [&](const Row& row) {
                                    found = ReadPrincipal(row);
                                    return absl::OkStatus();
                                  }));
  return found;
}

absl::StatusOr<RecordedPrincipal> PrincipalRepository::Get(ReadTransaction& tx,
                                                           std::string_view name) {
  ZUSAGE_ASSIGN_OR_RETURN(std::optional<RecordedPrincipal> found, Find(tx, name));
  if (!found.has_value()) return Error(kNotFound, {{"resource", std::string(name)}});
  return *std::move(found);
}

absl::StatusOr<std::vector<RecordedPrincipal>> PrincipalRepository::List(
    ReadTransaction& tx, Role role, std::string_view team, const SortPosition& after, int limit) {
  std::vector<RecordedPrincipal> principals;
  const int64_t roles = role == Role::kUnspecified ? -1 : BitOf(role);
  ZUSAGE_RETURN_IF_ERROR(tx.Query(
      ZUSAGE_SELECT_PRINCIPAL
      "WHERE (c.sort_key, c.name) > (:sort_key, :name) AND (:roles < 0 OR (c.roles & :roles) <> 0) "
      "AND (:team = '' OR c.name IN (SELECT t.principal FROM team_members t WHERE t.team = :team)) "
      "ORDER BY c.sort_key, c.name LIMIT :limit",
      {{"sort_key", after.sort_key},
       {"name", after.name},
       {"roles", roles},
       {"team", team},
       {"limit", int64_t{limit}}},
      [&](const Row& row) {
        principals.push_back(ReadPrincipal(row));
        return absl::OkStatus();
      }));
  return principals;
}

absl::StatusOr<bool> PrincipalRepository::AnyExists(ReadTransaction& tx) {
  return AnyRow(tx, "SELECT 1 FROM current_principals LIMIT 1", {});
}

}  // namespace zusage::storage
