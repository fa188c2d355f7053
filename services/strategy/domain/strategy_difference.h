// SPDX-License-Identifier: Apache-2.0
//
// What one strategy says otherwise than another: for product management before it publishes, and
// for everybody afterwards.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_DIFFERENCE_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_DIFFERENCE_H_

#include <string>
#include <vector>

#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

// How an entry differs; numbered as strategy.v1.StrategyDifference.Change.
enum class Change { kUnspecified = 0, kAdded = 1, kRemoved = 2, kChanged = 3 };

// What a change means for promises that rest on an element; numbered as
// strategy.v1.StrategyDifference.Bearing.
enum class Bearing {
  kNone = 0,
  kAllowsMore = 1,   // more may be promised, or sooner
  kAllowsLess = 2,   // less, or later: promises may lose their ground
  kAllowsOther = 3,  // another thing, neither more nor less
  kWordsOnly = 4,    // words that people read; nothing is compared with them
};

struct FieldChange {
  std::string field;   // as the file calls it
  std::string before;  // of a list, what is gone; "" if it was not set
  std::string after;   // of a list, what is new; "" if it is not set any more
  Bearing bearing = Bearing::kNone;

  friend bool operator==(const FieldChange&, const FieldChange&) = default;
};

struct ElementChange {
  Change change = Change::kUnspecified;
  std::string id;
  std::string title;  // the newer one
  ElementKind kind = ElementKind::kTheme;
  std::vector<FieldChange> fields;  // in the order of the format; empty unless it is kChanged
  Bearing bearing = Bearing::kNone;

  friend bool operator==(const ElementChange&, const ElementChange&) = default;
};

// Anything in the document that is no element.
struct PartChange {
  Change change = Change::kUnspecified;
  std::string part;  // "vision", "owners", …
  std::string key;   // which entry of a list, "" for a part without entries
  std::vector<FieldChange> fields;

  friend bool operator==(const PartChange&, const PartChange&) = default;
};

struct StrategyDifference {
  std::vector<ElementChange> elements;  // by id
  std::vector<PartChange> parts;        // in the order of the format, entries by their keys

  bool empty() const { return elements.empty() && parts.empty(); }

  friend bool operator==(const StrategyDifference&, const StrategyDifference&) = default;
};

// What `after` says otherwise than `before`. The order of entries in a list is no difference, and a
// strategy has none to itself; the other way round, what was added is removed, and what allowed
// more allows less. Compared with an empty Strategy, everything is added. Pure, thread-safe.
StrategyDifference DifferenceBetween(const Strategy& before, const Strategy& after);

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_STRATEGY_DIFFERENCE_H_
