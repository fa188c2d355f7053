// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/csv_reader.h"

#include <algorithm>
#include <array>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/string_view.h"
#include "clients/tables/errors.h"
#include "clients/tables/formula_safety.h"
#include "services/base/status_macros.h"

namespace zusage::tables {
namespace {

constexpr std::string_view kSeparators = ",;\t";

// How long the line end at `at` is: 2 for CR LF, 1 for either alone.
size_t LineEndLength(std::string_view text, size_t at) {
  return text.substr(at, 2) == "\r\n" ? 2 : 1;
}

int64_t CountLineEnds(std::string_view text) {
  int64_t count = 0;
  for (size_t at = 0; (at = text.find_first_of("\r\n", at)) != text.npos; ++count) {
    at += LineEndLength(text, at);
  }
  return count;
}

std::string Trimmed(const std::string& text) {
  return std::string(absl::StripAsciiWhitespace(text));
}

enum class Outcome { kRecord, kNeedsMore, kBroken };

// Takes one record from the start of a text.
class RecordParser {
 public:
  RecordParser(std::string_view text, char separator, bool at_end)
      : text_(text), separator_(separator), at_end_(at_end) {}

  Outcome Parse(std::vector<std::string>& fields) {
    fields.clear();
    for (;;) {
      std::string field;
      const bool quoted = at_ < text_.size() && text_[at_] == '"';
      const Outcome outcome = quoted ? Quoted(field) : Plain(field);
      if (outcome != Outcome::kRecord) return outcome;
      if (field.size() > kMaxCellBytes) {
        return Broken(Error(kCellTooLong, {{"limit", std::to_string(kMaxCellBytes)}}));
      }
      fields.push_back(std::move(field));
      if (fields.size() > kMaxColumns) {
        return Broken(Error(kTooManyColumns, {{"limit", std::to_string(kMaxColumns)}}));
      }
      if (at_ == text_.size()) return Outcome::kRecord;
      if (text_[at_] == separator_) {
        ++at_;
        continue;
      }
      if (text_[at_] == '\r' && at_ + 1 == text_.size() && !at_end_) return Outcome::kNeedsMore;
      at_ += LineEndLength(text_, at_);
      return Outcome::kRecord;
    }
  }

  size_t used() const { return at_; }
  const absl::Status& problem() const { return problem_; }

 private:
  Outcome Broken(absl::Status problem) {
    problem_ = std::move(problem);
    return Outcome::kBroken;
  }

  // Up to the separator or the line end; quotes within are text.
  Outcome Plain(std::string& field) {
    const std::array<char, 3> ends = {separator_, '\r', '\n'};
    const size_t end = text_.find_first_of(std::string_view(ends.data(), ends.size()), at_);
    if (end == text_.npos && !at_end_) return Outcome::kNeedsMore;
    field = text_.substr(at_, end == text_.npos ? end : end - at_);
    at_ = std::min(end, text_.size());
    return Outcome::kRecord;
  }

  Outcome Quoted(std::string& field) {
    for (++at_;;) {
      const size_t quote = text_.find('"', at_);
      if (quote == text_.npos) return at_end_ ? Broken(Error(kQuoteUnclosed)) : Outcome::kNeedsMore;
      field.append(text_.substr(at_, quote - at_));
      at_ = quote + 1;
      if (at_ < text_.size() && text_[at_] == '"') {
        field += '"';
        ++at_;
        continue;
      }
      return AfterQuote();
    }
  }

  // Blanks after the closing quote are nobody's.
  Outcome AfterQuote() {
    while (at_ < text_.size() && text_[at_] == ' ') ++at_;
    if (at_ == text_.size()) return at_end_ ? Outcome::kRecord : Outcome::kNeedsMore;
    const char next = text_[at_];
    const bool ends = next == separator_ || next == '\r' || next == '\n';
    return ends ? Outcome::kRecord : Broken(Error(kQuoteUnclosed));
  }

  const std::string_view text_;
  const char separator_;
  const bool at_end_;
  size_t at_ = 0;
  absl::Status problem_;
};

// The separator that `line` has most of outside of quotes.
char SeparatorOf(std::string_view text) {
  std::array<int, kSeparators.size()> counts = {};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (quoted) continue;
    if (c == '\r' || c == '\n') break;
    if (const size_t which = kSeparators.find(c); which != kSeparators.npos) ++counts[which];
  }
  return kSeparators[static_cast<size_t>(std::max_element(counts.begin(), counts.end()) -
                                         counts.begin())];
}

// The cells of a line whose quotes make no sense, as they stand there.
std::vector<std::string> CellsAsTheyStand(std::string_view line, char separator) {
  std::vector<std::string> cells;
  for (size_t from = 0; cells.size() < kMaxColumns;) {
    const size_t to = line.find(separator, from);
    cells.emplace_back(line.substr(from, to == line.npos ? to : to - from));
    if (to == line.npos) break;
    from = to + 1;
  }
  return cells;
}

bool AllEmpty(const std::vector<std::string>& fields) {
  return std::all_of(fields.begin(), fields.end(),
                     [](const std::string& field) { return field.empty(); });
}

}  // namespace

CsvReader::CsvReader(std::istream& in, CsvOptions options)
    : in_(in), decoder_(in, std::move(options.encoding)), separator_(options.separator) {}

absl::Status CsvReader::FillUp() {
  text_.erase(0, start_);
  start_ = 0;
  ZUSAGE_ASSIGN_OR_RETURN(const bool more, decoder_.Read(text_));
  at_end_ = !more;
  if (in_.bad()) return Error(kTableUnreadable, {{"line", std::to_string(line_)}});
  return absl::OkStatus();
}

void CsvReader::Consume(size_t bytes) {
  line_ += CountLineEnds(rest().substr(0, bytes));
  start_ += bytes;
}

// Excel's way of saying which separator a file has.
absl::Status CsvReader::TakeSeparatorLine() {
  while (!at_end_ && rest().size() < 8) ZUSAGE_RETURN_IF_ERROR(FillUp());
  if (rest().substr(0, 4) != "sep=" || rest().size() < 6) return absl::OkStatus();
  const char after = rest()[5];
  if (after != '\r' && after != '\n') return absl::OkStatus();
  if (separator_ == 0) separator_ = rest()[4];
  Consume(5 + LineEndLength(rest(), 5));
  return absl::OkStatus();
}

absl::Status CsvReader::ReadHeader() {
  ZUSAGE_RETURN_IF_ERROR(TakeSeparatorLine());
  while (!at_end_ && rest().size() < kMaxRowBytes && rest().find_first_of("\r\n") == text_.npos) {
    ZUSAGE_RETURN_IF_ERROR(FillUp());
  }
  if (separator_ == 0) separator_ = SeparatorOf(rest());
  CsvRow row;
  ZUSAGE_ASSIGN_OR_RETURN(const bool found, NextRecord(row));
  if (!found) return Error(kNoHeader);
  ZUSAGE_RETURN_IF_ERROR(row.problem);
  for (std::string& name : row.fields) {
    if (!IsUtf8(name)) return Error(kEncodingUnclear);
    columns_.push_back(Trimmed(name));
  }
  while (!columns_.empty() && columns_.back().empty()) columns_.pop_back();
  return columns_.empty() ? Error(kNoHeader) : absl::OkStatus();
}

// A row that nobody can make sense of is one line; the next line is another row.
void CsvReader::TakeBrokenLine(CsvRow& row) {
  const size_t end = rest().find_first_of("\r\n");
  const std::string_view line = rest().substr(0, end);
  row.fields = CellsAsTheyStand(line.substr(0, kMaxCellBytes), separator_);
  skip_to_line_end_ = end == text_.npos;
  Consume(skip_to_line_end_ ? line.size() : end + LineEndLength(rest(), end));
}

absl::StatusOr<bool> CsvReader::NextRecord(CsvRow& row) {
  for (;;) {
    if (skip_to_line_end_) {
      const size_t end = rest().find_first_of("\r\n");
      skip_to_line_end_ = end == text_.npos;
      Consume(skip_to_line_end_ ? rest().size() : end + LineEndLength(rest(), end));
    }
    if (rest().empty() && at_end_) return false;
    RecordParser parser(rest(), separator_, at_end_);
    Outcome outcome = parser.Parse(row.fields);
    row.problem = parser.problem();
    if (outcome == Outcome::kNeedsMore && rest().size() < kMaxRowBytes) {
      ZUSAGE_RETURN_IF_ERROR(FillUp());
      continue;
    }
    row.line = line_;
    if (outcome == Outcome::kRecord) {
      Consume(parser.used());
    } else {
      if (row.problem.ok()) row.problem = Error(kQuoteUnclosed);  // or one line of a megabyte
      TakeBrokenLine(row);
    }
    if (row.problem.ok() && AllEmpty(row.fields)) continue;
    return true;
  }
}

void CsvReader::CheckRow(CsvRow& row) const {
  const size_t size = row.fields.size();
  const Metadata sizes = {{"size", std::to_string(size)},
                          {"columns", std::to_string(columns_.size())}};
  if (size < columns_.size()) {
    row.problem = Error(kRowTooShort, sizes);
  } else if (AllEmpty(
                 {row.fields.begin() + static_cast<long>(columns_.size()), row.fields.end()})) {
    row.fields.resize(columns_.size());
  } else {
    row.problem = Error(kRowTooLong, sizes);
  }
}

absl::StatusOr<bool> CsvReader::Next(CsvRow& row) {
  ZUSAGE_ASSIGN_OR_RETURN(const bool found, NextRecord(row));
  if (!found) return false;
  if (row.problem.ok()) CheckRow(row);
  for (std::string& field : row.fields) {
    if (!IsUtf8(field)) row.problem = Error(kNotUtf8);
    field = Restored(field);
  }
  return true;
}

}  // namespace zusage::tables
