// SPDX-License-Identifier: Apache-2.0
#include "storage/request_json.h"

#include <nlohmann/json.hpp>
#include <optional>

#include "services/base/status_macros.h"

namespace zusage::storage {
namespace {

using nlohmann::json;

absl::Status Corrupt(std::string_view what) {
  return absl::InternalError("stored " + std::string(what) + " is not what was written");
}

template <typename T>
void Put(json& object, const char* key, const std::optional<T>& value) {
  if (value.has_value()) object[key] = *value;
}

void PutDate(json& object, const char* key, const std::optional<Date>& date) {
  if (date.has_value()) object[key] = FormatDate(*date);
}

template <typename T>
std::optional<T> Take(const json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end()) return std::nullopt;
  return found->get<T>();
}

std::optional<Date> TakeDate(const json& object, const char* key) {
  const auto text = Take<std::string>(object, key);
  return text.has_value() ? ParseDate(*text) : std::nullopt;
}

// Runs `read` on the parsed text; nlohmann's exceptions end here.
template <typename Read>
absl::Status Parse(std::string_view text, std::string_view what, Read read) {
  try {
    read(json::parse(text));
    return absl::OkStatus();
  } catch (const json::exception&) {
    return Corrupt(what);
  }
}

json ConversationToJson(const alignment::Conversation& conversation) {
  json object = {{"text", conversation.text}};
  if (conversation.kind != alignment::Conversation::Kind::kUnspecified) {
    object["kind"] = static_cast<int>(conversation.kind);
  }
  PutDate(object, "date", conversation.date);
  return object;
}

alignment::Conversation ConversationFromJson(const json& object) {
  return {.kind = static_cast<alignment::Conversation::Kind>(object.value("kind", 0)),
          .date = TakeDate(object, "date"),
          .text = object.at("text").get<std::string>()};
}

json ScopeToJson(const review::CustomerScope& scope) {
  switch (scope.kind) {
    case review::CustomerScope::Kind::kAll:
      return json{{"all", true}};
    case review::CustomerScope::Kind::kSegment:
      return json{{"segment", scope.segment}};
    case review::CustomerScope::Kind::kCustomers:
      return json{{"customers", scope.customers}};
  }
  return json::object();
}

review::CustomerScope ScopeFromJson(const json& object) {
  review::CustomerScope scope;
  if (object.contains("all")) {
    scope.kind = review::CustomerScope::Kind::kAll;
  } else if (object.contains("segment")) {
    scope.kind = review::CustomerScope::Kind::kSegment;
    scope.segment = object.at("segment").get<std::string>();
  } else {
    scope.customers = object.at("customers").get<std::vector<std::string>>();
  }
  return scope;
}

}  // namespace

std::string ToJson(const alignment::Evidence& evidence) {
  json object = json::object();
  Put(object, "pain", evidence.pain);
  Put(object, "frequency_per_month", evidence.frequency_per_month);
  Put(object, "similar_customers", evidence.similar_customers);
  Put(object, "segment_share", evidence.segment_share);
  Put(object, "willingness_to_pay", evidence.willingness_to_pay);
  if (!evidence.willingness_to_pay_currency.empty()) {
    object["currency"] = evidence.willingness_to_pay_currency;
  }
  Put(object, "effort_person_days", evidence.effort_person_days);
  if (!evidence.conversations.empty()) object["conversations"] = evidence.conversations;
  for (const alignment::Conversation& conversation : evidence.logged_conversations) {
    object["logged"].push_back(ConversationToJson(conversation));
  }
  return object.dump();
}

absl::StatusOr<alignment::Evidence> EvidenceFromJson(std::string_view text) {
  alignment::Evidence evidence;
  ZUSAGE_RETURN_IF_ERROR(Parse(text, "evidence", [&](const json& object) {
    evidence.pain = Take<int>(object, "pain");
    evidence.frequency_per_month = Take<double>(object, "frequency_per_month");
    evidence.similar_customers = Take<int>(object, "similar_customers");
    evidence.segment_share = Take<double>(object, "segment_share");
    evidence.willingness_to_pay = Take<int64_t>(object, "willingness_to_pay");
    evidence.willingness_to_pay_currency = object.value("currency", "");
    evidence.effort_person_days = Take<double>(object, "effort_person_days");
    evidence.conversations = object.value("conversations", std::vector<std::string>{});
    for (const json& one : object.value("logged", json::array())) {
      evidence.logged_conversations.push_back(ConversationFromJson(one));
    }
  }));
  return evidence;
}

std::string ToJson(const std::vector<intake::Item>& items) {
  json list = json::array();
  for (const intake::Item& item : items) list.push_back({{"id", item.id}, {"text", item.text}});
  return list.dump();
}

absl::StatusOr<std::vector<intake::Item>> ItemsFromJson(std::string_view text) {
  std::vector<intake::Item> items;
  ZUSAGE_RETURN_IF_ERROR(Parse(text, "items", [&](const json& list) {
    for (const json& item : list) {
      items.push_back({item.at("id").get<std::string>(), item.at("text").get<std::string>()});
    }
  }));
  return items;
}

std::string ToJson(const std::vector<review::ItemMapping>& items) {
  json list = json::array();
  for (const review::ItemMapping& one : items) {
    list.push_back({{"item", one.item}, {"into", one.into}});
  }
  return list.dump();
}

absl::StatusOr<std::vector<review::ItemMapping>> MappingsFromJson(std::string_view text) {
  std::vector<review::ItemMapping> items;
  ZUSAGE_RETURN_IF_ERROR(Parse(text, "item mapping", [&](const json& list) {
    for (const json& one : list) {
      items.push_back({one.at("item").get<std::string>(), one.at("into").get<std::string>()});
    }
  }));
  return items;
}

std::string ToJson(const std::vector<std::string>& texts) { return json(texts).dump(); }

absl::StatusOr<std::vector<std::string>> TextsFromJson(std::string_view text) {
  std::vector<std::string> texts;
  ZUSAGE_RETURN_IF_ERROR(Parse(text, "list of texts", [&](const json& list) {
    texts = list.get<std::vector<std::string>>();
  }));
  return texts;
}

std::string TermsToJson(const review::Approval& approval) {
  json object = {{"included", approval.included},
                 {"excluded", approval.excluded},
                 {"customers", ScopeToJson(approval.customers)}};
  PutDate(object, "earliest", approval.earliest);
  PutDate(object, "valid_until", approval.valid_until);
  json limits = json::array();
  for (const review::ItemLimit& limit : approval.limits) {
    limits.push_back({{"item", limit.item}, {"at_most", limit.at_most}, {"unit", limit.unit}});
  }
  object["limits"] = std::move(limits);
  json conditions = json::array();
  for (const review::Condition& condition : approval.conditions) {
    conditions.push_back(condition.id);
  }
  object["conditions"] = std::move(conditions);
  if (approval.effort_quarter.has_value()) {
    object["effort"] = {{"person_days", approval.effort_person_days},
                        {"quarter", FormatQuarter(*approval.effort_quarter)}};
  }
  if (!approval.displaced.empty()) object["displaced"] = approval.displaced;
  return object.dump();
}

std::string ConditionTextsToJson(const review::Approval& approval) {
  json texts = json::array();
  for (const review::Condition& condition : approval.conditions) texts.push_back(condition.text);
  return texts.dump();
}

absl::Status ReadTerms(std::string_view terms, std::string_view condition_texts,
                       review::Approval& approval) {
  ZUSAGE_RETURN_IF_ERROR(Parse(terms, "approval", [&](const json& object) {
    approval.included = object.at("included").get<std::vector<std::string>>();
    approval.excluded = object.at("excluded").get<std::vector<std::string>>();
    approval.customers = ScopeFromJson(object.at("customers"));
    approval.earliest = TakeDate(object, "earliest");
    approval.valid_until = TakeDate(object, "valid_until");
    for (const json& limit : object.at("limits")) {
      approval.limits.push_back({limit.at("item").get<std::string>(),
                                 limit.at("at_most").get<double>(),
                                 limit.at("unit").get<std::string>()});
    }
    for (const json& id : object.at("conditions")) {
      approval.conditions.push_back({.id = id.get<std::string>()});
    }
    if (object.contains("effort")) {
      const json& effort = object.at("effort");
      approval.effort_person_days = effort.at("person_days").get<double>();
      approval.effort_quarter = ParseQuarter(effort.at("quarter").get<std::string>());
    }
    approval.displaced = object.value("displaced", std::vector<std::string>{});
  }));
  if (condition_texts.empty()) return absl::OkStatus();  // erased
  return Parse(condition_texts, "conditions", [&](const json& texts) {
    for (size_t i = 0; i < approval.conditions.size() && i < texts.size(); ++i) {
      approval.conditions[i].text = texts[i].get<std::string>();
    }
  });
}

}  // namespace zusage::storage
