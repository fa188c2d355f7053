// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/issued_clearance.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/commitments/domain/explain.h"
#include "tests/unit/commitments/known_facts.h"

namespace zusage::commitments {
namespace {

using namespace testing;  // NOLINT: the facts are this test's vocabulary
using ::testing::ElementsAre;

const absl::Time kIssued = absl::FromUnixSeconds(1000000);

IssuedClearance AClearance() {
  return {.name = "products/atlas/clearances/K1",
          .product = "products/atlas",
          .customer = kCustomer,
          .item = kItem,
          .basis_kind = Allowance::Kind::kApproval,
          .basis = AnApproval().name,
          .issue_time = kIssued,
          .expire_time = kIssued + kClearanceDefault,
          .position = 30};
}

class IssuedClearanceTest : public ::testing::Test {
 protected:
  // How the claim stood when made, an hour after the issue, on what was revoked by then.
  Judgement Made(const ClaimOf& of, absl::Time made = kIssued + absl::Hours(1),
                 int64_t position = 50) {
    review::RequestHistory history = Approved();
    Revoke(history, AnApproval().name, 40);
    ground_ = GroundOfRequestItem(history, of.item, position);
    const Claim claim = of.claim();
    AddClearances({&clearance_, 1}, claim, position, made, ground_);
    Judgement judgement = Judge(claim, {kToday, kToday}, ground_);
    judgement.allowance = nullptr;
    return judgement;
  }

  IssuedClearance clearance_ = AClearance();
  Ground ground_;
};

TEST_F(IssuedClearanceTest, CoversEvenIfWhatItRestsOnIsRevoked) {
  EXPECT_EQ(Made({}).cause, Cause::kCovered);
}

TEST_F(IssuedClearanceTest, HoldsFromItsIssueUntilItExpires) {
  EXPECT_EQ(Made({}, clearance_.expire_time - absl::Microseconds(1)).cause, Cause::kCovered);
  EXPECT_EQ(Made({}, clearance_.expire_time).cause, Cause::kRevoked);
  EXPECT_TRUE(WasValid(clearance_, 30, kIssued));
  EXPECT_FALSE(WasValid(clearance_, 29, kIssued));
}

TEST_F(IssuedClearanceTest, AllowsNeitherDateNorQuantityUnlessItSaysSo) {
  EXPECT_THAT(Made({.due = Date(2030, 1, 1)}).excesses, ElementsAre(Excess::kDate));
  EXPECT_THAT(Made({.quantity = Quantity{1, "seats"}}).excesses, ElementsAre(Excess::kScope));
}

TEST_F(IssuedClearanceTest, AllowsItsQuantityAndItsDayOrLater) {
  clearance_.by = Date(2026, 9, 1);
  clearance_.quantity = Quantity{5, "seats"};
  EXPECT_EQ(Made({.quantity = Quantity{5, "Seats"}, .due = Date(2026, 9, 1)}).cause,
            Cause::kCovered);
  EXPECT_EQ(Made({}).cause, Cause::kCovered);
  EXPECT_THAT(Made({.quantity = Quantity{6, "seats"}, .due = Date(2026, 8, 31)}).excesses,
              ElementsAre(Excess::kScope, Excess::kDate));
}

TEST_F(IssuedClearanceTest, ItsConditionsMustBeCarried) {
  clearance_.conditions = {{"1", "Signed"}};
  clearance_.conditions_of = AnApproval().name;
  EXPECT_THAT(Made({}).excesses, ElementsAre(Excess::kCondition));
  EXPECT_EQ(Made({.carried = {"1"}, .carried_approval = AnApproval().name}).cause, Cause::kCovered);
}

TEST_F(IssuedClearanceTest, SaysNothingAboutOtherItemsAndCustomers) {
  EXPECT_EQ(Made({.item = kOtherItem}).cause, Cause::kRevoked);
  EXPECT_EQ(Made({.customer = kOtherCustomer}).cause, Cause::kRevoked);
  EXPECT_EQ(Made({.customer = kOtherCustomer, .also_known_as = {kCustomer}}).cause,
            Cause::kCovered);
}

TEST_F(IssuedClearanceTest, IsExplainedInBothLanguages) {
  const ClaimOf of;
  const Claim claim = of.claim();
  AddClearances({&clearance_, 1}, claim, 50, kIssued, ground_);
  const LineStanding standing = Explain(Judge(claim, {kToday, kToday}, ground_), claim, ground_);
  EXPECT_EQ(standing.basis, clearance_.name);
  EXPECT_EQ(standing.reason.english, "A clearance had been issued for exactly this.");
  EXPECT_EQ(standing.reason.german, "Genau dafür war eine Auskunft erteilt.");
}

}  // namespace
}  // namespace zusage::commitments
