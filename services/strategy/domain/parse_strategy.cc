// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/parse_strategy.h"

#include <cmath>
#include <limits>
#include <optional>
#include <string>
#include <utility>

#include "absl/strings/numbers.h"
#include "absl/strings/string_view.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/base/time.h"
#include "services/strategy/domain/document.h"
#include "services/strategy/domain/errors.h"
#include "services/strategy/domain/names.h"
#include "services/strategy/domain/validate_strategy.h"

namespace zusage::strategy {
namespace {

// Reads the values of one mapping by name, collects what is wrong with them, and reports the keys
// that nobody asked for.
class MapReader {
 public:
  MapReader(const Node& node, std::string path, FieldErrors& errors)
      : node_(node), path_(std::move(path)), errors_(errors), taken_(node.keys.size(), false) {
    if (node.kind != Node::Kind::kMap) errors_.Add(path_, kMappingExpected);
  }

  // To be called when everything is read.
  void Finish() {
    for (size_t i = 0; i < node_.keys.size(); ++i) {
      if (taken_[i]) continue;
      const bool twice = Position(node_.keys[i]) != i;
      if (twice) {
        errors_.Add(Path(node_.keys[i]), kDuplicate, {{"value", node_.keys[i]}});
      } else {
        errors_.Add(Path(node_.keys[i]), kUnknownField);
      }
    }
  }

  void Read(std::string_view key, std::string& value) {
    const Node* node = Take(key);
    if (node == nullptr) return;
    if (node->kind == Node::Kind::kScalar) {
      value = node->text;
    } else {
      errors_.Add(Path(key), kTextExpected);
    }
  }

  void Read(std::string_view key, std::optional<double>& value) {
    const Node* node = Take(key);
    if (node == nullptr) return;
    double number = 0;
    if (node->kind == Node::Kind::kScalar && !node->quoted &&
        absl::SimpleAtod(absl::string_view(node->text), &number)) {
      value = number;
    } else {
      errors_.Add(Path(key), kNumberExpected);
    }
  }

  void Read(std::string_view key, double& value) {
    std::optional<double> number;
    Read(key, number);
    value = number.value_or(value);
  }

  void Read(std::string_view key, int& value) {
    std::optional<double> number;
    Read(key, number);
    if (!number.has_value()) return;
    if (*number == std::floor(*number) && std::abs(*number) <= std::numeric_limits<int>::max()) {
      value = static_cast<int>(*number);
    } else {
      errors_.Add(Path(key), kWholeNumberExpected);
    }
  }

  void Read(std::string_view key, bool& value) {
    const Node* node = Take(key);
    if (node == nullptr) return;
    const bool yes = node->text == "true";
    if (node->kind == Node::Kind::kScalar && !node->quoted && (yes || node->text == "false")) {
      value = yes;
    } else {
      errors_.Add(Path(key), kBooleanExpected);
    }
  }

  void Read(std::string_view key, std::vector<std::string>& values) {
    Each(key, [&](const Node& node, const std::string& path) {
      if (node.kind != Node::Kind::kScalar) return errors_.Add(path, kTextExpected);
      values.push_back(node.text);
    });
  }

  // Calls `read(node, path)` for each entry of a list.
  template <typename ReadEntry>
  void Each(std::string_view key, ReadEntry read) {
    const Node* node = Take(key);
    if (node == nullptr) return;
    if (node->kind != Node::Kind::kList) return errors_.Add(Path(key), kListExpected);
    for (size_t i = 0; i < node->children.size(); ++i) {
      read(node->children[i], Path(key) + "[" + std::to_string(i) + "]");
    }
  }

  // The value of `key`; null where the file gives none.
  const Node* Take(std::string_view key) {
    const size_t position = Position(key);
    if (position == node_.keys.size()) return nullptr;
    taken_[position] = true;
    const Node& node = node_.children[position];
    return node.kind == Node::Kind::kNull ? nullptr : &node;
  }

  std::string Path(std::string_view key) const {
    return path_.empty() ? std::string(key) : path_ + "." + std::string(key);
  }

  FieldErrors& errors() { return errors_; }

 private:
  size_t Position(std::string_view key) const {
    size_t i = 0;
    while (i < node_.keys.size() && node_.keys[i] != key) ++i;
    return i;
  }

  const Node& node_;
  std::string path_;
  FieldErrors& errors_;
  std::vector<bool> taken_;
};

Element ReadElement(ElementKind kind, const Node& node, const std::string& path,
                    const std::string& language, FieldErrors& errors) {
  MapReader reader(node, path, errors);
  Element element;
  element.kind = kind;
  element.language = language;
  reader.Read("id", element.id);
  reader.Read("title", element.title);
  reader.Read("description", element.description);
  reader.Read("language", element.language);
  reader.Read("area", element.area);
  reader.Read("aliases", element.aliases);
  reader.Read("examples", element.examples);
  const bool quantified = kind == ElementKind::kCapability || kind == ElementKind::kRoadmapItem ||
                          kind == ElementKind::kGuardrail;
  if (kind == ElementKind::kCapability) {
    reader.Read("how", element.how);
    reader.Read("limits", element.limits);
  }
  if (kind == ElementKind::kRoadmapItem) {
    reader.Read("horizon", element.horizon);
    reader.Read("promisable", element.promisable);
  }
  if (kind == ElementKind::kGuardrail) {
    reader.Read("measure", element.measure);
    reader.Read("at_least", element.at_least);
  }
  if (quantified) {
    reader.Read("at_most", element.at_most);
    reader.Read("unit", element.unit);
  }
  reader.Finish();
  return element;
}

TargetSegment ReadSegment(const Node& node, const std::string& path, FieldErrors& errors) {
  TargetSegment segment;
  if (node.kind == Node::Kind::kScalar) {
    segment.title = node.text;
    return segment;
  }
  MapReader reader(node, path, errors);
  reader.Read("id", segment.id);
  reader.Read("title", segment.title);
  reader.Read("description", segment.description);
  reader.Read("aliases", segment.aliases);
  reader.Read("share", segment.share);
  reader.Finish();
  return segment;
}

// An enum by its name; INVALID_ENUM if there is none of this name.
template <typename Enum>
Enum ReadEnum(MapReader& reader, std::string_view key, std::optional<Enum> parse(std::string_view),
              const std::string& allowed) {
  std::string name;
  reader.Read(key, name);
  const std::optional<Enum> value = parse(name);
  if (!value.has_value() && !name.empty()) {
    reader.errors().Add(reader.Path(key), kInvalidEnum, {{"allowed", allowed}});
  }
  return value.value_or(Enum{});
}

FocusRule ReadFocusRule(const Node& node, const std::string& path, FieldErrors& errors) {
  MapReader reader(node, path, errors);
  FocusRule rule;
  rule.context = ReadEnum<Context>(reader, "context", ParseContext, ContextNames());
  rule.focus = ReadEnum<Focus>(reader, "focus", ParseFocus, FocusNames());
  reader.Read("reason", rule.reason);
  reader.Finish();
  return rule;
}

Owner ReadOwner(const Node& node, const std::string& path, FieldErrors& errors) {
  MapReader reader(node, path, errors);
  Owner owner;
  reader.Read("area", owner.area);
  reader.Read("principal", owner.principal);
  reader.Read("decide_within", owner.decide_within_days);
  reader.Read("next_owner", owner.next_owner);
  reader.Finish();
  return owner;
}

QuarterCapacity ReadCapacity(const Node& node, const std::string& path, FieldErrors& errors) {
  MapReader reader(node, path, errors);
  QuarterCapacity capacity;
  std::string quarter;
  reader.Read("quarter", quarter);
  const std::optional<Quarter> parsed = ParseQuarter(quarter);
  if (!parsed.has_value() && !quarter.empty()) {
    errors.Add(reader.Path("quarter"), kInvalidFormat, {{"expected", "2027-Q1"}});
  }
  capacity.quarter = parsed.value_or(Quarter{});
  reader.Read("person_days", capacity.person_days);
  reader.Read("services_person_days", capacity.services_person_days);
  reader.Finish();
  return capacity;
}

constexpr std::string_view kWeightPreset = "preset";

// `weights` is a mapping from name to number, in the file's order, and perhaps "preset".
void ReadWeights(MapReader& reader, Strategy& strategy) {
  const Node* node = reader.Take("weights");
  if (node == nullptr) return;
  MapReader values(*node, "weights", reader.errors());
  values.Read(kWeightPreset, strategy.weight_preset);
  for (const std::string& name : node->keys) {
    if (name == kWeightPreset) continue;
    Weight weight;
    weight.name = name;
    values.Read(name, weight.value);
    strategy.weights.push_back(std::move(weight));
  }
}

void ReadHolidays(MapReader& reader, std::vector<Date>& holidays) {
  reader.Each("holidays", [&](const Node& node, const std::string& path) {
    if (node.kind != Node::Kind::kScalar) return reader.errors().Add(path, kTextExpected);
    const std::optional<Date> day = ParseDate(node.text);
    if (!day.has_value()) {
      return reader.errors().Add(path, kInvalidDate, {{"value", node.text.substr(0, 63)}});
    }
    holidays.push_back(*day);
  });
}

void ReadElements(MapReader& reader, Strategy& strategy) {
  for (const ElementKind kind :
       {ElementKind::kTheme, ElementKind::kNonGoal, ElementKind::kCapability,
        ElementKind::kRoadmapItem, ElementKind::kGuardrail}) {
    reader.Each(ListNameOf(kind), [&](const Node& node, const std::string& path) {
      strategy.elements.push_back(
          ReadElement(kind, node, path, strategy.language, reader.errors()));
    });
  }
}

// The focus is one of the three, or a statement in the company's own words.
void ReadFocus(MapReader& reader, Strategy& strategy) {
  std::string focus;
  reader.Read("focus", focus);
  const std::optional<Focus> parsed = ParseFocus(focus);
  if (parsed.has_value()) {
    strategy.focus = *parsed;
  } else {
    strategy.focus_statement = std::move(focus);
  }
}

Strategy ReadStrategy(const Node& root, FieldErrors& errors) {
  MapReader reader(root, "", errors);
  Strategy strategy;
  strategy.language = "en";
  strategy.time_zone = "UTC";
  reader.Read("product", strategy.product);
  reader.Read("language", strategy.language);
  reader.Read("time_zone", strategy.time_zone);
  reader.Read("fiscal_year_start_month", strategy.fiscal_year_start_month);
  reader.Read("vision", strategy.vision);
  reader.Read("source_refs", strategy.source_refs);
  ReadFocus(reader, strategy);
  ReadElements(reader, strategy);
  reader.Each("target_segments", [&](const Node& node, const std::string& path) {
    strategy.target_segments.push_back(ReadSegment(node, path, errors));
  });
  reader.Each("focus_policy", [&](const Node& node, const std::string& path) {
    strategy.focus_policy.push_back(ReadFocusRule(node, path, errors));
  });
  reader.Each("owners", [&](const Node& node, const std::string& path) {
    strategy.owners.push_back(ReadOwner(node, path, errors));
  });
  reader.Each("capacity", [&](const Node& node, const std::string& path) {
    strategy.capacity.push_back(ReadCapacity(node, path, errors));
  });
  ReadWeights(reader, strategy);
  ReadHolidays(reader, strategy.holidays);
  reader.Finish();
  return strategy;
}

}  // namespace

absl::StatusOr<Strategy> ParseStrategy(std::string_view text) {
  const DocumentLimits limits{.bytes = kMaxStrategyFileBytes,
                              .depth = kMaxStrategyFileDepth,
                              .nodes = kMaxStrategyFileNodes};
  ZUSAGE_ASSIGN_OR_RETURN(const Node root, ReadDocument(text, limits));
  if (root.kind != Node::Kind::kMap) return Error(kMappingExpected);
  FieldErrors errors;
  Strategy strategy = ReadStrategy(root, errors);
  if (!errors.empty()) return errors.status();
  ZUSAGE_RETURN_IF_ERROR(ValidateStrategy(strategy));
  return strategy;
}

}  // namespace zusage::strategy
