// SPDX-License-Identifier: Apache-2.0
#include "services/news/get_digest.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/news/domain/digest_document.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::news {
namespace {

using commitments::RecordPromiseInput;
using commitments::testing::kAcme;
using commitments::testing::kBolt;
using commitments::testing::kCapability;
using commitments::testing::kProduct;
using commitments::testing::PromiseWorld;
using ::testing::AllOf;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::SizeIs;

// It is Thursday, 2026-01-15.
const Date kThisWeek(2026, 1, 12);

class GetDigestTest : public ::testing::Test {
 protected:
  absl::StatusOr<Digest> Try(std::optional<Date> week, const std::string& parent = kProduct) {
    absl::StatusOr<Digest> digest;
    EXPECT_TRUE(world_.world()
                    .store()
                    .Read([&](storage::ReadTransaction& tx) {
                      digest = GetDigest(tx, {parent, week}, world_.now());
                      return absl::OkStatus();
                    })
                    .ok());
    return digest;
  }
  Digest Get(std::optional<Date> week = kThisWeek) {
    absl::StatusOr<Digest> digest = Try(week);
    EXPECT_TRUE(digest.ok()) << digest.status();
    if (!digest.ok()) return {};
    EXPECT_EQ(digest->sections.size(), 6u);
    return *std::move(digest);
  }
  static const DigestSection& Of(const Digest& digest, Topic topic) {
    return digest.sections.at(static_cast<size_t>(topic) - 1);
  }
  static std::vector<std::string> SubjectsOf(const Digest& digest, Topic topic) {
    std::vector<std::string> subjects;
    for (const DigestLine& line : Of(digest, topic).lines) subjects.push_back(line.subject);
    return subjects;
  }
  void Pass(absl::Duration duration) { world_.clock().Advance(duration); }
  std::string Promise(const std::string& item, std::optional<Date> due = std::nullopt) {
    RecordPromiseInput input = PromiseWorld::ToAcme(item);
    input.lines[0].due = due;
    Pass(absl::Minutes(1));
    return world_.Record(input).promise.name;
  }
  // A request of `customer` that was judged to rest on `element`, "" for none.
  std::string Heard(const std::string& customer, const std::string& element) {
    intake::Draft draft = zusage::testing::World::SampleDraft();
    draft.customer = {};
    draft.customer.name = customer;
    alignment::Assessment assessment;
    assessment.verdict =
        element.empty() ? alignment::Verdict::kUnclear : alignment::Verdict::kAligned;
    assessment.elements = {{.element = element.empty() ? "T1" : element}};
    assessment.strategy_version = 1;
    const auto submitted = world_.world().Submit(draft, assessment);
    EXPECT_TRUE(submitted.ok()) << submitted.status();
    return submitted.ok() ? submitted->view.request.name : "";
  }

  PromiseWorld world_;
};

TEST_F(GetDigestTest, QuietWeekHasEverySectionAndNothingInIt) {
  const Digest digest = Get(Date(2026, 1, 7));
  EXPECT_EQ(digest.week.first_day, Date(2026, 1, 5));
  EXPECT_TRUE(digest.is_over);
  EXPECT_TRUE(digest.is_whole);
  EXPECT_EQ(digest.known_position, 0);
  for (const DigestSection& section : digest.sections) EXPECT_EQ(section.total_count, 0);
}

TEST_F(GetDigestTest, WithoutADayTheLastWholeWeekIsTold) {
  EXPECT_EQ(Get(std::nullopt).week.first_day, Date(2026, 1, 5));
  EXPECT_FALSE(Get().is_over);
}

TEST_F(GetDigestTest, WeekInFutureAndUnknownProductAreRefused) {
  EXPECT_EQ(ReasonOf(Try(Date(2026, 1, 19)).status()), "WEEK_IN_FUTURE");
  EXPECT_TRUE(absl::IsNotFound(Try(kThisWeek, "products/other").status()));
  EXPECT_TRUE(absl::IsNotFound(Try(kThisWeek, "products/-").status()));
}

TEST_F(GetDigestTest, DecisionsAreToldWithTheirReasonsAndHowLateTheyCame) {
  const std::string in_time = world_.Request();
  const std::string late = world_.Request();
  world_.Approve(in_time);
  Pass(absl::Hours(24 * 8));
  world_.Decide(late, review::Outcome::kDeclined);
  const Digest first = Get();
  ASSERT_THAT(SubjectsOf(first, Topic::kDecided), ElementsAre(in_time));
  const DigestLine& line = Of(first, Topic::kDecided).lines[0];
  EXPECT_EQ(line.title, "Tours on a map");
  EXPECT_EQ(line.customer_display_name, "Acme");
  EXPECT_EQ(line.person_display_name, "Person principals/petra");
  EXPECT_EQ(line.text.english, "approved: Because it fits.");
  const Digest second = Get(Date(2026, 1, 23));
  ASSERT_THAT(SubjectsOf(second, Topic::kDecided), ElementsAre(late));
  // Asked for within three working days of Thursday.
  EXPECT_EQ(Of(second, Topic::kDecided).lines[0].text.german,
            "abgelehnt, 3 Tage zu spät: Because it fits.");
}

TEST_F(GetDigestTest, UnilateralPromiseIsToldWithItsReasonAndWhatIsAtStake) {
  const std::string covered = Promise(kCapability);
  const std::string unilateral = Promise("");
  const Digest digest = Get();
  EXPECT_THAT(SubjectsOf(digest, Topic::kPromised), ElementsAre(unilateral, covered));
  EXPECT_EQ(Of(digest, Topic::kPromised).note.english,
            "2 promises, 1 covered, 1 unilateral. At stake: 1,000 EUR.");
  ASSERT_THAT(SubjectsOf(digest, Topic::kUnilateral), ElementsAre(unilateral));
  EXPECT_THAT(Of(digest, Topic::kUnilateral).lines[0].text.english,
              AllOf(HasSubstr("without having asked: "), HasSubstr("1,000 EUR")));
  EXPECT_THAT(SubjectsOf(digest, Topic::kLostGround), IsEmpty());
}

TEST_F(GetDigestTest, GroundThatWasLostIsToldInItsWeekAndCountedLater) {
  const std::string request = world_.Request();
  const std::string approval = world_.Approve(request);
  const std::string promise = Promise(PromiseWorld::ItemOf(request));
  EXPECT_THAT(SubjectsOf(Get(), Topic::kLostGround), IsEmpty());
  Pass(absl::Hours(24 * 7));
  world_.Revoke(request, approval);
  EXPECT_THAT(SubjectsOf(Get(), Topic::kLostGround), IsEmpty()) << "a week that is over stays so";
  const Digest lost = Get(Date(2026, 1, 20));
  EXPECT_THAT(SubjectsOf(lost, Topic::kLostGround), ElementsAre(promise));
  EXPECT_THAT(SubjectsOf(lost, Topic::kUnilateral), IsEmpty());
  EXPECT_THAT(Of(lost, Topic::kLostGround).lines[0].text.english,
              HasSubstr("against the decision"));
  Pass(absl::Hours(24 * 7));
  const Digest after = Get(Date(2026, 1, 29));
  EXPECT_THAT(SubjectsOf(after, Topic::kLostGround), IsEmpty());
  EXPECT_EQ(Of(after, Topic::kLostGround).note.english, "Since earlier weeks without ground: 1.");
}

TEST_F(GetDigestTest, OverdueDecisionsAndDeliveriesAreBothThere) {
  const std::string request = world_.Request();
  const std::string owed = Promise(kCapability, Date(2026, 1, 16));
  const std::string alone = Promise("", Date(2026, 1, 20));
  EXPECT_THAT(SubjectsOf(Get(), Topic::kOverdue), IsEmpty());
  Pass(absl::Hours(24 * 14));
  const Digest digest = Get(std::nullopt);
  EXPECT_EQ(digest.week.first_day, Date(2026, 1, 19));
  EXPECT_THAT(SubjectsOf(digest, Topic::kOverdue), ElementsAre(request, owed, alone));
  EXPECT_EQ(Of(digest, Topic::kOverdue).note.english,
            "1 decision and 2 deliveries overdue. Of the deliveries, covered and so owed by "
            "product management: 1.");
  EXPECT_EQ(Of(digest, Topic::kOverdue).lines[0].text.english,
            "Waits for a decision that was due on 2026-01-20, 5 days ago.");
  // What is decided and delivered afterwards was overdue then all the same.
  world_.Approve(request);
  commitments::MarkDeliveredInput delivered;
  delivered.name = owed;
  delivered.etag = world_.EtagFor(owed);
  delivered.lines = {"1"};
  delivered.delivered_date = Date(2026, 1, 29);
  ASSERT_TRUE(world_.Deliver(delivered).ok());
  EXPECT_THAT(SubjectsOf(Get(std::nullopt), Topic::kOverdue), ElementsAre(request, owed, alone));
  EXPECT_THAT(SubjectsOf(Get(Date(2026, 1, 29)), Topic::kOverdue), ElementsAre(alone));
}

TEST_F(GetDigestTest, WhatTheFieldHearsIsGroupedByElement) {
  Heard(kAcme, "T1");
  Heard(kAcme, "R1");
  const std::string newest = Heard(kBolt, "R1");
  Heard(kBolt, "");
  const Digest digest = Get();
  const DigestSection& heard = Of(digest, Topic::kHeard);
  ASSERT_THAT(heard.lines, SizeIs(3));
  EXPECT_EQ(heard.lines[0].subject, std::string(kProduct) + "/elements/R1");
  EXPECT_EQ(heard.lines[0].title, "Offline app for drivers");
  EXPECT_EQ(heard.lines[0].text.english, "2 requests of 2 customers, the newest: “Tours on a map”");
  world_.MergeCustomers(kBolt, kAcme);
  EXPECT_THAT(Of(Get(), Topic::kHeard).lines[0].text.english,
              HasSubstr("2 requests of 1 customer"));
  EXPECT_THAT(Of(Get(), Topic::kHeard).note.english, HasSubstr("4 requests of 1 customer"));
}

TEST_F(GetDigestTest, LongSectionsAreCutAndCounted) {
  std::string newest;
  for (int i = 0; i < 25; ++i) newest = Promise("", Date(2026, 1, 15));
  for (int i = 0; i < 25; ++i) world_.Request();
  Pass(absl::Hours(24 * 14));
  const Digest digest = Get(kThisWeek);
  EXPECT_EQ(Of(digest, Topic::kPromised).total_count, 25);
  EXPECT_THAT(Of(digest, Topic::kPromised).lines, SizeIs(kMaxDigestLines));
  EXPECT_EQ(Of(digest, Topic::kPromised).lines[0].subject, newest);
  const Digest later = Get(Date(2026, 1, 23));
  EXPECT_EQ(Of(later, Topic::kOverdue).total_count, 50);
  int deliveries = 0;
  for (const std::string& subject : SubjectsOf(later, Topic::kOverdue)) {
    if (subject.find("/promises/") != std::string::npos) ++deliveries;
  }
  EXPECT_EQ(deliveries, 10) << "neither crowds the other out";
  EXPECT_THAT(ToMarkdown(later, Language::kEnglish), HasSubstr("and 30 more"));
}

TEST_F(GetDigestTest, SundayNightBelongsToTheWeekInTheProductsZone) {
  // 23:30 on Sunday in Berlin, and 00:30 on Monday.
  world_.clock().Set(absl::FromCivil(absl::CivilMinute(2026, 1, 18, 22, 30), absl::UTCTimeZone()));
  const std::string sunday = Promise("");
  Pass(absl::Hours(1));
  const std::string monday = Promise("");
  EXPECT_THAT(SubjectsOf(Get(), Topic::kPromised), ElementsAre(sunday));
  EXPECT_THAT(SubjectsOf(Get(Date(2026, 1, 19)), Topic::kPromised), ElementsAre(monday));
  EXPECT_THAT(ToHtml(Get(), Language::kEnglish),
              AllOf(HasSubstr("2026-01-18"), Not(HasSubstr("2026-01-19"))));
}

}  // namespace
}  // namespace zusage::news
