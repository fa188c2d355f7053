// SPDX-License-Identifier: Apache-2.0
#include "services/app/options.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <iostream>
#include <utility>
#include <vector>

#include "absl/strings/str_cat.h"
#include "services/app/config_file.h"
#include "services/base/status_macros.h"
#include "services/news/compose_mail.h"
#include "services/news/domain/ip_address.h"

namespace zusage::app {
namespace {

constexpr char kAbout[] =
    "Zusage: what was promised to customers, held against what was approved.\n"
    "\n"
    "Without a command, serves the roles asked for until SIGTERM or SIGINT. Every option can be "
    "set\n"
    "by a flag, by the environment variable named beside it, or in the file that --config names\n"
    "(YAML, keys as the flags without dashes in front); the first of these that is set counts.";

// What CLI11 writes into before it becomes Options.
struct Raw {
  std::vector<std::string> roles;
  std::vector<std::string> peers;
  double drain_seconds = 0;
  double grace_seconds = 10;
  double slow_call_seconds = 1;
  double reader_timeout_seconds = 60;
  std::string log_level = "info";
  std::string log_format = "json";
  std::string config;
};

std::string Environment(std::string flag) {
  std::string name = "ZUSAGE_";
  for (char c : flag) name += c == '-' ? '_' : static_cast<char>(std::toupper(c));
  return name;
}

template <typename Value>
CLI::Option* Add(CLI::App& app, const std::string& flag, Value& value, const std::string& about) {
  return app.add_option("--" + flag, value, about)
      ->envname(Environment(flag))
      ->capture_default_str();
}

void AddSwitch(CLI::App& app, const std::string& flag, bool& value, const std::string& about) {
  app.add_flag("--" + flag, value, about)->envname(Environment(flag));
}

void AddDataPlace(CLI::App& app, storage::DataPlace& place) {
  Add(app, "data-dir", place.data_dir,
      "Where the data is kept, unless --database says otherwise; one process at a time");
  Add(app, "database", place.database,
      "URL of a PostgreSQL database to keep the data in, for many processes at a time: "
      "postgresql://zusage@db.example/zusage. The password belongs into a password file "
      "(PGPASSFILE) "
      "or the environment");
  Add(app, "keys-database", place.keys_database,
      "URL of another one for the keys of private data, to be backed up apart");
  Add(app, "master-key-file", place.master_key_file,
      "File of the key that wraps those; master.key in the data directory if it is not given");
}

void AddPlaces(CLI::App& app, Options& options, Raw& raw) {
  const Roles all = AllRoles();
  AddDataPlace(app, options.place);
  Add(app, "listen", options.listen, "Address of the gRPC services");
  Add(app, "metrics-listen", options.metrics_listen,
      "Address of /metrics, /healthz and /readyz; port 0 for none");
  AddSwitch(app, "insecure-public", options.insecure_public,
            "Allows addresses that others than this machine can reach. There is no TLS here: put a "
            "private network or a proxy with TLS in front");
  Add(app, "role", raw.roles, "A role to run, repeatable; all if none is given")
      ->check(CLI::IsMember(std::vector<std::string>(all.begin(), all.end())));
  Add(app, "peer", raw.peers,
      "ROLE=ADDRESS of a role that runs elsewhere, repeatable. Several copies: "
      "intake=10.0.0.1:50051,10.0.0.2:50051, or a name that has all of their addresses, "
      "intake=dns:///intake:50051");
  Add(app, "service-token-file", options.service_token_file,
      "File with the token of this process's own key (role SERVICE), for calls to peers elsewhere");
  Add(app, "linguistic-data", options.linguistic_data,
      "File of linguistic data for the check, which must be good then; without it "
      "share/zusage/linguistic-data.bin beside the program's directory, if it is there");
}

void AddWebhooks(CLI::App& app, Options& options) {
  Add(app, "webhook-private-addresses", options.webhook_private_addresses,
      "A range of addresses that are not public and that webhooks may lead to all the same, "
      "10.1.0.0/16, repeatable; to these http is allowed, too");
  Add(app, "webhook-ca-file", options.webhook_ca_file,
      "File of certificates (PEM) that webhooks are trusted by, instead of the system's");
}

void AddMail(CLI::App& app, MailOptions& mail) {
  Add(app, "smtp-relay", mail.smtp.relay,
      "Mails the weekly digests through this relay: smtp://mail.example.com:587 (with STARTTLS) or "
      "smtps://mail.example.com:465; none are mailed without it");
  Add(app, "mail-from", mail.from, "Whom they come from: \"Zusage <zusage@example.com>\"");
  Add(app, "smtp-user", mail.smtp.user, "Logs in to the relay under this name");
  Add(app, "smtp-password-file", mail.smtp.password_file, "File with the password for that");
  Add(app, "smtp-ca-file", mail.smtp.ca_file,
      "File of certificates (PEM) that the relay is trusted by, instead of the system's");
  AddSwitch(app, "smtp-insecure", mail.smtp.insecure,
            "Lets smtp:// go without TLS: to a relay on this machine or in a private network");
}

void AddReader(CLI::App& app, ReaderOptions& reader, Raw& raw) {
  Add(app, "reader-url", reader.chat.url,
      "Asks a language model about requests beside the check, after they were assessed: a server "
      "with the chat-completions API, https://models.example.com or http://127.0.0.1:11434. "
      "Requests go there without what is personal. None is asked without it");
  Add(app, "reader-model", reader.chat.model, "Which of the server's models");
  Add(app, "reader-key-file", reader.chat.key_file,
      "File with the key for the server, if it wants one; or the key in the environment variable "
      "ZUSAGE_READER_KEY");
  Add(app, "reader-ca-file", reader.chat.ca_file,
      "File of certificates (PEM) that the server is trusted by, instead of the system's");
  AddSwitch(app, "reader-insecure", reader.chat.insecure,
            "Lets http:// go elsewhere than to this machine: in a private network");
  Add(app, "reader-timeout", raw.reader_timeout_seconds,
      "Seconds after which an answer is late and counts as none")
      ->check(CLI::Range(0.1, 600.0));
  Add(app, "reader-daily-calls", reader.budget.daily_calls,
      "How often a day (UTC) it is asked about one product's requests")
      ->check(CLI::Range(int64_t{0}, int64_t{1'000'000}));
  Add(app, "reader-daily-bytes", reader.budget.daily_bytes,
      "How much is sent a day about one product's requests")
      ->check(CLI::Range(int64_t{0}, int64_t{1'000'000'000'000}));
}

CLI::App* AddMailTest(CLI::App& app, std::string& to) {
  CLI::App* command = app.add_subcommand(
      "mail-test", "Sends a mail as the digests would be sent, and says how that went");
  command->fallthrough();
  command->add_option("--to", to, "Whom to")->required();
  return command;
}

void AddLimits(CLI::App& app, Options& options, Raw& raw) {
  Add(app, "log-level", raw.log_level, "debug, info, warning or error; debug logs every call")
      ->check(CLI::IsMember({"debug", "info", "warning", "error"}));
  Add(app, "log-format", raw.log_format, "json (one object a line) or text, on standard error")
      ->check(CLI::IsMember({"json", "text"}));
  Add(app, "drain-delay", raw.drain_seconds,
      "Seconds that the server takes calls on after it was told to stop, while it says that it is "
      "not ready any more: so long as clients and balancers need to notice")
      ->check(CLI::Range(0.0, 3600.0));
  Add(app, "grace-period", raw.grace_seconds,
      "Seconds that calls under way get to finish when the server is told to stop")
      ->check(CLI::Range(0.0, 3600.0));
  Add(app, "slow-call", raw.slow_call_seconds, "Seconds after which a call is logged as slow")
      ->check(CLI::Range(0.0, 3600.0));
  Add(app, "max-in-flight", options.max_in_flight,
      "Calls at work at once; more are refused with RESOURCE_EXHAUSTED")
      ->check(CLI::Range(1, 100'000));
  Add(app, "max-streams", options.max_streams, "Streams open at once; more are refused")
      ->check(CLI::Range(1, 100'000));
  Add(app, "worker-threads", options.worker_threads,
      "Threads for calls that wait for other roles, and for streams")
      ->check(CLI::Range(1, 256));
  Add(app, "reflection", options.reflection, "Whether the server tells what it serves");
}

CLI::App* AddInit(CLI::App& app, InitOptions& init) {
  CLI::App* command = app.add_subcommand(
      "init",
      "Creates the data directory or the database's tables, the keys, and the first administrator; "
      "prints the administrator's token, which is shown this once");
  AddDataPlace(*command, init.place);
  Add(*command, "admin-name", init.admin_name, "What the administrator is called");
  Add(*command, "admin-email", init.admin_email, "Where mail reaches the administrator");
  Add(*command, "token-file", init.token_file,
      "Writes the token to this new file, readable by its owner only, instead of printing it");
  return command;
}

CLI::App* AddUpgrade(CLI::App& app, storage::DataPlace& place) {
  CLI::App* command = app.add_subcommand("upgrade",
                                         "Brings the tables of existing data to this program's "
                                         "version. Servers do so when they start; "
                                         "this is for those that may not change tables");
  AddDataPlace(*command, place);
  return command;
}

Severity SeverityOf(const std::string& name) {
  if (name == "debug") return Severity::kDebug;
  if (name == "warning") return Severity::kWarning;
  if (name == "error") return Severity::kError;
  return Severity::kInfo;
}

absl::Status ReadPeers(const std::vector<std::string>& peers, Options& options) {
  for (const std::string& peer : peers) {
    const size_t equals = peer.find('=');
    std::string role = peer.substr(0, equals);
    if (equals == peer.npos || equals + 1 == peer.size() || !AllRoles().contains(role)) {
      return absl::InvalidArgumentError("--peer " + peer + " is not of the form ROLE=ADDRESS");
    }
    options.peers[std::move(role)] = peer.substr(equals + 1);
  }
  return absl::OkStatus();
}

absl::Status Finish(const Raw& raw, Options& options) {
  if (!raw.roles.empty()) options.roles = {raw.roles.begin(), raw.roles.end()};
  options.log_level = SeverityOf(raw.log_level);
  options.log_format = raw.log_format == "text" ? LogFormat::kText : LogFormat::kJson;
  options.drain_delay = absl::Seconds(raw.drain_seconds);
  options.grace_period = absl::Seconds(raw.grace_seconds);
  options.slow_call = absl::Seconds(raw.slow_call_seconds);
  options.reader.chat.timeout = absl::Seconds(raw.reader_timeout_seconds);
  // No flag, as what is on a command line is shown to everybody.
  if (const char* key = std::getenv("ZUSAGE_READER_KEY")) options.reader.chat.key = key;
  if (options.metrics_listen.ends_with(":0")) options.metrics_listen.clear();
  absl::Status status = ReadPeers(raw.peers, options);
  status.Update(Check(options));
  return status;
}

Invocation Exit(int code) {
  Invocation invocation;
  invocation.kind = Invocation::Kind::kExit;
  invocation.exit_code = code;
  return invocation;
}

constexpr int kUsageExitCode = 2;

// What is on a command line is shown to everybody who lists processes.
bool AnyPassword(int argc, const char* const* argv) {
  return std::any_of(argv, argv + argc,
                     [](const char* word) { return storage::HasPassword(word); });
}

}  // namespace

Roles AllRoles() {
  Roles roles;
  for (std::string_view role :
       {kStrategy, kIntake, kAlignment, kReview, kCommitments, kJournal, kDirectory, kNews}) {
    roles.emplace(role);
  }
  return roles;
}

bool Options::needs_store() const { return roles.size() > 1 || !has(kAlignment); }

bool IsLoopback(std::string_view address) {
  if (address.starts_with("unix:")) return true;
  const std::string_view host = address.substr(0, address.rfind(':'));
  return host.starts_with("127.") || host == "localhost" || host == "[::1]";
}

absl::Status CheckMail(const MailOptions& mail) {
  if (!mail.enabled()) return absl::OkStatus();
  if (!news::ParseMailAddress(mail.from).has_value()) {
    return absl::InvalidArgumentError("--smtp-relay needs --mail-from, with a mail address");
  }
  return news::Check(mail.smtp);
}

absl::Status Check(const Options& options) {
  for (const std::string& address : {options.listen, options.metrics_listen}) {
    if (!address.empty() && !IsLoopback(address) && !options.insecure_public) {
      return absl::InvalidArgumentError(absl::StrCat(
          address, " can be reached from elsewhere; say --insecure-public if that is meant"));
    }
  }
  ZUSAGE_RETURN_IF_ERROR(news::AddressPolicy::Make(options.webhook_private_addresses).status());
  ZUSAGE_RETURN_IF_ERROR(CheckMail(options.mail));
  if (options.reader.enabled()) ZUSAGE_RETURN_IF_ERROR(reader::Check(options.reader.chat));
  if (!options.peers.empty() && options.service_token_file.empty()) {
    return absl::InvalidArgumentError("--peer needs --service-token-file");
  }
  if (options.needs_store()) return absl::OkStatus();
  for (std::string_view role : {kDirectory, kJournal, kStrategy}) {
    if (!options.peers.contains(role)) {
      return absl::InvalidArgumentError(
          absl::StrCat("--role alignment alone needs --peer ", std::string(role), "=ADDRESS"));
    }
  }
  return absl::OkStatus();
}

Invocation ParseCommandLine(int argc, const char* const* argv) {
  CLI::App app(kAbout, "zusaged");
  Invocation invocation;
  Raw raw;
  AddPlaces(app, invocation.serve, raw);
  AddWebhooks(app, invocation.serve);
  AddMail(app, invocation.serve.mail);
  AddReader(app, invocation.serve.reader, raw);
  AddLimits(app, invocation.serve, raw);
  Add(app, "config", raw.config, "File with options, in YAML");
  const CLI::App* init = AddInit(app, invocation.init);
  const CLI::App* upgrade = AddUpgrade(app, invocation.upgrade);
  const CLI::App* mail_test = AddMailTest(app, invocation.mail_test_to);
  if (AnyPassword(argc, argv)) {
    std::cerr << "zusaged: no password on the command line, where everybody sees it: put it into a "
                 "password file (PGPASSFILE), or the URL into ZUSAGE_DATABASE\n";
    return Exit(kUsageExitCode);
  }
  try {
    app.parse(argc, argv);
    if (init->parsed()) {
      invocation.kind = Invocation::Kind::kInit;
      return invocation;
    }
    if (upgrade->parsed()) {
      invocation.kind = Invocation::Kind::kUpgrade;
      return invocation;
    }
    if (!raw.config.empty()) ApplyConfigFile(raw.config, app);
    if (mail_test->parsed()) invocation.kind = Invocation::Kind::kMailTest;
  } catch (const CLI::ParseError& error) {
    return Exit(app.exit(error) == 0 ? 0 : kUsageExitCode);
  }
  if (absl::Status status = Finish(raw, invocation.serve); !status.ok()) {
    std::cerr << "zusaged: " << status.message() << "\n";
    return Exit(kUsageExitCode);
  }
  return invocation;
}

}  // namespace zusage::app
