// SPDX-License-Identifier: Apache-2.0
//
// A strategy as product management publishes it: the document's content as plain values. The file
// format is described in docs/strategy-file.md; parse_strategy.h reads it.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_H_

#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "services/base/time.h"

namespace zusage::strategy {

enum class ElementKind { kTheme, kNonGoal, kCapability, kRoadmapItem, kGuardrail };

// What should lead in a context.
enum class Focus { kUnspecified, kCustomerLed, kProductLed, kSalesLed };

// The contexts of the focus table in which a customer's wish can arise.
enum class Context {
  kUnspecified,
  kEarlyDiscovery,       // early product discovery
  kScaling,              // scaling a validated product
  kLargeEnterprise,      // selling to a large enterprise
  kNewFeature,           // new feature or module
  kSelfService,          // self-service or freemium growth
  kComplexProcurement,   // complex procurement or integration
  kCompetitivePressure,  // competitive pressure in the core market
  kAdjacentMarket,       // entering an adjacent market
};

// One addressable piece of a strategy version. Fields that do not belong to the kind stay empty.
struct Element {
  ElementKind kind = ElementKind::kTheme;
  std::string id;  // unique in the strategy, 1 to 63 of [A-Za-z0-9._-]
  std::string title;
  std::string description;
  std::string language;  // "en" or "de"; the document's unless the element says otherwise
  std::string area;      // which owner it belongs to; "" for none
  std::vector<std::string> aliases;   // what customers call it, in any language
  std::vector<std::string> examples;  // wishes it answers; for a non-goal, wishes it turns down

  std::string how;                // capability: how it is done today
  std::string limits;             // capability: shown, never compared with
  std::string horizon;            // roadmap item: free text, a quarter or a date
  bool promisable = false;        // roadmap item: may be promised to anyone
  std::optional<double> at_most;  // capability, roadmap item, guardrail
  std::string unit;               // of at_most, e.g. "requests/min"

  std::string measure;             // guardrail: from the list in guardrails
  std::optional<double> at_least;  // guardrail

  friend bool operator==(const Element&, const Element&) = default;
};

struct TargetSegment {
  std::string title;
  std::optional<double> share;  // of the market, 0 to 1
  std::string id;               // optional here: nothing cites a segment by id
  std::string description;
  std::vector<std::string> aliases;  // what such customers are called, in any language

  friend bool operator==(const TargetSegment&, const TargetSegment&) = default;
};

struct FocusRule {
  Context context = Context::kUnspecified;
  Focus focus = Focus::kUnspecified;
  std::string reason;

  friend bool operator==(const FocusRule&, const FocusRule&) = default;
};

// Who decides on an area. The owner of the area "" decides on everything without another owner.
struct Owner {
  std::string area;
  std::string principal;       // "principals/…"
  int decide_within_days = 5;  // working days
  std::string next_owner;      // who is asked when the time has passed; "" for none

  friend bool operator==(const Owner&, const Owner&) = default;
};

struct QuarterCapacity {
  Quarter quarter;
  double person_days = 0;
  double services_person_days = 0;

  friend bool operator==(const QuarterCapacity&, const QuarterCapacity&) = default;
};

// The weights of the two scores; unset ones take the check's defaults.
struct Weight {
  std::string name;
  double value = 0;

  friend bool operator==(const Weight&, const Weight&) = default;
};

struct Strategy {
  std::string product;    // the id: "atlas", not "products/atlas"
  std::string language;   // "en" or "de"; "en" unless the document says otherwise
  std::string time_zone;  // IANA name; "UTC" unless the document says otherwise
  int fiscal_year_start_month = 1;
  std::string vision;
  Focus focus = Focus::kUnspecified;  // the company's focus as a whole
  std::string focus_statement;        // the words it was given in, if not one of the three
  std::vector<std::string> source_refs;
  std::vector<Element> elements;  // themes, non-goals, capabilities, roadmap, guardrails, in order
  std::vector<TargetSegment> target_segments;
  std::vector<FocusRule> focus_policy;  // overrides rows of the default policy
  std::vector<Owner> owners;
  std::vector<QuarterCapacity> capacity;
  std::string weight_preset;  // "rice", …: the weights to start from; "" for the check's own
  std::vector<Weight> weights;
  std::vector<Date> holidays;  // days of the product's calendar on which nobody works

  friend bool operator==(const Strategy&, const Strategy&) = default;

  // The element with this id, or null.
  const Element* Find(std::string_view id) const {
    for (const Element& element : elements) {
      if (element.id == id) return &element;
    }
    return nullptr;
  }
};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_H_
