// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_change.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "services/strategy/publish_strategy.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::strategy {
namespace {

using alignment::Verdict;
using commitments::testing::kCapability;
using commitments::testing::kProduct;
using commitments::testing::kRoadmapItem;
using commitments::testing::PromiseWorld;
using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using zusage::testing::World;

// Judges by title what it was told to, and everything else UNCLEAR.
class FakeJudge final : public WishJudge {
 public:
  absl::StatusOr<std::vector<JudgedWish>> Judge(const Strategy&,
                                                absl::Span<const alignment::Wish> wishes) override {
    ++calls;
    if (!status.ok()) return status;
    std::vector<JudgedWish> judged;
    for (const alignment::Wish& wish : wishes) {
      const auto found = verdicts.find(wish.title);
      judged.push_back(found == verdicts.end() ? JudgedWish{.verdict = Verdict::kUnclear}
                                               : found->second);
    }
    return judged;
  }

  std::map<std::string, JudgedWish> verdicts;
  absl::Status status;
  int calls = 0;
};

class StrategyChangeTest : public ::testing::Test {
 protected:
  // What would follow the world's first version.
  static PublishStrategyInput Next(const std::function<void(Strategy&)>& change = [](Strategy&) {
  }) {
    Strategy document = World::SampleStrategy();
    change(document);
    return {.product = kProduct,
            .document = std::make_shared<const Strategy>(std::move(document)),
            .memo = "What is new",
            .base_version = 1,
            .validate_only = true};
  }

  static PublishStrategyInput Without(const std::string& id) {
    return Next([&](Strategy& strategy) {
      std::erase_if(strategy.elements, [&](const Element& e) { return e.id == id; });
    });
  }

  StrategyChange Preview(const PublishStrategyInput& input) {
    absl::StatusOr<StrategyChange> change =
        ChangeBy(world_.world().store().store(), input, &judge_, world_.now());
    if (!change.ok()) ADD_FAILURE() << change.status();
    return change.ok() ? *std::move(change) : StrategyChange();
  }

  // An open request that was judged so, citing `element`.
  std::string Asked(const std::string& title, Verdict verdict, bool firm = true,
                    const std::string& element = "") {
    intake::Draft draft = World::SampleDraft();
    draft.title = title;
    alignment::Assessment assessment;
    assessment.verdict = verdict;
    assessment.firm = firm;
    assessment.strategy_version = 1;
    if (!element.empty()) assessment.findings.push_back({.element = element});
    absl::StatusOr<intake::SubmittedChangeRequest> submitted =
        world_.world().Submit(draft, assessment);
    if (!submitted.ok()) std::abort();
    return submitted->view.request.name;
  }

  PromiseWorld world_;
  FakeJudge judge_;
};

TEST_F(StrategyChangeTest, SameDocumentChangesNothing) {
  Asked("Map", Verdict::kUnclear, /*firm=*/false);
  world_.Record(PromiseWorld::ToAcme(kRoadmapItem));
  const StrategyChange change = Preview(Next());
  ASSERT_TRUE(change.difference.has_value());
  EXPECT_TRUE(change.difference->empty());
  EXPECT_THAT(change.retired, IsEmpty());
  EXPECT_THAT(change.requests, IsEmpty());
  EXPECT_EQ(change.open_requests_count, 1);
  EXPECT_THAT(change.promises, IsEmpty());
}

TEST_F(StrategyChangeTest, DifferenceIsToTheVersionBefore) {
  const StrategyChange change =
      Preview(Next([](Strategy& strategy) { strategy.vision = "Trucks that drive themselves."; }));
  ASSERT_THAT(change.difference->parts, SizeIs(1));
  EXPECT_EQ(change.difference->parts[0].part, "vision");
}

TEST_F(StrategyChangeTest, WhatIsNotTheNextVersionIsNotLookedAt) {
  PublishStrategyInput input = Next();
  input.base_version = 7;
  EXPECT_FALSE(Preview(input).difference.has_value());
  EXPECT_EQ(judge_.calls, 0);
}

// --- requests -----------------------------------------------------------------------------------
TEST_F(StrategyChangeTest, RequestsThatWouldBeJudgedDifferentlyAreNamed) {
  const std::string aligned = Asked("Map", Verdict::kUnclear, /*firm=*/false);
  const std::string unsure = Asked("Export", Verdict::kAsIs);
  Asked("Fax", Verdict::kConflicts);
  judge_.verdicts["Map"] = {Verdict::kAligned, 0.9, true, std::string(kCapability)};
  judge_.verdicts["Export"] = {Verdict::kAsIs, 0.5, false, ""};
  judge_.verdicts["Fax"] = {Verdict::kConflicts, 0.7, true, ""};
  const StrategyChange change = Preview(Next());
  EXPECT_EQ(change.open_requests_count, 3);
  EXPECT_EQ(change.requests_count, 2);
  ASSERT_THAT(change.requests, SizeIs(2));
  EXPECT_EQ(change.requests[0].head.name, aligned);
  EXPECT_EQ(change.requests[0].title, "Map");
  EXPECT_EQ(change.requests[0].before.verdict, Verdict::kUnclear);
  EXPECT_EQ(change.requests[0].after.verdict, Verdict::kAligned);
  EXPECT_EQ(change.requests[0].after.element, kCapability);
  EXPECT_EQ(change.requests[1].head.name, unsure);
  EXPECT_TRUE(change.requests[1].before.firm);
  EXPECT_FALSE(change.requests[1].after.firm);
}

TEST_F(StrategyChangeTest, TheMostUrgentRequestComesFirst) {
  Asked("Later", Verdict::kAsIs);
  const std::string first = Asked("Sooner", Verdict::kAsIs);
  ASSERT_TRUE(world_.world()
                  .store()
                  .Write([&](storage::Unit& unit) {
                    return unit.tx()
                        .Execute("UPDATE request_heads SET queue_rank = 1 WHERE name = :name",
                                 {{"name", first}})
                        .status();
                  })
                  .ok());
  const StrategyChange change = Preview(Next());
  ASSERT_THAT(change.requests, SizeIs(2));
  EXPECT_EQ(change.requests[0].head.name, first);
}

TEST_F(StrategyChangeTest, UncheckedAndDecidedRequestsAreNotJudgedDifferently) {
  world_.Request();
  const std::string decided = Asked("Map", Verdict::kAsIs);
  world_.Decide(decided, review::Outcome::kDeclined);
  const StrategyChange change = Preview(Next());
  EXPECT_EQ(change.open_requests_count, 1);
  EXPECT_EQ(change.requests_count, 0);
}

TEST_F(StrategyChangeTest, CheckThatIsAwayIsSaidAndStopsNothingElse) {
  Asked("Map", Verdict::kAsIs);
  world_.Record(PromiseWorld::ToAcme(kRoadmapItem));
  judge_.status = absl::UnavailableError("away");
  const StrategyChange change = Preview(Without("R1"));
  EXPECT_TRUE(change.requests_not_judged);
  EXPECT_THAT(change.requests, IsEmpty());
  EXPECT_EQ(change.requests_count, 0);
  EXPECT_EQ(change.open_requests_count, 1);
  EXPECT_EQ(change.promises_count, 1);
}

TEST_F(StrategyChangeTest, TwoHundredAreNamedAndAllAreCounted) {
  for (int i = 0; i <= 200; ++i) Asked("Map", Verdict::kAsIs);
  const StrategyChange change = Preview(Next());
  EXPECT_THAT(change.requests, SizeIs(200));
  EXPECT_EQ(change.requests_count, 201);
}

// --- promises -----------------------------------------------------------------------------------
TEST_F(StrategyChangeTest, PromisesOnWhatGoesWouldLoseTheirGround) {
  const std::string first = world_.Record(PromiseWorld::ToAcme(kRoadmapItem)).promise.name;
  const std::string second = world_.Record(PromiseWorld::ToAcme(kRoadmapItem)).promise.name;
  world_.Record(PromiseWorld::ToAcme(kCapability));
  world_.Record(PromiseWorld::ToAcme(""));
  const StrategyChange change = Preview(Without("R1"));
  EXPECT_EQ(change.promises_count, 2);
  ASSERT_THAT(change.promises, SizeIs(2));
  EXPECT_EQ(change.promises[0].promise, first);
  EXPECT_EQ(change.promises[0].customer, commitments::testing::kAcme);
  EXPECT_EQ(change.promises[0].promised_by, "principals/sofia");
  EXPECT_EQ(change.promises[0].text, "You will get it");
  EXPECT_EQ(change.promises[0].item, kRoadmapItem);
  EXPECT_EQ(change.promises[1].promise, second);
}

TEST_F(StrategyChangeTest, LaterHorizonTakesTheGroundOfDatedPromisesOnly) {
  commitments::RecordPromiseInput dated = PromiseWorld::ToAcme(kRoadmapItem);
  dated.lines[0].due = Date(2026, 9, 30);
  const std::string name = world_.Record(dated).promise.name;
  world_.Record(PromiseWorld::ToAcme(kRoadmapItem));
  const StrategyChange change = Preview(Next([](Strategy& strategy) {
    for (Element& element : strategy.elements) {
      if (element.id == "R1") element.horizon = "2026-Q4";
    }
  }));
  ASSERT_THAT(change.promises, SizeIs(1));
  EXPECT_EQ(change.promises[0].promise, name);
}

TEST_F(StrategyChangeTest, OtherTimeZoneMovesDays) {
  const std::string request = world_.Request();
  world_.Decide(request, review::Outcome::kApproved,
                review::Approval{.included = {"1"}, .valid_until = Date(2026, 1, 15)});
  world_.clock().Advance(absl::Hours(12));  // 22:00 in Berlin, the day after in Tokyo
  world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request)));
  EXPECT_EQ(Preview(Next()).promises_count, 0);
  EXPECT_EQ(Preview(Next([](Strategy& s) { s.time_zone = "Asia/Tokyo"; })).promises_count, 1);
}

TEST_F(StrategyChangeTest, PromisesThatAreOverHaveNothingToLose) {
  const std::string retracted = world_.Record(PromiseWorld::ToAcme(kRoadmapItem)).promise.name;
  ASSERT_TRUE(world_
                  .Retract({.name = retracted,
                            .etag = world_.EtagFor(retracted),
                            .reason = "The customer was told"})
                  .ok());
  world_.Record(PromiseWorld::ToAcme(kRoadmapItem));
  world_.Know(PromiseWorld::AcmeDeal(directory::DealStage::kLost));
  const StrategyChange change = Preview(Without("R1"));
  EXPECT_EQ(change.promises_count, 0);
  EXPECT_THAT(change.retired, IsEmpty());
}

// --- what is cited ------------------------------------------------------------------------------
TEST_F(StrategyChangeTest, CitedElementsThatGoAreNamedWithWhatCitesThem) {
  Asked("Map", Verdict::kOnRoadmap, true, "R1");
  Asked("Export", Verdict::kAsIs, true, "C1");
  Asked("Offline", Verdict::kOnRoadmap, true, "R1");
  world_.Decide(world_.Request(), review::Outcome::kAsIs);  // with C1
  world_.Record(PromiseWorld::ToAcme(kCapability));
  world_.Record(PromiseWorld::ToAcme(kCapability));
  const StrategyChange change = Preview(Next([](Strategy& strategy) {
    std::erase_if(strategy.elements, [](const Element& element) { return element.id != "T1"; });
  }));
  EXPECT_EQ(change.retired_count, 2);  // nothing cites N1 and G1
  ASSERT_THAT(change.retired, SizeIs(2));
  EXPECT_EQ(change.retired[0].element,
            (RetiredElement{"C1", "Export tours as CSV", ElementKind::kCapability, 1}));
  EXPECT_EQ(change.retired[0].open_requests, 1);
  EXPECT_EQ(change.retired[0].decisions, 1);
  EXPECT_EQ(change.retired[0].promises, 2);
  EXPECT_EQ(change.retired[1].element.id, "R1");
  EXPECT_EQ(change.retired[1].open_requests, 2);
  EXPECT_EQ(change.retired[1].decisions, 0);
}

TEST_F(StrategyChangeTest, OnlyWhatStillHoldsCites) {
  const std::string asked = world_.Request();
  world_.Decide(asked, review::Outcome::kDeclined);
  const std::string linked = world_.Record(PromiseWorld::ToAcme(kRoadmapItem)).promise.name;
  ASSERT_TRUE(
      world_
          .Link({.name = linked, .etag = world_.EtagFor(linked), .line = "1", .item = kCapability})
          .ok());
  EXPECT_THAT(Preview(Without("R1")).retired, IsEmpty());
  const StrategyChange change = Preview(Without("C1"));
  ASSERT_THAT(change.retired, SizeIs(1));
  EXPECT_EQ(change.retired[0].promises, 1);
}

TEST_F(StrategyChangeTest, PublicationItselfNamesCitedElementsAndNothingElse) {
  Asked("Map", Verdict::kOnRoadmap, true, "R1");
  const auto change =
      ChangeBy(world_.world().store().store(), Without("R1"), /*judge=*/nullptr, world_.now());
  ASSERT_TRUE(change.ok()) << change.status();
  EXPECT_FALSE(change->difference.has_value());
  EXPECT_EQ(change->retired_count, 1);
  EXPECT_THAT(change->promises, IsEmpty());
  EXPECT_EQ(judge_.calls, 0);
}

TEST(FirstStrategyChangeTest, EverythingIsNewAndNobodyAsked) {
  zusage::testing::TestStore store;
  FakeJudge judge;
  const PublishStrategyInput input{
      .product = kProduct,
      .document = std::make_shared<const Strategy>(World::SampleStrategy()),
      .memo = "The first"};
  const auto change = ChangeBy(store.store(), input, &judge, store.clock().Now());
  ASSERT_TRUE(change.ok()) << change.status();
  ASSERT_TRUE(change->difference.has_value());
  EXPECT_THAT(change->difference->elements, SizeIs(5));
  EXPECT_EQ(change->open_requests_count, 0);
  EXPECT_EQ(judge.calls, 0);
}

}  // namespace
}  // namespace zusage::strategy
