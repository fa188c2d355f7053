// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/routing.h"

#include <algorithm>
#include <array>

namespace zusage::review {
namespace {

constexpr int kDefaultDays = 5;
constexpr int kBase = 20;
constexpr int kPerPainStep = 8;
constexpr int kWantedWithinMonth = 20;
constexpr int kWantedWithinQuarter = 10;
constexpr int kDealAdvanced = 15;
constexpr int kDealCloses = 10;
constexpr int kPerFurtherCustomer = 5;
constexpr int kFurtherCustomersAtMost = 15;

struct ReasonWords {
  std::string_view key;
  std::string_view english;
  std::string_view german;
};

constexpr std::array<ReasonWords, 5> kReasons = {{
    {"pain", "it hurts the customer", "es tut dem Kunden weh"},
    {"wanted_soon", "it is wanted soon", "es wird bald gebraucht"},
    {"deal_advanced", "an offer is on the table", "ein Angebot liegt vor"},
    {"deal_closes_soon", "the deal closes soon", "der Abschluss steht bevor"},
    {"several_customers", "several customers want it", "mehrere Kunden wollen es"},
}};

bool IsWorkingDay(Date day, const std::vector<Date>& holidays) {
  const absl::Weekday weekday = absl::GetWeekday(day);
  return weekday != absl::Weekday::saturday && weekday != absl::Weekday::sunday &&
         std::ranges::find(holidays, day) == holidays.end();
}

}  // namespace

absl::Time AddWorkingDays(absl::Time from, int days, absl::TimeZone zone,
                          const std::vector<Date>& holidays) {
  Date day = DayOf(from, zone);
  while (days > 0) {
    ++day;
    if (IsWorkingDay(day, holidays)) --days;
  }
  return EndOfDay(day, zone);
}

strategy::Owner OwnerOf(const strategy::Strategy& strategy, std::string_view area,
                        std::string_view publisher) {
  const strategy::Owner* of_everything = nullptr;
  for (const strategy::Owner& owner : strategy.owners) {
    if (!area.empty() && owner.area == area) return owner;
    if (owner.area.empty()) of_everything = &owner;
  }
  if (of_everything != nullptr) return *of_everything;
  return {.principal = std::string(publisher), .decide_within_days = kDefaultDays};
}

std::vector<strategy::Owner> CandidatesFor(const strategy::Strategy& strategy,
                                           std::string_view area, std::string_view publisher) {
  std::vector<strategy::Owner> candidates;
  const auto add = [&candidates](const strategy::Owner& owner, std::string_view principal) {
    const bool known = std::ranges::any_of(
        candidates, [&](const strategy::Owner& one) { return one.principal == principal; });
    if (principal.empty() || known) return;
    candidates.push_back(owner);
    candidates.back().principal = principal;
  };
  for (const std::string_view asked : {area, std::string_view()}) {
    const strategy::Owner owner = OwnerOf(strategy, asked, publisher);
    add(owner, owner.principal);
    add(owner, owner.next_owner);
  }
  add({.decide_within_days = kDefaultDays}, publisher);
  return candidates;
}

std::string AreaOf(const intake::ChangeRequest& request, const strategy::Strategy& strategy,
                   const alignment::Assessment* assessment) {
  if (!request.area.empty() || assessment == nullptr || assessment->elements.empty()) {
    return request.area;
  }
  // Nothing in the strategy speaks to an unclear wish, so no element's owner is asked.
  if (assessment->verdict == alignment::Verdict::kUnclear) return "";
  const strategy::Element* element = strategy.Find(assessment->elements[0].element);
  return element == nullptr ? "" : element->area;
}

Priority PriorityOf(const intake::ChangeRequest& request, const directory::Deal& deal, Date today,
                    int further_customers) {
  Priority priority{.value = kBase};
  const auto add = [&priority](int points, std::string_view reason) {
    priority.value += points;
    if (!priority.reasons.empty()) priority.reasons += ' ';
    priority.reasons += reason;
  };
  const int pain = request.evidence.pain.value_or(1);
  if (pain > 1) add(kPerPainStep * (pain - 1), "pain");
  if (request.wanted_by.has_value()) {
    const auto days = *request.wanted_by - today;
    if (days <= 30) {
      add(kWantedWithinMonth, "wanted_soon");
    } else if (days <= 90) {
      add(kWantedWithinQuarter, "wanted_soon");
    }
  }
  if (deal.stage == directory::DealStage::kProposal ||
      deal.stage == directory::DealStage::kNegotiation) {
    add(kDealAdvanced, "deal_advanced");
  }
  if (deal.close_date.has_value() && *deal.close_date >= today && *deal.close_date - today <= 30) {
    add(kDealCloses, "deal_closes_soon");
  }
  if (further_customers > 0) {
    add(std::min(kPerFurtherCustomer * further_customers, kFurtherCustomersAtMost),
        "several_customers");
  }
  priority.value = std::min(priority.value, 100);
  return priority;
}

std::string DescribePriority(std::string_view reasons, Language language) {
  std::string words;
  for (const ReasonWords& reason : kReasons) {
    // Keys are whole words: none is part of another.
    if (reasons.find(reason.key) == reasons.npos) continue;
    if (!words.empty()) words += "; ";
    words += language == Language::kGerman ? reason.german : reason.english;
  }
  if (!words.empty()) return words;
  return language == Language::kGerman ? "nichts macht es dringend" : "nothing makes it urgent";
}

intake::Routing RouteTo(const strategy::Owner& owner, std::string_view request, Priority priority,
                        const strategy::Strategy& strategy, absl::Time now) {
  const absl::TimeZone zone = ParseTimeZone(strategy.time_zone).value_or(absl::UTCTimeZone());
  const int days = owner.decide_within_days > 0 ? owner.decide_within_days : kDefaultDays;
  return {.request = std::string(request),
          .owner = owner.principal,
          .due_time = AddWorkingDays(now, days, zone, strategy.holidays),
          .priority = priority.value,
          .priority_reasons = std::move(priority.reasons)};
}

}  // namespace zusage::review
