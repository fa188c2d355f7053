// SPDX-License-Identifier: Apache-2.0
// zusage customer|deal|promise|request import
#include "clients/cli/import.h"

#include <deque>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "clients/cli/import_kinds.h"
#include "clients/cli/import_run.h"
#include "clients/cli/options.h"
#include "clients/cli/parallel_calls.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/status_macros.h"
#include "services/rpc/validate.h"
#include "zusage/client/intake.h"

namespace zusage::cli {
namespace {

// Calls under way at once: enough for the server to commit many with each write to its disk.
constexpr int kCallsInFlight = 32;

// Checks each record as the server would first, and sends nothing.
void CheckAll(ImportRun& run) {
  rpc::RuleBook rules;
  ImportRecord record;
  while (run.Next(record)) {
    const absl::Status status =
        rpc::Validate(rules.Of(record.request->GetDescriptor()), *record.request);
    status.ok() ? run.CountRecorded() : run.Judge(record, status);
  }
}

void SendAll(const ImportKind& kind, ImportRun& run) {
  ParallelCalls calls(kCallsInFlight);
  for (;;) {
    auto record = std::make_shared<ImportRecord>();
    if (!run.Next(*record)) break;
    calls.Begin(kind.subject(*record->request), [&kind, &run, record] {
      if (run.stopped()) return;
      const absl::Status status = kind.send(*record->request);
      status.ok() ? run.CountRecorded() : run.Judge(*record, status);
    });
  }
  calls.Finish();
}

absl::StatusOr<ExitCode> Import(const ImportKind& kind, const std::string& product,
                                const Arguments& arguments, Session& session) {
  ImportRun run(kind, product, session);
  ZUSAGE_RETURN_IF_ERROR(run.Open(arguments));
  const bool dry_run = arguments.Has("--dry-run");
  dry_run ? CheckAll(run) : SendAll(kind, run);
  return run.Finish(dry_run);
}

// Records whose items are on their way through the stream, in order.
class RecordsUnderWay {
 public:
  explicit RecordsUnderWay(ImportRun& run) : run_(run) {}

  // Called on the stream's writing thread.
  bool Next(intake::v1::ImportItem& item) {
    ImportRecord record;
    if (!run_.Next(record)) return false;
    item = static_cast<const intake::v1::ImportItem&>(*record.request);
    item.set_item_id(std::to_string(record.rows.front().line));
    const std::lock_guard lock(mutex_);
    records_.push_back(std::move(record));
    return true;
  }

  void Take(const intake::v1::ImportResult& result) {
    ImportRecord record;
    {
      const std::lock_guard lock(mutex_);
      record = std::move(records_.front());
      records_.pop_front();
    }
    if (result.outcome() == intake::v1::ImportResult::OUTCOME_RECORDED) return run_.CountRecorded();
    if (result.outcome() == intake::v1::ImportResult::OUTCOME_ALREADY_THERE) {
      return run_.CountThere();
    }
    run_.Judge(record, client::StatusFrom(result.error()));
  }

 private:
  ImportRun& run_;
  std::mutex mutex_;
  std::deque<ImportRecord> records_;
};

absl::StatusOr<ExitCode> ImportRequests(const Arguments& arguments, Session& session) {
  const ImportKind kind = RequestsKind();
  const std::string product = ProductName(arguments.Text("--product"));
  ImportRun run(kind, product, session);
  ZUSAGE_RETURN_IF_ERROR(run.Open(arguments));
  RecordsUnderWay records(run);
  const bool dry_run = arguments.Has("--dry-run");
  const absl::StatusOr<intake::v1::ImportProgress> progress =
      client::IntakeClient(session.client())
          .ImportChangeRequests(
              product, [&](intake::v1::ImportItem& item) { return records.Next(item); },
              [&](const intake::v1::ImportResult& result) { records.Take(result); },
              {.validate_only = dry_run});
  if (!progress.ok()) run.Stop(progress.status());
  return run.Finish(dry_run);
}

absl::StatusOr<ExitCode> ImportCustomers(const Arguments& arguments, Session& session) {
  return Import(CustomersKind(session), "", arguments, session);
}

absl::StatusOr<ExitCode> ImportDeals(const Arguments& arguments, Session& session) {
  return Import(DealsKind(session), "", arguments, session);
}

absl::StatusOr<ExitCode> ImportPromises(const Arguments& arguments, Session& session) {
  const std::string product = arguments.Text("--product");
  return Import(PromisesKind(product, session), product, arguments, session);
}

std::vector<OptionSpec> ImportOptions(std::vector<OptionSpec> options) {
  options.insert(options.begin(), FileArgument({"A CSV file; - for standard input",
                                                "Eine CSV-Datei; - für die Standardeingabe"}));
  options.push_back({.name = "--map",
                     .placeholder = "MAP",
                     .help = {"Which column becomes which field; deploy/maps/ has some",
                              "Welche Spalte welches Feld wird; in deploy/maps/ liegen einige"},
                     .kind = OptionSpec::Kind::kFile,
                     .required = true});
  options.push_back(
      {.name = "--dry-run",
       .placeholder = "",
       .help = {"Check everything and record nothing", "Alles prüfen und nichts erfassen"},
       .kind = OptionSpec::Kind::kFlag});
  options.push_back({.name = "--rejects",
                     .placeholder = "CSV",
                     .help = {"Where rows go that were refused, with the reason; mended, it can be "
                              "imported",
                              "Wohin zurückgewiesene Zeilen kommen, mit dem Grund; berichtigt "
                              "lässt sich die Datei importieren"},
                     .kind = OptionSpec::Kind::kFile});
  options.push_back({.name = "--separator",
                     .placeholder = "SIGN",
                     .help = {"What stands between columns; told from the header without it",
                              "Was zwischen Spalten steht; sonst am Kopf erkannt"},
                     .choices = {",", ";", "tab"}});
  options.push_back({.name = "--encoding",
                     .placeholder = "NAME",
                     .help = {"Of the file, such as windows-1252; told from its bytes without it",
                              "Der Datei, etwa windows-1252; sonst an den Bytes erkannt"}});
  return options;
}

}  // namespace

Verb ImportCustomersVerb() {
  return {"import",
          {"Record customers from a table, or what changed about them",
           "Kunden aus einer Tabelle erfassen oder was sich an ihnen geändert hat"},
          ImportOptions({}),
          &ImportCustomers};
}

Verb ImportDealsVerb() {
  return {"import",
          {"Record deals from a table, or what changed about them",
           "Abschlüsse aus einer Tabelle erfassen oder was sich an ihnen geändert hat"},
          ImportOptions({}),
          &ImportDeals};
}

Verb ImportPromisesVerb() {
  return {"import",
          {"Record promises from a table", "Zusagen aus einer Tabelle erfassen"},
          ImportOptions({ProductOption(false)}),
          &ImportPromises};
}

Verb ImportRequestsVerb() {
  return {"import",
          {"Hand in requests from a table", "Wünsche aus einer Tabelle einreichen"},
          ImportOptions({ProductOption(true)}),
          &ImportRequests};
}

}  // namespace zusage::cli
