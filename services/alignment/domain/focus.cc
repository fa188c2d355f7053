// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/focus.h"

#include <array>
#include <string_view>

namespace zusage::alignment {
namespace {

using strategy::Context;
using strategy::Focus;

struct Row {
  Context context;
  Focus focus;
  std::string_view english;
  std::string_view german;
};

constexpr std::array<Row, 8> kDefaultPolicy = {{
    {Context::kEarlyDiscovery, Focus::kCustomerLed,
     "Early product discovery: validate real problems.",
     "Frühe Produktfindung: echte Probleme nachweisen."},
    {Context::kScaling, Focus::kProductLed,
     "Scaling a validated product: efficiency and repeatability.",
     "Ausbau eines bestätigten Produkts: Effizienz und Wiederholbarkeit."},
    {Context::kLargeEnterprise, Focus::kSalesLed,
     "Selling to a large enterprise: strategic requirements of the account.",
     "Verkauf an ein Großunternehmen: strategische Anforderungen des Kunden."},
    {Context::kNewFeature, Focus::kCustomerLed,
     "New feature or module: make sure that real needs are met.",
     "Neue Funktion oder neues Modul: sicherstellen, dass echter Bedarf erfüllt wird."},
    {Context::kSelfService, Focus::kProductLed,
     "Self-service or freemium growth: autonomous growth.",
     "Wachstum über Selbstbedienung oder Freemium: eigenständiges Wachstum."},
    {Context::kComplexProcurement, Focus::kSalesLed,
     "Complex procurement or integration: enterprise buying processes.",
     "Aufwendige Beschaffung oder Integration: Einkaufsprozesse von Unternehmen."},
    {Context::kCompetitivePressure, Focus::kProductLed,
     "Competitive pressure in the core market: differentiate by a better experience.",
     "Wettbewerbsdruck im Kernmarkt: sich durch ein besseres Erlebnis abheben."},
    {Context::kAdjacentMarket, Focus::kCustomerLed,
     "Entering an adjacent market: understand the new context.",
     "Einstieg in einen Nachbarmarkt: das neue Umfeld verstehen."},
}};

FocusAdvice CompanyFocus(const strategy::Strategy& strategy) {
  FocusAdvice advice;
  advice.focus = strategy.focus;
  advice.from_policy = strategy.focus != Focus::kUnspecified;
  if (!strategy.focus_statement.empty()) {
    advice.english = advice.german = strategy.focus_statement;
  } else if (strategy.focus != Focus::kUnspecified) {
    advice.english = "The context is not given; this is the company's focus as a whole.";
    advice.german = "Der Zusammenhang ist nicht angegeben; dies ist der Fokus des Unternehmens.";
  } else {
    advice.english = "The context is not given: say in which one the wish arises.";
    advice.german = "Der Zusammenhang ist nicht angegeben: sagen, in welchem der Wunsch entsteht.";
  }
  return advice;
}

}  // namespace

FocusAdvice AdviseFocus(Context context, const strategy::Strategy& strategy) {
  if (context == Context::kUnspecified) return CompanyFocus(strategy);
  FocusAdvice advice;
  for (const Row& row : kDefaultPolicy) {
    if (row.context == context) {
      advice = {row.focus, std::string(row.english), std::string(row.german), false};
    }
  }
  for (const strategy::FocusRule& rule : strategy.focus_policy) {
    if (rule.context != context) continue;
    const bool same_focus = rule.focus == advice.focus;
    advice.focus = rule.focus;
    advice.from_policy = true;
    if (!rule.reason.empty()) {
      advice.english = advice.german = rule.reason;  // in the words of the strategy
    } else if (!same_focus) {
      advice.english = "The strategy says so for this context.";
      advice.german = "So legt es die Strategie für diesen Zusammenhang fest.";
    }
  }
  return advice;
}

}  // namespace zusage::alignment
