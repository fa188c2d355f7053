// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/assessment_json.h"

#include <array>
#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/strategy/domain/names.h"

namespace zusage::alignment {
namespace {

using Json = nlohmann::json;  // keeps its keys sorted

constexpr std::array<std::string_view, 6> kVerdicts = {"",      "ALIGNED",    "CONFLICTS",
                                                       "AS_IS", "ON_ROADMAP", "UNCLEAR"};
constexpr std::array<std::string_view, 6> kFindingKinds = {
    "ELEMENT", "GUARDRAIL", "SINGLE_CUSTOMER", "MISSING_EVIDENCE", "PRECEDENT", "SEGMENT"};
constexpr std::array<std::string_view, 3> kStances = {"FOR", "AGAINST", "NEUTRAL"};
constexpr std::array<std::string_view, 6> kFeasibilityKinds = {
    "NO_ANSWER", "AS_IS", "CONFIGURATION", "ON_ROADMAP", "NEEDS_CHANGE", "CONFLICTS"};

template <typename Enum, size_t n>
std::optional<Enum> Parse(const std::array<std::string_view, n>& names, std::string_view name) {
  for (size_t i = 0; i < n; ++i) {
    if (names[i] == name) return static_cast<Enum>(i);
  }
  return std::nullopt;
}

// --- writing: empty values are left out ---------------------------------------------------------
void Put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}
void Put(Json& json, const char* key, const std::optional<double>& number) {
  if (number.has_value()) json[key] = *number;
}

Json Encode(const std::vector<MatchedWord>& words) {
  Json json = Json::array();
  for (const MatchedWord& word : words) json.push_back({word.request_word, word.element_word});
  return json;
}

Json Encode(const RankedElement& element) {
  return {
      {"element", element.element}, {"score", element.score}, {"probability", element.probability}};
}

Json Encode(const Finding& finding) {
  Json json;
  json["kind"] = NameOf(finding.kind);
  json["stance"] = NameOf(finding.stance);
  Put(json, "element", finding.element);
  Put(json, "precedent", finding.precedent);
  Put(json, "quote", finding.quote);
  if (!finding.matched_words.empty()) json["matched_words"] = Encode(finding.matched_words);
  json["strength"] = finding.strength;
  Put(json, "reason", finding.reason);
  Put(json, "english", finding.english);
  Put(json, "german", finding.german);
  return json;
}

Json Encode(const SimilarRequest& similar) {
  Json json;
  json["name"] = similar.name;
  Put(json, "title", similar.title);
  json["similarity"] = similar.similarity;
  Put(json, "outcome", similar.outcome);
  if (!similar.matched_words.empty()) json["matched_words"] = Encode(similar.matched_words);
  return json;
}

Json Encode(const Score& score) {
  Json json = Json::object();
  Put(json, "value", score.value);
  for (const ScorePart& part : score.parts) {
    Json entry = {{"name", part.name}};
    Put(entry, "value", part.value);
    json["parts"].push_back(std::move(entry));
  }
  return json;
}

Json Encode(const FocusAdvice& focus) {
  Json json;
  json["focus"] = strategy::NameOf(focus.focus);
  Put(json, "english", focus.english);
  Put(json, "german", focus.german);
  json["from_policy"] = focus.from_policy;
  return json;
}

template <typename Value>
Json EncodeAll(const std::vector<Value>& values) {
  Json json = Json::array();
  for (const Value& value : values) json.push_back(Encode(value));
  return json;
}

// --- reading: nlohmann throws on wrong types, AssessmentFromJson catches ------------------------
std::string Text(const Json& json, const char* key) { return json.value(key, std::string()); }

std::optional<double> Number(const Json& json, const char* key) {
  if (!json.contains(key)) return std::nullopt;
  return json.at(key).get<double>();
}

void Decode(const Json& json, MatchedWord& word) {
  word.request_word = json.at(0).get<std::string>();
  word.element_word = json.at(1).get<std::string>();
}

void Decode(const Json& json, ScorePart& part) {
  part.name = Text(json, "name");
  part.value = Number(json, "value");
}

void Decode(const Json& json, RankedElement& element) {
  element.element = Text(json, "element");
  element.score = json.at("score").get<double>();
  element.probability = json.at("probability").get<double>();
}

template <typename Value>
std::vector<Value> All(const Json& json, const char* key);

void Decode(const Json& json, Finding& finding) {
  finding.kind = Parse<FindingKind>(kFindingKinds, Text(json, "kind")).value();
  finding.stance = Parse<Stance>(kStances, Text(json, "stance")).value();
  finding.element = Text(json, "element");
  finding.precedent = Text(json, "precedent");
  finding.quote = Text(json, "quote");
  finding.matched_words = All<MatchedWord>(json, "matched_words");
  finding.strength = json.at("strength").get<double>();
  finding.reason = Text(json, "reason");
  finding.english = Text(json, "english");
  finding.german = Text(json, "german");
}

void Decode(const Json& json, SimilarRequest& similar) {
  similar.name = Text(json, "name");
  similar.title = Text(json, "title");
  similar.similarity = json.at("similarity").get<double>();
  similar.outcome = Text(json, "outcome");
  similar.matched_words = All<MatchedWord>(json, "matched_words");
}

void Decode(const Json& json, Score& score) {
  score.value = Number(json, "value");
  score.parts = All<ScorePart>(json, "parts");
}

void Decode(const Json& json, FocusAdvice& focus) {
  focus.focus = strategy::ParseFocus(Text(json, "focus")).value_or(strategy::Focus::kUnspecified);
  focus.english = Text(json, "english");
  focus.german = Text(json, "german");
  focus.from_policy = json.at("from_policy").get<bool>();
}

template <typename Value>
std::vector<Value> All(const Json& json, const char* key) {
  std::vector<Value> values;
  if (!json.contains(key)) return values;
  for (const Json& entry : json.at(key)) Decode(entry, values.emplace_back());
  return values;
}

void Decode(const Json& json, Assessment& assessment) {
  assessment.verdict = Parse<Verdict>(kVerdicts, Text(json, "verdict")).value();
  assessment.confidence = json.at("confidence").get<double>();
  assessment.firm = json.at("firm").get<bool>();
  assessment.elements = All<RankedElement>(json, "elements");
  assessment.findings = All<Finding>(json, "findings");
  Decode(json.at("market"), assessment.market);
  Decode(json.at("commercial"), assessment.commercial);
  Decode(json.at("focus"), assessment.focus);
  assessment.similar = All<SimilarRequest>(json, "similar");
  assessment.strategy_version = json.at("strategy_version").get<int>();
  assessment.check_version = Text(json, "check_version");
  assessment.linguistic_fingerprint = Text(json, "linguistic_fingerprint");
  assessment.known_position = json.at("known_position").get<int64_t>();
}

}  // namespace

std::string ToJson(const Assessment& assessment) {
  Json json;
  json["verdict"] = NameOf(assessment.verdict);
  json["confidence"] = assessment.confidence;
  json["firm"] = assessment.firm;
  json["elements"] = EncodeAll(assessment.elements);
  json["findings"] = EncodeAll(assessment.findings);
  json["market"] = Encode(assessment.market);
  json["commercial"] = Encode(assessment.commercial);
  json["focus"] = Encode(assessment.focus);
  json["similar"] = EncodeAll(assessment.similar);
  json["strategy_version"] = assessment.strategy_version;
  json["check_version"] = assessment.check_version;
  json["linguistic_fingerprint"] = assessment.linguistic_fingerprint;
  json["known_position"] = assessment.known_position;
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

absl::StatusOr<Assessment> AssessmentFromJson(std::string_view json) {
  try {
    Assessment assessment;
    Decode(Json::parse(json), assessment);
    return assessment;
  } catch (const std::exception&) {
    return absl::DataLossError("a stored assessment cannot be read");
  }
}

std::string_view NameOf(Verdict verdict) { return kVerdicts[static_cast<size_t>(verdict)]; }

std::optional<Verdict> ParseVerdict(std::string_view name) {
  if (name.empty()) return std::nullopt;
  return Parse<Verdict>(kVerdicts, name);
}

std::string_view NameOf(FindingKind kind) { return kFindingKinds[static_cast<size_t>(kind)]; }
std::string_view NameOf(Stance stance) { return kStances[static_cast<size_t>(stance)]; }
std::string_view NameOf(FeasibilityKind kind) {
  return kFeasibilityKinds[static_cast<size_t>(kind)];
}

}  // namespace zusage::alignment
