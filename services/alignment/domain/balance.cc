// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/domain/balance.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "absl/strings/str_format.h"
#include "services/alignment/domain/scores.h"
#include "services/base/error.h"

namespace zusage::alignment {
namespace {

constexpr double kFocusLead = 2;
constexpr double kLeastScore = 1;  // so that a score of nothing does not hide the other

std::string Whole(double number) { return absl::StrFormat("%.0f", number); }

struct Words {
  const char* reason;
  Stance stance;
  const char* english;
  const char* german;
};

constexpr Words kNoCost = {
    "EFFORT_AGAINST_PAY", Stance::kNeutral,
    "The customer would pay {pay} for {effort} person days: {rate} a day.",
    "Der Kunde würde {pay} für {effort} Personentage zahlen: {rate} am Tag."};
constexpr Words kCovered = {
    "EFFORT_COVERED", Stance::kFor,
    "The customer would pay {pay} for {effort} person days: {rate} a day, and a day costs {cost}.",
    "Der Kunde würde {pay} für {effort} Personentage zahlen: {rate} am Tag, und ein Tag kostet "
    "{cost}."};
constexpr Words kTogether = {
    "EFFORT_COVERED_TOGETHER", Stance::kNeutral,
    "The customer would pay {pay} for {effort} person days: {rate} a day, and a day costs {cost}. "
    "It takes {needed} who pay as much; {known} are known.",
    "Der Kunde würde {pay} für {effort} Personentage zahlen: {rate} am Tag, und ein Tag kostet "
    "{cost}. Es braucht {needed}, die so viel zahlen; {known} sind bekannt."};
constexpr Words kNotCovered = {
    "EFFORT_NOT_COVERED", Stance::kAgainst,
    "The customer would pay {pay} for {effort} person days: {rate} a day, but a day costs {cost}. "
    "It takes {needed} who pay as much; {known} are known.",
    "Der Kunde würde {pay} für {effort} Personentage zahlen: {rate} am Tag, aber ein Tag kostet "
    "{cost}. Es braucht {needed}, die so viel zahlen; {known} sind bekannt."};
constexpr Words kNothing = {"EFFORT_NOT_COVERED", Stance::kAgainst,
                            "The customer would pay nothing for {effort} person days.",
                            "Der Kunde würde für {effort} Personentage nichts zahlen."};

const Words& Judge(double pay, double cost, double known) {
  if (pay <= 0) return kNothing;
  if (cost <= 0) return kNoCost;
  if (pay >= cost) return kCovered;
  return pay * known >= cost ? kTogether : kNotCovered;
}

}  // namespace

std::vector<Finding> HoldPayAgainstEffort(const Evidence& evidence,
                                          const strategy::Strategy& strategy) {
  const double effort = evidence.effort_person_days.value_or(0);
  if (!evidence.willingness_to_pay.has_value() || effort <= 0) return {};
  const double pay = static_cast<double>(*evidence.willingness_to_pay);
  const double day = 1000 * WeightOf(strategy, "person_day_thousands", 0);
  const double known = 1 + std::max(evidence.similar_customers.value_or(0), 0);
  const std::string& currency = evidence.willingness_to_pay_currency;
  const auto money = [&](double amount) {
    return Whole(amount) + (currency.empty() ? "" : " " + currency);
  };
  const Words& words = Judge(pay, day * effort, known);
  const Metadata values = {{"pay", money(pay)},
                           {"effort", absl::StrFormat("%g", effort)},
                           {"rate", money(pay / effort)},
                           {"cost", money(day)},
                           {"needed", pay > 0 ? Whole(std::ceil(day * effort / pay)) : ""},
                           {"known", Whole(known)}};
  Finding finding;
  finding.kind = FindingKind::kBalance;
  finding.stance = words.stance;
  finding.strength = words.stance == Stance::kNeutral ? 0.3 : 0.5;
  finding.reason = words.reason;
  finding.english = FillIn(words.english, values);
  finding.german = FillIn(words.german, values);
  return {finding};
}

void WeighFocus(const Score& market, const Score& commercial, const strategy::Strategy& strategy,
                FocusAdvice& advice) {
  const double lead = WeightOf(strategy, "focus_lead", kFocusLead);
  advice.market_weight = advice.focus == strategy::Focus::kCustomerLed ? lead : 1;
  advice.commercial_weight = advice.focus == strategy::Focus::kSalesLed ? lead : 1;
  const double weights = advice.market_weight + advice.commercial_weight;
  if (!market.value.has_value() || !commercial.value.has_value() || weights <= 0) return;
  advice.balance =
      std::exp((advice.market_weight * std::log(std::max(*market.value, kLeastScore)) +
                advice.commercial_weight * std::log(std::max(*commercial.value, kLeastScore))) /
               weights);
}

}  // namespace zusage::alignment
