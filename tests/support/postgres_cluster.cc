// SPDX-License-Identifier: Apache-2.0
#include "tests/support/postgres_cluster.h"

#include <fcntl.h>
#include <libpq-fe.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <optional>
#include <thread>

namespace zusage::testing {
namespace {

[[noreturn]] void Die(const std::string& why) {
  std::fprintf(stderr, "PostgreSQL for tests: %s\n", why.c_str());
  std::abort();
}

// PostgreSQL refuses to run as root; then it runs as the user that its package makes.
const passwd* ServerUser() {
  if (geteuid() != 0) return nullptr;
  const passwd* user = getpwnam("postgres");
  if (user == nullptr) Die("there is no user postgres; ./tests/run installs what is needed");
  return user;
}

// Runs a program of PostgreSQL's as a child that dies with this process, in `network` if that is
// not null. Its output goes to `log`.
pid_t Spawn(std::vector<std::string> words, const std::string& log,
            const NetworkNamespace* network = nullptr) {
  words[0] = std::string(ZUSAGE_POSTGRES_BINDIR "/") + words[0];
  const passwd* user = ServerUser();
  const pid_t child = fork();
  if (child != 0) return child;
  prctl(PR_SET_PDEATHSIG, SIGQUIT);  // an immediate end
  const int out = open(log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0666);
  dup2(out, STDOUT_FILENO);
  dup2(out, STDERR_FILENO);
  if (network != nullptr) network->Enter();
  if (user != nullptr && (setgid(user->pw_gid) != 0 || setuid(user->pw_uid) != 0)) _exit(127);
  prctl(PR_SET_PDEATHSIG, SIGQUIT);  // another user forgets it
  std::vector<char*> arguments;
  for (std::string& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  execv(arguments[0], arguments.data());
  _exit(127);
}

void RunToEnd(const std::vector<std::string>& words, const std::string& log) {
  int status = 0;
  waitpid(Spawn(words, log), &status, 0);
  if (status != 0) Die(words[0] + " ended with " + std::to_string(status) + ", see " + log);
}

using Connection = std::unique_ptr<PGconn, decltype(&PQfinish)>;

// Not set if nobody answers.
std::optional<Connection> TryConnect(const std::string& url) {
  Connection connection(PQconnectdb(url.c_str()), &PQfinish);
  if (PQstatus(connection.get()) != CONNECTION_OK) return std::nullopt;
  PQsetNoticeProcessor(
      connection.get(), [](void*, const char*) {}, nullptr);
  return connection;
}

}  // namespace

PostgresCluster& PostgresCluster::Shared() {
  static PostgresCluster cluster;
  return cluster;
}

PostgresCluster::PostgresCluster(Empty) {
  const passwd* user = ServerUser();
  if (user != nullptr && chown(directory_.path().c_str(), user->pw_uid, user->pw_gid) != 0) {
    Die("chown");
  }
}

PostgresCluster::PostgresCluster() : PostgresCluster(Empty()) {
  Initialize();
  Start();
}

PostgresCluster::PostgresCluster(const NetworkNamespace& network) : PostgresCluster(Empty()) {
  network_ = &network;
  Initialize();
  std::ofstream(directory_.File("data/pg_hba.conf"), std::ios::app)
      << "host all all samenet trust\n";
  Start();
}

std::string PostgresCluster::UrlAt(const std::string& address) {
  return "postgresql://zusage@" + address + "/postgres";
}

void PostgresCluster::Initialize() {
  RunToEnd({"initdb", "--pgdata", directory_.File("data"), "--username", "zusage", "--auth",
            "trust", "--encoding", "UTF8", "--locale", "C", "--no-sync"},
           directory_.File("log"));
}

std::unique_ptr<PostgresCluster> PostgresCluster::StandbyOf(const PostgresCluster& primary) {
  std::unique_ptr<PostgresCluster> standby(new PostgresCluster(Empty()));
  RunToEnd({"pg_basebackup", "--pgdata", standby->directory_.File("data"), "--host",
            primary.directory_.path(), "--username", "zusage", "--write-recovery-conf",
            "--checkpoint", "fast", "--no-sync"},
           standby->directory_.File("log"));
  standby->Start();
  Run(primary.UrlOf(""), "ALTER SYSTEM SET synchronous_standby_names = '*'");
  Run(primary.UrlOf(""), "SELECT pg_reload_conf()");
  const std::string is_synchronous = "SELECT 1 FROM pg_stat_replication WHERE sync_state = 'sync'";
  while (Run(primary.UrlOf(""), is_synchronous).empty()) {
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return standby;
}

void PostgresCluster::Promote() {
  Run(UrlOf(""), "ALTER SYSTEM SET synchronous_standby_names = ''");
  Run(UrlOf(""), "SELECT pg_promote()");
}

std::string PostgresCluster::UrlOfEither(const PostgresCluster& one, const PostgresCluster& other) {
  return "postgresql://zusage@/postgres?host=" + one.directory_.path() + "," +
         other.directory_.path();
}

PostgresCluster::~PostgresCluster() { Kill(); }

// Nothing is written through to the disk: the server may crash here, the machine does not.
void PostgresCluster::Start() {
  server_ = Spawn({"postgres", "-D", directory_.File("data"), "-k", directory_.path(), "-c",
                   network_ == nullptr ? "listen_addresses=" : "listen_addresses=*", "-c",
                   "max_connections=200", "-c", "fsync=off", "-c", "shared_buffers=32MB"},
                  directory_.File("log"), network_);
  const auto end = std::chrono::steady_clock::now() + std::chrono::minutes(1);
  while (!TryConnect(UrlOf("")).has_value()) {
    if (std::chrono::steady_clock::now() > end) Die("it did not start");
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
}

void PostgresCluster::Kill() {
  if (server_ <= 0) return;
  kill(server_, SIGQUIT);
  waitpid(server_, nullptr, 0);
  server_ = -1;
}

void PostgresCluster::Pause() { SignalAll(SIGSTOP); }
void PostgresCluster::Resume() { SignalAll(SIGCONT); }

// The processes that serve connections are children of the server, in groups of their own.
void PostgresCluster::SignalAll(int signal) {
  std::vector<pid_t> processes = {server_};
  std::ifstream children("/proc/" + std::to_string(server_) + "/task/" + std::to_string(server_) +
                         "/children");
  for (pid_t child = 0; children >> child;) processes.push_back(child);
  for (const pid_t process : processes) kill(process, signal);
}

std::string PostgresCluster::UrlOf(const std::string& schema) const {
  return "postgresql://zusage@/postgres?host=" + directory_.path() +
         (schema.empty() ? "" : "&options=-csearch_path%3D" + schema);
}

std::vector<std::string> PostgresCluster::Run(const std::string& url, const std::string& sql) {
  const std::optional<Connection> connection = TryConnect(url);
  if (!connection.has_value()) Die("no connection to " + url);
  const std::unique_ptr<PGresult, decltype(&PQclear)> result(PQexec(connection->get(), sql.c_str()),
                                                             &PQclear);
  const ExecStatusType status = PQresultStatus(result.get());
  if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK) {
    Die(sql + ": " + PQresultErrorMessage(result.get()));
  }
  std::vector<std::string> column;
  for (int row = 0; row < PQntuples(result.get()); ++row) {
    column.emplace_back(PQgetvalue(result.get(), row, 0));
  }
  return column;
}

// A schema behaves as a database of its own and is made ten times as fast.
std::string PostgresCluster::CreateDatabase() {
  const std::string schema = "test" + std::to_string(databases_++);
  Run(UrlOf(""), "CREATE SCHEMA " + schema);
  return UrlOf(schema);
}

void PostgresCluster::DropDatabase(const std::string& url) {
  Run(UrlOf(""), "DROP SCHEMA " + url.substr(url.rfind("%3D") + 3) + " CASCADE");
}

}  // namespace zusage::testing
