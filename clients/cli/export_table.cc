// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/export_table.h"

#include <cstdio>
#include <utility>

#include "clients/cli/enum_names.h"
#include "clients/cli/errors.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/words.h"
#include "clients/tables/csv_writer.h"
#include "clients/tables/xlsx_writer.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::cli {

using tables::Cell;

std::vector<OptionSpec> ExportOptions(std::vector<OptionSpec> filters) {
  filters.push_back(
      {.name = "--output",
       .placeholder = "FILE",
       .help = {"Where to; standard output without it", "Wohin; sonst auf die Standardausgabe"},
       .kind = OptionSpec::Kind::kFile,
       .short_name = "-o"});
  filters.push_back({.name = "--format",
                     .placeholder = "FORMAT",
                     .help = {"What of; what the file's name ends with, or csv",
                              "Als was; sonst wie der Dateiname endet, oder csv"},
                     .choices = {"csv", "xlsx"}});
  filters.push_back({.name = "--headers",
                     .placeholder = "KIND",
                     .help = {"fields: names and values for programs; words: for people",
                              "fields: Namen und Werte für Programme; words: für Menschen"},
                     .choices = {"fields", "words"}});
  return filters;
}

absl::StatusOr<std::unique_ptr<ExportTable>> ExportTable::Open(const Arguments& arguments,
                                                               std::string_view sheet,
                                                               Session& session) {
  auto table = std::make_unique<ExportTable>(session);
  table->for_people_ = arguments.Text("--headers") == "words";
  const std::string path = arguments.Text("--output");
  const bool named_so = path.size() > 5 && path.substr(path.size() - 5) == ".xlsx";
  const bool xlsx = arguments.Text("--format", named_so ? "xlsx" : "csv") == "xlsx";
  if (xlsx && (path.empty() || path == "-")) return FieldError("--output", kRequired);
  if (xlsx) {
    table->path_ = path;
    table->writer_ = std::make_unique<tables::XlsxWriter>(path, std::string(sheet));
    return table;
  }
  // A byte order mark is for spreadsheets, whose users read words.
  const tables::CsvWriter::Options options{.byte_order_mark = table->for_people_};
  std::ostream* out = session.environment().out;
  if (!path.empty() && path != "-") {
    ZUSAGE_RETURN_IF_ERROR(table->OpenFile(path));
    out = &table->file_;
  }
  table->writer_ = std::make_unique<tables::CsvWriter>(*out, options);
  return table;
}

absl::Status ExportTable::OpenFile(const std::string& path) {
  file_.open(path, std::ios::binary);
  if (!file_) return Error(kFileUnwritable, {{"path", path}});
  path_ = path;
  return absl::OkStatus();
}

ExportTable::~ExportTable() {
  writer_.reset();
  file_.close();
  if (!whole_ && !path_.empty()) std::remove(path_.c_str());
}

absl::Status ExportTable::AddCells(const std::vector<Cell>& cells) {
  if (++rows_ % kExportPageSize == 0) {
    progress_.Show(FillIn(session_.In(words::kExporting), {{"done", std::to_string(rows_)}}));
  }
  return writer_->Add(cells);
}

absl::Status ExportTable::Finish() {
  progress_.Clear();
  ZUSAGE_RETURN_IF_ERROR(writer_->Finish());
  whole_ = true;
  return absl::OkStatus();
}

Cell ExportTable::Enum(const google::protobuf::EnumDescriptor& type, int number) const {
  const google::protobuf::EnumValueDescriptor* value = type.FindValueByNumber(number);
  if (value == nullptr || number == 0) return {};
  return for_people_ ? EnumWord(value->name(), language()) : ShortName(*value);
}

Cell TextCell(const std::string& text) {
  if (text.empty()) return {};
  return text;
}

Cell DayCell(const type::v1::Date& date) {
  if (date.year() == 0) return {};
  return Date(date.year(), date.month(), date.day());
}

Cell TimeCell(const google::protobuf::Timestamp& time) {
  if (time.seconds() == 0) return {};
  return FromProto(time);
}

Cell AmountCell(bool given, const type::v1::Money& money) {
  if (!given) return {};
  return int64_t{money.units()};
}

Cell LinesCell(const google::protobuf::RepeatedPtrField<std::string>& texts,
               std::string_view between) {
  std::string lines;
  for (const std::string& text : texts) lines += (lines.empty() ? "" : std::string(between)) + text;
  return TextCell(lines);
}

}  // namespace zusage::cli
