// SPDX-License-Identifier: Apache-2.0
// One import: the rows of a file, what became of each, and what is said about it in the end.
#ifndef ZUSAGE_CLIENTS_CLI_IMPORT_RUN_H_
#define ZUSAGE_CLIENTS_CLI_IMPORT_RUN_H_

#include <google/protobuf/message.h>

#include <cstdint>
#include <fstream>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/import_kinds.h"
#include "clients/cli/progress_line.h"
#include "clients/cli/session.h"
#include "clients/tables/csv_reader.h"
#include "clients/tables/csv_writer.h"
#include "clients/tables/map_rows.h"

namespace zusage::cli {

// Of refused rows so many are shown; all of them are in the file that --rejects names.
inline constexpr size_t kMaxRefusalsShown = 20;
inline constexpr size_t kMaxRecordRows = 200;

// Rows that are one record, ready to be sent.
struct ImportRecord {
  std::vector<tables::CsvRow> rows;
  std::unique_ptr<google::protobuf::Message> request;  // with its request_id
};

class ImportRun {
 public:
  // Both must outlive it. `product` is part of what makes a record the same.
  ImportRun(const ImportKind& kind, std::string product, Session& session);

  // Opens the files that the arguments name. INVALID_ARGUMENT, with the file, for one that cannot
  // be read or written and for a map that makes no sense.
  absl::Status Open(const Arguments& arguments);

  // The next record that can be sent; what cannot is refused here. False at the end, after Stop(),
  // and once the user interrupts. For one thread at a time.
  bool Next(ImportRecord& record);

  // What became of a record. Thread-safe.
  void CountRecorded();
  void CountThere();
  void Refuse(const ImportRecord& record, const absl::Status& why);
  // Ends the run early, because the server is away or does not know who calls. Thread-safe.
  void Stop(const absl::Status& why);
  bool stopped();
  // Refuses the record, or stops the run if no other record would fare better. Thread-safe.
  void Judge(const ImportRecord& record, const absl::Status& status);

  // Says how it went. The error that stopped it; kInvalidInput if rows were refused.
  absl::StatusOr<ExitCode> Finish(bool dry_run);

 private:
  struct Refusal {
    int64_t line;
    std::string why;
  };

  absl::Status OpenTable(const Arguments& arguments, const tables::TableMap& map);
  absl::Status OpenRejects(const std::string& path, const std::string& table);
  absl::StatusOr<bool> ReadRows(ImportRecord& record);
  absl::Status Prepare(ImportRecord& record);
  std::string IdOf(const ImportRecord& record) const;
  std::string Explain(const absl::Status& why) const;
  bool over();
  void ShowProgress();
  void ShowNotes();
  void ShowSummary(bool dry_run);
  void ShowRefusals();

  const ImportKind& kind_;
  const std::string product_;
  Session& session_;
  ProgressLine progress_;

  std::ifstream file_;
  std::unique_ptr<tables::CsvReader> reader_;
  std::optional<tables::RowMapper> mapper_;
  std::optional<tables::CsvRow> ahead_;  // read, and of the next record
  std::string rejects_path_;
  std::ofstream rejects_file_;
  std::unique_ptr<tables::CsvWriter> rejects_;

  std::mutex mutex_;  // for what follows
  absl::Status stopped_;
  bool interrupted_ = false;
  int64_t last_line_ = 0;
  int64_t recorded_ = 0;
  int64_t there_ = 0;
  int64_t refused_ = 0;
  std::vector<Refusal> refusals_;  // the first ones
};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_IMPORT_RUN_H_
