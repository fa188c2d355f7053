// SPDX-License-Identifier: Apache-2.0
// What an upgrade makes of customers and deals that were recorded before customers could be merged.
#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "storage/customer_repository.h"
#include "storage/deal_repository.h"
#include "storage/migrate.h"
#include "tests/contract/engine_factory.h"

namespace zusage::storage {
namespace {

constexpr int64_t kDirectoryVersion = 9;

class DirectoryMigrationTest : public ::testing::TestWithParam<EngineFactory> {
 protected:
  DirectoryMigrationTest()
      : database_(GetParam().make()),
        connection_(database_->engine().Connect(Access::kWrite).value()) {}

  absl::Status MigrateTo(int64_t version) {
    std::vector<Migration> migrations;
    for (const Migration& migration : Migrations()) {
      if (migration.version <= version) migrations.push_back(migration);
    }
    return Migrate(*connection_, migrations, absl::UnixEpoch());
  }

  void Execute(const std::string& sql) {
    const auto rows = connection_->Execute(sql, {});
    EXPECT_TRUE(rows.ok()) << sql << ": " << rows.status();
  }

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_P(DirectoryMigrationTest, CustomersCountAsThemselvesAndDealsKnowTheirDates) {
  ASSERT_TRUE(MigrateTo(kDirectoryVersion - 1).ok());
  for (const char* sql : {
           "INSERT INTO journal_entries (position, commit_time, leaf) VALUES (3, 7000000, '')",
           "INSERT INTO journal_entries (position, commit_time, leaf) VALUES (4, 8000000, '')",
           "INSERT INTO customers (fact, name, display_name, aliases, external_id, segment, size) "
           "VALUES (3072, 'customers/a', 'Acme', '', '', '', '')",
           "INSERT INTO current_customers (name, fact, create_time, sort_key) "
           "VALUES ('customers/a', 3072, 7000000, 'acme')",
           "INSERT INTO deals (fact, name, customer, reference, stage) "
           "VALUES (3073, 'customers/a/deals/1', 'customers/a', 'OPP-1', 1)",
           "INSERT INTO deals (fact, name, customer, reference, stage, close_date) "
           "VALUES (4096, 'customers/a/deals/1', 'customers/a', 'OPP-1', 3, '2026-12-31')",
           "INSERT INTO current_deals (name, fact, customer, matching_key) "
           "VALUES ('customers/a/deals/1', 4096, 'customers/a', 'opp-1')",
       }) {
    Execute(sql);
  }
  ASSERT_TRUE(MigrateTo(kDirectoryVersion).ok());
  const auto acme = CustomerRepository::Get(*connection_, "customers/a");
  ASSERT_TRUE(acme.ok()) << acme.status();
  EXPECT_EQ(acme->merged_into, "");
  EXPECT_EQ(*CustomerRepository::Family(*connection_, "customers/a"),
            std::vector<std::string>{"customers/a"});
  const auto deals = DealRepository::List(
      *connection_, {.customer = "customers/a", .stage = directory::DealStage::kProposal}, {}, 10);
  ASSERT_TRUE(deals.ok()) << deals.status();
  ASSERT_EQ(deals->size(), 1u);
  EXPECT_EQ((*deals)[0].create_time, absl::FromUnixSeconds(7));
  EXPECT_EQ((*deals)[0].deal.close_date, Date(2026, 12, 31));
}

INSTANTIATE_TEST_SUITE_P(Engines, DirectoryMigrationTest, ::testing::ValuesIn(Engines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
