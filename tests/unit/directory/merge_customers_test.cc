// SPDX-License-Identifier: Apache-2.0
#include "services/directory/merge_customers.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "services/directory/list_customers.h"
#include "services/directory/list_deals.h"
#include "services/directory/resolve_customer.h"
#include "storage/deal_repository.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

using storage::CustomerRepository;

class MergeCustomersTest : public ::testing::Test {
 protected:
  void SetUp() override {
    acme_ = Add({.display_name = "Acme", .external_id = "crm-1", .segment = "banks"});
    ajax_ = Add({.display_name = "Ajax", .aliases = {"Ajax Ltd"}, .external_id = "crm-2"});
    bolt_ = Add({.display_name = "Bolt"});
  }

  std::string Add(const CustomerInput& input) {
    const auto customer = world_.Upsert(input);
    return customer.ok() ? customer->customer.name : customer.status().ToString();
  }

  RecordedCustomer Get(const std::string& name) {
    return world_
        .Read([&](storage::ReadTransaction& tx) { return CustomerRepository::Get(tx, name); })
        .value_or(RecordedCustomer{});
  }

  std::string CanonicalAt(const std::string& name, int64_t position) {
    return *world_.Read([&](storage::ReadTransaction& tx) {
      return CustomerRepository::Canonical(tx, name, position);
    });
  }

  std::vector<std::string> Family(const std::string& name) {
    return *world_.Read(
        [&](storage::ReadTransaction& tx) { return CustomerRepository::Family(tx, name); });
  }

  std::vector<std::string> Listed(const std::string& prefix) {
    const auto page = world_.Read([&](storage::ReadTransaction& tx) {
      return ListCustomers(tx, {prefix, 0, ""});
    });
    std::vector<std::string> names;
    for (const auto& recorded : page->customers) names.push_back(recorded.customer.name);
    return names;
  }

  DirectoryWorld world_;
  std::string acme_;
  std::string ajax_;
  std::string bolt_;
};

TEST_F(MergeCustomersTest, MergedCustomerCountsAsTheOtherFromItsPositionOn) {
  const int64_t before = world_.head();
  const auto merged = world_.Merge(ajax_, acme_);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(CanonicalAt(ajax_, before), ajax_);
  EXPECT_EQ(CanonicalAt(ajax_, world_.head()), acme_);
  EXPECT_EQ(CanonicalAt(acme_, world_.head()), acme_);
  EXPECT_EQ(Get(ajax_).merged_into, acme_);
  EXPECT_EQ(Get(acme_).merged_into, "");
  EXPECT_EQ(merged->customer.customer, Get(acme_).customer);
}

TEST_F(MergeCustomersTest, ChainsAreFollowedAsOfEachPosition) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  const int64_t between = world_.head();
  ASSERT_TRUE(world_.Merge(acme_, bolt_).ok());
  EXPECT_EQ(CanonicalAt(ajax_, between), acme_);
  EXPECT_EQ(CanonicalAt(ajax_, world_.head()), bolt_);
  EXPECT_EQ(Get(ajax_).merged_into, bolt_);
  std::vector<std::string> all = {acme_, ajax_, bolt_};
  std::sort(all.begin(), all.end());
  EXPECT_EQ(Family(ajax_), all);
  EXPECT_EQ(Family(bolt_), all);
  EXPECT_EQ(Family("customers/nobody"), std::vector<std::string>{"customers/nobody"});
}

TEST_F(MergeCustomersTest, NamesAndWhatItLacksComeToTheOther) {
  ASSERT_TRUE(world_.Merge(acme_, bolt_).ok());
  const Customer bolt = Get(bolt_).customer;
  EXPECT_EQ(bolt.display_name, "Bolt");
  EXPECT_EQ(bolt.aliases, std::vector<std::string>{"Acme"});
  EXPECT_EQ(bolt.external_id, "crm-1");
  EXPECT_EQ(bolt.segment, "banks");
  EXPECT_EQ(Get(acme_).customer.external_id, "");
}

TEST_F(MergeCustomersTest, EachOfTwoExternalIdsStillFindsTheCustomer) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_EQ(Add({.display_name = "Acme", .external_id = "crm-1"}), acme_);
  EXPECT_EQ(Add({.display_name = "Ajax", .external_id = "crm-2"}), acme_);
  EXPECT_EQ(Get(acme_).customer.external_id, "crm-1");
  EXPECT_EQ(Get(ajax_).customer.external_id, "crm-2");
}

TEST_F(MergeCustomersTest, SecondRecordOfTheCrmDoesNotUndoTheFirst) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  const int64_t head = world_.head();
  const CustomerInput second{.display_name = "Ajax", .external_id = "crm-2", .segment = "retail"};
  EXPECT_EQ(Add(second), acme_);
  EXPECT_EQ(world_.head(), head);  // nothing new
  EXPECT_EQ(Get(acme_).customer.segment, "banks");
  EXPECT_EQ(Get(acme_).customer.display_name, "Acme");
  CustomerInput larger = second;
  larger.size = "1200 employees";
  EXPECT_EQ(Add(larger), acme_);
  EXPECT_EQ(Get(acme_).customer.size, "1200 employees");
}

TEST_F(MergeCustomersTest, FormerNameAndResourceNameMeanTheOther) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_EQ(Add({.display_name = "AJAX ltd"}), acme_);
  EXPECT_EQ(Add({.name = ajax_}), acme_);
}

TEST_F(MergeCustomersTest, UpsertUnderTheFormerNameChangesTheOther) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_EQ(Add({.display_name = "ajax", .segment = "insurers"}), acme_);
  EXPECT_EQ(Get(acme_).customer.segment, "insurers");
}

TEST_F(MergeCustomersTest, MergedOneIsListedOnlyByItsName) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_EQ(Listed(""), (std::vector<std::string>{acme_, bolt_}));
  EXPECT_EQ(Listed("aja"), (std::vector<std::string>{acme_, ajax_}));
}

TEST_F(MergeCustomersTest, OneIsNotTwo) {
  const auto merged = world_.Merge(acme_, acme_);
  EXPECT_EQ(ReasonOf(merged.status()), "SAME_CUSTOMER");
  EXPECT_EQ(FieldOf(merged.status()), "into");
}

TEST_F(MergeCustomersTest, UnknownCustomerIsNotFound) {
  EXPECT_TRUE(absl::IsNotFound(world_.Merge("customers/nobody", acme_).status()));
  EXPECT_TRUE(absl::IsNotFound(world_.Merge(acme_, "customers/nobody").status()));
}

TEST_F(MergeCustomersTest, MergingBackIsACycle) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  const auto back = world_.Merge(acme_, ajax_);
  EXPECT_TRUE(absl::IsFailedPrecondition(back.status()));
  EXPECT_EQ(ReasonOf(back.status()), "CUSTOMER_MERGE_CYCLE");
}

TEST_F(MergeCustomersTest, LongCycleIsRefused) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  ASSERT_TRUE(world_.Merge(acme_, bolt_).ok());
  EXPECT_EQ(ReasonOf(world_.Merge(bolt_, ajax_).status()), "CUSTOMER_MERGE_CYCLE");
  EXPECT_EQ(ReasonOf(world_.Merge(bolt_, acme_).status()), "CUSTOMER_MERGE_CYCLE");
}

TEST_F(MergeCustomersTest, MergedSourceOrTargetIsNamedWithWhomInto) {
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  for (const auto& status :
       {world_.Merge(ajax_, bolt_).status(), world_.Merge(bolt_, ajax_).status()}) {
    EXPECT_EQ(ReasonOf(status), "CUSTOMER_MERGED");
    EXPECT_NE(std::string(status.message()).find(acme_), std::string::npos);
  }
}

TEST_F(MergeCustomersTest, StaleEtagOfEitherIsAborted) {
  const std::string etag = world_.EtagOfCustomer(ajax_);
  const std::string into_etag = world_.EtagOfCustomer(acme_);
  ASSERT_TRUE(world_.Upsert({.display_name = "Acme", .size = "12"}).ok());
  const auto into_stale = world_.Merge({ajax_, acme_, etag, into_etag, "one"});
  EXPECT_TRUE(absl::IsAborted(into_stale.status()));
  EXPECT_EQ(ReasonOf(into_stale.status()), "ETAG_STALE");
  const auto stale = world_.Merge({ajax_, acme_, "old", world_.EtagOfCustomer(acme_), "one"});
  EXPECT_EQ(ReasonOf(stale.status()), "ETAG_STALE");
  EXPECT_EQ(Get(ajax_).merged_into, "");
}

TEST_F(MergeCustomersTest, BothEtagsMove) {
  const std::string etag = world_.EtagOfCustomer(ajax_);
  const std::string into_etag = world_.EtagOfCustomer(acme_);
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_NE(world_.EtagOfCustomer(ajax_), etag);
  EXPECT_NE(world_.EtagOfCustomer(acme_), into_etag);
}

TEST_F(MergeCustomersTest, DealsComeAlongUnderTheirNames) {
  const auto deal = world_.UpsertDealOf(ajax_, {.reference = "OPP-7"});
  ASSERT_TRUE(deal.ok()) << deal.status();
  const auto merged = world_.Merge(ajax_, acme_);
  ASSERT_TRUE(merged.ok()) << merged.status();
  EXPECT_EQ(merged->belongings.deals, 1);
  const auto again =
      world_.UpsertDealOf(acme_, {.reference = "opp-7", .stage = DealStage::kProposal});
  ASSERT_TRUE(again.ok()) << again.status();
  EXPECT_EQ(again->deal.name, deal->deal.name);
  EXPECT_EQ(again->customer, acme_);
  const auto listed =
      world_.Read([&](storage::ReadTransaction& tx) { return ListDeals(tx, {.customer = ajax_}); });
  ASSERT_EQ(listed->deals.size(), 1u);
  EXPECT_EQ(listed->deals[0].customer, acme_);
}

TEST_F(MergeCustomersTest, DealsOfOneReferenceAreNamedAndRefused) {
  const auto one = world_.UpsertDealOf(ajax_, {.reference = "OPP-7"});
  const auto other = world_.UpsertDealOf(acme_, {.reference = "opp-7"});
  ASSERT_TRUE(one.ok() && other.ok());
  const auto merged = world_.Merge(ajax_, acme_);
  EXPECT_EQ(ReasonOf(merged.status()), "DEAL_REFERENCES_CLASH");
  const std::string text(merged.status().message());
  EXPECT_NE(text.find(one->deal.name), text.npos);
  EXPECT_NE(text.find(other->deal.name), text.npos);
}

TEST_F(MergeCustomersTest, MoreNamesThanThereIsRoomForStillFindIt) {
  std::vector<std::string> aliases;
  for (int i = 0; i < 20; ++i) aliases.push_back("Alias " + std::to_string(i));
  ASSERT_EQ(Add({.name = acme_, .aliases = aliases}), acme_);
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_EQ(Get(acme_).customer.aliases.size(), 20u);
  EXPECT_EQ(Add({.external_id = "crm-2"}), acme_);
  EXPECT_EQ(Add({.display_name = "Ajax"}), acme_);
}

TEST_F(MergeCustomersTest, AsOfBeforeEverythingIsAsItWas) {
  const int64_t before = world_.head();
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  const auto ajax = world_.Read(
      [&](storage::ReadTransaction& tx) { return CustomerRepository::AsOf(tx, ajax_, before); });
  EXPECT_EQ((*ajax)->external_id, "crm-2");
}

TEST_F(MergeCustomersTest, OneEntryTouchesBoth) {
  const int64_t before = world_.head();
  ASSERT_TRUE(world_.Merge(ajax_, acme_).ok());
  EXPECT_EQ(world_.head(), before + 1);
}

}  // namespace
}  // namespace zusage::directory
