// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/strategy_difference.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <map>
#include <optional>
#include <string_view>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "services/strategy/domain/names.h"

namespace zusage::strategy {
namespace {

absl::string_view Absl(std::string_view text) { return {text.data(), text.size()}; }

// --- values as text -----------------------------------------------------------------------------
std::string Text(const std::string& text) { return text; }
std::string Text(std::string_view text) { return std::string(text); }
std::string Text(int number) { return std::to_string(number); }
std::string Text(double number) {
  char digits[32];
  const auto end = std::to_chars(std::begin(digits), std::end(digits), number).ptr;
  return std::string(digits, end);
}
std::string Text(const std::optional<double>& number) {
  return number.has_value() ? Text(*number) : std::string();
}
std::string Text(bool yes) { return yes ? "true" : "false"; }

// What is in `list` and not in `other`, each as often as it is there more.
std::string Surplus(std::vector<std::string> list, std::vector<std::string> other) {
  std::sort(list.begin(), list.end());
  std::sort(other.begin(), other.end());
  std::vector<std::string> surplus;
  std::set_difference(list.begin(), list.end(), other.begin(), other.end(),
                      std::back_inserter(surplus));
  std::string text;
  for (const std::string& entry : surplus) {
    if (!text.empty()) text += ", ";
    text += entry;
  }
  return text;
}

// --- what a change means for promises -----------------------------------------------------------
Bearing MoreIf(bool more) { return more ? Bearing::kAllowsMore : Bearing::kAllowsLess; }

Bearing Together(Bearing a, Bearing b) {
  if (a == Bearing::kNone || b == Bearing::kNone) return a == Bearing::kNone ? b : a;
  if (a == Bearing::kWordsOnly || b == Bearing::kWordsOnly) return a == Bearing::kWordsOnly ? b : a;
  return a == b ? a : Bearing::kAllowsOther;
}

// An element with the one thing outside of it that decides what may be promised on it.
struct Place {
  const Element& element;
  int fiscal_year_start_month;
};

bool Allows(const Element& element) {
  return element.kind == ElementKind::kCapability ||
         (element.kind == ElementKind::kRoadmapItem && element.promisable);
}

// The last day of a horizon; nothing for words such as "next year".
std::optional<Date> EndOf(const Place& place) {
  const std::string text(absl::StripAsciiWhitespace(place.element.horizon));
  const std::optional<Quarter> quarter = ParseQuarter(text);
  if (quarter.has_value()) return quarter->last_day(place.fiscal_year_start_month);
  return ParseDate(text);
}

// Of two elements that both allow something.
Bearing BearingOfHorizon(const Place& before, const Place& after) {
  if (before.element.kind != after.element.kind) return Bearing::kNone;  // the kind says it
  const std::optional<Date> was = EndOf(before);
  const std::optional<Date> is = EndOf(after);
  if (was == is) return Bearing::kWordsOnly;
  // Without a day, only what has no date may be promised.
  if (!was.has_value() || !is.has_value()) return MoreIf(is.has_value());
  return MoreIf(*is < *was);
}

Bearing BearingOfMost(const Element& before, const Element& after) {
  if (before.at_most == after.at_most) return Bearing::kNone;
  if (!before.at_most.has_value() || !after.at_most.has_value()) {
    return MoreIf(!after.at_most.has_value());
  }
  if (!absl::EqualsIgnoreCase(Absl(before.unit), Absl(after.unit))) return Bearing::kAllowsOther;
  return MoreIf(*after.at_most > *before.at_most);
}

Bearing BearingOfUnit(const Element& before, const Element& after) {
  const bool counts = before.at_most.has_value() && after.at_most.has_value() &&
                      !absl::EqualsIgnoreCase(Absl(before.unit), Absl(after.unit));
  return counts ? Bearing::kAllowsOther : Bearing::kNone;
}

Bearing BearingOfField(std::string_view field, const Place& before, const Place& after) {
  const Element& was = before.element;
  const Element& is = after.element;
  const bool by_itself = field == "kind" || field == "promisable";
  if (Allows(was) != Allows(is)) return by_itself ? MoreIf(Allows(is)) : Bearing::kNone;
  if (!Allows(is)) return Bearing::kNone;
  // What exists may be promised for any day, what is planned from the end of its horizon on.
  if (field == "kind") return MoreIf(is.kind == ElementKind::kCapability);
  if (field == "how" || field == "limits") return Bearing::kWordsOnly;
  if (field == "horizon") return BearingOfHorizon(before, after);
  if (field == "at_most") return BearingOfMost(was, is);
  if (field == "unit") return BearingOfUnit(was, is);
  return Bearing::kNone;
}

// --- fields -------------------------------------------------------------------------------------
// Collects the fields in which two entries differ.
class Fields {
 public:
  template <typename Value>
  void Compare(std::string_view field, const Value& before, const Value& after) {
    if (before == after) return;
    fields_.push_back({std::string(field), Text(before), Text(after)});
  }

  void Compare(std::string_view field, const std::vector<std::string>& before,
               const std::vector<std::string>& after) {
    FieldChange change{std::string(field), Surplus(before, after), Surplus(after, before)};
    if (change.before != change.after) fields_.push_back(std::move(change));
  }

  std::vector<FieldChange>& list() { return fields_; }
  std::vector<FieldChange> Take() { return std::move(fields_); }

 private:
  std::vector<FieldChange> fields_;
};

std::vector<FieldChange> FieldsOf(const Place& before, const Place& after) {
  const Element& was = before.element;
  const Element& is = after.element;
  Fields fields;
  fields.Compare("kind", NameOf(was.kind), NameOf(is.kind));
  fields.Compare("title", was.title, is.title);
  fields.Compare("description", was.description, is.description);
  fields.Compare("language", was.language, is.language);
  fields.Compare("area", was.area, is.area);
  fields.Compare("aliases", was.aliases, is.aliases);
  fields.Compare("examples", was.examples, is.examples);
  fields.Compare("how", was.how, is.how);
  fields.Compare("limits", was.limits, is.limits);
  fields.Compare("horizon", was.horizon, is.horizon);
  fields.Compare("promisable", was.promisable, is.promisable);
  fields.Compare("at_most", was.at_most, is.at_most);
  fields.Compare("unit", was.unit, is.unit);
  fields.Compare("measure", was.measure, is.measure);
  fields.Compare("at_least", was.at_least, is.at_least);
  for (FieldChange& field : fields.list()) {
    field.bearing = BearingOfField(field.field, before, after);
  }
  return fields.Take();
}

std::vector<FieldChange> FieldsOf(const TargetSegment& before, const TargetSegment& after) {
  Fields fields;
  fields.Compare("title", before.title, after.title);
  fields.Compare("share", before.share, after.share);
  fields.Compare("description", before.description, after.description);
  fields.Compare("aliases", before.aliases, after.aliases);
  return fields.Take();
}

std::vector<FieldChange> FieldsOf(const FocusRule& before, const FocusRule& after) {
  Fields fields;
  fields.Compare("focus", NameOf(before.focus), NameOf(after.focus));
  fields.Compare("reason", before.reason, after.reason);
  return fields.Take();
}

std::vector<FieldChange> FieldsOf(const Owner& before, const Owner& after) {
  Fields fields;
  fields.Compare("principal", before.principal, after.principal);
  fields.Compare("decide_within", before.decide_within_days, after.decide_within_days);
  fields.Compare("next_owner", before.next_owner, after.next_owner);
  return fields.Take();
}

std::vector<FieldChange> FieldsOf(const QuarterCapacity& before, const QuarterCapacity& after) {
  Fields fields;
  fields.Compare("person_days", before.person_days, after.person_days);
  fields.Compare("services_person_days", before.services_person_days, after.services_person_days);
  return fields.Take();
}

std::vector<FieldChange> FieldsOf(const Weight& before, const Weight& after) {
  Fields fields;
  fields.Compare("value", before.value, after.value);
  return fields.Take();
}

// Entries that are nothing but their key.
std::vector<FieldChange> FieldsOf(const std::string&, const std::string&) { return {}; }
std::vector<FieldChange> FieldsOf(const Date&, const Date&) { return {}; }

std::string KeyOf(const TargetSegment& segment) {
  return segment.id.empty() ? segment.title : segment.id;
}
std::string KeyOf(const FocusRule& rule) { return std::string(NameOf(rule.context)); }
std::string KeyOf(const Owner& owner) { return owner.area; }
std::string KeyOf(const QuarterCapacity& capacity) { return FormatQuarter(capacity.quarter); }
std::string KeyOf(const Weight& weight) { return weight.name; }
std::string KeyOf(const std::string& text) { return text; }
std::string KeyOf(const Date& day) { return FormatDate(day); }

// --- entries ------------------------------------------------------------------------------------
// Entries by key; those of the same key are told apart by how many came before.
template <typename Entry>
using ByKey = std::map<std::pair<std::string, int>, std::pair<const Entry*, const Entry*>>;

template <typename Entry>
ByKey<Entry> Pair(const std::vector<Entry>& before, const std::vector<Entry>& after) {
  ByKey<Entry> pairs;
  std::map<std::string, int> seen;
  for (const Entry& entry : before) pairs[{KeyOf(entry), seen[KeyOf(entry)]++}].first = &entry;
  seen.clear();
  for (const Entry& entry : after) pairs[{KeyOf(entry), seen[KeyOf(entry)]++}].second = &entry;
  return pairs;
}

template <typename Entry>
Change ChangeOf(const std::pair<const Entry*, const Entry*>& pair) {
  if (pair.first == nullptr) return Change::kAdded;
  return pair.second == nullptr ? Change::kRemoved : Change::kChanged;
}

class Differ {
 public:
  Differ(const Strategy& before, const Strategy& after) : before_(before), after_(after) {}

  StrategyDifference Run() {
    CompareElements();
    Compare("language", before_.language, after_.language);
    Compare("time_zone", before_.time_zone, after_.time_zone);
    Compare("fiscal_year_start_month", Text(before_.fiscal_year_start_month),
            Text(after_.fiscal_year_start_month));
    Compare("vision", before_.vision, after_.vision);
    Compare("focus", Text(NameOf(before_.focus)), Text(NameOf(after_.focus)));
    Compare("focus_statement", before_.focus_statement, after_.focus_statement);
    Compare("weight_preset", before_.weight_preset, after_.weight_preset);
    CompareEntries("source_refs", before_.source_refs, after_.source_refs);
    CompareEntries("target_segments", before_.target_segments, after_.target_segments);
    CompareEntries("focus_policy", before_.focus_policy, after_.focus_policy);
    CompareEntries("owners", before_.owners, after_.owners);
    CompareEntries("capacity", before_.capacity, after_.capacity);
    CompareEntries("weights", before_.weights, after_.weights);
    CompareEntries("holidays", before_.holidays, after_.holidays);
    return std::move(difference_);
  }

 private:
  void CompareElements() {
    std::map<std::string, std::pair<const Element*, const Element*>> pairs;
    for (const Element& element : before_.elements) pairs[element.id].first = &element;
    for (const Element& element : after_.elements) pairs[element.id].second = &element;
    for (const auto& [id, pair] : pairs) AddElement(pair.first, pair.second);
  }

  void AddElement(const Element* before, const Element* after) {
    const Element& newer = after == nullptr ? *before : *after;
    ElementChange change;
    change.change = ChangeOf<Element>({before, after});
    change.id = newer.id;
    change.title = newer.title;
    change.kind = newer.kind;
    if (change.change == Change::kChanged) {
      change.fields = FieldsOf({*before, before_.fiscal_year_start_month},
                               {*after, after_.fiscal_year_start_month});
      if (change.fields.empty()) return;
      for (const FieldChange& field : change.fields) {
        change.bearing = Together(change.bearing, field.bearing);
      }
    } else if (Allows(newer)) {
      change.bearing = MoreIf(change.change == Change::kAdded);
    }
    difference_.elements.push_back(std::move(change));
  }

  // A part that is one value.
  void Compare(std::string_view part, const std::string& before, const std::string& after) {
    if (before == after) return;
    const Change change = before.empty()  ? Change::kAdded
                          : after.empty() ? Change::kRemoved
                                          : Change::kChanged;
    difference_.parts.push_back(
        {change, std::string(part), "", {{std::string(part), before, after}}});
  }

  template <typename Entry>
  void CompareEntries(std::string_view part, const std::vector<Entry>& before,
                      const std::vector<Entry>& after) {
    static const Entry& none = *new Entry();
    for (const auto& [key, pair] : Pair(before, after)) {
      PartChange change{ChangeOf(pair), std::string(part), key.first, {}};
      change.fields = FieldsOf(pair.first == nullptr ? none : *pair.first,
                               pair.second == nullptr ? none : *pair.second);
      if (change.change == Change::kChanged && change.fields.empty()) continue;
      difference_.parts.push_back(std::move(change));
    }
  }

  const Strategy& before_;
  const Strategy& after_;
  StrategyDifference difference_;
};

}  // namespace

StrategyDifference DifferenceBetween(const Strategy& before, const Strategy& after) {
  return Differ(before, after).Run();
}

}  // namespace zusage::strategy
