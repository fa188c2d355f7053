// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/dispute_promise.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class DisputePromiseTest : public ::testing::Test {
 protected:
  DisputePromiseTest() {
    RecordPromiseInput input = PromiseWorld::ToAcme(testing::kCapability);
    input.lines.push_back({.text = "And more"});
    name_ = world_.TryRecord(input, PromiseWorld::Emil())->promise.name;
    input.promised_by = "principals/sofia";
    of_sofia_ = world_.TryRecord(input, PromiseWorld::Emil())->promise.name;
  }
  DisputePromiseInput Of(DisputeKind kind, const std::string& name) {
    return {.name = name,
            .etag = world_.EtagFor(name),
            .kind = kind,
            .reason = "It is not so",
            .words = kind == DisputeKind::kTerms ? "Maybe next year" : ""};
  }
  std::string ReasonFor(const DisputePromiseInput& input,
                        const directory::Caller& caller = PromiseWorld::Sofia()) {
    return ReasonOf(world_.Dispute(input, caller).status());
  }
  void Deliver(const std::string& name, std::vector<std::string> lines) {
    ASSERT_TRUE(
        world_.Deliver({.name = name, .etag = world_.EtagFor(name), .lines = std::move(lines)})
            .ok());
  }

  PromiseWorld world_;
  std::string name_;      // made and recorded by Emil
  std::string of_sofia_;  // recorded by Emil
};

TEST_F(DisputePromiseTest, ShowsWhoSaysWhatAndChangesNothingElse) {
  const JudgedPromise before = world_.Get(of_sofia_);
  const absl::StatusOr<JudgedPromise> disputed = world_.Dispute(Of(DisputeKind::kTerms, of_sofia_));
  ASSERT_TRUE(disputed.ok()) << disputed.status();
  const JudgedPromise read = world_.Get(of_sofia_);
  for (const JudgedPromise* judged : {&*disputed, &read}) {
    ASSERT_EQ(judged->promise.disputes.size(), 1u);
    const Dispute& dispute = judged->promise.disputes[0];
    EXPECT_EQ(DisputeName(judged->promise, dispute), of_sofia_ + "/disputes/1");
    EXPECT_EQ(dispute.kind, DisputeKind::kTerms);
    EXPECT_EQ(dispute.reason, "It is not so");
    EXPECT_EQ(dispute.words, "Maybe next year");
    EXPECT_EQ(dispute.disputed_by, "principals/sofia");
    EXPECT_EQ(dispute.state(), DisputeState::kOpen);
    EXPECT_EQ(judged->when_made, before.when_made);
    EXPECT_EQ(judged->course.course, before.course.course);
    EXPECT_GT(judged->promise.head(), before.promise.head());
  }
}

TEST_F(DisputePromiseTest, OnlyTheNamedPromiserDeniesHavingMadeIt) {
  EXPECT_EQ(ReasonFor(Of(DisputeKind::kNotMade, of_sofia_), PromiseWorld::Emil()),
            "NOT_YOURS_TO_DISPUTE");
  EXPECT_EQ(ReasonFor(Of(DisputeKind::kNotMade, name_)), "NOT_YOURS_TO_DISPUTE");
  EXPECT_TRUE(world_.Dispute(Of(DisputeKind::kNotMade, of_sofia_)).ok());
}

TEST_F(DisputePromiseTest, WhoHasNoPartInItDisputesNothing) {
  EXPECT_EQ(ReasonFor(Of(DisputeKind::kTerms, name_)), "NOT_YOURS_TO_DISPUTE");
  EXPECT_EQ(ReasonFor(Of(DisputeKind::kDelivery, name_), PromiseWorld::Petra()),
            "NOT_YOURS_TO_DISPUTE");
}

TEST_F(DisputePromiseTest, DeliveryIsDisputedLineByLine) {
  DisputePromiseInput input = Of(DisputeKind::kDelivery, of_sofia_);
  EXPECT_EQ(ReasonFor(input), "NOT_DELIVERED");
  Deliver(of_sofia_, {"1"});
  input = Of(DisputeKind::kDelivery, of_sofia_);
  input.lines = {"2"};
  EXPECT_EQ(ReasonFor(input), "NOT_DELIVERED");
  input.lines = {"7"};
  EXPECT_EQ(ReasonFor(input), "NOT_FOUND");
  input.lines.clear();
  const absl::StatusOr<JudgedPromise> disputed = world_.Dispute(input);
  ASSERT_TRUE(disputed.ok()) << disputed.status();
  EXPECT_EQ(disputed->promise.disputes[0].lines, std::vector<std::string>{"1"});
  EXPECT_EQ(disputed->course.lines[0].course, Course::kKept);
}

TEST_F(DisputePromiseTest, OneOfAKindIsOpenAtATime) {
  ASSERT_TRUE(world_.Dispute(Of(DisputeKind::kTerms, of_sofia_)).ok());
  EXPECT_EQ(ReasonFor(Of(DisputeKind::kTerms, of_sofia_), PromiseWorld::Emil()), "DISPUTE_OPEN");
  EXPECT_TRUE(world_.Dispute(Of(DisputeKind::kNotMade, of_sofia_)).ok());
}

TEST_F(DisputePromiseTest, WrongInputIsRefused) {
  DisputePromiseInput input = Of(DisputeKind::kTerms, of_sofia_);
  input.words.clear();
  EXPECT_EQ(ReasonFor(input), "REQUIRED");
  input = Of(DisputeKind::kNotMade, of_sofia_);
  input.lines = {"1"};
  EXPECT_EQ(ReasonFor(input), "DELIVERY_ONLY");
  input.etag = "stale";
  EXPECT_EQ(ReasonFor(input), "ETAG_STALE");
  input.name = "products/atlas/promises/none";
  EXPECT_EQ(ReasonFor(input), "NOT_FOUND");
}

}  // namespace
}  // namespace zusage::commitments
