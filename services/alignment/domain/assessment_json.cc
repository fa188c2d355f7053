// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/assessment_json.h"

#include <array>
#include <exception>
#include <nlohmann/json.hpp>
#include <utility>

#include "services/alignment/domain/json_writer.h"
#include "services/strategy/domain/names.h"

namespace zusage::alignment {
namespace {

using Json = nlohmann::json;  // keeps its keys sorted

constexpr std::array<std::string_view, 6> kVerdicts = {"",      "ALIGNED",    "CONFLICTS",
                                                       "AS_IS", "ON_ROADMAP", "UNCLEAR"};
constexpr std::array<std::string_view, 7> kFindingKinds = {
    "ELEMENT",   "GUARDRAIL", "SINGLE_CUSTOMER", "MISSING_EVIDENCE",
    "PRECEDENT", "SEGMENT",   "BALANCE"};
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

// --- writing ------------------------------------------------------------------------------------
// Keys in their sorted order; empty values are left out.
void Write(const MatchedWord& word, JsonWriter& writer);
void Write(const RankedElement& element, JsonWriter& writer);
void Write(const Finding& finding, JsonWriter& writer);
void Write(const SimilarRequest& similar, JsonWriter& writer);
void Write(const ScorePart& part, JsonWriter& writer);

template <typename Item>
void WriteAll(std::string_view key, const std::vector<Item>& items, JsonWriter& writer) {
  if (items.empty()) return;
  writer.Key(key);
  writer.Open('[');
  for (const Item& item : items) Write(item, writer);
  writer.Close(']');
}

void WriteTexts(std::string_view key, const std::vector<std::string>& texts, JsonWriter& writer) {
  if (texts.empty()) return;
  writer.Key(key);
  writer.Open('[');
  for (const std::string& text : texts) writer.Value(std::string_view(text));
  writer.Close(']');
}

void Write(const MatchedWord& word, JsonWriter& writer) {
  writer.Open('[');
  writer.Value(std::string_view(word.request_word));
  writer.Value(std::string_view(word.element_word));
  writer.Close(']');
}

void Write(const RankedElement& element, JsonWriter& writer) {
  writer.Open('{');
  writer.Put("element", element.element);
  writer.Put("probability", element.probability);
  writer.Put("score", element.score);
  writer.Close('}');
}

void Write(const Finding& finding, JsonWriter& writer) {
  writer.Open('{');
  writer.Put("element", finding.element);
  writer.Put("english", finding.english);
  writer.Put("german", finding.german);
  writer.Put("kind", NameOf(finding.kind));
  WriteAll("matched_words", finding.matched_words, writer);
  writer.Put("precedent", finding.precedent);
  writer.Put("quote", finding.quote);
  writer.Put("reason", finding.reason);
  writer.Put("stance", NameOf(finding.stance));
  writer.Put("strength", finding.strength);
  writer.Close('}');
}

void Write(const SimilarRequest& similar, JsonWriter& writer) {
  writer.Open('{');
  if (similar.by_meaning) writer.Put("by_meaning", true);
  if (similar.decide_time != absl::InfinitePast()) {
    writer.Put("decide_time", absl::ToUnixSeconds(similar.decide_time));
  }
  if (similar.decided_position > 0) writer.Put("decided_position", similar.decided_position);
  writer.Put("element", similar.element);
  WriteAll("matched_words", similar.matched_words, writer);
  writer.Put("name", similar.name);
  writer.Put("outcome", similar.outcome);
  writer.Put("similarity", similar.similarity);
  writer.Put("title", similar.title);
  writer.Close('}');
}

void Write(const ScorePart& part, JsonWriter& writer) {
  writer.Open('{');
  writer.Put("highest", part.highest);
  writer.Put("lowest", part.lowest);
  writer.Put("name", part.name);
  writer.Put("value", part.value);
  if (part.weight != 1) writer.Put("weight", part.weight);
  writer.Close('}');
}

void Write(const Score& score, JsonWriter& writer) {
  writer.Open('{');
  WriteAll("parts", score.parts, writer);
  if (!score.preset.empty()) writer.Put("preset", score.preset);
  writer.Put("value", score.value);
  writer.Close('}');
}

void Write(const FocusAdvice& focus, JsonWriter& writer) {
  writer.Open('{');
  writer.Put("balance", focus.balance);
  writer.Put("commercial_weight", focus.commercial_weight);
  writer.Put("english", focus.english);
  writer.Put("focus", strategy::NameOf(focus.focus));
  writer.Put("from_policy", focus.from_policy);
  writer.Put("german", focus.german);
  writer.Put("market_weight", focus.market_weight);
  writer.Close('}');
}

template <typename Item>
void WriteOne(std::string_view key, const Item& item, JsonWriter& writer) {
  writer.Key(key);
  Write(item, writer);
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
  part.weight = Number(json, "weight").value_or(1);
  part.lowest = Number(json, "lowest");
  part.highest = Number(json, "highest");
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
  similar.by_meaning = json.value("by_meaning", false);
  if (json.contains("decide_time")) {
    similar.decide_time = absl::FromUnixSeconds(json.at("decide_time").get<int64_t>());
  }
  similar.decided_position = json.value("decided_position", int64_t{0});
  similar.element = Text(json, "element");
  similar.name = Text(json, "name");
  similar.title = Text(json, "title");
  similar.similarity = json.at("similarity").get<double>();
  similar.outcome = Text(json, "outcome");
  similar.matched_words = All<MatchedWord>(json, "matched_words");
}

void Decode(const Json& json, Score& score) {
  score.value = Number(json, "value");
  score.parts = All<ScorePart>(json, "parts");
  score.preset = Text(json, "preset");
}

void Decode(const Json& json, FocusAdvice& focus) {
  focus.focus = strategy::ParseFocus(Text(json, "focus")).value_or(strategy::Focus::kUnspecified);
  focus.english = Text(json, "english");
  focus.german = Text(json, "german");
  focus.from_policy = json.at("from_policy").get<bool>();
  focus.market_weight = Number(json, "market_weight").value_or(1);
  focus.commercial_weight = Number(json, "commercial_weight").value_or(1);
  focus.balance = Number(json, "balance");
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
  assessment.shortlist = json.value("shortlist", std::vector<std::string>());
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
  JsonWriter writer;
  writer.Open('{');
  writer.Put("check_version", assessment.check_version);
  WriteOne("commercial", assessment.commercial, writer);
  writer.Put("confidence", assessment.confidence);
  WriteAll("elements", assessment.elements, writer);
  WriteAll("findings", assessment.findings, writer);
  writer.Put("firm", assessment.firm);
  WriteOne("focus", assessment.focus, writer);
  writer.Put("known_position", assessment.known_position);
  writer.Put("linguistic_fingerprint", assessment.linguistic_fingerprint);
  WriteOne("market", assessment.market, writer);
  WriteTexts("shortlist", assessment.shortlist, writer);
  WriteAll("similar", assessment.similar, writer);
  writer.Put("strategy_version", int64_t{assessment.strategy_version});
  writer.Put("verdict", NameOf(assessment.verdict));
  writer.Close('}');
  return writer.Take();
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
