// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/routing.h"

#include <gtest/gtest.h>

namespace zusage::review {
namespace {

const absl::TimeZone kBerlin = *ParseTimeZone("Europe/Berlin");

absl::Time At(int year, int month, int day, int hour) {
  return absl::FromCivil(absl::CivilSecond(year, month, day, hour), kBerlin);
}

TEST(AddWorkingDaysTest, ThursdayPlusThreeIsTheEndOfTuesday) {
  EXPECT_EQ(AddWorkingDays(At(2026, 1, 15, 10), 3, kBerlin), EndOfDay(Date(2026, 1, 20), kBerlin));
}

TEST(AddWorkingDaysTest, SaturdayPlusOneIsTheEndOfMonday) {
  EXPECT_EQ(AddWorkingDays(At(2026, 1, 17, 10), 1, kBerlin), EndOfDay(Date(2026, 1, 19), kBerlin));
}

TEST(AddWorkingDaysTest, DayIsThatOfTheProductsZone) {
  // 23:30 UTC on Thursday is Friday in Berlin already.
  const absl::Time late =
      absl::FromCivil(absl::CivilSecond(2026, 1, 15, 23, 30), absl::UTCTimeZone());
  EXPECT_EQ(AddWorkingDays(late, 1, kBerlin), EndOfDay(Date(2026, 1, 19), kBerlin));
}

TEST(AddWorkingDaysTest, DueTimeIsTheEndOfTheDayWhenClocksChange) {
  // The night to Sunday 29 March 2026 has 23 hours in Berlin.
  const absl::Time due = AddWorkingDays(At(2026, 3, 27, 12), 1, kBerlin);
  EXPECT_EQ(absl::FormatTime("%Y-%m-%d %H:%M", due, kBerlin), "2026-03-30 23:59");
}

TEST(AddWorkingDaysTest, DayOfTwentyFiveHoursIsOneDay) {
  // The night to Sunday 25 October 2026 has 25 hours in Berlin.
  const absl::Time due = AddWorkingDays(At(2026, 10, 23, 23), 1, kBerlin);
  EXPECT_EQ(absl::FormatTime("%Y-%m-%d %H:%M", due, kBerlin), "2026-10-26 23:59");
}

TEST(AddWorkingDaysTest, HolidaysAreNoWorkingDays) {
  const std::vector<Date> holidays = {Date(2026, 1, 16), Date(2026, 1, 17), Date(2026, 1, 19)};
  EXPECT_EQ(AddWorkingDays(At(2026, 1, 15, 10), 1, kBerlin, holidays),
            EndOfDay(Date(2026, 1, 20), kBerlin));
  EXPECT_EQ(AddWorkingDays(At(2026, 1, 15, 10), 0, kBerlin, holidays),
            EndOfDay(Date(2026, 1, 15), kBerlin));
}

strategy::Strategy WithOwners(std::vector<strategy::Owner> owners) {
  strategy::Strategy strategy;
  strategy.owners = std::move(owners);
  strategy::Element element;
  element.kind = strategy::ElementKind::kCapability;
  element.id = "C1";
  element.area = "reporting";
  strategy.elements = {element};
  return strategy;
}

TEST(OwnerOfTest, OwnerOfTheAreaComesBeforeTheOwnerOfEverything) {
  const strategy::Strategy strategy =
      WithOwners({{.area = "", .principal = "principals/all"},
                  {.area = "reporting", .principal = "principals/reporting"}});
  EXPECT_EQ(OwnerOf(strategy, "reporting", "principals/p").principal, "principals/reporting");
  EXPECT_EQ(OwnerOf(strategy, "billing", "principals/p").principal, "principals/all");
  EXPECT_EQ(OwnerOf(strategy, "", "principals/p").principal, "principals/all");
}

TEST(OwnerOfTest, WithoutOwnersThePublisherDecidesWithinFiveDays) {
  const strategy::Owner owner = OwnerOf(WithOwners({}), "reporting", "principals/p");
  EXPECT_EQ(owner.principal, "principals/p");
  EXPECT_EQ(owner.decide_within_days, 5);
}

TEST(CandidatesForTest, AreAskedInTheirOrderEachOnce) {
  const strategy::Strategy strategy = WithOwners({{.area = "",
                                                   .principal = "principals/all",
                                                   .decide_within_days = 4,
                                                   .next_owner = "principals/reporting"},
                                                  {.area = "reporting",
                                                   .principal = "principals/reporting",
                                                   .decide_within_days = 2,
                                                   .next_owner = "principals/next"}});
  std::vector<std::pair<std::string, int>> asked;
  for (const strategy::Owner& one : CandidatesFor(strategy, "reporting", "principals/p")) {
    asked.emplace_back(one.principal, one.decide_within_days);
  }
  const std::vector<std::pair<std::string, int>> expected = {{"principals/reporting", 2},
                                                             {"principals/next", 2},
                                                             {"principals/all", 4},
                                                             {"principals/p", 5}};
  EXPECT_EQ(asked, expected);
}

TEST(AreaOfTest, TheFieldsWordCountsBeforeTheElements) {
  alignment::Assessment assessment;
  assessment.verdict = alignment::Verdict::kAsIs;
  assessment.elements = {{.element = "C1"}};
  intake::ChangeRequest request;
  EXPECT_EQ(AreaOf(request, WithOwners({}), &assessment), "reporting");
  request.area = "billing";
  EXPECT_EQ(AreaOf(request, WithOwners({}), &assessment), "billing");
}

TEST(AreaOfTest, UnclearWishBelongsToNoElementsArea) {
  alignment::Assessment assessment;
  assessment.verdict = alignment::Verdict::kUnclear;
  assessment.elements = {{.element = "C1"}};
  EXPECT_EQ(AreaOf({}, WithOwners({}), &assessment), "");
}

TEST(PriorityOfTest, NothingKnownIsTheBaseWithoutReasons) {
  const Priority priority = PriorityOf({}, {}, Date(2026, 1, 15));
  EXPECT_EQ(priority.value, 20);
  EXPECT_EQ(priority.reasons, "");
  EXPECT_EQ(DescribePriority("", Language::kEnglish), "nothing makes it urgent");
}

TEST(PriorityOfTest, EveryReasonCountsOnceAndTheSumStaysWithinTheScale) {
  intake::ChangeRequest request;
  request.evidence.pain = 5;
  request.wanted_by = Date(2026, 2, 1);
  directory::Deal deal;
  deal.stage = directory::DealStage::kNegotiation;
  deal.close_date = Date(2026, 1, 31);
  const Priority priority = PriorityOf(request, deal, Date(2026, 1, 15));
  EXPECT_EQ(priority.value, 20 + 32 + 20 + 15 + 10);
  EXPECT_EQ(priority.reasons, "pain wanted_soon deal_advanced deal_closes_soon");
  EXPECT_EQ(DescribePriority(priority.reasons, Language::kGerman),
            "es tut dem Kunden weh; es wird bald gebraucht; ein Angebot liegt vor; der Abschluss "
            "steht bevor");
}

TEST(PriorityOfTest, FurtherCustomersCountUpToThree) {
  EXPECT_EQ(PriorityOf({}, {}, Date(2026, 1, 15), 1).value, 25);
  EXPECT_EQ(PriorityOf({}, {}, Date(2026, 1, 15), 9).value, 35);
  EXPECT_EQ(PriorityOf({}, {}, Date(2026, 1, 15), 1).reasons, "several_customers");
}

TEST(PriorityOfTest, DealThatShouldHaveClosedIsNotAboutToClose) {
  directory::Deal deal;
  deal.close_date = Date(2026, 1, 14);
  EXPECT_EQ(PriorityOf({}, deal, Date(2026, 1, 15)).reasons, "");
}

}  // namespace
}  // namespace zusage::review
