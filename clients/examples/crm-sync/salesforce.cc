// SPDX-License-Identifier: Apache-2.0
#include "salesforce.h"

#include <cmath>
#include <map>

#include "absl/status/status.h"
#include "absl/strings/numbers.h"
#include "absl/time/civil_time.h"

namespace crm_sync {
namespace {

using namespace zusage::type::v1;  // NOLINT: this file is about nothing else

// Salesforce's own stages; a company that has others adds them.
const std::map<std::string, DealStage>& Stages() {
  static const auto& stages =
      *new std::map<std::string, DealStage>{{"Prospecting", DEAL_STAGE_PROSPECT},
                                            {"Qualification", DEAL_STAGE_QUALIFIED},
                                            {"Needs Analysis", DEAL_STAGE_QUALIFIED},
                                            {"Value Proposition", DEAL_STAGE_QUALIFIED},
                                            {"Id. Decision Makers", DEAL_STAGE_QUALIFIED},
                                            {"Perception Analysis", DEAL_STAGE_QUALIFIED},
                                            {"Proposal/Price Quote", DEAL_STAGE_PROPOSAL},
                                            {"Negotiation/Review", DEAL_STAGE_NEGOTIATION},
                                            {"Closed Won", DEAL_STAGE_WON},
                                            {"Closed Lost", DEAL_STAGE_LOST}};
  return stages;
}

// Whole units of a currency; false if `text` is no amount.
bool ReadMoney(const std::string& text, const Row& row, const std::string& currency, Money& money) {
  double amount = 0;
  if (!absl::SimpleAtod(text, &amount) || !(amount >= 0 && amount <= 1e15)) return false;
  const std::string own = Value(row, "CurrencyIsoCode");
  money.set_currency_code(own.empty() ? currency : own);
  money.set_units(std::llround(amount));
  return true;
}

}  // namespace

Customer CustomerOf(const Row& account, const std::string& currency) {
  Customer customer;
  customer.set_external_id(Value(account, "Id"));
  customer.set_display_name(Value(account, "Name"));
  customer.set_segment(Value(account, "Industry"));
  const std::string employees = Value(account, "NumberOfEmployees");
  if (!employees.empty()) customer.set_size(employees + " employees");
  Money revenue;
  if (ReadMoney(Value(account, "AnnualRevenue"), account, currency, revenue)) {
    *customer.mutable_revenue() = revenue;
  }
  return customer;
}

absl::StatusOr<Deal> DealOf(const Row& opportunity, const std::string& currency) {
  Deal deal;
  deal.set_reference(Value(opportunity, "Id"));
  const std::string stage = Value(opportunity, "StageName");
  const auto known = Stages().find(stage);
  if (known == Stages().end()) return absl::InvalidArgumentError("unknown StageName: " + stage);
  deal.set_stage(known->second);
  if (deal.stage() == DEAL_STAGE_WON || deal.stage() == DEAL_STAGE_LOST) {
    const std::string reason = Value(opportunity, "Reason__c");
    deal.set_outcome_reason(reason.empty() ? stage + " in the CRM" : reason);
  }
  const std::string amount = Value(opportunity, "Amount");
  if (!amount.empty() && !ReadMoney(amount, opportunity, currency, *deal.mutable_amount())) {
    return absl::InvalidArgumentError("Amount is no amount: " + amount);
  }
  const std::string closes = Value(opportunity, "CloseDate");
  absl::CivilDay day;
  if (!closes.empty() && !absl::ParseCivilTime(closes, &day)) {
    return absl::InvalidArgumentError("CloseDate is no day: " + closes);
  }
  if (!closes.empty()) {
    deal.mutable_close_date()->set_year(static_cast<int32_t>(day.year()));
    deal.mutable_close_date()->set_month(day.month());
    deal.mutable_close_date()->set_day(day.day());
  }
  return deal;
}

}  // namespace crm_sync
