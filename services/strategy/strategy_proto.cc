// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_proto.h"

#include <charconv>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/strategy/domain/names.h"
#include "services/values/proto_values.h"

namespace zusage::strategy {
namespace {

constexpr int kDefaultDecideWithinDays = 5;

// Focuses and contexts have the same numbers on both sides; kinds of elements start at 1 there.
static_assert(static_cast<int>(Focus::kSalesLed) == type::v1::FOCUS_SALES_LED);
static_assert(static_cast<int>(Context::kAdjacentMarket) == type::v1::CONTEXT_ADJACENT_MARKET);
static_assert(static_cast<int>(ElementKind::kGuardrail) + 1 == v1::Element::KIND_GUARDRAIL);

std::string Entry(std::string_view list, size_t index) {
  return std::string(list) + "[" + std::to_string(index) + "]";
}

std::string Or(const std::string& text, std::string_view default_text) {
  return text.empty() ? std::string(default_text) : text;
}

Element FromProto(const v1::Element& element, const std::string& language) {
  Element value;
  value.kind = static_cast<ElementKind>(element.kind() - 1);
  value.id = element.id();
  value.title = element.title();
  value.description = element.description();
  value.language = Or(element.language(), language);
  value.area = element.area();
  value.aliases.assign(element.aliases().begin(), element.aliases().end());
  value.examples.assign(element.examples().begin(), element.examples().end());
  value.how = element.how();
  value.limits = element.limits();
  value.horizon = element.horizon();
  value.promisable = element.promisable();
  if (element.has_at_most()) value.at_most = element.at_most();
  value.unit = element.unit();
  value.measure = element.measure();
  if (element.has_at_least()) value.at_least = element.at_least();
  return value;
}

void Fill(const Element& element, v1::Element& out) {
  out.set_kind(static_cast<v1::Element::Kind>(static_cast<int>(element.kind) + 1));
  out.set_id(element.id);
  out.set_title(element.title);
  out.set_description(element.description);
  out.set_language(element.language);
  out.set_area(element.area);
  out.mutable_aliases()->Assign(element.aliases.begin(), element.aliases.end());
  out.mutable_examples()->Assign(element.examples.begin(), element.examples.end());
  out.set_how(element.how);
  out.set_limits(element.limits);
  out.set_horizon(element.horizon);
  out.set_promisable(element.promisable);
  if (element.at_most.has_value()) out.set_at_most(*element.at_most);
  out.set_unit(element.unit);
  out.set_measure(element.measure);
  if (element.at_least.has_value()) out.set_at_least(*element.at_least);
}

absl::Status ReadElements(const v1::StrategyDocument& document, Strategy& strategy) {
  FieldErrors errors;
  strategy.elements.reserve(document.elements_size());
  for (const v1::Element& element : document.elements()) {
    if (!v1::Element::Kind_IsValid(element.kind()) ||
        element.kind() == v1::Element::KIND_UNSPECIFIED) {
      errors.Add(Entry("elements", strategy.elements.size()) + ".kind", kInvalidEnum,
                 {{"allowed", "THEME, NON_GOAL, CAPABILITY, ROADMAP_ITEM, GUARDRAIL"}});
    }
    strategy.elements.push_back(FromProto(element, strategy.language));
  }
  return errors.status();
}

absl::Status ReadCapacity(const v1::StrategyDocument& document, Strategy& strategy) {
  FieldErrors errors;
  for (const v1::QuarterCapacity& capacity : document.capacity()) {
    const std::optional<Quarter> quarter = ParseQuarter(capacity.quarter());
    if (!quarter.has_value()) {
      errors.Add(Entry("capacity", strategy.capacity.size()) + ".quarter", kInvalidFormat,
                 {{"expected", "2027-Q1"}});
    }
    strategy.capacity.push_back(
        {quarter.value_or(Quarter{}), capacity.person_days(), capacity.services_person_days()});
  }
  return errors.status();
}

absl::Status ReadHolidays(const v1::StrategyDocument& document, Strategy& strategy) {
  for (const type::v1::Date& holiday : document.holidays()) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const Date day, values::FromProto(holiday, Entry("holidays", strategy.holidays.size())));
    strategy.holidays.push_back(day);
  }
  return absl::OkStatus();
}

void ReadLists(const v1::StrategyDocument& document, Strategy& strategy) {
  for (const v1::TargetSegment& segment : document.target_segments()) {
    TargetSegment& added = strategy.target_segments.emplace_back();
    added.title = segment.title();
    if (segment.has_share()) added.share = segment.share();
    added.id = segment.id();
    added.description = segment.description();
    added.aliases = {segment.aliases().begin(), segment.aliases().end()};
  }
  for (const v1::FocusRule& rule : document.focus_policy()) {
    strategy.focus_policy.push_back(
        {static_cast<Context>(rule.context()), static_cast<Focus>(rule.focus()), rule.reason()});
  }
  for (const v1::Owner& owner : document.owners()) {
    const int days = owner.decide_within_days();
    strategy.owners.push_back({owner.area(), owner.principal(),
                               days == 0 ? kDefaultDecideWithinDays : days, owner.next_owner()});
  }
  strategy.weight_preset = document.weight_preset();
  for (const v1::Weight& weight : document.weights()) {
    strategy.weights.push_back({weight.name(), weight.value()});
  }
}

void FillLists(const Strategy& strategy, v1::StrategyDocument& out) {
  for (const TargetSegment& segment : strategy.target_segments) {
    v1::TargetSegment& added = *out.add_target_segments();
    added.set_title(segment.title);
    if (segment.share.has_value()) added.set_share(*segment.share);
    added.set_id(segment.id);
    added.set_description(segment.description);
    added.mutable_aliases()->Add(segment.aliases.begin(), segment.aliases.end());
  }
  for (const FocusRule& rule : strategy.focus_policy) {
    v1::FocusRule& added = *out.add_focus_policy();
    added.set_context(static_cast<type::v1::Context>(rule.context));
    added.set_focus(static_cast<type::v1::Focus>(rule.focus));
    added.set_reason(rule.reason);
  }
  for (const Owner& owner : strategy.owners) {
    v1::Owner& added = *out.add_owners();
    added.set_area(owner.area);
    added.set_principal(owner.principal);
    added.set_decide_within_days(owner.decide_within_days);
    added.set_next_owner(owner.next_owner);
  }
  for (const QuarterCapacity& capacity : strategy.capacity) {
    v1::QuarterCapacity& added = *out.add_capacity();
    added.set_quarter(FormatQuarter(capacity.quarter));
    added.set_person_days(capacity.person_days);
    added.set_services_person_days(capacity.services_person_days);
  }
  out.set_weight_preset(strategy.weight_preset);
  for (const Weight& weight : strategy.weights) {
    v1::Weight& added = *out.add_weights();
    added.set_name(weight.name);
    added.set_value(weight.value);
  }
  for (const Date day : strategy.holidays) *out.add_holidays() = values::ToProto(day);
}

// The index in `elements` of the entry `index` of a kind's list; nothing if `list` is none.
std::optional<size_t> ElementAt(const Strategy& strategy, std::string_view list, size_t index) {
  for (size_t i = 0; i < strategy.elements.size(); ++i) {
    if (ListNameOf(strategy.elements[i].kind) != list) continue;
    if (index-- == 0) return i;
  }
  return std::nullopt;
}

std::string WeightPath(const Strategy& strategy, std::string_view name) {
  for (size_t i = 0; i < strategy.weights.size(); ++i) {
    if (std::string_view(strategy.weights[i].name).starts_with(name)) return Entry("weights", i);
  }
  return "weights";
}

std::string MessagePath(const Strategy& strategy, std::string_view path) {
  constexpr std::string_view kWeights = "weights.";
  if (path == "weights.preset") return "weight_preset";
  if (path.starts_with(kWeights)) return WeightPath(strategy, path.substr(kWeights.size()));
  if (path == ListNameOf(ElementKind::kTheme)) return "elements";  // there is nothing in any list
  if (path == "focus") return "focus_statement";
  const size_t open = path.find('[');
  const size_t close = path.find(']');
  if (open == path.npos || close == path.npos || close < open) return std::string(path);
  size_t index = 0;
  std::from_chars(path.data() + open + 1, path.data() + close, index);
  const std::string_view list = path.substr(0, open);
  const std::string_view rest = path.substr(close + 1);
  if (list == "owners" && rest == ".decide_within") return std::string(path) + "_days";
  const std::optional<size_t> element = ElementAt(strategy, list, index);
  if (!element.has_value()) return std::string(path);
  return Entry("elements", *element).append(rest);
}

}  // namespace

absl::StatusOr<Strategy> FromProto(const v1::StrategyDocument& document) {
  Strategy strategy;
  strategy.product = document.product();
  strategy.language = Or(document.language(), "en");
  strategy.time_zone = Or(document.time_zone(), "UTC");
  const int month = document.fiscal_year_start_month();
  strategy.fiscal_year_start_month = month == 0 ? 1 : month;
  strategy.vision = document.vision();
  strategy.focus = static_cast<Focus>(document.focus());
  strategy.focus_statement = document.focus_statement();
  strategy.source_refs.assign(document.source_refs().begin(), document.source_refs().end());
  ZUSAGE_RETURN_IF_ERROR(ReadElements(document, strategy));
  ReadLists(document, strategy);
  ZUSAGE_RETURN_IF_ERROR(ReadCapacity(document, strategy));
  ZUSAGE_RETURN_IF_ERROR(ReadHolidays(document, strategy));
  return strategy;
}

v1::StrategyDocument ToProto(const Strategy& strategy) {
  v1::StrategyDocument out;
  out.set_product(strategy.product);
  out.set_language(strategy.language);
  out.set_time_zone(strategy.time_zone);
  out.set_fiscal_year_start_month(strategy.fiscal_year_start_month);
  out.set_vision(strategy.vision);
  out.set_focus(static_cast<type::v1::Focus>(strategy.focus));
  out.set_focus_statement(strategy.focus_statement);
  out.mutable_source_refs()->Assign(strategy.source_refs.begin(), strategy.source_refs.end());
  for (const Element& element : strategy.elements) Fill(element, *out.add_elements());
  FillLists(strategy, out);
  return out;
}

v1::Strategy ToProto(const storage::PublishedStrategy& strategy) {
  v1::Strategy out;
  out.set_name(strategy.name());
  out.set_version(strategy.version);
  if (strategy.document != nullptr) *out.mutable_document() = ToProto(*strategy.document);
  out.set_memo(strategy.memo);
  out.set_publisher(strategy.publisher);
  *out.mutable_publish_time() = values::ToProto(strategy.publish_time);
  out.set_position(strategy.position);
  return out;
}

absl::Status WithMessagePaths(const Strategy& strategy, const absl::Status& status) {
  return WithFieldPaths(status, [&](std::string_view path) { return MessagePath(strategy, path); });
}

}  // namespace zusage::strategy
