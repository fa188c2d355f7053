// SPDX-License-Identifier: Apache-2.0
// zusage migrate: needs no server, and none may run on the data.
#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/data_place.h"
#include "clients/cli/nouns.h"
#include "clients/cli/progress_line.h"
#include "clients/cli/session.h"
#include "clients/cli/words.h"
#include "services/base/status_macros.h"
#include "storage/move_data.h"

namespace zusage::cli {
namespace {

ExitCode ShowJson(const storage::MoveReport& report, Session& session) {
  nlohmann::ordered_json tables = nlohmann::ordered_json::object();
  for (const auto& table : report.tables) tables[table.name] = table.rows;
  const nlohmann::ordered_json json{{"moved", true},
                                    {"tables", std::move(tables)},
                                    {"rows", report.rows()},
                                    {"keys", report.keys},
                                    {"entries", report.journal.entries},
                                    {"facts", report.journal.facts},
                                    {"parts", report.journal.parts},
                                    {"rootHash", absl::Base64Escape(report.journal.root_hash)},
                                    {"verifierKey", report.journal.verifier_key}};
  *session.environment().out << json.dump(1) << '\n';
  return ExitCode::kOk;
}

// The server on the new place, as it is typed into a shell.
std::string ServerCommand(const storage::DataPlace& target) {
  std::string command = absl::StrCat("zusaged --database '", target.database, "'");
  if (!target.keys_database.empty()) {
    absl::StrAppend(&command, " --keys-database '", target.keys_database, "'");
  }
  return absl::StrCat(command, " --master-key-file '", target.master_key_file, "'");
}

ExitCode Show(const storage::MoveReport& report, const storage::DataPlace& source,
              const storage::DataPlace& target, Session& session) {
  if (session.json()) return ShowJson(report, session);
  Page page = session.out_page();
  page.Heading({page.In(words::kMoved, {{"rows", std::to_string(report.rows())},
                                        {"tables", std::to_string(report.tables.size())},
                                        {"keys", std::to_string(report.keys)},
                                        {"entries", std::to_string(report.journal.entries)}}),
                Style::kGood});
  page.Field(words::kRootHash, absl::Base64Escape(report.journal.root_hash));
  page.Field(words::kVerifierKey, report.journal.verifier_key);
  page.Blank();
  page.Paragraph(page.In(words::kStartOnDatabase));
  page.Heading({ServerCommand(target), Style::kStrong});
  page.Blank();
  page.Paragraph(page.In(words::kAfterMoving,
                         {{"directory", source.data_dir}, {"file", source.MasterKeyFile()}}));
  return ExitCode::kOk;
}

absl::StatusOr<storage::MoveReport> Move(const storage::OpenedEngines& from,
                                         storage::OpenedEngines to, Session& session) {
  ProgressLine progress(session);
  const storage::MoveOptions options{
      .now = session.environment().clock->Now(),
      .copied = [&](std::string_view table,
                    int64_t rows) { progress.Show(absl::StrCat(std::string(table), " ", rows)); },
      .verified = [&](int64_t position,
                      int64_t head) { progress.Show(absl::StrCat(position, " / ", head)); }};
  return storage::MoveData(from, std::move(to), options, *session.environment().random);
}

absl::StatusOr<ExitCode> Migrate(const Arguments& arguments, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const storage::DataPlace named, DataPlaceOf(arguments));
  const storage::DataPlace source{.data_dir = named.data_dir,
                                  .master_key_file = named.master_key_file};
  storage::DataPlace target = named;
  target.master_key_file = source.MasterKeyFile();  // one opens both
  RandomSource& random = *session.environment().random;
  ZUSAGE_ASSIGN_OR_RETURN(const storage::OpenedEngines from,
                          storage::OpenEngines(source, storage::OpenFor::kServingExisting, random));
  ZUSAGE_ASSIGN_OR_RETURN(storage::OpenedEngines to,
                          storage::OpenEngines(target, storage::OpenFor::kServing, random));
  ZUSAGE_ASSIGN_OR_RETURN(const storage::MoveReport report, Move(from, std::move(to), session));
  return Show(report, source, target, session);
}

std::vector<OptionSpec> Options() {
  return {{.name = "--data-dir",
           .placeholder = "DIR",
           .help = {"The data directory to move, of a server that was stopped",
                    "Das Datenverzeichnis, das umzieht; sein Server ist beendet"},
           .kind = OptionSpec::Kind::kDirectory,
           .required = true},
          {.name = "--database",
           .placeholder = "URL",
           .help = {"The empty PostgreSQL database to move to",
                    "Die leere PostgreSQL-Datenbank, in die es umzieht"},
           .required = true},
          KeysDatabaseOption(),
          MasterKeyOption()};
}

}  // namespace

Noun MigrateNoun() {
  const Phrase help = {
      "Move a data directory into a PostgreSQL database, the journal's root unchanged",
      "Ein Datenverzeichnis in eine PostgreSQL-Datenbank umziehen, die Wurzel bleibt"};
  return {"migrate", help, {{"migrate", help, Options(), &Migrate}}};
}

}  // namespace zusage::cli
