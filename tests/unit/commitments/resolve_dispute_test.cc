// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/resolve_dispute.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class ResolveDisputeTest : public ::testing::Test {
 protected:
  ResolveDisputeTest() {
    RecordPromiseInput input = PromiseWorld::ToAcme("");
    input.lines.push_back({.text = "And more"});
    name_ = world_.Record(input).promise.name;
  }
  void Dispute(DisputeKind kind) {
    const absl::StatusOr<JudgedPromise> disputed =
        world_.Dispute({.name = name_,
                        .etag = world_.EtagFor(name_),
                        .kind = kind,
                        .reason = "It is not so",
                        .words = kind == DisputeKind::kTerms ? "Maybe next year" : ""});
    ASSERT_TRUE(disputed.ok()) << disputed.status();
  }
  void Deliver(std::vector<std::string> lines) {
    ASSERT_TRUE(world_
                    .Deliver({.name = name_,
                              .etag = world_.EtagFor(name_),
                              .lines = std::move(lines),
                              .delivered_date = std::nullopt})
                    .ok());
  }
  ResolveDisputeInput Input(bool upheld, int number = 1) {
    return {.name = name_ + "/disputes/" + std::to_string(number),
            .etag = world_.EtagFor(name_),
            .upheld = upheld,
            .reason = "The mail says so"};
  }
  std::string ReasonFor(const ResolveDisputeInput& input, const directory::Caller& caller) {
    return ReasonOf(world_.Resolve(input, caller).status());
  }
  static directory::Caller Paula() { return zusage::testing::World::Paula(); }

  PromiseWorld world_;
  std::string name_;
};

TEST_F(ResolveDisputeTest, PromiseThatWasNotMadeIsVoidAndCountsNowhere) {
  Dispute(DisputeKind::kNotMade);
  world_.clock().Advance(absl::Hours(1));
  const absl::Time before = world_.now();
  world_.clock().Advance(absl::Hours(1));
  const absl::StatusOr<JudgedPromise> resolved = world_.Resolve(Input(true));
  ASSERT_TRUE(resolved.ok()) << resolved.status();
  for (const JudgedPromise& judged : {*resolved, world_.Get(name_)}) {
    EXPECT_EQ(judged.course.course, Course::kVoid);
    EXPECT_TRUE(judged.promise.never_made());
    EXPECT_EQ(judged.promise.disputes[0].resolution->reason, "The mail says so");
    EXPECT_EQ(judged.promise.disputes[0].resolution->resolved_by, "principals/petra");
  }
  EXPECT_EQ(world_.Get(name_, before).course.course, Course::kOpen);
  const absl::StatusOr<Comparison> comparison = world_.Compare({.parent = testing::kProduct});
  EXPECT_EQ(comparison->total.promises, 1);
  EXPECT_EQ(comparison->total.never_made, 1);
  EXPECT_EQ(comparison->total.unilateral, 0);
  EXPECT_EQ(comparison->total.disputed, 0);
  ASSERT_EQ(comparison->promises.size(), 1u);
  EXPECT_EQ(comparison->promises[0].promise.name, name_);
}

TEST_F(ResolveDisputeTest, NothingMoreHappensToWhatWasNeverMade) {
  Dispute(DisputeKind::kNotMade);
  ASSERT_TRUE(world_.Resolve(Input(true)).ok());
  const std::string etag = world_.EtagFor(name_);
  EXPECT_EQ(ReasonOf(world_.Deliver({.name = name_, .etag = etag, .lines = {"1"}}).status()),
            "PROMISE_OVER");
  EXPECT_EQ(ReasonOf(world_.Retract({.name = name_, .etag = etag, .reason = "x"}).status()),
            "PROMISE_OVER");
  EXPECT_EQ(
      ReasonOf(
          world_
              .Dispute({.name = name_, .etag = etag, .kind = DisputeKind::kNotMade, .reason = "x"})
              .status()),
      "PROMISE_OVER");
}

TEST_F(ResolveDisputeTest, DismissedDisputeLeavesAllAsItWas) {
  Dispute(DisputeKind::kNotMade);
  const absl::StatusOr<Comparison> open = world_.Compare({.parent = testing::kProduct});
  EXPECT_EQ(open->total.disputed, 1);
  EXPECT_EQ(open->total.unilateral, 1);
  ASSERT_TRUE(world_.Resolve(Input(false)).ok());
  EXPECT_EQ(world_.Get(name_).course.course, Course::kOpen);
  EXPECT_EQ(world_.Compare({.parent = testing::kProduct})->total.unilateral, 1);
  Dispute(DisputeKind::kNotMade);  // again, as the second
  EXPECT_EQ(world_.Get(name_).promise.disputes[1].id, "2");
}

TEST_F(ResolveDisputeTest, UpheldDeliveryIsTakenBackAndMayComeAgain) {
  Deliver({"1", "2"});
  EXPECT_EQ(world_.Get(name_).course.course, Course::kKept);
  ASSERT_TRUE(world_
                  .Dispute({.name = name_,
                            .etag = world_.EtagFor(name_),
                            .kind = DisputeKind::kDelivery,
                            .lines = {"2"},
                            .reason = "Only half of it"})
                  .ok());
  ASSERT_TRUE(world_.Resolve(Input(true), Paula()).ok());
  const JudgedPromise judged = world_.Get(name_);
  EXPECT_EQ(judged.course.lines[0].course, Course::kKept);
  EXPECT_EQ(judged.course.lines[1].course, Course::kOpen);
  Deliver({"2"});
  EXPECT_EQ(world_.Get(name_).course.course, Course::kKept);
}

TEST_F(ResolveDisputeTest, NobodyResolvesADisputeAboutThemselves) {
  Deliver({"1"});
  ASSERT_TRUE(world_
                  .Dispute({.name = name_,
                            .etag = world_.EtagFor(name_),
                            .kind = DisputeKind::kDelivery,
                            .reason = "It was not"})
                  .ok());
  const ResolveDisputeInput input = Input(true);
  for (const directory::Caller& caller : {PromiseWorld::Sofia(), PromiseWorld::Petra()}) {
    EXPECT_EQ(ReasonFor(input, caller), "DISPUTE_ABOUT_YOURSELF");
  }
  directory::Caller for_another = Paula();
  for_another.principal = "principals/petra";
  for_another.on_behalf_of = "principals/paula";
  EXPECT_EQ(ReasonFor(input, for_another), "DISPUTE_ABOUT_YOURSELF");
  std::swap(for_another.principal, for_another.on_behalf_of);
  EXPECT_EQ(ReasonFor(input, for_another), "DISPUTE_ABOUT_YOURSELF");
  EXPECT_TRUE(world_.Resolve(input, Paula()).ok());
}

TEST_F(ResolveDisputeTest, WrongTermsAreMarkedUntilANewPromiseTakesItsPlace) {
  Dispute(DisputeKind::kTerms);
  ASSERT_TRUE(world_.Resolve(Input(true)).ok());
  const JudgedPromise marked = world_.Get(name_);
  EXPECT_EQ(marked.course.course, Course::kOpen);
  EXPECT_EQ(marked.promise.disputes[0].state(), DisputeState::kUpheld);
  RecordPromiseInput corrected = PromiseWorld::ToAcme("");
  corrected.supersedes = {name_};
  world_.Record(corrected);
  EXPECT_EQ(world_.Get(name_).course.course, Course::kSuperseded);
}

TEST_F(ResolveDisputeTest, ResolvedOnceAndUnknownOnesAreRefused) {
  Dispute(DisputeKind::kTerms);
  EXPECT_EQ(ReasonFor(Input(true, 2), PromiseWorld::Petra()), "NOT_FOUND");
  ResolveDisputeInput stale = Input(true);
  stale.etag = "stale";
  EXPECT_EQ(ReasonFor(stale, PromiseWorld::Petra()), "ETAG_STALE");
  ASSERT_TRUE(world_.Resolve(Input(true), PromiseWorld::Emil()).ok());
  EXPECT_EQ(ReasonFor(Input(false), PromiseWorld::Petra()), "DISPUTE_RESOLVED");
}

}  // namespace
}  // namespace zusage::commitments
