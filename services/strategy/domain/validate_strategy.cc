// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/validate_strategy.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <optional>
#include <set>
#include <string>

#include "services/base/errors.h"
#include "services/base/time.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/names.h"

namespace zusage::strategy {
namespace {

constexpr double kLargestNumber = 1e12;

// The length of the UTF-8 sequence at the start of `text`, 0 if it is none (Unicode 15, table 3-7).
size_t SequenceLength(std::string_view text) {
  const auto byte = [&](size_t i) { return static_cast<unsigned char>(text[i]); };
  const unsigned char lead = byte(0);
  if (lead < 0x80) return 1;
  const size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() < length) return 0;
  for (size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return 0;
  }
  const bool overlong = (lead == 0xE0 && byte(1) < 0xA0) || (lead == 0xF0 && byte(1) < 0x90);
  const bool surrogate = lead == 0xED && byte(1) > 0x9F;
  const bool beyond = lead == 0xF4 && byte(1) > 0x8F;
  return overlong || surrogate || beyond ? 0 : length;
}

bool IsText(std::string_view text) {
  while (!text.empty()) {
    const size_t length = SequenceLength(text);
    const unsigned char lead = static_cast<unsigned char>(text[0]);
    const bool control =
        (lead < 0x20 && lead != '\t' && lead != '\n' && lead != '\r') || lead == 0x7F;
    if (length == 0 || control) return false;
    text.remove_prefix(length);
  }
  return true;
}

bool IsBlank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == text.npos; }

bool IsId(std::string_view id, std::string_view more_letters) {
  return !id.empty() && id.size() <= kMaxIdBytes &&
         std::all_of(id.begin(), id.end(), [&](unsigned char c) {
           return (std::isalnum(c) != 0 && c < 0x80) ||
                  more_letters.find(c) != std::string_view::npos;
         });
}

// Checks one strategy part by part; every method adds what it finds to `errors_`.
class Validator {
 public:
  explicit Validator(const Strategy& strategy) : strategy_(strategy) {}

  absl::Status Run() {
    CheckHead();
    CheckElements();
    CheckSegments();
    CheckFocusPolicy();
    CheckOwners();
    CheckCapacity();
    CheckWeights();
    CheckHolidays();
    return errors_.status();
  }

 private:
  void CheckHead();
  void CheckElements();
  void CheckElement(const Element& element, const std::string& path);
  void CheckGuardrail(const Element& element, const std::string& path);
  void CheckFieldsOfKind(const Element& element, const std::string& path);
  void CheckSegments();
  void CheckFocusPolicy();
  void CheckOwners();
  void CheckCapacity();
  void CheckWeights();
  void CheckHolidays();

  void Text(const std::string& path, std::string_view text, size_t limit, bool required = false) {
    if (required && IsBlank(text)) return errors_.Add(path, kRequired);
    if (text.size() > limit) {
      return errors_.Add(path, kTooLong,
                         {{"limit", std::to_string(limit)}, {"size", std::to_string(text.size())}});
    }
    if (!IsText(text)) errors_.Add(path, kInvalidText);
  }

  void Phrases(const std::string& path, const std::vector<std::string>& phrases, size_t limit) {
    if (!Count(path, phrases.size(), limit)) return;
    for (size_t i = 0; i < phrases.size(); ++i) {
      Text(Entry(path, i), phrases[i], kMaxPhraseBytes, /*required=*/true);
    }
  }

  bool Count(const std::string& path, size_t size, size_t limit) {
    if (size <= limit) return true;
    errors_.Add(path, kTooMany, {{"limit", std::to_string(limit)}, {"size", std::to_string(size)}});
    return false;
  }

  void Number(const std::string& path, double value, double minimum, double maximum) {
    if (value >= minimum && value <= maximum) return;  // false for NaN
    const auto text = [](double bound) { return std::to_string(static_cast<long long>(bound)); };
    errors_.Add(path, kOutOfRange, {{"minimum", text(minimum)}, {"maximum", text(maximum)}});
  }

  void Number(const std::string& path, const std::optional<double>& value) {
    if (value.has_value()) Number(path, *value, 0, kLargestNumber);
  }

  void LanguageCode(const std::string& path, std::string_view language) {
    if (language != "en" && language != "de") {
      errors_.Add(path, kInvalidEnum, {{"allowed", "en, de"}});
    }
  }

  void Unique(const std::string& path, std::set<std::string>& seen, const std::string& value) {
    if (!value.empty() && !seen.insert(value).second) {
      errors_.Add(path, kDuplicate, {{"value", value}});
    }
  }

  static std::string Entry(std::string_view list, size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
  }

  const Strategy& strategy_;
  FieldErrors errors_;
  std::set<std::string> areas_;
};

void Validator::CheckHead() {
  if (strategy_.product.empty()) {
    errors_.Add("product", kRequired);
  } else if (!IsId(strategy_.product, "-_")) {
    errors_.Add("product", kInvalidFormat, {{"expected", "[A-Za-z0-9_-]{1,63}"}});
  }
  LanguageCode("language", strategy_.language);
  if (strategy_.time_zone.size() > kMaxIdBytes || !ParseTimeZone(strategy_.time_zone).has_value()) {
    errors_.Add("time_zone", kUnknownTimeZone, {{"value", strategy_.time_zone.substr(0, 63)}});
  }
  Number("fiscal_year_start_month", strategy_.fiscal_year_start_month, 1, 12);
  Text("vision", strategy_.vision, kMaxVisionBytes);
  Text("focus", strategy_.focus_statement, kMaxPhraseBytes);
  Phrases("source_refs", strategy_.source_refs, kMaxListEntries);
}

void Validator::CheckElements() {
  if (!Count("elements", strategy_.elements.size(), kMaxElements)) return;
  std::array<size_t, 5> next_of_kind{};
  std::set<std::string> ids;
  bool checkable = false;
  for (const Element& element : strategy_.elements) {
    const std::string path =
        Entry(ListNameOf(element.kind), next_of_kind[static_cast<size_t>(element.kind)]++);
    CheckElement(element, path);
    Unique(path + ".id", ids, element.id);
    checkable = checkable || element.kind != ElementKind::kGuardrail;
  }
  if (!checkable) errors_.Add("themes", kNothingToCheckAgainst);
}

void Validator::CheckElement(const Element& element, const std::string& path) {
  if (element.id.empty()) {
    errors_.Add(path + ".id", kRequired);
  } else if (!IsId(element.id, "._-")) {
    errors_.Add(path + ".id", kInvalidFormat, {{"expected", "[A-Za-z0-9._-]{1,63}"}});
  }
  Text(path + ".title", element.title, kMaxTitleBytes, /*required=*/true);
  Text(path + ".description", element.description, kMaxElementTextBytes);
  if (element.language != strategy_.language) LanguageCode(path + ".language", element.language);
  Text(path + ".area", element.area, kMaxIdBytes);
  Phrases(path + ".aliases", element.aliases, kMaxPhrases);
  Phrases(path + ".examples", element.examples, kMaxPhrases);
  Text(path + ".how", element.how, kMaxElementTextBytes);
  Text(path + ".limits", element.limits, kMaxElementTextBytes);
  Text(path + ".horizon", element.horizon, kMaxPhraseBytes);
  Text(path + ".unit", element.unit, kMaxIdBytes);
  Number(path + ".at_most", element.at_most);
  Number(path + ".at_least", element.at_least);
  CheckFieldsOfKind(element, path);
  if (element.kind == ElementKind::kGuardrail) CheckGuardrail(element, path);
}

void Validator::CheckFieldsOfKind(const Element& element, const std::string& path) {
  const auto only_for = [&](ElementKind kind, std::string_view field, bool given) {
    if (element.kind == kind || !given) return;
    errors_.Add(path + "." + std::string(field), kNotForThisKind,
                {{"kind", std::string(NameOf(element.kind))}});
  };
  only_for(ElementKind::kCapability, "how", !element.how.empty());
  only_for(ElementKind::kCapability, "limits", !element.limits.empty());
  only_for(ElementKind::kRoadmapItem, "horizon", !element.horizon.empty());
  only_for(ElementKind::kRoadmapItem, "promisable", element.promisable);
  only_for(ElementKind::kGuardrail, "measure", !element.measure.empty());
  only_for(ElementKind::kGuardrail, "at_least", element.at_least.has_value());
  const bool unquantified =
      element.kind == ElementKind::kTheme || element.kind == ElementKind::kNonGoal;
  if (unquantified) {
    only_for(ElementKind::kCapability, "at_most", element.at_most.has_value());
    only_for(ElementKind::kCapability, "unit", !element.unit.empty());
  }
}

void Validator::CheckGuardrail(const Element& element, const std::string& path) {
  if (element.measure.empty()) {
    errors_.Add(path + ".measure", kRequired);
  } else if (FindMeasure(element.measure) == nullptr) {
    std::string allowed;
    for (const Measure& measure : Measures()) {
      if (!allowed.empty()) allowed += ", ";
      allowed += measure.name;
    }
    errors_.Add(path + ".measure", kInvalidEnum, {{"allowed", allowed}});
  }
  if (element.at_least.has_value() == element.at_most.has_value()) {
    errors_.Add(path + ".at_least", kExactlyOneBound);
  }
}

void Validator::CheckSegments() {
  if (!Count("target_segments", strategy_.target_segments.size(), kMaxListEntries)) return;
  std::set<std::string> ids;
  for (size_t i = 0; i < strategy_.target_segments.size(); ++i) {
    const TargetSegment& segment = strategy_.target_segments[i];
    const std::string path = Entry("target_segments", i);
    Text(path + ".title", segment.title, kMaxTitleBytes, /*required=*/true);
    Text(path + ".description", segment.description, kMaxElementTextBytes);
    Phrases(path + ".aliases", segment.aliases, kMaxPhrases);
    if (segment.share.has_value()) Number(path + ".share", *segment.share, 0, 1);
    if (!segment.id.empty() && !IsId(segment.id, "._-")) {
      errors_.Add(path + ".id", kInvalidFormat, {{"expected", "[A-Za-z0-9._-]{1,63}"}});
    }
    Unique(path + ".id", ids, segment.id);
  }
}

void Validator::CheckFocusPolicy() {
  if (!Count("focus_policy", strategy_.focus_policy.size(), kMaxListEntries)) return;
  std::set<std::string> contexts;
  for (size_t i = 0; i < strategy_.focus_policy.size(); ++i) {
    const FocusRule& rule = strategy_.focus_policy[i];
    const std::string path = Entry("focus_policy", i);
    if (rule.context == Context::kUnspecified) {
      errors_.Add(path + ".context", kInvalidEnum, {{"allowed", ContextNames()}});
    }
    if (rule.focus == Focus::kUnspecified) {
      errors_.Add(path + ".focus", kInvalidEnum, {{"allowed", FocusNames()}});
    }
    Text(path + ".reason", rule.reason, kMaxPhraseBytes);
    Unique(path + ".context", contexts, std::string(NameOf(rule.context)));
  }
}

void Validator::CheckOwners() {
  if (!Count("owners", strategy_.owners.size(), kMaxListEntries)) return;
  std::set<std::string> areas;
  for (size_t i = 0; i < strategy_.owners.size(); ++i) {
    const Owner& owner = strategy_.owners[i];
    const std::string path = Entry("owners", i);
    Text(path + ".area", owner.area, kMaxIdBytes);
    Text(path + ".principal", owner.principal, kMaxPhraseBytes, /*required=*/true);
    Text(path + ".next_owner", owner.next_owner, kMaxPhraseBytes);
    Number(path + ".decide_within", owner.decide_within_days, 1, kMaxDecideWithinDays);
    if (!areas.insert(owner.area).second) {
      errors_.Add(path + ".area", kDuplicate, {{"value", "\"" + owner.area + "\""}});
    }
  }
}

void Validator::CheckCapacity() {
  if (!Count("capacity", strategy_.capacity.size(), kMaxListEntries)) return;
  std::set<std::string> quarters;
  for (size_t i = 0; i < strategy_.capacity.size(); ++i) {
    const QuarterCapacity& capacity = strategy_.capacity[i];
    const std::string path = Entry("capacity", i);
    const bool exists = capacity.quarter.year >= 2000 && capacity.quarter.year <= 9999 &&
                        capacity.quarter.number >= 1 && capacity.quarter.number <= 4;
    if (!exists) {
      errors_.Add(path + ".quarter", kInvalidFormat, {{"expected", "2027-Q1"}});
    } else {
      Unique(path + ".quarter", quarters, FormatQuarter(capacity.quarter));
    }
    Number(path + ".person_days", capacity.person_days, 0, kLargestNumber);
    Number(path + ".services_person_days", capacity.services_person_days, 0, kLargestNumber);
  }
}

void Validator::CheckWeights() {
  const std::vector<std::string_view>& presets = WeightPresets();
  if (!strategy_.weight_preset.empty() &&
      std::find(presets.begin(), presets.end(), strategy_.weight_preset) == presets.end()) {
    errors_.Add("weights.preset", kInvalidEnum, {{"allowed", "rice, value_effort, wsjf"}});
  }
  if (!Count("weights", strategy_.weights.size(), kMaxListEntries)) return;
  std::set<std::string> names;
  const std::vector<std::string_view>& known = WeightNames();
  for (const Weight& weight : strategy_.weights) {
    const std::string path = "weights." + weight.name.substr(0, kMaxIdBytes);
    if (std::find(known.begin(), known.end(), weight.name) == known.end()) {
      errors_.Add(path, kUnknownField);
    }
    Number(path, weight.value, 0, kLargestNumber);
    Unique(path, names, weight.name);
  }
}

void Validator::CheckHolidays() {
  if (!Count("holidays", strategy_.holidays.size(), kMaxHolidays)) return;
  std::set<std::string> days;
  for (size_t i = 0; i < strategy_.holidays.size(); ++i) {
    const Date day = strategy_.holidays[i];
    const std::string path = Entry("holidays", i);
    if (day.year() < 2000 || day.year() > 9999) {
      errors_.Add(path, kInvalidDate, {{"value", FormatDate(day)}});
    } else {
      Unique(path, days, FormatDate(day));
    }
  }
}

}  // namespace

absl::Status ValidateStrategy(const Strategy& strategy) { return Validator(strategy).Run(); }

const std::vector<Measure>& Measures() {
  static const std::vector<Measure>& measures = *new std::vector<Measure>{
      {"similar_customers", "customers", "other customers known to have the same wish",
       "andere Kunden mit demselben Wunsch"},
      {"segment_share", "0 to 1", "the share of the target segment that has it",
       "der Anteil des Zielsegments, der ihn hat"},
      {"pain", "1 to 5", "how much it hurts", "wie sehr es schmerzt"},
      {"frequency_per_month", "times a month", "how often it hurts", "wie oft es schmerzt"},
      {"willingness_to_pay", "currency units", "what the customer would pay",
       "was der Kunde zahlen würde"},
      {"conversations", "conversations", "logged conversations", "festgehaltene Gespräche"},
      {"effort_person_days", "person days", "the estimated effort", "der geschätzte Aufwand"},
      {"share_of_capacity", "0 to 1", "the share of a quarter's capacity that the effort takes",
       "der Anteil des Aufwands an der Kapazität eines Quartals"},
      {"market_score", "0 to 100", "the market score", "die Marktbewertung"},
      {"commercial_score", "0 to 100", "the commercial score", "die kaufmännische Bewertung"},
  };
  return measures;
}

const Measure* FindMeasure(std::string_view name) {
  for (const Measure& measure : Measures()) {
    if (measure.name == name) return &measure;
  }
  return nullptr;
}

const std::vector<std::string_view>& WeightNames() {
  static const std::vector<std::string_view>& names =
      *new std::vector<std::string_view>{"pain",
                                         "frequency",
                                         "segment_share",
                                         "willingness_to_pay",
                                         "reach",
                                         "effort",
                                         "risk",
                                         "confidence",
                                         "frequency_half",
                                         "customers_half",
                                         "effort_half",
                                         "willingness_half_thousands",
                                         "conversations_half",
                                         "person_day_thousands",
                                         "focus_lead"};
  return names;
}

const std::vector<std::string_view>& WeightPresets() {
  static const std::vector<std::string_view>& presets =
      *new std::vector<std::string_view>{"rice", "value_effort", "wsjf"};
  return presets;
}

}  // namespace zusage::strategy
