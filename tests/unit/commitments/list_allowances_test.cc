// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/list_allowances.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "absl/strings/ascii.h"
#include "services/base/error.h"
#include "tests/unit/commitments/promise_world.h"

namespace zusage::commitments {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using testing::PromiseWorld;
using Kind = Allowance::Kind;

class ListAllowancesTest : public ::testing::Test {
 protected:
  ListAllowancesInput For(const std::string& customer) {
    return {.product = testing::kProduct, .customer = customer};
  }
  std::vector<Offer> All(ListAllowancesInput input) {
    std::vector<Offer> offers;
    do {
      absl::StatusOr<OfferPage> page = world_.Offers(input);
      EXPECT_TRUE(page.ok()) << page.status();
      if (!page.ok()) break;
      for (Offer& offer : page->offers) offers.push_back(std::move(offer));
      input.page_token = page->next_page_token;
    } while (!input.page_token.empty());
    return offers;
  }
  std::vector<std::string> Items(const ListAllowancesInput& input, Kind kind) {
    std::vector<std::string> items;
    for (const Offer& offer : All(input)) {
      if (offer.allowance.kind == kind) items.push_back(offer.item);
    }
    return items;
  }

  PromiseWorld world_;
};

TEST_F(ListAllowancesTest, ShowsEveryKindInItsOrder) {
  const std::string approved = world_.Request();
  world_.Approve(approved);
  const std::string services = world_.Request();
  world_.Decide(services, review::Outcome::kServices);
  const std::string clearance = world_
                                    .Issue({.product = testing::kProduct,
                                            .customer = testing::kAcme,
                                            .item = testing::kCapability})
                                    ->clearance.name;
  std::vector<Kind> kinds;
  for (const Offer& offer : All(For(testing::kAcme))) {
    if (kinds.empty() || kinds.back() != offer.allowance.kind) {
      kinds.push_back(offer.allowance.kind);
    }
    EXPECT_FALSE(offer.text.empty());
    EXPECT_FALSE(offer.guidance.english.empty());
    EXPECT_FALSE(offer.guidance.german.empty());
  }
  EXPECT_THAT(kinds, ElementsAre(Kind::kApproval, Kind::kServices, Kind::kClearance,
                                 Kind::kRoadmapItem, Kind::kCapability));
  EXPECT_THAT(Items(For(testing::kAcme), Kind::kApproval),
              ElementsAre(PromiseWorld::ItemOf(approved)));
  EXPECT_THAT(Items(For(testing::kAcme), Kind::kServices),
              ElementsAre(PromiseWorld::ItemOf(services), PromiseWorld::ItemOf(services, 2)));
}

TEST_F(ListAllowancesTest, OthersGetWhatIsForAllOrTheirSegment) {
  world_.Approve(world_.Request());
  world_.Decide(world_.Request(), review::Outcome::kServices);
  const std::string for_segment = world_.Request();
  world_.Decide(for_segment, review::Outcome::kApproved,
                review::Approval{.included = {"1"},
                                 .customers = {.kind = review::CustomerScope::Kind::kSegment,
                                               .segment = "banks"}});
  EXPECT_THAT(Items(For(testing::kBolt), Kind::kApproval),
              ElementsAre(PromiseWorld::ItemOf(for_segment)));
  EXPECT_THAT(Items(For(testing::kBolt), Kind::kServices), IsEmpty());
  EXPECT_FALSE(Items(For(testing::kBolt), Kind::kCapability).empty());
}

TEST_F(ListAllowancesTest, LeavesOutWhatIsOver) {
  const std::string revoked = world_.Request();
  world_.Revoke(revoked, world_.Approve(revoked));
  world_.Decide(world_.Request(), review::Outcome::kApproved,
                review::Approval{.included = {"1"}, .valid_until = Date(2026, 1, 15)});
  world_.Decide(world_.Request(), review::Outcome::kDeclined);
  ASSERT_TRUE(world_
                  .Issue({.product = testing::kProduct,
                          .customer = testing::kAcme,
                          .item = testing::kCapability})
                  .ok());
  EXPECT_EQ(Items(For(testing::kAcme), Kind::kApproval).size(), 1u);
  EXPECT_EQ(Items(For(testing::kAcme), Kind::kClearance).size(), 1u);
  world_.clock().Advance(absl::Hours(24));
  EXPECT_THAT(Items(For(testing::kAcme), Kind::kApproval), IsEmpty());
  EXPECT_THAT(Items(For(testing::kAcme), Kind::kClearance), IsEmpty());
}

TEST_F(ListAllowancesTest, MarksWhatWasPromisedAlready) {
  const std::string request = world_.Request();
  world_.Approve(request);
  const std::string promise =
      world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(request))).promise.name;
  const std::vector<Offer> offers = All(For(testing::kAcme));
  ASSERT_FALSE(offers.empty());
  EXPECT_THAT(offers[0].promises, ElementsAre(promise));
  EXPECT_THAT(offers[1].promises, IsEmpty());
}

TEST_F(ListAllowancesTest, MergedRequestIsOfferedAsTheOneItBecame) {
  const std::string target = world_.Request();
  const std::string source = world_.Request();
  const std::string promise =
      world_.Record(PromiseWorld::ToAcme(PromiseWorld::ItemOf(source))).promise.name;
  world_.Merge(source, target);
  world_.Approve(target);
  EXPECT_THAT(Items(For(testing::kAcme), Kind::kApproval),
              ElementsAre(PromiseWorld::ItemOf(target)));
  EXPECT_THAT(All(For(testing::kAcme))[0].promises, ElementsAre(promise));
}

TEST_F(ListAllowancesTest, CustomerIsWhoeverItWasMergedWith) {
  const std::string request = world_.Request();
  world_.Approve(request);
  EXPECT_THAT(Items(For(testing::kBolt), Kind::kApproval), IsEmpty());
  world_.MergeCustomers(testing::kAcme, testing::kBolt);
  EXPECT_THAT(Items(For(testing::kBolt), Kind::kApproval),
              ElementsAre(PromiseWorld::ItemOf(request)));
}

TEST_F(ListAllowancesTest, PagesAreContinuedWithoutGapsOrRepeats) {
  for (int i = 0; i < 3; ++i) world_.Decide(world_.Request(), review::Outcome::kServices);
  std::vector<std::string> whole;
  for (const Offer& offer : All(For(testing::kAcme))) whole.push_back(offer.item);
  EXPECT_EQ(whole.size(), 3 * 2 + 2u);
  for (int size = 1; size <= 4; ++size) {
    ListAllowancesInput input = For(testing::kAcme);
    input.page_size = size;
    std::vector<std::string> paged;
    for (const Offer& offer : All(input)) paged.push_back(offer.item);
    EXPECT_EQ(paged, whole) << size;
  }
}

TEST_F(ListAllowancesTest, PagesLookFromWhereTheFirstOneDid) {
  const std::string request = world_.Request();
  world_.Decide(request, review::Outcome::kServices);
  ListAllowancesInput input = For(testing::kAcme);
  input.page_size = 1;
  input.page_token = world_.Offers(input)->next_page_token;
  world_.Reopen(request);
  world_.Decide(request, review::Outcome::kDeclined);
  const absl::StatusOr<OfferPage> page = world_.Offers(input);
  EXPECT_EQ(page->offers[0].item, PromiseWorld::ItemOf(request, 2));
}

TEST_F(ListAllowancesTest, QueryLooksAtTheTextWithoutRegardToCase) {
  ListAllowancesInput input = For(testing::kAcme);
  const std::vector<Offer> all = All(input);
  ASSERT_GE(all.size(), 2u);
  input.query = absl::AsciiStrToUpper(all[0].text);
  const std::vector<Offer> found = All(input);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(found[0].item, all[0].item);
}

TEST_F(ListAllowancesTest, UnknownCustomerAndProductAreNamed) {
  EXPECT_EQ(ReasonOf(world_.Offers(For("customers/nobody")).status()), "NOT_FOUND");
  EXPECT_EQ(
      ReasonOf(world_.Offers({.product = "products/none", .customer = testing::kAcme}).status()),
      "NOT_FOUND");
}

}  // namespace
}  // namespace zusage::commitments
