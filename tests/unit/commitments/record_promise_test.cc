// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/record_promise.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using testing::PromiseWorld;

class RecordPromiseTest : public ::testing::Test {
 protected:
  std::string ReasonFor(const RecordPromiseInput& input) {
    return ReasonOf(world_.TryRecord(input).status());
  }
  std::string FieldFor(const RecordPromiseInput& input) {
    const auto details = DetailsOf(world_.TryRecord(input).status());
    return details.has_value() && !details->fields.empty() ? details->fields[0].field : "";
  }

  PromiseWorld world_;
  const RecordPromiseInput input_ = PromiseWorld::ToAcme("");
};

TEST_F(RecordPromiseTest, RecordsWhatWasSaidAndReadsItBack) {
  RecordPromiseInput input = PromiseWorld::ToAcme(testing::kCapability);
  input.source = "Mail of Monday";
  input.lines[0].quantity = Quantity{5, "seats"};
  input.lines[0].due = Date(2026, 3, 1);
  input.lines.push_back({.text = "And more"});
  const JudgedPromise recorded = world_.Record(input);
  const JudgedPromise read = world_.Get(recorded.promise.name);
  for (const JudgedPromise* judged : {&recorded, &read}) {
    const Promise& promise = judged->promise;
    EXPECT_EQ(promise.customer, testing::kAcme);
    EXPECT_EQ(promise.deal, testing::kAcmeDeal);
    EXPECT_EQ(promise.promised_by, "principals/sofia");
    EXPECT_EQ(promise.recorded_by, "principals/sofia");
    EXPECT_EQ(promise.made_time, promise.create_time);
    EXPECT_EQ(promise.source, "Mail of Monday");
    ASSERT_EQ(promise.lines.size(), 2u);
    EXPECT_EQ(promise.lines[0].id, "1");
    EXPECT_EQ(promise.lines[0].text, "You will get it");
    EXPECT_EQ(promise.lines[0].quantity, (Quantity{5, "seats"}));
    EXPECT_EQ(promise.lines[0].due, Date(2026, 3, 1));
    EXPECT_EQ(promise.lines[1].id, "2");
    EXPECT_EQ(promise.lines[1].quantity, std::nullopt);
    EXPECT_EQ(judged->lines[0].now.standing, Standing::kCovered);
    EXPECT_EQ(judged->lines[1].now.standing, Standing::kUnrequested);
    EXPECT_EQ(judged->when_made, Standing::kUnrequested);
    EXPECT_EQ(judged->at_stake, (Money{"EUR", 1000}));
  }
}

TEST_F(RecordPromiseTest, PromiserMayDifferFromTheRecorder) {
  RecordPromiseInput input = input_;
  input.promised_by = "principals/emil";
  const JudgedPromise recorded = world_.Record(input);
  EXPECT_EQ(recorded.promise.promised_by, "principals/emil");
  EXPECT_EQ(recorded.promise.recorded_by, "principals/sofia");
}

TEST_F(RecordPromiseTest, UnknownNamesAreNotFound) {
  const auto expect = [&](auto change, const char* field) {
    RecordPromiseInput input = input_;
    change(input);
    EXPECT_EQ(world_.TryRecord(input).status().code(), absl::StatusCode::kNotFound) << field;
    EXPECT_EQ(FieldFor(input), field);
  };
  expect([](auto& in) { in.product = "products/none"; }, "parent");
  expect([](auto& in) { in.customer = "customers/none"; }, "promise.customer");
  expect([](auto& in) { in.deal = "customers/acme/deals/none"; }, "promise.deal");
  expect([](auto& in) { in.customer = testing::kBolt; }, "promise.deal");
  expect([](auto& in) { in.promised_by = "principals/none"; }, "promise.promised_by");
  expect([](auto& in) { in.lines[0].item = "products/atlas/elements/X"; }, "promise.lines[0].item");
  expect([](auto& in) { in.lines[0].item = "products/atlas/changeRequests/x/items/1"; },
         "promise.lines[0].item");
}

TEST_F(RecordPromiseTest, ItemOfARequestMustExist) {
  const std::string request = world_.Request();
  EXPECT_TRUE(world_.TryRecord(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request, 2))).ok());
  EXPECT_EQ(ReasonFor(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request, 3))), "NOT_FOUND");
}

TEST_F(RecordPromiseTest, OnlyItemsOfThisProductCanBePromised) {
  EXPECT_EQ(ReasonFor(PromiseWorld::ToAcme("products/other/elements/C1")), "OTHER_PRODUCT");
  EXPECT_EQ(ReasonFor(PromiseWorld::ToAcme("products/atlas/elements/T1")), "NOT_AN_ITEM");
  EXPECT_EQ(ReasonFor(PromiseWorld::ToAcme(world_.Request())), "NOT_AN_ITEM");
}

TEST_F(RecordPromiseTest, EveryWrongLineIsNamed) {
  RecordPromiseInput input = PromiseWorld::ToAcme("products/atlas/elements/T1");
  input.lines.push_back({.text = "fine"});
  input.lines.push_back({.text = "not", .carried_conditions = {"1"}});
  const absl::Status status = world_.TryRecord(input).status();
  EXPECT_EQ(ReasonOf(status), "INVALID_FIELDS");
  ASSERT_EQ(DetailsOf(status)->fields.size(), 2u);
  EXPECT_EQ(DetailsOf(status)->fields[0].field, "promise.lines[0].item");
  EXPECT_EQ(DetailsOf(status)->fields[1].field, "promise.lines[2].carried_conditions");
}

// --- when it was made ---------------------------------------------------------------------------

TEST_F(RecordPromiseTest, MadeAfterTheRecordingIsRefused) {
  RecordPromiseInput input = input_;
  input.made_time = world_.now() + absl::Microseconds(1);
  EXPECT_EQ(ReasonFor(input), "MADE_IN_FUTURE");
  EXPECT_EQ(FieldFor(input), "promise.made_time");
  input.made_time.reset();
  input.made_date = Date(2026, 1, 16);
  EXPECT_EQ(ReasonFor(input), "MADE_IN_FUTURE");
  EXPECT_EQ(FieldFor(input), "promise.made_date");
}

TEST_F(RecordPromiseTest, TimeAndDateTogetherAreRefused) {
  RecordPromiseInput input = input_;
  input.made_time = world_.now();
  input.made_date = Date(2026, 1, 15);
  EXPECT_EQ(ReasonFor(input), "ONE_MADE_TIME");
}

TEST_F(RecordPromiseTest, BareDateThatIsTodayMeansTheRecording) {
  RecordPromiseInput input = input_;
  input.made_date = Date(2026, 1, 15);
  EXPECT_EQ(world_.Record(input).promise.made_time, world_.now());
}

TEST_F(RecordPromiseTest, BareDateMeansTheEndOfThatDayInTheProductsZone) {
  RecordPromiseInput input = input_;
  input.made_date = Date(2026, 1, 14);
  EXPECT_EQ(world_.Record(input).promise.made_time,
            EndOfDay(Date(2026, 1, 14), *ParseTimeZone("Europe/Berlin")));
}

TEST_F(RecordPromiseTest, RecordedMoreThanADayLaterNeedsASourceAndIsFlagged) {
  RecordPromiseInput input = input_;
  input.made_time = world_.now() - absl::Hours(24);
  EXPECT_FALSE(world_.Record(input).promise.recorded_late());
  input.made_time = world_.now() - absl::Hours(24) - absl::Microseconds(1);
  EXPECT_EQ(ReasonFor(input), "SOURCE_REQUIRED");
  EXPECT_EQ(FieldFor(input), "promise.source");
  input.source = "Minutes of the call";
  EXPECT_TRUE(world_.Record(input).promise.recorded_late());
}

TEST_F(RecordPromiseTest, StandingWhenMadeIsByWhatWasKnownThen) {
  const std::string request = world_.Request();
  world_.clock().Advance(absl::Hours(1));
  const absl::Time before_decision = world_.now();
  world_.clock().Advance(absl::Hours(1));
  world_.Approve(request);
  RecordPromiseInput input = PromiseWorld::ToAcme(PromiseWorld::ItemOf(request));
  input.made_time = before_decision;
  const JudgedPromise judged = world_.Record(input);
  EXPECT_EQ(judged.when_made, Standing::kPending);
  EXPECT_EQ(judged.now, Standing::kCovered);
  EXPECT_FALSE(judged.lost_ground());
}

TEST_F(RecordPromiseTest, MadeBeforeTheRequestWasUnrequested) {
  const absl::Time before = world_.now() - absl::Hours(1);
  const std::string request = world_.Request();
  RecordPromiseInput input = PromiseWorld::ToAcme(PromiseWorld::ItemOf(request));
  input.made_time = before;
  const JudgedPromise judged = world_.Record(input);
  EXPECT_EQ(judged.when_made, Standing::kUnrequested);
  EXPECT_EQ(judged.now, Standing::kPending);
}

// --- conditions ---------------------------------------------------------------------------------

class CarriedConditionTest : public RecordPromiseTest {
 protected:
  CarriedConditionTest() : request_(world_.Request()) {
    review::Approval approval{.included = {"1"}};
    approval.conditions = {{.text = "Signed by June"}};
    approval_ = world_.Decide(request_, review::Outcome::kApproved, approval);
  }
  const std::string request_;
  std::string approval_;
};

TEST_F(CarriedConditionTest, CarriedConditionIsCovered) {
  RecordPromiseInput input = PromiseWorld::ToAcme(PromiseWorld::ItemOf(request_));
  EXPECT_EQ(world_.Record(input).now, Standing::kExceeds);
  input.lines[0].carried_conditions = {"1"};
  const JudgedPromise judged = world_.Record(input);
  EXPECT_EQ(judged.now, Standing::kCovered);
  EXPECT_EQ(judged.promise.lines[0].carried_approval, approval_);
  EXPECT_EQ(world_.Get(judged.promise.name).promise.lines[0].carried_conditions,
            std::vector<std::string>{"1"});
}

TEST_F(CarriedConditionTest, UnknownConditionIsRefused) {
  RecordPromiseInput input = PromiseWorld::ToAcme(PromiseWorld::ItemOf(request_));
  input.lines[0].carried_conditions = {"2"};
  EXPECT_EQ(ReasonFor(input), "UNKNOWN_CONDITION");
  input.lines[0].item = testing::kCapability;
  input.lines[0].carried_conditions = {"1"};
  EXPECT_EQ(ReasonFor(input), "UNKNOWN_CONDITION");
}

}  // namespace
}  // namespace zusage::commitments
