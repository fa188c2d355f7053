// SPDX-License-Identifier: Apache-2.0
// A small strategy of an invented product that the tests of the check share.
#ifndef ZUSAGE_TESTS_UNIT_ALIGNMENT_SAMPLE_STRATEGY_H_
#define ZUSAGE_TESTS_UNIT_ALIGNMENT_SAMPLE_STRATEGY_H_

#include "services/strategy/domain/parse_strategy.h"

namespace zusage::alignment {

inline strategy::Strategy SampleStrategy() {
  return *strategy::ParseStrategy(R"(
product: atlas
vision: Scheduling that plans itself.
themes:
  - id: T1
    title: Self-service for end customers
    description: People book and change appointments without calling anybody.
    aliases: [customer portal, book online, Kundenportal, online buchen]
  - id: T2
    title: Plans that hold
    description: Travel times and absences are known before a plan is published.
    aliases: [travel time, Fahrzeit]
non_goals:
  - id: N1
    title: No payroll
    description: Wages and salaries are not calculated; export the hours to a payroll program.
    aliases: [salary calculation, Lohnabrechnung, Gehalt]
  - id: N2
    title: No chat between end customers
    description: Messages between end customers are left to other products.
capabilities:
  - id: C1
    title: Single sign-on
    description: Users sign in through the company's identity provider with SAML 2.0.
    how: An administrator enters the metadata under Settings.
    limits: No provisioning by SCIM.
    aliases: [SSO, Anmeldung über das Firmenkonto]
  - id: C2
    title: Calendar export
    description: Appointments can be subscribed to from any calendar program.
    aliases: [iCal, Kalender abonnieren]
roadmap:
  - id: R1
    title: Audit trail
    description: Every change to a plan is recorded with its author, as ISO 27001 asks for.
    horizon: 2027-Q1
    aliases: [change history, Änderungsprotokoll]
guardrails:
  - {id: G1, title: At least three customers, measure: similar_customers, at_least: 3}
  - {id: G2, title: A third of a quarter at most, measure: share_of_capacity, at_most: 0.33}
target_segments:
  - {title: utilities, aliases: [Stadtwerke, Energieversorger]}
  - regional railways
focus: product_led
focus_policy:
  - {context: large_enterprise, focus: product_led, reason: We stay a product.}
capacity:
  - {quarter: 2027-Q1, person_days: 100}
)");
}

}  // namespace zusage::alignment

#endif  // ZUSAGE_TESTS_UNIT_ALIGNMENT_SAMPLE_STRATEGY_H_
