// SPDX-License-Identifier: Apache-2.0
#include "services/directory/upsert_customer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <set>
#include <string>
#include <thread>
#include <vector>

#include "storage/customer_repository.h"
#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

TEST(UpsertCustomerTest, UnknownCustomerIsRecorded) {
  DirectoryWorld world;
  const auto acme = world.Upsert({.display_name = "Acme",
                                  .aliases = {"Acme AG"},
                                  .external_id = "crm-1",
                                  .segment = "banks",
                                  .size = "1200 employees",
                                  .revenue = Money{"EUR", 5'000'000}});
  ASSERT_TRUE(acme.ok()) << acme.status();
  EXPECT_TRUE(acme->customer.name.starts_with("customers/"));
  EXPECT_EQ(acme->customer.aliases, std::vector<std::string>{"Acme AG"});
  EXPECT_EQ(acme->customer.revenue, (Money{"EUR", 5'000'000}));
  EXPECT_EQ(acme->create_time, world.clock().Now());
  EXPECT_EQ(acme->position, world.head());
}

TEST(UpsertCustomerTest, OtherUnicodeFormIsTheSameCustomer) {
  DirectoryWorld world;
  const auto composed = world.Upsert({.display_name = "M\u00fcller GmbH"});
  const auto decomposed = world.Upsert({.display_name = "MU\u0308LLER  gmbh"});
  ASSERT_TRUE(composed.ok() && decomposed.ok());
  EXPECT_EQ(composed->customer, decomposed->customer);
  EXPECT_EQ(world.Number("SELECT COUNT(*) FROM customers"), 1);
}

TEST(UpsertCustomerTest, SayingNothingNewAppendsNoEntry) {
  DirectoryWorld world;
  ASSERT_TRUE(world.Upsert({.display_name = "Acme", .segment = "banks"}).ok());
  const int64_t head = world.head();
  ASSERT_TRUE(world.Upsert({.display_name = "acme", .segment = "banks"}).ok());
  EXPECT_EQ(world.head(), head);
}

TEST(UpsertCustomerTest, AliasFindsTheCustomer) {
  DirectoryWorld world;
  const auto acme = world.Upsert({.display_name = "Acme", .aliases = {"Ajax"}});
  const auto ajax = world.Upsert({.display_name = "AJAX"});
  ASSERT_TRUE(acme.ok() && ajax.ok());
  EXPECT_EQ(ajax->customer, acme->customer);
}

TEST(UpsertCustomerTest, ExternalIdFindsARenamedCustomer) {
  DirectoryWorld world;
  const auto acme = world.Upsert({.display_name = "Acme", .external_id = "crm-1"});
  const auto renamed = world.Upsert({.display_name = "Zenith", .external_id = "crm-1"});
  ASSERT_TRUE(acme.ok() && renamed.ok());
  EXPECT_EQ(renamed->customer.name, acme->customer.name);
  EXPECT_EQ(renamed->customer.display_name, "Zenith");
  EXPECT_EQ(renamed->customer.aliases, std::vector<std::string>{"Acme"});
  EXPECT_EQ(renamed->create_time, acme->create_time);
  EXPECT_GT(renamed->position, acme->position);
}

TEST(UpsertCustomerTest, FormerNameStillFindsARenamedCustomer) {
  DirectoryWorld world;
  const auto acme = world.Upsert({.display_name = "Acme", .external_id = "crm-1"});
  ASSERT_TRUE(world.Upsert({.display_name = "Zenith", .external_id = "crm-1"}).ok());
  const auto found = world.Upsert({.display_name = "acme"});
  ASSERT_TRUE(acme.ok() && found.ok());
  EXPECT_EQ(found->customer.name, acme->customer.name);
}

TEST(UpsertCustomerTest, CustomersThatTheCrmKeepsApartAreTwo) {
  DirectoryWorld world;
  const auto first = world.Upsert({.display_name = "Schmidt", .external_id = "crm-1"});
  const auto second = world.Upsert({.display_name = "Schmidt", .external_id = "crm-2"});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_NE(first->customer.name, second->customer.name);
}

TEST(UpsertCustomerTest, NameOfTwoCustomersIsAmbiguous) {
  DirectoryWorld world;
  const auto first = world.Upsert({.display_name = "Schmidt", .external_id = "crm-1"});
  const auto second = world.Upsert({.display_name = "Schmidt", .external_id = "crm-2"});
  const auto either = world.Upsert({.display_name = "SCHMIDT"});
  ASSERT_TRUE(first.ok() && second.ok());
  EXPECT_TRUE(absl::IsInvalidArgument(either.status()));
  EXPECT_EQ(ReasonOf(either.status()), "CUSTOMER_AMBIGUOUS");
  EXPECT_EQ(FieldOf(either.status()), "customer.display_name");
  const std::string text(either.status().message());
  EXPECT_NE(text.find(first->customer.name), text.npos);
  EXPECT_NE(text.find(second->customer.name), text.npos);
}

TEST(UpsertCustomerTest, AliasOfAnotherCustomerIsAmbiguous) {
  DirectoryWorld world;
  ASSERT_TRUE(world.Upsert({.display_name = "Acme"}).ok());
  ASSERT_TRUE(world.Upsert({.display_name = "Bolt"}).ok());
  const auto both = world.Upsert({.display_name = "Acme", .aliases = {"Bolt"}});
  EXPECT_EQ(ReasonOf(both.status()), "CUSTOMER_AMBIGUOUS");
}

TEST(UpsertCustomerTest, UnknownNameIsNotFound) {
  DirectoryWorld world;
  const auto nobody = world.Upsert({.name = "customers/nobody", .display_name = "Acme"});
  EXPECT_TRUE(absl::IsNotFound(nobody.status()));
  EXPECT_EQ(FieldOf(nobody.status()), "customer.name");
  EXPECT_EQ(world.head(), 0);
}

TEST(UpsertCustomerTest, ExternalIdOfAnotherCustomerIsTaken) {
  DirectoryWorld world;
  ASSERT_TRUE(world.Upsert({.display_name = "Acme", .external_id = "crm-1"}).ok());
  const auto bolt = world.Upsert({.display_name = "Bolt"});
  ASSERT_TRUE(bolt.ok());
  const auto taken = world.Upsert({.name = bolt->customer.name, .external_id = "crm-1"});
  EXPECT_EQ(ReasonOf(taken.status()), "EXTERNAL_ID_TAKEN");
}

TEST(UpsertCustomerTest, NothingToFindItByIsRequired) {
  DirectoryWorld world;
  const auto nothing = world.Upsert({.external_id = "crm-new"});
  EXPECT_EQ(ReasonOf(nothing.status()), "REQUIRED");
  EXPECT_EQ(FieldOf(nothing.status()), "customer.display_name");
}

TEST(UpsertCustomerTest, MoreAliasesThanAllowedAreRefused) {
  DirectoryWorld world;
  std::vector<std::string> aliases;
  for (int i = 0; i < 20; ++i) aliases.push_back("alias " + std::to_string(i));
  ASSERT_TRUE(world.Upsert({.display_name = "Acme", .aliases = aliases}).ok());
  const auto more = world.Upsert({.display_name = "Acme", .aliases = {"one more"}});
  EXPECT_EQ(ReasonOf(more.status()), "TOO_MANY");
}

TEST(UpsertCustomerTest, SegmentIsKnownAsOfEachPosition) {
  DirectoryWorld world;
  const auto before = world.Upsert({.display_name = "Acme", .segment = "banks"});
  const auto after = world.Upsert({.display_name = "Acme", .segment = "insurers"});
  ASSERT_TRUE(before.ok() && after.ok());
  const auto as_of = [&](int64_t position) {
    return world.Read([&](storage::ReadTransaction& tx) {
      return storage::CustomerRepository::AsOf(tx, before->customer.name, position);
    });
  };
  EXPECT_EQ(as_of(before->position - 1)->has_value(), false);
  EXPECT_EQ(as_of(before->position)->value().segment, "banks");
  EXPECT_EQ(as_of(after->position)->value().segment, "insurers");
}

TEST(UpsertCustomerTest, ConcurrentUpsertsGiveOneCustomer) {
  DirectoryWorld world;
  constexpr int kThreads = 8;
  constexpr int kEach = 25;
  std::vector<std::thread> threads;
  std::vector<std::set<std::string>> names(kThreads);
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&world, &seen = names[t], t] {
      for (int i = 0; i < kEach; ++i) {
        const auto customer =
            world.Upsert({.display_name = t % 2 == 0 ? "Ko\u0308ln" : "K\u00d6LN"});
        seen.insert(customer.ok() ? customer->customer.name : customer.status().ToString());
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  std::set<std::string> all;
  for (const auto& seen : names) all.insert(seen.begin(), seen.end());
  EXPECT_EQ(all.size(), 1u);
  EXPECT_EQ(world.Number("SELECT COUNT(*) FROM customers"), 1);
}

}  // namespace
}  // namespace zusage::directory
