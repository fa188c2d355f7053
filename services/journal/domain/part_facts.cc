// SPDX-License-Identifier: Apache-2.0
#include "services/journal/domain/part_facts.h"

#include <algorithm>
#include <charconv>
#include <utility>

#include "services/base/status_macros.h"

namespace zusage::journal {
namespace {

// Goes through JSON from left to right. Each step returns false, and the rest is of no use, if the
// text is not what is expected.
class Scanner {
 public:
  explicit Scanner(std::string_view json) : json_(json) {}

  size_t at() const { return at_; }
  bool AtEnd() const { return at_ == json_.size(); }
  std::string_view Since(size_t start) const { return json_.substr(start, at_ - start); }

  // Passes `token` if it comes next.
  bool Pass(std::string_view token) {
    if (json_.compare(at_, token.size(), token) != 0) return false;
    at_ += token.size();
    return true;
  }

  bool PassNumber(int64_t& number) {
    const auto end = std::from_chars(json_.data() + at_, json_.data() + json_.size(), number);
    at_ = static_cast<size_t>(end.ptr - json_.data());
    return end.ec == std::errc();
  }

  // Passes a string; at its opening quote.
  bool PassString() {
    const size_t start = at_;
    do {
      at_ = json_.find('"', at_ + 1);
      if (at_ == std::string_view::npos) return false;
    } while (IsEscaped(start));
    ++at_;
    return true;
  }

  // Passes what comes before the next quote, in which nothing is escaped.
  bool PassName() {
    at_ = std::min(json_.find('"', at_), json_.size());
    return !AtEnd();
  }

  // Passes an object with all that is in it.
  bool PassObject() { return Peek() == '{' && PassNested(); }

  // Passes a value of any kind.
  bool PassValue() {
    if (Peek() == '"') return PassString();
    if (Peek() == '{' || Peek() == '[') return PassNested();
    const size_t start = at_;
    at_ = std::min(json_.find_first_of("\",:]}", at_), json_.size());
    return at_ > start;
  }

 private:
  // What comes next; 0 at the end.
  char Peek() const { return AtEnd() ? '\0' : json_[at_]; }

  // Passes an object or an array; at its opening bracket.
  bool PassNested() {
    int depth = 0;
    while (at_ < json_.size()) {
      switch (json_[at_]) {
        case '"':
          if (!PassString()) return false;
          continue;
        case '{':
        case '[':
          ++depth;
          break;
        case '}':
        case ']':
          --depth;
          break;
      }
      ++at_;
      if (depth == 0) return true;
    }
    return false;
  }

  // Whether the quote here is part of the string that starts at `start`.
  bool IsEscaped(size_t start) const {
    size_t first = at_;
    while (first > start + 1 && json_[first - 1] == '\\') --first;
    return (at_ - first) % 2 != 0;
  }

  const std::string_view json_;
  size_t at_ = 0;
};

// Passes the fact that comes next.
bool PassFact(Scanner& scanner, PartFact& fact) {
  const size_t start = scanner.at();
  if (!scanner.Pass("{\"fact\":") || !scanner.PassNumber(fact.ordinal)) return false;
  if (!scanner.Pass(",\"row\":")) return false;
  const size_t row = scanner.at();
  if (!scanner.PassObject()) return false;
  fact.row = scanner.Since(row);
  if (scanner.Pass(",\"table\":\"")) {
    const size_t table = scanner.at();
    if (!scanner.PassName()) return false;
    fact.table = scanner.Since(table);
    if (!scanner.Pass("\"")) return false;
  }
  if (!scanner.Pass("}")) return false;
  fact.json = scanner.Since(start);
  return true;
}

// Passes the column that comes next.
bool PassColumn(Scanner& scanner, PartColumn& column) {
  if (!scanner.Pass("\"")) return false;
  const size_t name = scanner.at();
  if (!scanner.PassName()) return false;
  column.name = scanner.Since(name);
  if (!scanner.Pass("\":")) return false;
  const size_t value = scanner.at();
  if (!scanner.PassValue()) return false;
  column.value = scanner.Since(value);
  return true;
}

}  // namespace

absl::StatusOr<std::vector<PartFact>> FactsOf(std::string_view json) {
  std::vector<PartFact> facts;
  Scanner scanner(json);
  bool whole = scanner.Pass("[");
  while (whole && !scanner.Pass("]")) {
    whole = (facts.empty() || scanner.Pass(",")) && PassFact(scanner, facts.emplace_back());
  }
  if (!whole || !scanner.AtEnd()) return absl::DataLossError("a part is not an array of facts");
  return facts;
}

absl::StatusOr<std::vector<PartColumn>> ColumnsOf(std::string_view row) {
  std::vector<PartColumn> columns;
  Scanner scanner(row);
  bool whole = scanner.Pass("{");
  while (whole && !scanner.Pass("}")) {
    whole = (columns.empty() || scanner.Pass(",")) && PassColumn(scanner, columns.emplace_back());
  }
  if (!whole || !scanner.AtEnd()) return absl::DataLossError("a row is not an object");
  return columns;
}

absl::Status WantedFacts::Cut(Kind kind, std::string& json) {
  if (tables_.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const std::vector<PartFact> facts, FactsOf(json));
  std::string wanted;
  for (const PartFact& fact : facts) {
    if (!IsWanted(kind, fact)) continue;
    if (kind == Kind::kPlain) ordinals_.push_back(fact.ordinal);
    wanted += wanted.empty() ? '[' : ',';
    wanted += fact.json;
  }
  if (!wanted.empty()) wanted += ']';
  json = std::move(wanted);
  return absl::OkStatus();
}

bool WantedFacts::IsWanted(Kind kind, const PartFact& fact) const {
  if (kind == Kind::kPlain) return std::ranges::find(tables_, fact.table) != tables_.end();
  return std::ranges::find(ordinals_, fact.ordinal) != ordinals_.end();
}

}  // namespace zusage::journal
