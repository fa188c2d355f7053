// SPDX-License-Identifier: Apache-2.0
#include "services/review/domain/approval_terms.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "services/base/error.h"
#include "tests/support/world.h"

namespace zusage::review {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr char kRequest[] = "products/atlas/changeRequests/01J";
const Date kToday(2026, 1, 15);

std::string ItemNamed(int id) { return intake::ItemName(kRequest, std::to_string(id)); }

absl::StatusOr<Decision> CompleteFor(const DecisionInput& input) {
  return Complete(input, kRequest, {"customers/contoso"}, {{"1", "Map"}, {"2", "Live position"}},
                  testing::World::SampleStrategy(), kToday);
}

DecisionInput Approve(Approval approval) {
  return {.outcome = Outcome::kApproved, .reason = "It fits.", .approval = std::move(approval)};
}

// "field REASON" of every violation.
std::vector<std::string> Violations(const absl::Status& status) {
  std::vector<std::string> violations;
  const auto details = DetailsOf(status);
  if (!details.has_value()) return {std::string(status.message())};
  for (const FieldViolation& field : details->fields) {
    violations.push_back(field.field + " " + field.reason);
  }
  return violations;
}

TEST(CompleteTest, BareApprovalIncludesAllItemsForTheRequestsCustomer) {
  const auto decision = CompleteFor({.outcome = Outcome::kApproved, .reason = "Yes."});
  ASSERT_TRUE(decision.ok()) << decision.status();
  const Approval& approval = *decision->approval;
  EXPECT_THAT(approval.included, ElementsAre(ItemNamed(1), ItemNamed(2)));
  EXPECT_THAT(approval.excluded, IsEmpty());
  EXPECT_EQ(approval.customers.kind, CustomerScope::Kind::kCustomers);
  EXPECT_THAT(approval.customers.customers, ElementsAre("customers/contoso"));
}

TEST(CompleteTest, NamedItemsLeaveTheOthersOut) {
  const auto decision = CompleteFor(Approve({.included = {"1"}}));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(decision->approval->included, ElementsAre(ItemNamed(1)));
  EXPECT_THAT(decision->approval->excluded, ElementsAre(ItemNamed(2)));
}

TEST(CompleteTest, ExcludedItemsLeaveTheOthersIn) {
  const auto decision = CompleteFor(Approve({.excluded = {ItemNamed(2)}}));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(decision->approval->included, ElementsAre(ItemNamed(1)));
}

TEST(CompleteTest, SplittingGivesOutItemIdsInOrder) {
  DecisionInput input = Approve({.included = {"3"}});
  input.item_texts = {"Map", "Live position", "Traffic"};
  const auto decision = CompleteFor(input);
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_THAT(decision->items,
              ElementsAre(intake::Item{"1", "Map"}, intake::Item{"2", "Live position"},
                          intake::Item{"3", "Traffic"}));
  EXPECT_THAT(decision->approval->excluded, ElementsAre(ItemNamed(1), ItemNamed(2)));
}

TEST(CompleteTest, ConditionsAreNumberedAndOpen) {
  const auto decision = CompleteFor(Approve({.conditions = {{.text = "Beta"}, {.text = "Paid"}}}));
  ASSERT_TRUE(decision.ok()) << decision.status();
  EXPECT_EQ(decision->approval->conditions[1].id, "2");
  EXPECT_EQ(decision->approval->conditions[1].state, Condition::State::kOpen);
}

TEST(CompleteTest, EverythingWrongWithTermsIsSaidAtOnce) {
  const auto decision = CompleteFor(Approve({.included = {"1", "9", "1"},
                                             .excluded = {"1"},
                                             .earliest = Date(2026, 6, 1),
                                             .valid_until = Date(2026, 1, 14),
                                             .limits = {{.item = "2", .at_most = 5}}}));
  ASSERT_EQ(decision.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_THAT(
      Violations(decision.status()),
      ElementsAre("approval.included_items[1] UNKNOWN_ITEM", "approval.included_items[2] DUPLICATE",
                  "approval.excluded_items ITEM_IN_AND_OUT", "approval.limits[0].item UNKNOWN_ITEM",
                  "approval.valid_until VALID_UNTIL_PAST",
                  "approval.valid_until VALID_UNTIL_BEFORE_EARLIEST"));
}

TEST(CompleteTest, ValidUntilTodayIsStillGood) {
  EXPECT_TRUE(CompleteFor(Approve({.valid_until = kToday})).ok());
}

TEST(CompleteTest, ExcludingEverythingIsNoApproval) {
  EXPECT_THAT(Violations(CompleteFor(Approve({.excluded = {"1", "2"}})).status()),
              ElementsAre("approval.included_items NOTHING_INCLUDED"));
}

TEST(CompleteTest, TermsBelongToApprovalsOnly) {
  DecisionInput input = Approve({});
  input.outcome = Outcome::kDeclined;
  input.as_is_element = "products/atlas/elements/C1";
  EXPECT_THAT(Violations(CompleteFor(input).status()),
              ElementsAre("approval TERMS_NOT_ALLOWED", "as_is_element TERMS_NOT_ALLOWED"));
}

TEST(CompleteTest, AsIsNeedsACapabilityOfTheProduct) {
  DecisionInput input{.outcome = Outcome::kAsIs, .reason = "It does."};
  EXPECT_THAT(Violations(CompleteFor(input).status()), ElementsAre("as_is_element REQUIRED"));
  for (const char* wrong :
       {"products/atlas/elements/T1", "products/atlas/elements/C9", "products/other/elements/C1"}) {
    input.as_is_element = wrong;
    EXPECT_THAT(Violations(CompleteFor(input).status()),
                ElementsAre("as_is_element UNKNOWN_CAPABILITY"))
        << wrong;
  }
  input.as_is_element = "products/atlas/elements/C1";
  EXPECT_TRUE(CompleteFor(input).ok());
}

TEST(CompleteTest, DuplicateIsRecordedByMergingOnly) {
  EXPECT_THAT(Violations(CompleteFor({.outcome = Outcome::kDuplicate}).status()),
              ElementsAre("outcome RECORDED_BY_MERGING"));
}

TEST(CompleteTest, SegmentMustBeOneOfTheStrategysWhereItNamesAny) {
  strategy::Strategy strategy = testing::World::SampleStrategy();
  strategy.target_segments = {{.title = "Retail"}};
  DecisionInput input =
      Approve({.customers = {.kind = CustomerScope::Kind::kSegment, .segment = "retail"}});
  input.customers_given = true;
  const std::vector<intake::Item> items = {{"1", "Map"}};
  EXPECT_TRUE(Complete(input, kRequest, {"customers/c"}, items, strategy, kToday).ok());
  input.approval->customers.segment = "Public sector";
  EXPECT_THAT(
      Violations(Complete(input, kRequest, {"customers/c"}, items, strategy, kToday).status()),
      ElementsAre("approval.customers.segment UNKNOWN_SEGMENT"));
}

class StateOfTest : public ::testing::Test {
 protected:
  StateOfTest() {
    Decision decision{.outcome = Outcome::kApproved, .position = 5};
    decision.approval =
        Approval{.name = "products/atlas/approvals/A", .valid_until = Date(2026, 3, 31)};
    history_.decisions = {decision};
  }

  ApprovalState StateAt(absl::Time now) { return StateOf(history_, 0, now, zone_); }

  const absl::TimeZone zone_ = *ParseTimeZone("Europe/Berlin");
  RequestHistory history_;
};

TEST_F(StateOfTest, InForceToTheLastMomentOfItsLastDay) {
  const absl::Time end = EndOfDay(Date(2026, 3, 31), zone_);
  EXPECT_EQ(StateAt(end), ApprovalState::kInForce);
  EXPECT_EQ(StateAt(end + absl::Microseconds(1)), ApprovalState::kLapsed);
}

TEST_F(StateOfTest, RevokedCountsBeforeLapsed) {
  history_.revocations = {{.approval = "products/atlas/approvals/A", .position = 9}};
  EXPECT_EQ(StateAt(absl::InfiniteFuture()), ApprovalState::kRevoked);
}

TEST_F(StateOfTest, LaterDecisionSupersedes) {
  history_.decisions.push_back({.outcome = Outcome::kDeclined, .position = 12});
  EXPECT_EQ(StateAt(absl::FromUnixSeconds(0)), ApprovalState::kSuperseded);
  EXPECT_EQ(StateOf(history_, 1, absl::Now(), zone_), ApprovalState::kUnspecified);
}

}  // namespace
}  // namespace zusage::review
