// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/names.h"

#include <array>
#include <utility>

namespace zusage::strategy {
namespace {

template <typename Enum, size_t n>
using Table = std::array<std::pair<Enum, std::string_view>, n>;

constexpr Table<ElementKind, 5> kKinds{{{ElementKind::kTheme, "theme"},
                                        {ElementKind::kNonGoal, "non_goal"},
                                        {ElementKind::kCapability, "capability"},
                                        {ElementKind::kRoadmapItem, "roadmap_item"},
                                        {ElementKind::kGuardrail, "guardrail"}}};

constexpr Table<ElementKind, 5> kLists{{{ElementKind::kTheme, "themes"},
                                        {ElementKind::kNonGoal, "non_goals"},
                                        {ElementKind::kCapability, "capabilities"},
                                        {ElementKind::kRoadmapItem, "roadmap"},
                                        {ElementKind::kGuardrail, "guardrails"}}};

constexpr Table<Focus, 3> kFocuses{{{Focus::kCustomerLed, "customer_led"},
                                    {Focus::kProductLed, "product_led"},
                                    {Focus::kSalesLed, "sales_led"}}};

constexpr Table<Context, 8> kContexts{{{Context::kEarlyDiscovery, "early_discovery"},
                                       {Context::kScaling, "scaling"},
                                       {Context::kLargeEnterprise, "large_enterprise"},
                                       {Context::kNewFeature, "new_feature"},
                                       {Context::kSelfService, "self_service"},
                                       {Context::kComplexProcurement, "complex_procurement"},
                                       {Context::kCompetitivePressure, "competitive_pressure"},
                                       {Context::kAdjacentMarket, "adjacent_market"}}};

template <typename Enum, size_t n>
std::string_view Name(const Table<Enum, n>& table, Enum value) {
  for (const auto& [candidate, name] : table) {
    if (candidate == value) return name;
  }
  return "";
}

template <typename Enum, size_t n>
std::optional<Enum> Parse(const Table<Enum, n>& table, std::string_view name) {
  for (const auto& [value, candidate] : table) {
    if (candidate == name) return value;
  }
  return std::nullopt;
}

template <typename Enum, size_t n>
std::string Names(const Table<Enum, n>& table) {
  std::string names;
  for (const auto& entry : table) {
    if (!names.empty()) names += ", ";
    names += entry.second;
  }
  return names;
}

}  // namespace

std::string_view NameOf(ElementKind kind) { return Name(kKinds, kind); }
std::string_view NameOf(Focus focus) { return Name(kFocuses, focus); }
std::string_view NameOf(Context context) { return Name(kContexts, context); }
std::string_view ListNameOf(ElementKind kind) { return Name(kLists, kind); }

std::optional<ElementKind> ParseElementKind(std::string_view name) { return Parse(kKinds, name); }
std::optional<Focus> ParseFocus(std::string_view name) { return Parse(kFocuses, name); }
std::optional<Context> ParseContext(std::string_view name) { return Parse(kContexts, name); }

std::string FocusNames() { return Names(kFocuses); }
std::string ContextNames() { return Names(kContexts); }

}  // namespace zusage::strategy
