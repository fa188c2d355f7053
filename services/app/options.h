// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_SERVICES_APP_OPTIONS_H_
#define ZUSAGE_SERVICES_APP_OPTIONS_H_

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "services/base/log.h"
#include "services/news/mail.h"
#include "services/news/smtp_sender.h"
#include "services/reader/ask_second_reader.h"
#include "services/reader/chat_reader.h"
#include "storage/open_data.h"

namespace zusage::app {

// The roles that a process can have.
inline constexpr std::string_view kStrategy = "strategy";
inline constexpr std::string_view kIntake = "intake";
inline constexpr std::string_view kAlignment = "alignment";
inline constexpr std::string_view kReview = "review";
inline constexpr std::string_view kCommitments = "commitments";
inline constexpr std::string_view kJournal = "journal";
inline constexpr std::string_view kDirectory = "directory";
inline constexpr std::string_view kNews = "news";

using Roles = std::set<std::string, std::less<>>;

Roles AllRoles();

// How mail leaves, if it does.
struct MailOptions {
  news::SmtpSettings smtp;
  std::string from;

  bool enabled() const { return !smtp.relay.empty(); }
};

// Who is asked about requests beside the check, if anybody is.
struct ReaderOptions {
  reader::ChatSettings chat;
  reader::Budget budget;

  bool enabled() const { return !chat.url.empty(); }
};

enum class LogFormat { kJson, kText };

// What `zusaged` was told, by flags, environment and file.
struct Options {
  Roles roles = AllRoles();
  storage::DataPlace place{.data_dir = "zusage-data"};
  std::string listen = "127.0.0.1:50051";
  std::string metrics_listen = "127.0.0.1:9464";  // "" for none
  bool insecure_public = false;
  std::map<std::string, std::string, std::less<>> peers;  // addresses by role
  std::string service_token_file;
  std::string linguistic_data;  // file that the check uses; "" for the installed one, if any
  std::vector<std::string> webhook_private_addresses;  // ranges: "10.1.0.0/16"
  std::string webhook_ca_file;                         // "" for the system's certificates
  MailOptions mail;
  ReaderOptions reader;
  Severity log_level = Severity::kInfo;
  LogFormat log_format = LogFormat::kJson;
  absl::Duration drain_delay = absl::ZeroDuration();
  absl::Duration grace_period = absl::Seconds(10);
  absl::Duration slow_call = absl::Seconds(1);
  int max_in_flight = 1024;
  int max_streams = 256;
  int worker_threads = 8;
  bool reflection = true;

  bool has(std::string_view role) const { return roles.contains(role); }
  // Whether any of the roles keeps data.
  bool needs_store() const;
};

// What `zusaged init` was told.
struct InitOptions {
  storage::DataPlace place{.data_dir = "zusage-data"};
  std::string admin_name = "Administrator";
  std::string admin_email;
  std::string token_file;  // "" for standard output
};

// What a command line asks for.
struct Invocation {
  enum class Kind { kServe, kInit, kUpgrade, kMailTest, kExit };
  Kind kind = Kind::kServe;
  Options serve;
  InitOptions init;
  storage::DataPlace upgrade{.data_dir = "zusage-data"};
  std::string mail_test_to;  // an address, of kMailTest; how is in `serve`
  int exit_code = 0;         // of kExit: help was shown, or what is wrong
};

// Reads the command line, then the environment (ZUSAGE_DATA_DIR for --data-dir), then the file that
// --config names: the first that says something counts. Prints help and mistakes.
Invocation ParseCommandLine(int argc, const char* const* argv);

// OK, or in words what is wrong with the options taken together.
absl::Status Check(const Options& options);

// Whether an address can be reached from this machine only: "127.0.0.1:50051", "unix:/run/zusage".
bool IsLoopback(std::string_view address);

}  // namespace zusage::app

#endif  // ZUSAGE_SERVICES_APP_OPTIONS_H_
