// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/commitments_proto.h"

#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/base/etag.h"
#include "services/commitments/clearance_proto.h"

namespace zusage::commitments {
namespace {

void Set(type::v1::Date* date, int year, int month, int day) {
  date->set_year(year);
  date->set_month(month);
  date->set_day(day);
}

TEST(CommitmentsProtoTest, RecordRequestIsReadWhole) {
  v1::RecordPromiseRequest request;
  request.set_parent("products/atlas");
  v1::Promise* promise = request.mutable_promise();
  promise->set_customer("customers/acme");
  promise->set_deal("customers/acme/deals/d1");
  promise->set_promised_by("principals/sam");
  promise->set_source("mail");
  Set(promise->mutable_made_date(), 2026, 1, 14);
  v1::PromiseLine* line = promise->add_lines();
  line->set_text("It comes");
  line->set_item("products/atlas/elements/C1");
  line->mutable_quantity()->set_value(5);
  line->mutable_quantity()->set_unit("seats");
  Set(line->mutable_due_date(), 2026, 6, 30);
  line->add_carried_conditions("1");
  const absl::StatusOr<RecordPromiseInput> input = FromProto(request);
  ASSERT_TRUE(input.ok()) << input.status();
  EXPECT_EQ(input->product, "products/atlas");
  EXPECT_EQ(input->deal, "customers/acme/deals/d1");
  EXPECT_EQ(input->promised_by, "principals/sam");
  EXPECT_EQ(input->made_time, std::nullopt);
  EXPECT_EQ(input->made_date, Date(2026, 1, 14));
  ASSERT_EQ(input->lines.size(), 1u);
  EXPECT_EQ(input->lines[0].quantity, (Quantity{5, "seats"}));
  EXPECT_EQ(input->lines[0].due, Date(2026, 6, 30));
  EXPECT_EQ(input->lines[0].carried_conditions, std::vector<std::string>{"1"});
}

TEST(CommitmentsProtoTest, DayThatDoesNotExistIsNamed) {
  v1::RecordPromiseRequest request;
  request.mutable_promise()->add_lines();
  Set(request.mutable_promise()->add_lines()->mutable_due_date(), 2026, 2, 30);
  const absl::Status status = FromProto(request).status();
  EXPECT_EQ(ReasonOf(status), "INVALID_DATE");
  EXPECT_EQ(DetailsOf(status)->fields[0].field, "promise.lines[1].due_date");
}

TEST(CommitmentsProtoTest, JudgedPromiseIsWrittenWhole) {
  JudgedPromise judged;
  judged.promise = {.name = "products/atlas/promises/p1",
                    .customer = "customers/acme",
                    .made_time = absl::FromUnixSeconds(100),
                    .create_time = absl::FromUnixSeconds(100 + 25 * 3600),
                    .lines = {{.id = "1", .text = "It comes", .due = Date(2026, 6, 30)}},
                    .position = 7,
                    .links = {{.line = "1", .item = "products/atlas/elements/C1", .position = 9}}};
  judged.lines = {{.when_made = {.standing = Standing::kUnrequested},
                   .now = {.standing = Standing::kExceeds,
                           .excesses = {Excess::kDate},
                           .basis = "products/atlas/elements/C1",
                           .reason = {"Too early", "Zu früh"}}}};
  judged.when_made = Standing::kUnrequested;
  judged.now = Standing::kExceeds;
  judged.course = {.course = Course::kBroken, .lines = {{.course = Course::kBroken}}};
  judged.at_stake = Money{"EUR", 10};
  const v1::Promise message = ToProto(judged);
  EXPECT_EQ(message.etag(), EtagOf("products/atlas/promises/p1", 9));
  EXPECT_TRUE(message.recorded_late());
  EXPECT_EQ(message.standing_when_made(), v1::STANDING_UNREQUESTED);
  EXPECT_EQ(message.standing_now(), v1::STANDING_EXCEEDS);
  EXPECT_FALSE(message.lost_ground());
  EXPECT_EQ(message.course(), v1::COURSE_BROKEN);
  EXPECT_EQ(message.at_stake().units(), 10);
  ASSERT_EQ(message.lines_size(), 1);
  const v1::PromiseLine& line = message.lines(0);
  EXPECT_EQ(line.item(), "products/atlas/elements/C1");
  EXPECT_EQ(line.due_date().month(), 6);
  ASSERT_EQ(line.standing_now().excesses_size(), 1);
  EXPECT_EQ(line.standing_now().excesses(0), v1::EXCESS_DATE);
  EXPECT_EQ(line.standing_now().reason().de(), "Zu früh");
  EXPECT_FALSE(line.has_delivered_date());
}

TEST(CommitmentsProtoTest, ClearanceShowsItsAllowance) {
  CheckedClearance checked{.known_position = 12};
  checked.answer.standing = {.standing = Standing::kCovered};
  checked.answer.allowance =
      AllowanceTerms{.kind = Allowance::Kind::kApproval,
                     .name = "products/atlas/approvals/a1",
                     .earliest = Date(2026, 9, 1),
                     .conditions = {{"1", "Signed", review::Condition::State::kOpen}}};
  const v1::CheckClearanceResponse message = ToProto(checked);
  EXPECT_TRUE(message.may_promise());
  EXPECT_EQ(message.known_position(), 12);
  EXPECT_EQ(message.allowance().kind(), v1::Allowance::KIND_APPROVAL);
  EXPECT_EQ(message.allowance().earliest_date().day(), 1);
  EXPECT_FALSE(message.allowance().has_valid_until());
  EXPECT_EQ(message.allowance().conditions(0).state(), type::v1::Condition::STATE_OPEN);
}

TEST(CommitmentsProtoTest, GroupCountsOnlyStandingsThatOccur) {
  Comparison comparison;
  comparison.total.promises = 2;
  comparison.total.standings[static_cast<size_t>(Standing::kPending)] = 2;
  const v1::ComparePromisesResponse message = ToProto(comparison);
  ASSERT_EQ(message.total().standings_size(), 1);
  EXPECT_EQ(message.total().standings(0).standing(), v1::STANDING_PENDING);
  EXPECT_EQ(message.total().standings(0).promises(), 2);
}

TEST(CommitmentsProtoTest, MeaningsAreTheSourcesOfAnswers) {
  alignment::v1::QueryFeasibilityResponse response;
  response.add_answers()->set_confidence(0.9);  // an answer from nowhere
  alignment::v1::FeasibilityAnswer* answer = response.add_answers();
  answer->set_source("products/atlas/elements/C1");
  answer->set_confidence(0.5);
  const std::vector<Meaning> meanings = MeaningsOf(response);
  ASSERT_EQ(meanings.size(), 1u);
  EXPECT_EQ(meanings[0].source, "products/atlas/elements/C1");
}

TEST(CommitmentsProtoTest, DisputesAndWhatTookItsPlaceAreWritten) {
  JudgedPromise judged;
  judged.promise = {
      .name = "products/atlas/promises/p1",
      .supersedes = {"products/atlas/promises/p0"},
      .superseded = Supersession{.by = "products/atlas/promises/p2"},
      .disputes = {{.id = "1",
                    .kind = DisputeKind::kNotMade,
                    .reason = "I did not",
                    .disputed_by = "principals/sam",
                    .resolution = DisputeResolution{
                        .upheld = true, .reason = "Right", .resolved_by = "principals/p"}}}};
  const v1::Promise message = ToProto(judged);
  EXPECT_EQ(message.supersedes(0), "products/atlas/promises/p0");
  EXPECT_EQ(message.superseded_by(), "products/atlas/promises/p2");
  EXPECT_TRUE(message.never_made());
  ASSERT_EQ(message.disputes_size(), 1);
  EXPECT_EQ(message.disputes(0).name(), "products/atlas/promises/p1/disputes/1");
  EXPECT_EQ(message.disputes(0).state(), v1::Dispute::STATE_UPHELD);
  EXPECT_EQ(message.disputes(0).resolution(), "Right");
}

TEST(CommitmentsProtoTest, DisputeIsResolvedOneWayOrTheOther) {
  v1::ResolveDisputeRequest request;
  request.set_state(v1::Dispute::STATE_UPHELD);
  EXPECT_TRUE(FromProto(request)->upheld);
  request.set_state(v1::Dispute::STATE_DISMISSED);
  EXPECT_FALSE(FromProto(request)->upheld);
  request.set_state(v1::Dispute::STATE_OPEN);
  EXPECT_EQ(ReasonOf(FromProto(request).status()), "INVALID_ENUM");
}

TEST(CommitmentsProtoTest, ClearanceIsWrittenWhole) {
  const ClearanceView view{.clearance = {.name = "products/atlas/clearances/k1",
                                         .customer = "customers/acme",
                                         .item = "products/atlas/elements/C1",
                                         .quantity = Quantity{5, "seats"},
                                         .by = Date(2026, 6, 30),
                                         .conditions = {{"1", "Signed"}},
                                         .basis_kind = Allowance::Kind::kCapability,
                                         .basis = "products/atlas/elements/C1",
                                         .issued_to = "principals/sam",
                                         .issue_time = absl::FromUnixSeconds(100),
                                         .expire_time = absl::FromUnixSeconds(200)},
                           .guidance = {"Say it", "Sag es"}};
  const v1::Clearance message = ToProto(view);
  EXPECT_EQ(message.quantity().value(), 5);
  EXPECT_EQ(message.by_date().month(), 6);
  EXPECT_EQ(message.conditions(0).state(), type::v1::Condition::STATE_OPEN);
  EXPECT_EQ(message.basis_kind(), v1::Allowance::KIND_CAPABILITY);
  EXPECT_EQ(message.expire_time().seconds(), 200);
  EXPECT_EQ(message.guidance().de(), "Sag es");
}

TEST(CommitmentsProtoTest, OffersAreWrittenWithTheirWords) {
  const OfferPage page{.offers = {{.allowance = {.kind = Allowance::Kind::kClearance,
                                                 .expires = absl::FromUnixSeconds(200)},
                                   .item = "products/atlas/elements/C1",
                                   .text = "Export",
                                   .guidance = {"Say it", "Sag es"},
                                   .promises = {"products/atlas/promises/p1"}}},
                       .next_page_token = "t",
                       .known_position = 7};
  const v1::ListAllowancesResponse message = ToProto(page);
  ASSERT_EQ(message.offers_size(), 1);
  EXPECT_EQ(message.offers(0).allowance().expire_time().seconds(), 200);
  EXPECT_EQ(message.offers(0).guidance().en(), "Say it");
  EXPECT_EQ(message.offers(0).promises(0), "products/atlas/promises/p1");
  EXPECT_EQ(message.known_position(), 7);
}

}  // namespace
}  // namespace zusage::commitments
