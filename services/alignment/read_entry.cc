// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/read_entry.h"

#include <cstdint>
#include <map>
#include <nlohmann/json.hpp>
#include <utility>

#include "absl/status/status.h"
#include "services/base/status_macros.h"
#include "services/review/domain/approval_terms.h"

namespace zusage::alignment {
namespace {

using Json = nlohmann::json;
using journal::Kind;

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

// The facts of a part: an array of objects with a "fact" and a "row".
absl::StatusOr<Json> ReadPart(const journal::Entry& entry, const journal::Part& part) {
  Json facts = Json::parse(part.json, nullptr, /*allow_exceptions=*/false);
  if (!facts.is_array()) return Malformed(entry);
  for (const Json& fact : facts) {
    if (!fact.is_object() || !fact.contains("fact") || !fact.contains("row") ||
        !fact["row"].is_object()) {
      return Malformed(entry);
    }
  }
  return facts;
}

// What people wrote, by the fact's ordinal. Erased and withheld parts are missing.
absl::StatusOr<std::map<int64_t, Json>> ReadFreeText(const journal::Entry& entry) {
  std::map<int64_t, Json> rows;
  for (const journal::Part& part : entry.parts) {
    if (part.kind != Kind::kFreeText || part.withheld) continue;
    ZUSAGE_ASSIGN_OR_RETURN(Json facts, ReadPart(entry, part));
    for (Json& fact : facts) rows[Number(fact, "fact")] = std::move(fact["row"]);
  }
  return rows;
}

absl::Status ReadRequests(const journal::Entry& entry,
                          const std::vector<std::pair<int64_t, std::string>>& names,
                          EntryContent& content) {
  if (names.empty()) return absl::OkStatus();
  ZUSAGE_ASSIGN_OR_RETURN(const auto texts, ReadFreeText(entry));
  for (const auto& [ordinal, name] : names) {
    const auto row = texts.find(ordinal);
    if (row == texts.end()) continue;
    PastRequest& request = content.requests.emplace_back();
    request.name = name;
    request.title = Text(row->second, "title");
    request.text = Text(row->second, "wish") + "\n" + Text(row->second, "problem");
  }
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<EntryContent> ReadEntry(const journal::Entry& entry) {
  EntryContent content;
  std::vector<std::pair<int64_t, std::string>> requests;  // the ordinals of facts, and names
  for (const journal::Part& part : entry.parts) {
    if (part.kind != Kind::kPlain || part.withheld) continue;
    ZUSAGE_ASSIGN_OR_RETURN(const Json facts, ReadPart(entry, part));
    for (const Json& fact : facts) {
      const std::string table = Text(fact, "table");
      const Json& row = fact["row"];
      if (table == "change_requests") {
        requests.emplace_back(Number(fact, "fact"), Text(row, "name"));
      } else if (table == "decisions") {
        const auto outcome = static_cast<review::Outcome>(Number(row, "outcome"));
        content.decisions.push_back({Text(row, "request"), std::string(NameOf(outcome))});
      } else if (table == "strategies") {
        content.strategies.push_back(
            {Text(row, "product"), static_cast<int>(Number(row, "version"))});
      }
    }
  }
  ZUSAGE_RETURN_IF_ERROR(ReadRequests(entry, requests, content));
  return content;
}

}  // namespace zusage::alignment
