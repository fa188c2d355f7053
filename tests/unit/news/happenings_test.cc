// SPDX-License-Identifier: Apache-2.0
// What entries of the journal mean for whom, from the facts that they brought.
#include "services/news/happenings.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/review/domain/decision.h"
#include "tests/unit/news/news_world.h"

namespace zusage::news {
namespace {

using ::testing::ElementsAre;
using testing::Heard;
using ::testing::IsEmpty;
using testing::kCapability;
using testing::kProduct;
using testing::kRoadmapItem;
using testing::NewsWorld;
using testing::World;

class HappeningsTest : public ::testing::Test {
 protected:
  // A promise to Acme about `item` by Sofia, who records it; its name.
  std::string Promise(const std::string& item) {
    return world_.Record(NewsWorld::ToAcme(item)).promise.name;
  }
  // One that is covered by the first item of an approval; what was heard of both is forgotten.
  std::string Covered(const std::string& request) {
    const std::string name = Promise(NewsWorld::ItemOf(request));
    world_.News();
    return name;
  }
  std::string Etag(const std::string& promise) { return world_.EtagFor(promise); }

  NewsWorld world_;
};

// --- requests
// ------------------------------------------------------------------------------------

TEST_F(HappeningsTest, SubmittingIsNoNews) {
  world_.Request();
  EXPECT_THAT(world_.News(), IsEmpty());
}

TEST_F(HappeningsTest, DecisionIsToldToSubmittersAndPromisers) {
  const std::string request = world_.Request();
  const std::string part = world_.RequestOfSven();
  world_.Merge(part, request);
  commitments::RecordPromiseInput emils = NewsWorld::ToAcme(NewsWorld::ItemOf(part));
  ASSERT_TRUE(world_.TryRecord(emils, NewsWorld::Emil()).ok());
  world_.News();
  world_.Decide(request, review::Outcome::kDeclined);
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kRequestDecided, request, {"emil", "sofia", "sven"}}));
}

TEST_F(HappeningsTest, DecisionBySubstituteIsToldToWhomTheyStandInFor) {
  const std::string request = world_.Request();
  const std::string absence = world_.Substitute("petra", "paula");
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kSubstituteSet, absence, {"paula"}}));
  const absl::StatusOr<storage::RequestView> view = world_.world().Load(request);
  ASSERT_TRUE(world_.world()
                  .Decide(World::Decision(*view, review::Outcome::kDeferred), NewsWorld::Paula())
                  .ok());
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kRequestDecided, request, {"petra", "sofia"}}));
}

TEST_F(HappeningsTest, AbsenceThatWasCalledOffIsNoNews) {
  const std::string absence = world_.Substitute("petra", "paula");
  world_.Execute("UPDATE substitutes SET last_day = '2000-01-01'");
  EXPECT_THAT(world_.News(), IsEmpty());
}

TEST_F(HappeningsTest, MergingIsToldToWhoHandedItIn) {
  const std::string request = world_.RequestOfSven();
  const std::string target = world_.Request();
  world_.Merge(request, target);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kRequestMerged, request, {"sven"}}));
}

TEST_F(HappeningsTest, ReopeningIsToldToSubmitterAndNewOwner) {
  const std::string request = world_.Request();
  world_.Decide(request, review::Outcome::kDeclined);
  world_.News();
  world_.ReopenWhole(request, NewsWorld::Paula());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kRequestReopened, request, {"sofia"}},
                                         Heard{Kind::kReviewAssigned, request, {"petra"}}));
}

TEST_F(HappeningsTest, QuestionIsToldToSubmitter) {
  const std::string request = world_.Request();
  world_.Ask(request);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kEvidenceAsked, request, {"sofia"}}));
}

TEST_F(HappeningsTest, ReviewIsToldToWhomItIsGivenUnlessTheyTookIt) {
  const std::string request = world_.Request();
  world_.Assign(request, "paula", NewsWorld::Petra());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kReviewAssigned, request, {"paula"}}));
  world_.Assign(request, "paula", NewsWorld::Petra());
  EXPECT_THAT(world_.News(), IsEmpty()) << "she had it";
  world_.Assign(request, "petra", NewsWorld::Petra());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kReviewAssigned, request, {}}));
}

// --- promises
// ------------------------------------------------------------------------------------

TEST_F(HappeningsTest, CoveredPromiseIsNoNews) {
  Promise(kCapability);
  EXPECT_THAT(world_.News(), IsEmpty());
}

TEST_F(HappeningsTest, UnilateralPromiseIsToldToReviewOwnerAndLeaders) {
  const std::string request = world_.Request();
  world_.Assign(request, "paula");
  world_.News();
  const std::string promise = Promise(NewsWorld::ItemOf(request));
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kPromiseUnilateral, promise, {"lena", "paula"}}));
}

TEST_F(HappeningsTest, UnilateralPromiseOfAnElementIsToldToTheOwnerOfItsArea) {
  strategy::Strategy strategy = World::SampleStrategy();
  strategy.elements[3].area = "reporting";  // Paula's
  strategy.elements[3].promisable = false;
  world_.Publish(strategy);
  world_.News();
  const std::string promise = Promise(kRoadmapItem);
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kPromiseUnilateral, promise, {"lena", "paula"}}));
}

TEST_F(HappeningsTest, FreeWordsAreToldToAllOwners) {
  const std::string promise = Promise("");
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kPromiseUnilateral, promise, {"lena", "paula", "petra"}}));
}

TEST_F(HappeningsTest, LinkThatShowsThatItWasNotCoveredIsToldOnce) {
  const std::string request = world_.Request();
  const std::string promise = Promise(kCapability);
  ASSERT_TRUE(world_.Link({promise, Etag(promise), "1", NewsWorld::ItemOf(request)}).ok());
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kPromiseUnilateral, promise, {"lena", "petra"}}));
  ASSERT_TRUE(world_.Link({promise, Etag(promise), "1", ""}).ok());
  EXPECT_THAT(world_.News(), IsEmpty()) << "it was not covered before";
}

TEST_F(HappeningsTest, WhoIsNamedIsToldAndWhoMadeItIsNotToldThatItIsUnilateral) {
  commitments::RecordPromiseInput input = NewsWorld::ToAcme("");
  input.promised_by = "principals/petra";  // who owns what it is about
  const absl::StatusOr<commitments::JudgedPromise> promise =
      world_.TryRecord(input, NewsWorld::Emil());
  ASSERT_TRUE(promise.ok()) << promise.status();
  const std::string& name = promise->promise.name;
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kPromiseNamed, name, {"petra"}},
                                         Heard{Kind::kPromiseUnilateral, name, {"lena", "paula"}}));
}

TEST_F(HappeningsTest, DisputeIsToldToRecorderAndWhoCanResolveItAndItsEndToWhoRaisedIt) {
  commitments::RecordPromiseInput input = NewsWorld::ToAcme(kCapability);
  input.promised_by = "principals/sofia";
  const std::string name = world_.TryRecord(input, NewsWorld::Emil())->promise.name;
  world_.News();
  ASSERT_TRUE(world_
                  .Dispute({.name = name,
                            .etag = Etag(name),
                            .kind = commitments::DisputeKind::kNotMade,
                            .reason = "I was ill"},
                           NewsWorld::Sofia())
                  .ok());
  EXPECT_THAT(world_.News(),
              ElementsAre(Heard{Kind::kPromiseDisputed, name, {"emil", "paula", "petra"}}));
  ASSERT_TRUE(world_
                  .Resolve({.name = name + "/disputes/1",
                            .etag = Etag(name),
                            .upheld = true,
                            .reason = "she was"},
                           NewsWorld::Petra())
                  .ok());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kDisputeResolved, name, {"sofia"}}));
}

// --- what lost its ground
// ------------------------------------------------------------------------------------

TEST_F(HappeningsTest, RevocationIsToldToWhoPromisedOnIt) {
  const std::string request = world_.Request();
  const std::string approval = world_.Approve(request);
  const std::string promise = Covered(request);
  Promise(NewsWorld::ItemOf(request, 2));  // exceeds: it never had ground
  world_.News();
  world_.Revoke(request, approval);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
}

TEST_F(HappeningsTest, WhatIsOverLosesNothing) {
  const std::string request = world_.Request();
  const std::string approval = world_.Approve(request);
  const std::string retracted = Covered(request);
  const std::string kept = Covered(request);
  ASSERT_TRUE(world_.Retract({retracted, Etag(retracted), "told them"}).ok());
  ASSERT_TRUE(world_.Deliver({.name = kept, .etag = Etag(kept)}).ok());
  world_.Revoke(request, approval);
  EXPECT_THAT(world_.News(), IsEmpty());
}

TEST_F(HappeningsTest, NewDecisionTakesGroundAway) {
  const std::string request = world_.Request();
  world_.Approve(request);
  const std::string promise = Covered(request);
  world_.Reopen(request);
  world_.News();
  world_.Decide(request, review::Outcome::kDeclined);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kRequestDecided, request, {"sofia"}},
                                         Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
}

TEST_F(HappeningsTest, FailedConditionTakesGroundAway) {
  const std::string request = world_.Request();
  const std::string approval =
      world_.Decide(request, review::Outcome::kApproved,
                    review::Approval{.included = {"1"}, .conditions = {{.text = "Signed"}}});
  world_.SetCondition(request, approval, review::Condition::State::kMet);
  const std::string promise = Covered(request);
  world_.SetCondition(request, approval, review::Condition::State::kFailed);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
}

TEST_F(HappeningsTest, DisplacementTakesGroundAway) {
  const std::string promise = Promise(kRoadmapItem);
  const std::string request = world_.Request();
  world_.News();
  world_.Decide(request, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .effort_person_days = 5,
                                 .effort_quarter = Quarter{2026, 2},
                                 .displaced = {kRoadmapItem}});
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kRequestDecided, request, {"sofia"}},
                                         Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
}

TEST_F(HappeningsTest, ReopeningAMergedRequestTakesAwayWhatTheOtherOneAllowed) {
  const std::string part = world_.RequestOfSven();
  const std::string whole = world_.Request();
  world_.Merge(part, whole);
  world_.Approve(whole);
  const std::string promise = Covered(part);
  world_.Reopen(part);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kRequestReopened, part, {"sofia", "sven"}},
                                         Heard{Kind::kReviewAssigned, part, {}},
                                         Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
}

TEST_F(HappeningsTest, StrategyTellsItsReadersAndTakesGroundAway) {
  const std::string promise = Promise(kCapability);
  const std::string request = world_.Request();
  world_.Approve(request);
  Covered(request);  // rests on no strategy
  strategy::Strategy strategy = World::SampleStrategy();
  strategy.elements.erase(strategy.elements.begin() + 2);
  world_.Publish(strategy);
  const std::string version = std::string(kProduct) + "/strategies/2";
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kPromiseLostGround, promise, {"sofia"}},
                                         Heard{Kind::kStrategyPublished,
                                               version,
                                               {"emil", "lena", "paula", "sofia", "sven"}}));
}

TEST_F(HappeningsTest, CustomerWhoLeavesTheSegmentTakesGroundAway) {
  const std::string request = world_.Request();
  world_.Decide(request, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .customers = {.kind = review::CustomerScope::Kind::kSegment,
                                               .segment = "Retail"}});
  const std::string promise = Covered(request);
  world_.SayOfAcme("Banks");
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
  world_.SayOfAcme("Banks");
  EXPECT_THAT(world_.News(), IsEmpty());
}

TEST_F(HappeningsTest, LinkToWhatWasAllowedThenAndIsNotNowTakesGroundAway) {
  const std::string request = world_.Request();
  const std::string approval = world_.Approve(request);
  world_.clock().Advance(absl::Hours(1));
  const std::string promise = Promise(kCapability);
  world_.Revoke(request, approval);
  world_.News();
  ASSERT_TRUE(world_.Link({promise, Etag(promise), "1", NewsWorld::ItemOf(request)}).ok());
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kPromiseLostGround, promise, {"sofia"}}));
}

TEST_F(HappeningsTest, WhoTookTheGroundAwayThemselfIsNotTold) {
  commitments::RecordPromiseInput input = NewsWorld::ToAcme(kCapability);
  ASSERT_TRUE(world_.TryRecord(input, NewsWorld::Petra()).ok());
  strategy::Strategy strategy = World::SampleStrategy();
  strategy.elements.erase(strategy.elements.begin() + 2);
  world_.Publish(strategy);
  EXPECT_THAT(world_.News()[0].people, IsEmpty());
}

TEST_F(HappeningsTest, WhoHasLeftIsNotTold) {
  const std::string request = world_.Request();
  world_.Know("sofia", "Sofia", directory::Role::kSales, /*active=*/false);
  world_.Decide(request, review::Outcome::kDeclined);
  EXPECT_THAT(world_.News(), ElementsAre(Heard{Kind::kRequestDecided, request, {}}));
}

}  // namespace
}  // namespace zusage::news
