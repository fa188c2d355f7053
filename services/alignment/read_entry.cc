// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/read_entry.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <nlohmann/json.hpp>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "services/base/resource_name.h"
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

  // Nothing if the column is missing or no number.
  std::optional<double> Fraction(std::string_view column) const {
    const Json number = Json::parse(Find(column), nullptr, /*allow_exceptions=*/false);
    return number.is_number() ? std::optional(number.get<double>()) : std::nullopt;
  }

  EvidenceInShort Evidence(std::string_view column) const {
    const std::string_view json = Find(column);
    if (json.size() <= 2) return {};  // {}, or missing
    const Json evidence = Json::parse(json, nullptr, /*allow_exceptions=*/false);
    if (!evidence.is_object()) return {};
    const auto number = [&evidence](const char* key) {
      const auto found = evidence.find(key);
      return found != evidence.end() && found->is_number() ? found->get<float>() : -1.0f;
    };
    const auto count = [&evidence](const char* key) {
      const auto found = evidence.find(key);
      return found != evidence.end() && found->is_array() ? found->size() : size_t{0};
    };
    return {.frequency_per_month = number("frequency_per_month"),
            .segment_share = number("segment_share"),
            .willingness_to_pay = number("willingness_to_pay"),
            .effort_person_days = number("effort_person_days"),
            .similar_customers = static_cast<int32_t>(number("similar_customers")),
            .conversations = static_cast<uint16_t>(count("conversations") + count("logged")),
            .pain = static_cast<int8_t>(number("pain"))};
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
    if (!written_.empty()) {
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
    const bool learned = std::find(std::begin(kLearnedTables), std::end(kLearnedTables),
                                   fact.table) != std::end(kLearnedTables);
    if (!learned) return absl::OkStatus();
    ZUSAGE_ASSIGN_OR_RETURN(const Row row, RowOf(fact));
    if (fact.table == kDecisionTable) {
      ReadDecision(row);
    } else if (fact.table == kReopeningTable) {
      content_.reopenings.push_back(row.Text("request"));
    } else if (fact.table == kRevocationTable) {
      content_.decisions.push_back({row.Text("request"), Ruling()});
    } else if (fact.table == kMergingTable) {
      content_.mergings.push_back({row.Text("request"), row.Text("target")});
    } else if (fact.table == kWithdrawalTable) {
      content_.withdrawals.push_back(row.Text("request"));
    } else if (fact.table == kStrategyTable) {
      content_.strategies.push_back({row.Text("product"), static_cast<int>(row.Number("version"))});
    } else {  // what matters most is in the private part
      written_.push_back({fact.ordinal, fact.table, row});
    }
    return absl::OkStatus();
  }

  absl::Status ReadFreeText(const PartFact& fact) {
    for (const Written& written : written_) {
      if (written.ordinal != fact.ordinal) continue;
      ZUSAGE_ASSIGN_OR_RETURN(const Row row, RowOf(fact));
      if (written.table == kRequestTable) {
        ReadRequest(written.row, row);
      } else if (written.table == kEvidenceTable) {
        content_.evidence.push_back({written.row.Text("request"), row.Evidence("evidence")});
      } else {
        ReadStudy(written.row, row);
      }
    }
    return absl::OkStatus();
  }

  void ReadDecision(const Row& row) {
    const auto outcome = static_cast<review::Outcome>(row.Number("outcome"));
    if (outcome == review::Outcome::kDuplicate) return;  // the merging says it
    content_.decisions.push_back(
        {row.Text("request"),
         {std::string(NameOf(outcome)), std::string(LastSegment(row.Text("as_is_element"))),
          entry_.position, entry_.commit_time}});
  }

  void ReadRequest(const Row& plain, const Row& text) {
    PastRequest& request = content_.requests.emplace_back();
    request.name = plain.Text("name");
    request.title = text.Text("title");
    request.text = text.Text("wish") + "\n" + text.Text("problem");
    request.evidence = text.Evidence("evidence");
  }

  void ReadStudy(const Row& plain, const Row& text) {
    PastStudy& study = content_.studies.emplace_back();
    study.name = plain.Text("name");
    study.request = plain.Text("request");
    study.element = std::string(LastSegment(plain.Text("element")));
    study.result = static_cast<StudyResult>(plain.Number("result"));
    study.summary = text.Text("summary");
    study.limits = text.Text("limits");
    study.effort_person_days = plain.Fraction("effort_person_days");
    study.valid_until = ParseDate(plain.Text("valid_until"));
    study.create_time = entry_.commit_time;
  }

  const journal::Entry& entry_;
  EntryContent content_;
  // Facts of which a part is what people wrote.
  struct Written {
    int64_t ordinal = 0;
    std::string_view table;
    Row row;
  };
  std::vector<Written> written_;
};

}  // namespace

absl::StatusOr<EntryContent> ReadEntry(const journal::Entry& entry) {
  return EntryReader(entry).Read();
}

}  // namespace zusage::alignment
