// SPDX-License-Identifier: Apache-2.0
//
// Strategies for properties: any values in every field, valid or not. Use within a property only.
#ifndef ZUSAGE_TESTS_UNIT_STRATEGY_ANY_STRATEGY_H_
#define ZUSAGE_TESTS_UNIT_STRATEGY_ANY_STRATEGY_H_

#include <rapidcheck.h>

#include <optional>
#include <string>
#include <vector>

#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

inline std::string Text() {
  return *rc::gen::container<std::string>(rc::gen::elementOf(std::string("abc \"\\/{}[]:,\n\t0")));
}

inline std::vector<std::string> Texts() {
  std::vector<std::string> texts(static_cast<size_t>(*rc::gen::inRange(0, 3)));
  for (std::string& text : texts) text = Text() + "ä";
  return texts;
}

inline std::optional<double> Number() {
  if (*rc::gen::arbitrary<bool>()) return std::nullopt;
  return *rc::gen::inRange(-1000, 1000) / 7.0;
}

inline Element AnyElement() {
  Element element;
  element.kind = static_cast<ElementKind>(*rc::gen::inRange(0, 5));
  element.id = Text(), element.title = Text(), element.description = Text();
  element.language = Text(), element.area = Text();
  element.aliases = Texts(), element.examples = Texts();
  element.how = Text(), element.limits = Text(), element.horizon = Text();
  element.promisable = *rc::gen::arbitrary<bool>();
  element.at_most = Number(), element.at_least = Number();
  element.unit = Text(), element.measure = Text();
  return element;
}

inline Strategy AnyStrategy() {
  Strategy strategy;
  strategy.product = Text(), strategy.language = Text(), strategy.time_zone = Text();
  strategy.fiscal_year_start_month = *rc::gen::inRange(1, 13);
  strategy.vision = Text(), strategy.focus_statement = Text();
  strategy.focus = static_cast<Focus>(*rc::gen::inRange(0, 4));
  strategy.source_refs = Texts();
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) strategy.elements.push_back(AnyElement());
  for (const std::string& text : Texts()) {
    strategy.target_segments.push_back({text, Number(), Text(), Text(), Texts()});
    strategy.focus_policy.push_back({static_cast<Context>(*rc::gen::inRange(0, 9)),
                                     static_cast<Focus>(*rc::gen::inRange(0, 4)), text});
    strategy.owners.push_back({text, Text(), *rc::gen::inRange(1, 250), Text()});
    strategy.capacity.push_back({{2027, *rc::gen::inRange(1, 5)}, 10.5, 0.1});
    strategy.weights.push_back({text, 0.3});
    strategy.holidays.push_back(Date(2026, 1, 1) + *rc::gen::inRange(0, 2000));
  }
  return strategy;
}

}  // namespace zusage::strategy

#endif  // ZUSAGE_TESTS_UNIT_STRATEGY_ANY_STRATEGY_H_
