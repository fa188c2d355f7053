// SPDX-License-Identifier: Apache-2.0
//
// The names that files, the CLI and JSON use for the enums of a strategy: "early_discovery",
// "customer_led", "non_goal". Unspecified values have the name "". Pure, thread-safe.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_NAMES_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_NAMES_H_

#include <optional>
#include <string>
#include <string_view>

#include "services/strategy/domain/strategy.h"

namespace zusage::strategy {

std::string_view NameOf(ElementKind kind);  // "theme", "non_goal", "capability", …
std::string_view NameOf(Focus focus);       // "customer_led", "product_led", "sales_led"
std::string_view NameOf(Context context);   // "early_discovery", "scaling", …

// The list of the file that elements of this kind stand in: "themes", "non_goals", "roadmap", …
std::string_view ListNameOf(ElementKind kind);

// Nothing for a name that is none, and for "".
std::optional<ElementKind> ParseElementKind(std::string_view name);
std::optional<Focus> ParseFocus(std::string_view name);
std::optional<Context> ParseContext(std::string_view name);

// All names in their order, for messages: "customer_led, product_led, sales_led".
std::string FocusNames();
std::string ContextNames();

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_NAMES_H_
