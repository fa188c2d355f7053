// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/import_run.h"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/strings/escaping.h"
#include "absl/strings/string_view.h"
#include "clients/cli/errors.h"
#include "clients/cli/failure.h"
#include "clients/cli/message_file.h"
#include "clients/cli/words.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "storage/crypto.h"

namespace zusage::cli {
namespace {

using tables::CsvRow;

constexpr char kLineColumn[] = "zusage_line";
constexpr char kReasonColumn[] = "zusage_reason";
constexpr int kProgressEvery = 50;

// The status, with the file that it is about.
absl::Status AboutFile(const std::string& path, const absl::Status& status) {
  const std::optional<ErrorDetails> details = DetailsOf(status);
  if (!details.has_value()) return status;
  if (!details->fields.empty()) return WithFieldPrefix(path + ": ", status);
  return FieldError(path, {status.code(), details->reason, details->english, details->german});
}

void SetRequestId(google::protobuf::Message& request, const std::string& id) {
  request.GetReflection()->SetString(&request,
                                     request.GetDescriptor()->FindFieldByName("request_id"), id);
}

// Whether another record would be answered the same.
bool IsAboutTheRun(const absl::Status& status) {
  switch (status.code()) {
    case absl::StatusCode::kUnavailable:
    case absl::StatusCode::kDeadlineExceeded:
    case absl::StatusCode::kResourceExhausted:
    case absl::StatusCode::kUnauthenticated:
    case absl::StatusCode::kUnimplemented:
    case absl::StatusCode::kCancelled:
      return true;
    default:
      return false;
  }
}

}  // namespace

ImportRun::ImportRun(const ImportKind& kind, std::string product, Session& session)
    : kind_(kind), product_(std::move(product)), session_(session), progress_(session) {}

absl::Status ImportRun::Open(const Arguments& arguments) {
  const std::string path = arguments.Text("--map");
  ZUSAGE_ASSIGN_OR_RETURN(const std::string text, session_.ReadText(path, kMaxMessageFileBytes));
  const absl::StatusOr<strategy::Node> root = ReadFileDocument(text);
  if (!root.ok()) return AboutFile(path, root.status());
  const absl::StatusOr<tables::TableMap> map = tables::ReadMap(*root, kind_.name, kind_.schema);
  if (!map.ok()) return AboutFile(path, map.status());
  ZUSAGE_RETURN_IF_ERROR(OpenTable(arguments, *map));
  absl::StatusOr<tables::RowMapper> mapper = tables::RowMapper::Bind(*map, reader_->columns());
  if (!mapper.ok()) return AboutFile(path, mapper.status());
  mapper_ = *std::move(mapper);
  ShowNotes();
  if (!arguments.Has("--rejects")) return absl::OkStatus();
  return OpenRejects(arguments.Text("--rejects"), arguments.Text("FILE"));
}

absl::Status ImportRun::OpenTable(const Arguments& arguments, const tables::TableMap& map) {
  const std::string path = arguments.Text("FILE");
  std::istream* in = session_.environment().in;
  if (path != "-") {
    file_.open(path, std::ios::binary);
    // A directory can be opened and not read.
    if (!file_ || std::filesystem::is_directory(path)) {
      return Error(kFileUnreadable, {{"path", path}});
    }
    in = &file_;
  }
  const std::string separator = arguments.Text("--separator");
  tables::CsvOptions options{.separator = map.separator,
                             .encoding = arguments.Text("--encoding", map.encoding)};
  if (!separator.empty()) options.separator = separator == "tab" ? '\t' : separator[0];
  reader_ = std::make_unique<tables::CsvReader>(*in, options);
  return AboutFile(path, reader_->ReadHeader());
}

// What is left over is written with the separator that it was read with, so that the same map
// takes it.
absl::Status ImportRun::OpenRejects(const std::string& path, const std::string& table) {
  std::error_code ignored;
  if (std::filesystem::equivalent(path, table, ignored)) {
    return FieldError("--rejects", kFileUnwritable, {{"path", path}});
  }
  rejects_file_.open(path, std::ios::binary);
  rejects_ = std::make_unique<tables::CsvWriter>(
      rejects_file_,
      tables::CsvWriter::Options{.separator = reader_->separator(), .byte_order_mark = true});
  std::vector<tables::ColumnHead> heads = {{kLineColumn}, {kReasonColumn}};
  for (const std::string& column : reader_->columns()) {
    if (column != kLineColumn && column != kReasonColumn) heads.push_back({column});
  }
  if (!rejects_->Begin(heads).ok()) return Error(kFileUnwritable, {{"path", path}});
  rejects_path_ = path;
  return absl::OkStatus();
}

void ImportRun::ShowNotes() {
  if (session_.json()) return;
  Page page = session_.err_page();
  const auto show = [&](const Phrase& phrase, const std::vector<std::string>& columns) {
    std::string list;
    for (const std::string& column : columns) {
      if (column == kLineColumn || column == kReasonColumn) continue;
      list += (list.empty() ? "" : ", ") + column;
    }
    if (!list.empty()) page.Paragraph({page.In(phrase, {{"columns", list}}), Style::kDim});
  };
  show(words::kColumnsLacking, mapper_->lacking());
  show(words::kColumnsUnused, mapper_->unused());
}

bool ImportRun::over() {
  const auto& interrupted = session_.environment().interrupted;
  const std::lock_guard lock(mutex_);
  interrupted_ = interrupted_ || (interrupted && interrupted());
  return interrupted_ || !stopped_.ok();
}

// Rows up to the next record's; a row that is broken is a record of its own.
absl::StatusOr<bool> ImportRun::ReadRows(ImportRecord& record) {
  record.rows.clear();
  while (record.rows.size() < kMaxRecordRows) {
    if (!ahead_.has_value()) {
      CsvRow row;
      ZUSAGE_ASSIGN_OR_RETURN(const bool more, reader_->Next(row));
      if (!more) break;
      ahead_ = std::move(row);
    }
    const bool first = record.rows.empty();
    const bool joins = !first && ahead_->problem.ok() && record.rows.back().problem.ok() &&
                       mapper_->BelongTogether(record.rows.back(), *ahead_);
    if (!first && !joins) break;
    record.rows.push_back(*std::exchange(ahead_, std::nullopt));
  }
  return !record.rows.empty();
}

// What was recorded once is known again by it: by the row's key and the product. What overwrites is
// the same only within a run, or a value that returns would be taken for a repetition.
std::string ImportRun::IdOf(const ImportRecord& record) const {
  std::string content = kind_.overwrites
                            ? session_.request_id() + ":" + std::to_string(record.rows[0].line)
                            : product_;
  for (const CsvRow& row : record.rows) content += "|" + mapper_->KeyOf(row);
  const auto digest = storage::Sha256({"zusage import", kind_.name, content});
  return "import-" +
         absl::BytesToHexString(
             absl::string_view(reinterpret_cast<const char*>(digest.data()), digest.size()))
             .substr(0, 40);
}

absl::Status ImportRun::Prepare(ImportRecord& record) {
  ZUSAGE_RETURN_IF_ERROR(record.rows.front().problem);
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Node node, mapper_->Map(record.rows));
  ZUSAGE_ASSIGN_OR_RETURN(record.request, kind_.make(node));
  SetRequestId(*record.request, IdOf(record));
  return absl::OkStatus();
}

bool ImportRun::Next(ImportRecord& record) {
  while (!over()) {
    const absl::StatusOr<bool> more = ReadRows(record);
    if (!more.ok()) Stop(more.status());
    if (!more.ok() || !*more) return false;
    {
      const std::lock_guard lock(mutex_);
      last_line_ = record.rows.front().line;
    }
    const absl::Status status = Prepare(record);
    if (status.ok()) return true;
    Judge(record, status);
  }
  return false;
}

void ImportRun::ShowProgress() {
  const int64_t done = recorded_ + there_ + refused_;
  if (done % kProgressEvery != 0) return;
  progress_.Show(FillIn(session_.In(words::kImporting),
                        {{"done", std::to_string(done)}, {"refused", std::to_string(refused_)}}));
}

void ImportRun::CountRecorded() {
  const std::lock_guard lock(mutex_);
  ++recorded_;
  ShowProgress();
}

void ImportRun::CountThere() {
  const std::lock_guard lock(mutex_);
  ++there_;
  ShowProgress();
}

void ImportRun::Judge(const ImportRecord& record, const absl::Status& status) {
  bool nobody_may = absl::IsPermissionDenied(status);
  {
    const std::lock_guard lock(mutex_);
    nobody_may = nobody_may && recorded_ + there_ == 0;
  }
  IsAboutTheRun(status) || nobody_may ? Stop(status) : Refuse(record, status);
}

bool ImportRun::stopped() {
  const std::lock_guard lock(mutex_);
  return !stopped_.ok();
}

void ImportRun::Stop(const absl::Status& why) {
  const std::lock_guard lock(mutex_);
  if (stopped_.ok()) stopped_ = why;
}

// "Close Date (deal.close_date): There is no such day" for each field.
std::string ImportRun::Explain(const absl::Status& why) const {
  const Failure failure = FailureOf(why, session_.language());
  if (failure.reason == kRequestIdReused.reason) return session_.In(words::kImportedBefore);
  if (failure.fields.empty()) return failure.message;
  std::string text;
  for (const Failure::Field& field : failure.fields) {
    std::string path = field.path;
    if (path.rfind(kind_.server_prefix, 0) == 0) path.erase(0, kind_.server_prefix.size());
    const std::string columns = mapper_->ColumnsOf(path);
    if (!text.empty()) text += "; ";
    text += columns.empty() ? path : columns + " (" + path + ")";
    text += ": " + field.description;
  }
  return text;
}

void ImportRun::Refuse(const ImportRecord& record, const absl::Status& why) {
  const std::string text = Explain(why);
  const std::lock_guard lock(mutex_);
  ++refused_;
  if (refusals_.size() < kMaxRefusalsShown) refusals_.push_back({record.rows.front().line, text});
  ShowProgress();
  if (rejects_ == nullptr) return;
  const std::vector<std::string>& columns = reader_->columns();
  for (const CsvRow& row : record.rows) {
    std::vector<tables::Cell> cells = {row.line, text};
    for (size_t i = 0; i < row.fields.size(); ++i) {
      const std::string column = i < columns.size() ? columns[i] : "";
      if (column != kLineColumn && column != kReasonColumn) cells.emplace_back(row.fields[i]);
    }
    if (!rejects_->Add(cells).ok() && stopped_.ok()) {
      stopped_ = Error(kFileUnwritable, {{"path", rejects_path_}});
    }
  }
}

void ImportRun::ShowRefusals() {
  Page page = session_.err_page();
  for (const Refusal& refusal : refusals_) {
    page.Paragraph({page.In(words::kLineRefused,
                            {{"line", std::to_string(refusal.line)}, {"why", refusal.why}}),
                    Style::kWarning});
  }
  const int64_t more = refused_ - static_cast<int64_t>(refusals_.size());
  if (more > 0) {
    page.Paragraph(page.In(words::kMoreRefused, {{"count", std::to_string(more)}}));
  }
  if (!rejects_path_.empty() && refused_ > 0) {
    page.Paragraph(page.In(words::kRefusedAreIn, {{"path", rejects_path_}}));
  }
}

void ImportRun::ShowSummary(bool dry_run) {
  if (session_.json()) {
    nlohmann::json refusals = nlohmann::json::array();
    for (const Refusal& refusal : refusals_) {
      refusals.push_back({{"line", refusal.line}, {"reason", refusal.why}});
    }
    const nlohmann::json summary = {{"recorded", recorded_},
                                    {"alreadyThere", there_},
                                    {"refused", refused_},
                                    {"refusals", refusals},
                                    {"dryRun", dry_run},
                                    {"lastLine", last_line_},
                                    {"finished", stopped_.ok() && !interrupted_}};
    *session_.environment().out << summary.dump(2, ' ', false,
                                                nlohmann::json::error_handler_t::replace)
                                << '\n';
    return;
  }
  ShowRefusals();
  Page page = session_.out_page();
  page.Paragraph({page.In(dry_run ? words::kWouldBeImported : words::kImported,
                          {{"recorded", std::to_string(recorded_)},
                           {"there", std::to_string(there_)},
                           {"refused", std::to_string(refused_)}}),
                  refused_ == 0 ? Style::kGood : Style::kWarning});
  if (stopped_.ok() && !interrupted_) return;
  page.Paragraph(
      {page.In(words::kImportStopped, {{"line", std::to_string(last_line_)}}), Style::kWarning});
}

absl::StatusOr<ExitCode> ImportRun::Finish(bool dry_run) {
  progress_.Clear();
  const std::lock_guard lock(mutex_);
  if (rejects_ != nullptr) {
    if (!rejects_->Finish().ok() && stopped_.ok()) {
      stopped_ = Error(kFileUnwritable, {{"path", rejects_path_}});
    }
    rejects_file_.close();
    if (refused_ == 0) std::remove(rejects_path_.c_str());
  }
  ShowSummary(dry_run);
  ZUSAGE_RETURN_IF_ERROR(stopped_);
  if (interrupted_) return ExitCode::kUnavailable;
  return refused_ > 0 ? ExitCode::kInvalidInput : ExitCode::kOk;
}

}  // namespace zusage::cli
