// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/journal_verify.h"

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "services/base/status_macros.h"
#include "storage/journal/verify.h"
#include "storage/sqlite/data_directory.h"
#include "storage/sqlite/master_key.h"
#include "storage/sqlite/sqlite_engine.h"
#include "storage/sqlite/sqlite_key_store.h"

namespace zusage::cli {
namespace {

constexpr size_t kMaxCheckpointBytes = 64 << 10;

// A data directory as verify reads it: without its lock, so that a running server is verified too,
// and without migrating it.
struct OpenedData {
  std::unique_ptr<storage::SqliteKeyStore> keys;
  std::unique_ptr<storage::SqliteEngine> engine;
  std::unique_ptr<storage::Connection> connection;
};

absl::StatusOr<OpenedData> OpenData(const Arguments& arguments, Session& session) {
  const std::filesystem::path directory = arguments.Text("--data-dir");
  const std::string database = directory / "zusage.db";
  const std::string keys = directory / "keys.db";
  std::error_code error;
  if (!std::filesystem::exists(database, error) || !std::filesystem::exists(keys, error)) {
    return Error(storage::kDataDirectoryMissing, {{"directory", directory.string()}});
  }
  RandomSource& random = *session.environment().random;
  OpenedData opened;
  ZUSAGE_ASSIGN_OR_RETURN(
      const auto master, storage::LoadMasterKey(arguments.Text("--master-key-file",
                                                               (directory / "master.key").string()),
                                                /*create=*/false, random));
  ZUSAGE_ASSIGN_OR_RETURN(opened.keys, storage::SqliteKeyStore::Open(keys, master, random));
  ZUSAGE_ASSIGN_OR_RETURN(opened.engine, storage::SqliteEngine::Open(database));
  ZUSAGE_ASSIGN_OR_RETURN(opened.connection, opened.engine->Connect(storage::Access::kRead));
  return opened;
}

ExitCode ShowWhole(const storage::VerifyReport& report, Session& session) {
  if (session.json()) {
    nlohmann::ordered_json json{{"holds", true},
                                {"entries", report.entries},
                                {"facts", report.facts},
                                {"parts", report.parts},
                                {"tiles", report.tiles},
                                {"checkpoints", report.checkpoints},
                                {"rootHash", absl::Base64Escape(report.root_hash)},
                                {"verifierKey", report.verifier_key}};
    *session.environment().out << json.dump(1) << '\n';
    return ExitCode::kOk;
  }
  Page page = session.out_page();
  page.Heading(
      {page.In(words::kJournalHolds, {{"entries", std::to_string(report.entries)},
                                      {"facts", std::to_string(report.facts)},
                                      {"parts", std::to_string(report.parts)},
                                      {"tiles", std::to_string(report.tiles)},
                                      {"checkpoints", std::to_string(report.checkpoints)}}),
       Style::kGood});
  page.Field(words::kRootHash, absl::Base64Escape(report.root_hash));
  page.Field(words::kVerifierKey, report.verifier_key);
  return ExitCode::kOk;
}

ExitCode ShowBroken(const absl::Status& problem, Session& session) {
  const std::string text(problem.message());
  if (session.json()) {
    const nlohmann::ordered_json json{{"holds", false}, {"problem", text}};
    *session.environment().out << json.dump(1, ' ', false, nlohmann::json::error_handler_t::replace)
                               << '\n';
    return ExitCode::kNo;
  }
  Page page = session.out_page();
  page.Heading({page.In(words::kJournalBroken), Style::kBad});
  page.Paragraph(text);
  return ExitCode::kNo;
}

// A line that is written over as the work goes on; only for a person.
std::function<void(int64_t, int64_t)> ProgressOn(Session& session) {
  Environment& environment = session.environment();
  if (!environment.err_is_terminal || session.json()) return [](int64_t, int64_t) {};
  return [&environment](int64_t position, int64_t head) {
    *environment.err << "\r" << position << " / " << head << (position == head ? "\n" : "")
                     << std::flush;
  };
}

absl::StatusOr<ExitCode> Verify(const Arguments& arguments, Session& session) {
  if (arguments.Has("--data-dir") == arguments.Has("--database")) {
    return FieldError("--data-dir", kExactlyOneOf, {{"options", "--data-dir, --database"}});
  }
  if (arguments.Has("--database")) {
    return FieldError("--database", kNoDriver, {{"url", arguments.Text("--database")}});
  }
  storage::VerifyOptions options;
  if (arguments.Has("--checkpoint")) {
    ZUSAGE_ASSIGN_OR_RETURN(options.kept_checkpoint,
                            session.ReadText(arguments.Text("--checkpoint"), kMaxCheckpointBytes));
  }
  options.progress = ProgressOn(session);
  ZUSAGE_ASSIGN_OR_RETURN(OpenedData data, OpenData(arguments, session));
  const absl::StatusOr<storage::VerifyReport> report =
      storage::VerifyJournal(*data.connection, *data.keys, options);
  if (report.ok()) return ShowWhole(*report, session);
  if (report.status().code() == absl::StatusCode::kDataLoss) {
    return ShowBroken(report.status(), session);
  }
  return report.status();
}

}  // namespace

Verb VerifyVerb() {
  return {
      "verify",
      {"Prove that the journal is whole; needs no server. Exit code 1 means it is not",
       "Beweisen, dass das Journal unversehrt ist; ohne Server. Exit-Code 1 heißt nein"},
      {{.name = "--data-dir",
        .placeholder = "DIR",
        .help = {"The data directory, also of a running server",
                 "Das Datenverzeichnis, auch eines laufenden Servers"},
        .kind = OptionSpec::Kind::kDirectory},
       {.name = "--database",
        .placeholder = "URL",
        .help = {"The database, if the data is in one", "Die Datenbank, wenn die Daten dort sind"}},
       {.name = "--master-key-file",
        .placeholder = "FILE",
        .help = {"The master key; DIR/master.key without it",
                 "Der Hauptschlüssel; sonst DIR/master.key"},
        .kind = OptionSpec::Kind::kFile},
       {.name = "--checkpoint",
        .placeholder = "FILE",
        .help = {"A checkpoint that was kept elsewhere: compared with",
                 "Ein andernorts aufbewahrter Kontrollpunkt: wird verglichen"},
        .kind = OptionSpec::Kind::kFile}},
      &Verify};
}

}  // namespace zusage::cli
