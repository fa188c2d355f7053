// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/read_entry.h"

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
using journal::PartFact;

absl::Status Malformed(const journal::Entry& entry) {
  return absl::DataLossError("journal entry " + std::to_string(entry.position) +
                             " has a malformed part");
}

std::string Text(const Json& row, const char* column) {
  const auto found = row.find(column);
  return found != row.end() && found->is_string() ? found->get<std::string>() : std::string();
}

int64_t Number(const Json& row, const char* column) {
  const auto found = row.find(column);
  return found != row.end() && found->is_number_integer() ? found->get<int64_t>() : 0;
}

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

  absl::StatusOr<Json> RowOf(const PartFact& fact) const {
    Json row = Json::parse(fact.row, nullptr, /*allow_exceptions=*/false);
    if (!row.is_object()) return Malformed(entry_);
    return row;
  }

  absl::Status ReadPlain(const PartFact& fact) {
    if (fact.table == kRequestTable) {
      ZUSAGE_ASSIGN_OR_RETURN(const Json row, RowOf(fact));
      requests_.emplace_back(fact.ordinal, Text(row, "name"));
    } else if (fact.table == kDecisionTable) {
      ZUSAGE_ASSIGN_OR_RETURN(const Json row, RowOf(fact));
      const auto outcome = static_cast<review::Outcome>(Number(row, "outcome"));
      content_.decisions.push_back({Text(row, "request"), std::string(NameOf(outcome))});
    } else if (fact.table == kStrategyTable) {
      ZUSAGE_ASSIGN_OR_RETURN(const Json row, RowOf(fact));
      content_.strategies.push_back(
          {Text(row, "product"), static_cast<int>(Number(row, "version"))});
    }
    return absl::OkStatus();
  }

  absl::Status ReadFreeText(const PartFact& fact) {
    for (const auto& [ordinal, name] : requests_) {
      if (ordinal != fact.ordinal) continue;
      ZUSAGE_ASSIGN_OR_RETURN(const Json row, RowOf(fact));
      PastRequest& request = content_.requests.emplace_back();
      request.name = name;
      request.title = Text(row, "title");
      request.text = Text(row, "wish") + "\n" + Text(row, "problem");
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
