// SPDX-License-Identifier: Apache-2.0
#include "tests/e2e/installation.h"

#include <algorithm>
#include <cstdlib>
#include <iostream>

#include "absl/strings/ascii.h"
#include "tests/support/postgres_cluster.h"

namespace zusage::testing {

const std::vector<std::string>& AllRoles() {
  static const std::vector<std::string> roles = {"strategy",    "intake",  "alignment", "review",
                                                 "commitments", "journal", "directory", "news"};
  return roles;
}

namespace {

std::vector<std::vector<std::string>> ProcessesOf(const Topology& topology) {
  if (!topology.apart) return {AllRoles()};
  std::vector<std::vector<std::string>> processes;
  if (topology.engine == Engine::kPostgresql) {
    for (const std::string& role : AllRoles()) processes.push_back({role});
    return processes;
  }
  std::vector<std::string> rest = AllRoles();
  std::erase(rest, "alignment");
  return {rest, {"alignment"}};
}

void Require(bool holds, const std::string& what) {
  if (holds) return;
  std::cerr << what << "\n";
  std::abort();
}

// What a good client does that several copies of a server are open to: spreads its calls, leaves
// out who says that it stops, and asks again where nothing was done.
constexpr char kServiceConfig[] = R"({
  "loadBalancingConfig": [{"round_robin": {}}],
  "healthCheckConfig": {"serviceName": ""},
  "methodConfig": [{
    "name": [{}],
    "retryPolicy": {"maxAttempts": 5, "initialBackoff": "0.05s", "maxBackoff": "0.5s",
                    "backoffMultiplier": 2, "retryableStatusCodes": ["UNAVAILABLE"]}
  }]
})";

}  // namespace

std::vector<Topology> Topologies() {
  return {{.name = "sqlite"},
          {.name = "sqlite_check_apart", .apart = true},
          {.name = "postgresql", .engine = Engine::kPostgresql},
          {.name = "postgresql_roles_apart", .engine = Engine::kPostgresql, .apart = true}};
}

Installation::Installation(const Topology& topology, const std::string& database,
                           const NetworkNamespace* network)
    : topology_(topology), database_(database) {
  if (topology.engine == Engine::kPostgresql && database.empty()) {
    database_ = PostgresCluster::Shared().CreateDatabase();
    drop_database_ = true;
  }
  const std::string token_file = directory_.File("admin-token");
  std::vector<std::string> arguments = Place();
  arguments.insert(arguments.begin(), "init");
  arguments.insert(arguments.end(), {"--token-file", token_file});
  Require(RunProgram(ProgramPath("zusaged"), arguments, "/dev/stderr") == 0, "zusaged init failed");
  admin_token_ = ReadFile(token_file);
  absl::StripAsciiWhitespace(&admin_token_);
  for (const std::vector<std::string>& roles : ProcessesOf(topology)) {
    for (int copy = 0; copy < topology.CopiesOf(roles.front()); ++copy) {
      members_.push_back({roles, copy, HostOf(roles.front(), copy, network), FreePort(), nullptr});
    }
  }
}

Installation::~Installation() {
  members_.clear();
  if (drop_database_) PostgresCluster::Shared().DropDatabase(database_);
}

void Installation::SetServiceToken(const std::string& token) {
  WriteFile(directory_.File("service-token"), token);
}

// Where one process is in another network, the others are reached by what it knows them by.
Host Installation::HostOf(const std::string& role, int copy,
                          const NetworkNamespace* network) const {
  if (network == nullptr) return {};
  if (role == topology_.far_off && copy == 0) return {network->addresses()[0], network};
  return {.address = network->machine_address()};
}

bool Installation::Runs(const Member& member, const std::string& role) const {
  return std::ranges::find(member.roles, role) != member.roles.end();
}

std::string Installation::AddressesOf(const std::string& role) const {
  std::string addresses;
  for (const Member& member : members_) {
    if (!Runs(member, role)) continue;
    addresses +=
        (addresses.empty() ? "" : ",") + (member.host.address + ":" + std::to_string(member.port));
  }
  return addresses;
}

std::vector<std::string> Installation::Place() const {
  std::vector<std::string> place = {"--data-dir", directory_.File("data")};
  if (topology_.engine == Engine::kSqlite) return place;
  return {"--database", database_, "--master-key-file", directory_.File("master.key")};
}

std::vector<std::string> Installation::ArgumentsOf(const Member& member) const {
  const bool computes_only = member.roles.size() == 1 && member.roles[0] == "alignment";
  std::vector<std::string> arguments;
  if (!computes_only) arguments = Place();
  if (!topology_.apart) return arguments;
  arguments.insert(arguments.end(), {"--service-token-file", directory_.File("service-token")});
  for (const std::string& role : member.roles) {
    arguments.insert(arguments.end(), {"--role", role});
  }
  for (const std::string& role : AllRoles()) {
    if (Runs(member, role)) continue;
    arguments.insert(arguments.end(), {"--peer", role + "=" + AddressesOf(role)});
  }
  return arguments;
}

void Installation::Start(Member& member) {
  if (member.process != nullptr) return;
  member.process = std::make_unique<Zusaged>(ArgumentsOf(member), member.port, member.host);
}

// One role's readiness may need the others to run.
void Installation::Start() {
  for (Member& member : members_) Start(member);
  for (Member& member : members_) member.process->AwaitReady();
}

void Installation::Start(const std::string& role, int copy) {
  for (Member& member : members_) {
    if (!Runs(member, role) || member.copy != copy) continue;
    Start(member);
    member.process->AwaitReady();
  }
}

bool Installation::Stop() {
  bool ended_well = true;
  for (Member& member : members_) {
    if (member.process == nullptr) continue;
    ended_well = member.process->Stop() == 0 && ended_well;
    member.process = nullptr;
  }
  return ended_well;
}

void Installation::Kill() {
  for (Member& member : members_) member.process = nullptr;
}

void Installation::Kill(const std::string& role, int copy) {
  for (Member& member : members_) {
    if (Runs(member, role) && member.copy == copy) member.process = nullptr;
  }
}

Zusaged& Installation::at(const std::string& role, int copy) {
  const auto found = std::ranges::find_if(
      members_, [&](const Member& member) { return Runs(member, role) && member.copy == copy; });
  Require(found != members_.end() && found->process != nullptr, role + " does not run");
  return *found->process;
}

std::shared_ptr<grpc::Channel> Installation::ChannelTo(const std::string& role) const {
  grpc::ChannelArguments settings;
  settings.SetInt(GRPC_ARG_USE_LOCAL_SUBCHANNEL_POOL, 1);
  settings.SetInt(GRPC_ARG_INITIAL_RECONNECT_BACKOFF_MS, 50);
  settings.SetInt(GRPC_ARG_MAX_RECONNECT_BACKOFF_MS, 200);
  if (topology_.CopiesOf(role) > 1) settings.SetServiceConfigJSON(kServiceConfig);
  return grpc::CreateCustomChannel("ipv4:" + AddressesOf(role), grpc::InsecureChannelCredentials(),
                                   settings);
}

void Installation::Tamper(const std::string& sql) const {
  if (!database_.empty()) {
    PostgresCluster::Run(database_, sql);
    return;
  }
  const std::string file = directory_.File("data/zusage.db");
  Require(RunProgram("/usr/bin/sqlite3", {file, sql}) == 0, "sqlite3 failed");
}

int Installation::Verify() const {
  std::vector<std::string> arguments = Place();
  arguments.insert(arguments.begin(), {"journal", "verify"});
  return RunProgram(ProgramPath("zusage"), arguments, "/dev/stderr");
}

}  // namespace zusage::testing
