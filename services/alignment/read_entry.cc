// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/read_entry.h"

#include <charconv>
#include <cstdint>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "services/base/status_macros.h"
#include "services/journal/domain/part_facts.h"
#include "services/review/domain/approval_terms.h"

namespace zusage::alignment {
namespace {

using Json = nlohmann::json;
using journal::Kind;
using journal::PartColumn;
using journal::PartFact;

absl::Status Malformed(const journal::Entry& entry) {
  return absl::DataLossError("journal entry " + std::to_string(entry.position) +
                             " has a malformed part");
}

// A fact's row, of which only the columns that are asked for are parsed.
class Row {
 public:
  explicit Row(std::vector<PartColumn> columns) : columns_(std::move(columns)) {}

  // "" if the column is missing or no text.
  std::string Text(std::string_view column) const {
    const std::string_view json = Find(column);
    if (json.size() < 2 || json.front() != '"') return "";
    if (json.find('\\') == json.npos) return std::string(json.substr(1, json.size() - 2));
    const Json text = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    return text.is_string() ? text.get<std::string>() : std::string();
  }

  // 0 if the column is missing or no whole number.
  int64_t Number(std::string_view column) const {
    const std::string_view json = Find(column);
    int64_t number = 0;
    const auto end = std::from_chars(json.data(), json.data() + json.size(), number);
    return end.ptr == json.data() + json.size() ? number : 0;
  }

 private:
  std::string_view Find(std::string_view column) const {
    for (const PartColumn& one : columns_) {
      if (one.name == column) return one.value;
    }
    return "";
  }

  std::vector<PartColumn> columns_;
};

// What the facts of an entry say, one after the other.
class EntryReader {
 public:
  explicit EntryReader(const journal::Entry& entry) : entry_(entry) {}

  absl::StatusOr<EntryContent> Read() {
    ZUSAGE_RETURN_IF_ERROR(VisitFacts(Kind::kPlain, &EntryReader::ReadPlain));
    if (!requests_.empty()) {
      ZUSAGE_RETURN_IF_ERROR(VisitFacts(Kind::kFreeText, &EntryReader::ReadFreeText));
    }
    return std::move(content_);
  }

 private:
  using ReadFact = absl::Status (EntryReader::*)(const PartFact& fact);

  // Erased and withheld parts are passed over.
  absl::Status VisitFacts(Kind kind, ReadFact read) {
    for (const journal::Part& part : entry_.parts) {
      if (part.kind != kind || part.withheld) continue;
      const absl::StatusOr<std::vector<PartFact>> facts = journal::FactsOf(part.json);
      if (!facts.ok()) return Malformed(entry_);
      for (const PartFact& fact : *facts) ZUSAGE_RETURN_IF_ERROR((this->*read)(fact));
    }
    return absl::OkStatus();
  }

  absl::StatusOr<Row> RowOf(const PartFact& fact) const {
    absl::StatusOr<std::vector<PartColumn>> columns = journal::ColumnsOf(fact.row);
    if (!columns.ok()) return Malformed(entry_);
    return Row(*std::move(columns));
  }

  absl::Status ReadPlain(const PartFact& fact) {
    if (fact.table == kRequestTable) {
      ZUSAGE_ASSIGN_OR_RETURN(const Row row, RowOf(fact));
      requests_.emplace_back(fact.ordinal, row.Text("name"));
    } else if (fact.table == kDecisionTable) {
      ZUSAGE_ASSIGN_OR_RETURN(const Row row, RowOf(fact));
      const auto outcome = static_cast<review::Outcome>(row.Number("outcome"));
      content_.decisions.push_back({row.Text("request"), std::string(NameOf(outcome))});
    } else if (fact.table == kStrategyTable) {
      ZUSAGE_ASSIGN_OR_RETURN(const Row row, RowOf(fact));
      content_.strategies.push_back({row.Text("product"), static_cast<int>(row.Number("version"))});
    }
    return absl::OkStatus();
  }

  absl::Status ReadFreeText(const PartFact& fact) {
    for (const auto& [ordinal, name] : requests_) {
      if (ordinal != fact.ordinal) continue;
      ZUSAGE_ASSIGN_OR_RETURN(const Row row, RowOf(fact));
      PastRequest& request = content_.requests.emplace_back();
      request.name = name;
      request.title = row.Text("title");
      request.text = row.Text("wish") + "\n" + row.Text("problem");
    }
    return absl::OkStatus();
  }

  const journal::Entry& entry_;
  EntryContent content_;
  std::vector<std::pair<int64_t, std::string>> requests_;  // the ordinals of facts, and names
};

}  // namespace

absl::StatusOr<EntryContent> ReadEntry(const journal::Entry& entry) {
  return EntryReader(entry).Read();
}

}  // namespace zusage::alignment
