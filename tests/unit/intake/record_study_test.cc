// SPDX-License-Identifier: Apache-2.0
#include "services/intake/record_study.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/intake/study_world.h"

namespace zusage::intake {
namespace {

using alignment::Verdict;
using testing::World;

class RecordStudyTest : public ::testing::Test {
 protected:
  RecordStudyTest() {
    name_ = world_.Submit(World::SampleDraft(), EvidenceWorld::Says(Verdict::kUnclear))
                ->view.request.name;
  }

  Answer Checked() { return world_.Check(name_, EvidenceWorld::Says(Verdict::kAligned)); }
  std::optional<double> EffortAt(int64_t position = storage::kNewest) {
    return world_.EvidenceAt(name_, position).effort_person_days;
  }

  StudyWorld world_;
  std::string name_;
};

TEST_F(RecordStudyTest, StudyOfAnElementIsReadBackAsAnswered) {
  Study study = StudyWorld::SampleStudy();
  study.element = "products/atlas/elements/R1";
  study.kind = Study::Kind::kPrototype;
  study.result = Study::Result::kFeasibleWithLimits;
  study.limits = "Up to 300 tours.";
  study.valid_until = Date(2099, 12, 31);
  const auto recorded = world_.Record(study);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_FALSE(recorded->reassessed.has_value());
  const Study read = world_.Read(recorded->study.name)->study;
  for (const Study* one : {&recorded->study, &read}) {
    EXPECT_TRUE(one->name.starts_with("products/atlas/studies/"));
    EXPECT_EQ(one->element, study.element);
    EXPECT_EQ(one->kind, study.kind);
    EXPECT_EQ(one->result, study.result);
    EXPECT_EQ(one->summary, study.summary);
    EXPECT_EQ(one->limits, study.limits);
    EXPECT_EQ(one->effort_person_days, study.effort_person_days);
    EXPECT_EQ(one->valid_until, study.valid_until);
    EXPECT_EQ(one->recorded_by, "principals/petra");
    EXPECT_EQ(one->create_time, recorded->study.create_time);
  }
}

TEST_F(RecordStudyTest, EffortIsEvidenceOfTheRequestAndHasItCheckedAgain) {
  const int64_t before = world_.Load(name_)->head.head;
  world_.AskForEvidence(name_);
  const auto recorded = world_.Record(StudyWorld::About(name_, 12.5), Checked());
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  ASSERT_TRUE(recorded->reassessed.has_value());
  const storage::RequestView& view = recorded->reassessed->view;
  EXPECT_EQ(view.request.evidence.effort_person_days, 12.5);
  EXPECT_EQ(view.head.state, State::kInReview);
  EXPECT_GT(view.head.head, before);
  EXPECT_EQ(view.assessment->verdict, Verdict::kAligned);
  EXPECT_EQ(recorded->reassessed->change->verdict_before, Verdict::kUnclear);
  EXPECT_EQ(EffortAt(before), std::nullopt) << "as it was known then";
}

TEST_F(RecordStudyTest, NewestWordOnTheEffortCountsWhoeverSaysIt) {
  ASSERT_TRUE(world_.Record(StudyWorld::About(name_, 12), Checked()).ok());
  ASSERT_TRUE(
      world_.Add({.name = name_, .etag = "", .evidence = {.effort_person_days = 30}}, Checked())
          .ok());
  EXPECT_EQ(EffortAt(), 30);
  ASSERT_TRUE(world_.Record(StudyWorld::About(name_, 20), Checked()).ok());
  EXPECT_EQ(EffortAt(), 20);
}

TEST_F(RecordStudyTest, EstimateThatIsOutOfDateStillCountsAndSaysSo) {
  Study study = StudyWorld::About(name_, 12);
  study.valid_until = DayOf(world_.clock().Now(), *ParseTimeZone("Europe/Berlin"));
  const auto recorded = world_.Record(study, Checked());
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_FALSE(recorded->expired);
  world_.clock().Advance(absl::Hours(48));
  EXPECT_TRUE(world_.Read(recorded->study.name)->expired);
  EXPECT_EQ(EffortAt(), 12);
}

TEST_F(RecordStudyTest, StudyWithoutAnEffortIsNoEvidenceButHappensToTheRequest) {
  world_.AskForEvidence(name_);
  const int64_t before = world_.Load(name_)->head.head;
  Study study = StudyWorld::About(name_, 0);
  study.effort_person_days.reset();
  study.result = Study::Result::kInconclusive;
  const auto recorded = world_.Record(study);
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_FALSE(recorded->reassessed.has_value());
  EXPECT_EQ(world_.Load(name_)->head.state, State::kNeedsEvidence);
  EXPECT_GT(world_.Load(name_)->head.head, before);
  EXPECT_FALSE(world_.WaitsForCheck(name_));
}

TEST_F(RecordStudyTest, AwayCheckLeavesItToLater) {
  const auto recorded = world_.Record(StudyWorld::About(name_, 12), world_.Away(name_));
  ASSERT_TRUE(recorded.ok()) << recorded.status();
  EXPECT_FALSE(recorded->reassessed->change.has_value());
  EXPECT_TRUE(world_.WaitsForCheck(name_));
}

TEST_F(RecordStudyTest, WhatHappenedBetweenCheckAndTransactionHasItCheckedAgain) {
  const Answer outdated = Checked();
  ASSERT_TRUE(world_.Add({.name = name_, .etag = "", .evidence = {.pain = 4}}, Checked()).ok());
  EXPECT_TRUE(IsOutdated(world_.Record(StudyWorld::About(name_, 12), outdated).status()));
  EXPECT_EQ(EffortAt(), std::nullopt);
}

TEST_F(RecordStudyTest, WithdrawnRequestTakesNone) {
  ASSERT_TRUE(world_.Withdraw(name_).ok());
  EXPECT_EQ(ReasonOf(world_.Record(StudyWorld::About(name_, 12)).status()), "WRONG_STATE");
}

TEST_F(RecordStudyTest, MergedRequestSaysWhereToAddIt) {
  world_.Merge(name_, world_.Request().request.name);
  EXPECT_EQ(ReasonOf(world_.Record(StudyWorld::About(name_, 12)).status()), "REQUEST_MERGED");
}

TEST_F(RecordStudyTest, WhatItIsAboutMustBeThere) {
  Study study = StudyWorld::SampleStudy();
  study.request = "products/atlas/changeRequests/nothing";
  EXPECT_EQ(world_.Record(study).status().code(), absl::StatusCode::kNotFound);
  study = StudyWorld::SampleStudy();
  study.element = "products/atlas/elements/X9";
  EXPECT_EQ(ReasonOf(world_.Record(study).status()), "UNKNOWN_ELEMENT");
  study.element = "products/titan/elements/R1";
  EXPECT_EQ(ReasonOf(world_.Record(study).status()), "NOT_OF_PRODUCT");
  study = StudyWorld::SampleStudy();
  study.product = "products/titan";
  EXPECT_EQ(world_.Record(study).status().code(), absl::StatusCode::kNotFound);
}

TEST_F(RecordStudyTest, LimitsMustBeSaidAndValidityMustNotBeOver) {
  Study study = StudyWorld::SampleStudy();
  study.result = Study::Result::kFeasibleWithLimits;
  EXPECT_EQ(ReasonOf(world_.Record(study).status()), "LIMITS_REQUIRED");
  study = StudyWorld::SampleStudy();
  study.valid_until = DayOf(world_.clock().Now(), *ParseTimeZone("Europe/Berlin")) - 1;
  const auto refused = world_.Record(study);
  EXPECT_EQ(ReasonOf(refused.status()), "VALID_UNTIL_OVER");
  EXPECT_EQ(DetailsOf(refused.status())->fields[0].field, "study.valid_until");
}

}  // namespace
}  // namespace zusage::intake
