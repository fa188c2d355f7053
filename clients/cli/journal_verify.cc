// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/journal_verify.h"

#include <nlohmann/json.hpp>

#include "absl/strings/escaping.h"
#include "absl/strings/str_cat.h"
#include "clients/cli/data_place.h"
#include "clients/cli/errors.h"
#include "clients/cli/options.h"
#include "clients/cli/progress_line.h"
#include "clients/cli/session.h"
#include "services/base/status_macros.h"
#include "storage/journal/verify.h"
#include "storage/open_data.h"

namespace zusage::cli {
namespace {

constexpr size_t kMaxCheckpointBytes = 64 << 10;

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

// The data is not locked, so that what a server uses is verified too, and not migrated.
absl::StatusOr<storage::VerifyReport> VerifyData(const storage::DataPlace& place,
                                                 storage::VerifyOptions options, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(
      const storage::OpenedData data,
      storage::OpenData(place, storage::OpenFor::kLooking, *session.environment().random));
  ZUSAGE_ASSIGN_OR_RETURN(const auto connection, data.engine->Connect(storage::Access::kRead));
  ProgressLine progress(session);
  options.progress = [&](int64_t position, int64_t head) {
    progress.Show(absl::StrCat(position, " / ", head));
  };
  return storage::VerifyJournal(*connection, *data.keys, options);
}

absl::StatusOr<ExitCode> Verify(const Arguments& arguments, Session& session) {
  if (arguments.Has("--data-dir") == arguments.Has("--database")) {
    return FieldError("--data-dir", kExactlyOneOf, {{"options", "--data-dir, --database"}});
  }
  storage::VerifyOptions options;
  if (arguments.Has("--checkpoint")) {
    ZUSAGE_ASSIGN_OR_RETURN(options.kept_checkpoint,
                            session.ReadText(arguments.Text("--checkpoint"), kMaxCheckpointBytes));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const storage::DataPlace place, DataPlaceOf(arguments));
  const absl::StatusOr<storage::VerifyReport> report = VerifyData(place, options, session);
  if (report.ok()) return ShowWhole(*report, session);
  if (report.status().code() == absl::StatusCode::kDataLoss) {
    return ShowBroken(report.status(), session);
  }
  return report.status();
}

}  // namespace

Verb VerifyVerb() {
  return {"verify",
          {"Prove that the journal is whole; needs no server. Exit code 1 means it is not",
           "Beweisen, dass das Journal unversehrt ist; ohne Server. Exit-Code 1 heißt nein"},
          {{.name = "--data-dir",
            .placeholder = "DIR",
            .help = {"The data directory, also of a running server",
                     "Das Datenverzeichnis, auch eines laufenden Servers"},
            .kind = OptionSpec::Kind::kDirectory},
           {.name = "--database",
            .placeholder = "URL",
            .help = {"The PostgreSQL database, if the data is in one",
                     "Die PostgreSQL-Datenbank, wenn die Daten dort sind"}},
           KeysDatabaseOption(),
           MasterKeyOption(),
           {.name = "--checkpoint",
            .placeholder = "FILE",
            .help = {"A checkpoint that was kept elsewhere: compared with",
                     "Ein andernorts aufbewahrter Kontrollpunkt: wird verglichen"},
            .kind = OptionSpec::Kind::kFile}},
          &Verify};
}

}  // namespace zusage::cli
