// SPDX-License-Identifier: Apache-2.0
// What notices say, in both languages, and what is left of that when people and words are erased.
#include "services/news/notice_text.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "tests/unit/news/news_world.h"

namespace zusage::news {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::kCapability;
using testing::NewsWorld;
using ::testing::Not;
using testing::World;

class NoticeTextTest : public ::testing::Test {
 protected:
  // The newest notice of the caller.
  Notice Newest(const directory::Caller& caller = NewsWorld::Sofia()) {
    world_.News();
    return world_.ListNotices(caller).notices.at(0);
  }
  std::string Promise(const std::string& item) {
    return world_.Record(NewsWorld::ToAcme(item)).promise.name;
  }
  // Declines or defers what an assessment was made of.
  Notice DecidedOn(const alignment::Assessment& assessment, review::Outcome outcome) {
    intake::Draft draft = World::SampleDraft();
    const std::string name = world_.world().Submit(draft, assessment)->view.request.name;
    world_.Assign(name, "petra");
    world_.Decide(name, outcome);
    return Newest();
  }

  NewsWorld world_;
};

TEST_F(NoticeTextTest, NoSaysWhyAndWhatInstead) {
  const std::string allowed = world_.Request();
  world_.Approve(allowed);
  alignment::Assessment assessment;
  assessment.strategy_version = 1;
  assessment.elements = {{.element = "C1", .probability = 0.6},
                         {.element = "R1", .probability = 0.3}};
  assessment.similar = {{.name = allowed}, {.name = "products/atlas/changeRequests/gone"}};
  const Notice notice = DecidedOn(assessment, review::Outcome::kDeclined);
  EXPECT_EQ(notice.news.kind, Kind::kRequestDecided);
  EXPECT_EQ(notice.text.title.english, "Declined: Tours on a map (Contoso)");
  EXPECT_EQ(notice.text.title.german, "Abgelehnt: Tours on a map (Contoso)");
  EXPECT_THAT(notice.text.text.english,
              AllOf(HasSubstr("Petra Meier: “"), HasSubstr("Promise nothing of it"),
                    HasSubstr("The product does “Export tours as CSV” today."),
                    HasSubstr("Planned and to be promised: “Offline app for drivers” (2026-Q3)."),
                    HasSubstr("Allowed to others who wanted something like it"),
                    HasSubstr("zusage request get " + allowed),
                    HasSubstr("zusage offer list --product atlas --customer customers/")));
  EXPECT_THAT(notice.text.text.german,
              AllOf(HasSubstr("Nichts davon zusagen"), HasSubstr("Das Produkt kann heute"),
                    HasSubstr("Anderen mit einem ähnlichen Wunsch erlaubt")));
}

TEST_F(NoticeTextTest, WhatWasRevokedIsNoAlternative) {
  const std::string similar = world_.Request();
  const std::string approval = world_.Approve(similar);
  world_.Revoke(similar, approval);
  alignment::Assessment assessment;
  assessment.strategy_version = 1;
  assessment.similar = {{.name = similar}};
  const Notice notice = DecidedOn(assessment, review::Outcome::kDeferred);
  EXPECT_EQ(notice.text.title.english, "Not now: Tours on a map (Contoso)");
  EXPECT_THAT(notice.text.text.english, Not(HasSubstr(similar)));
}

TEST_F(NoticeTextTest, YesSaysWhatMayBePromised) {
  const std::string request = world_.Request();
  world_.Decide(request, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .earliest = Date(2026, 6, 1),
                                 .conditions = {{.text = "Map licence"}},
                                 .valid_until = Date(2026, 9, 30)});
  EXPECT_THAT(
      Newest().text.text.english,
      AllOf(HasSubstr("It may be promised now: \"Map of tours\"."),
            HasSubstr("Not allowed: \"Live position\"."), HasSubstr("Not before 2026-06-01"),
            HasSubstr("Promise it until 2026-09-30."), HasSubstr("Map licence"),
            HasSubstr("zusage approval get products/atlas/approvals/")));
}

TEST_F(NoticeTextTest, ServicesAndAsIsSayWhatToSell) {
  world_.Decide(world_.Request(), review::Outcome::kServices);
  EXPECT_THAT(Newest().text.text.german, HasSubstr("Acme darf es als Dienstleistung verkauft"));
}

TEST_F(NoticeTextTest, OtherNewsOfRequests) {
  const std::string request = world_.Request();
  world_.Ask(request);
  EXPECT_THAT(Newest().text.text.english, AllOf(HasSubstr("Petra Meier: “How many tours?”"),
                                                HasSubstr("zusage request evidence " + request)));
  world_.Assign(request, "paula");
  EXPECT_THAT(Newest(NewsWorld::Paula()).text.text.english,
              AllOf(HasSubstr("Petra Meier gave it to you."), HasSubstr("“You know it”"),
                    HasSubstr("Due on 2026-01-20, priority "), HasSubstr("zusage review decide")));
  const std::string target = world_.Request();
  world_.Merge(request, target);
  EXPECT_THAT(Newest().text.text.english, HasSubstr("decided together with “Tours on a map”"));
  world_.ReopenWhole(request);
  EXPECT_THAT(Newest().text.text.english,
              AllOf(HasSubstr("Paula Costa: “There is more to it”"), HasSubstr("decides by")));
  world_.clock().Advance(absl::Hours(24 * 20));
  EXPECT_TRUE(*world_.following().TellOverdue());
  EXPECT_THAT(Newest(NewsWorld::Lena()).text.text.english,
              HasSubstr("Petra Meier was to decide by 2026-01-20."));
}

TEST_F(NoticeTextTest, PromiseThatLostItsGroundSaysToWhomAndThatItIsNotTheirFault) {
  const std::string request = world_.Request();
  const std::string approval = world_.Approve(request);
  const std::string promise = Promise(NewsWorld::ItemOf(request));
  world_.Revoke(request, approval);
  const Notice notice = Newest();
  EXPECT_EQ(notice.text.title.english, "No longer covered: You will get it (Acme)");
  EXPECT_THAT(notice.text.text.english,
              AllOf(HasSubstr("You promised it to Acme on 2026-01-15"),
                    HasSubstr("the organisation that moved"), HasSubstr("revoked"),
                    HasSubstr("zusage promise retract " + promise)));
  EXPECT_THAT(notice.text.text.german, HasSubstr("Die Organisation hat sich bewegt, nicht Sie."));
}

TEST_F(NoticeTextTest, OtherNewsOfPromises) {
  commitments::RecordPromiseInput input = NewsWorld::ToAcme("");
  input.promised_by = "principals/sofia";
  const std::string name = world_.TryRecord(input, NewsWorld::Emil())->promise.name;
  EXPECT_THAT(Newest().text.text.english,
              AllOf(HasSubstr("Emil Weiß recorded that you promised it to Acme"),
                    HasSubstr("zusage promise dispute " + name)));
  EXPECT_THAT(Newest(NewsWorld::Lena()).text.text.english,
              HasSubstr("Sofia Lindqvist promised it to Acme on 2026-01-15."));
  ASSERT_TRUE(world_
                  .Dispute({.name = name,
                            .etag = world_.EtagFor(name),
                            .kind = commitments::DisputeKind::kTerms,
                            .reason = "Notes of the call",
                            .words = "We look at it"},
                           NewsWorld::Sofia())
                  .ok());
  EXPECT_THAT(Newest(NewsWorld::Petra()).text.text.english,
              AllOf(HasSubstr("was said otherwise"), HasSubstr("It was: “We look at it”"),
                    HasSubstr("Why: “Notes of the call”"), HasSubstr("--dispute 1")));
  ASSERT_TRUE(world_
                  .Resolve({.name = name + "/disputes/1",
                            .etag = world_.EtagFor(name),
                            .upheld = true,
                            .reason = "The notes say so"})
                  .ok());
  EXPECT_THAT(Newest().text.text.english,
              AllOf(HasSubstr("Petra Meier: “The notes say so”"), HasSubstr("--supersedes")));
}

TEST_F(NoticeTextTest, StrategyAndAbsence) {
  world_.Publish(World::SampleStrategy());
  EXPECT_EQ(Newest().text.title.german, "Neue Strategie von atlas: Version 2");
  world_.Substitute("petra", "paula");
  EXPECT_EQ(Newest(NewsWorld::Paula()).text.title.english,
            "You decide for Petra Meier from 2026-01-15 to 2026-01-22");
}

// Whoever reads later reads what was so then.
TEST_F(NoticeTextTest, LaterFactsDoNotChangeWhatANoticeSays) {
  const std::string request = world_.Request();
  world_.Decide(request, review::Outcome::kDeclined);
  const Notice before = Newest();
  world_.ReopenWhole(request);
  world_.Approve(request);
  world_.SayOfAcme("Banks");
  world_.News();
  const std::vector<Notice> notices = world_.ListNotices(NewsWorld::Sofia()).notices;
  EXPECT_EQ(notices.back().text.title, before.text.title);
  EXPECT_EQ(notices.back().text.text, before.text.text);
}

TEST_F(NoticeTextTest, ErasingBreaksNothing) {
  const std::string request = world_.Request();
  const std::string approval = world_.Approve(request);
  Promise(NewsWorld::ItemOf(request));
  Promise("");
  world_.Revoke(request, approval);
  world_.Ask(world_.Request());
  world_.News();
  for (const char* erase :
       {"UPDATE customers SET display_name = ''", "UPDATE principals SET display_name = ''",
        "UPDATE change_requests SET title = NULL, wish = NULL, items = NULL",
        "UPDATE decisions SET reason = NULL, items = NULL, condition_texts = NULL",
        "UPDATE promise_lines SET text = NULL", "UPDATE revocations SET reason = NULL",
        "UPDATE evidence_questions SET question = NULL"}) {
    world_.Execute(erase);
  }
  for (const directory::Caller& caller : {NewsWorld::Sofia(), NewsWorld::Lena()}) {
    const ListNoticesOutput output = world_.ListNotices(caller);
    EXPECT_THAT(output.notices, Not(IsEmpty()));
    for (const Notice& notice : output.notices) {
      EXPECT_THAT(notice.text.title.english, Not(IsEmpty()));
      EXPECT_THAT(notice.text.text.german,
                  AllOf(Not(IsEmpty()), Not(HasSubstr("{")), Not(HasSubstr("„“"))));
    }
  }
}

}  // namespace
}  // namespace zusage::news
