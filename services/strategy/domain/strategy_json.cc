// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/strategy_json.h"

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "services/strategy/domain/names.h"

namespace zusage::strategy {
namespace {

using Json = nlohmann::json;  // keeps its keys sorted

// --- writing: empty values are left out ---------------------------------------------------------
void Put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}
void Put(Json& json, const char* key, std::string_view name) { Put(json, key, std::string(name)); }
void Put(Json& json, const char* key, const std::vector<std::string>& texts) {
  if (!texts.empty()) json[key] = texts;
}
void Put(Json& json, const char* key, const std::optional<double>& number) {
  if (number.has_value()) json[key] = *number;
}

Json Encode(const Element& element) {
  Json json;
  json["kind"] = NameOf(element.kind);
  Put(json, "id", element.id);
  Put(json, "title", element.title);
  Put(json, "description", element.description);
  Put(json, "language", element.language);
  Put(json, "area", element.area);
  Put(json, "aliases", element.aliases);
  Put(json, "examples", element.examples);
  Put(json, "how", element.how);
  Put(json, "limits", element.limits);
  Put(json, "horizon", element.horizon);
  if (element.promisable) json["promisable"] = true;
  Put(json, "at_most", element.at_most);
  Put(json, "unit", element.unit);
  Put(json, "measure", element.measure);
  Put(json, "at_least", element.at_least);
  return json;
}

Json Encode(const TargetSegment& segment) {
  Json json = Json::object();
  Put(json, "title", segment.title);
  Put(json, "share", segment.share);
  Put(json, "id", segment.id);
  Put(json, "description", segment.description);
  Put(json, "aliases", segment.aliases);
  return json;
}

Json Encode(const FocusRule& rule) {
  Json json = Json::object();
  Put(json, "context", NameOf(rule.context));
  Put(json, "focus", NameOf(rule.focus));
  Put(json, "reason", rule.reason);
  return json;
}

Json Encode(const Owner& owner) {
  Json json;
  Put(json, "area", owner.area);
  Put(json, "principal", owner.principal);
  json["decide_within"] = owner.decide_within_days;
  Put(json, "next_owner", owner.next_owner);
  return json;
}

Json Encode(const QuarterCapacity& capacity) {
  return {{"year", capacity.quarter.year},
          {"quarter", capacity.quarter.number},
          {"person_days", capacity.person_days},
          {"services_person_days", capacity.services_person_days}};
}

Json Encode(const Weight& weight) { return {{"name", weight.name}, {"value", weight.value}}; }

Json Encode(Date date) { return FormatDate(date); }

template <typename Value>
void PutAll(Json& json, const char* key, const std::vector<Value>& values) {
  for (const Value& value : values) json[key].push_back(Encode(value));
}

// --- reading: nlohmann throws on wrong types, FromJson catches ----------------------------------
std::optional<double> Number(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  return json.at(key).get<double>();
}

std::string Text(const Json& json, const char* key) { return json.value(key, std::string()); }

std::vector<std::string> Texts(const Json& json, const char* key) {
  return json.value(key, std::vector<std::string>());
}

void Decode(const Json& json, Element& element) {
  element.kind = ParseElementKind(json.at("kind").get<std::string>()).value();
  element.id = Text(json, "id");
  element.title = Text(json, "title");
  element.description = Text(json, "description");
  element.language = Text(json, "language");
  element.area = Text(json, "area");
  element.aliases = Texts(json, "aliases");
  element.examples = Texts(json, "examples");
  element.how = Text(json, "how");
  element.limits = Text(json, "limits");
  element.horizon = Text(json, "horizon");
  element.promisable = json.value("promisable", false);
  element.at_most = Number(json, "at_most");
  element.unit = Text(json, "unit");
  element.measure = Text(json, "measure");
  element.at_least = Number(json, "at_least");
}

void Decode(const Json& json, TargetSegment& segment) {
  segment.title = Text(json, "title");
  segment.share = Number(json, "share");
  segment.id = Text(json, "id");
  segment.description = Text(json, "description");
  segment.aliases = Texts(json, "aliases");
}

void Decode(const Json& json, FocusRule& rule) {
  rule.context = ParseContext(Text(json, "context")).value_or(Context::kUnspecified);
  rule.focus = ParseFocus(Text(json, "focus")).value_or(Focus::kUnspecified);
  rule.reason = Text(json, "reason");
}

void Decode(const Json& json, Owner& owner) {
  owner.area = Text(json, "area");
  owner.principal = Text(json, "principal");
  owner.decide_within_days = json.at("decide_within").get<int>();
  owner.next_owner = Text(json, "next_owner");
}

void Decode(const Json& json, QuarterCapacity& capacity) {
  capacity.quarter = {json.at("year").get<int>(), json.at("quarter").get<int>()};
  capacity.person_days = json.at("person_days").get<double>();
  capacity.services_person_days = json.at("services_person_days").get<double>();
}

void Decode(const Json& json, Weight& weight) {
  weight.name = Text(json, "name");
  weight.value = json.at("value").get<double>();
}

void Decode(const Json& json, Date& date) { date = ParseDate(json.get<std::string>()).value(); }

template <typename Value>
void GetAll(const Json& json, const char* key, std::vector<Value>& values) {
  if (!json.contains(key)) return;
  for (const Json& entry : json.at(key)) Decode(entry, values.emplace_back());
}

void Decode(const Json& json, Strategy& strategy) {
  strategy.product = Text(json, "product");
  strategy.language = Text(json, "language");
  strategy.time_zone = Text(json, "time_zone");
  strategy.fiscal_year_start_month = json.at("fiscal_year_start_month").get<int>();
  strategy.vision = Text(json, "vision");
  strategy.focus = ParseFocus(Text(json, "focus")).value_or(Focus::kUnspecified);
  strategy.focus_statement = Text(json, "focus_statement");
  strategy.source_refs = Texts(json, "source_refs");
  GetAll(json, "elements", strategy.elements);
  GetAll(json, "target_segments", strategy.target_segments);
  GetAll(json, "focus_policy", strategy.focus_policy);
  GetAll(json, "owners", strategy.owners);
  GetAll(json, "capacity", strategy.capacity);
  strategy.weight_preset = Text(json, "weight_preset");
  GetAll(json, "weights", strategy.weights);
  GetAll(json, "holidays", strategy.holidays);
}

}  // namespace

std::string ToJson(const Strategy& strategy) {
  Json json;
  Put(json, "product", strategy.product);
  Put(json, "language", strategy.language);
  Put(json, "time_zone", strategy.time_zone);
  json["fiscal_year_start_month"] = strategy.fiscal_year_start_month;
  Put(json, "vision", strategy.vision);
  Put(json, "focus", NameOf(strategy.focus));
  Put(json, "focus_statement", strategy.focus_statement);
  Put(json, "source_refs", strategy.source_refs);
  PutAll(json, "elements", strategy.elements);
  PutAll(json, "target_segments", strategy.target_segments);
  PutAll(json, "focus_policy", strategy.focus_policy);
  PutAll(json, "owners", strategy.owners);
  PutAll(json, "capacity", strategy.capacity);
  Put(json, "weight_preset", strategy.weight_preset);
  PutAll(json, "weights", strategy.weights);
  PutAll(json, "holidays", strategy.holidays);
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

absl::StatusOr<Strategy> FromJson(std::string_view json) {
  try {
    Strategy strategy;
    Decode(Json::parse(json), strategy);
    return strategy;
  } catch (const std::exception&) {
    return absl::DataLossError("a stored strategy cannot be read");
  }
}

}  // namespace zusage::strategy
