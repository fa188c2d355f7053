// SPDX-License-Identifier: Apache-2.0
// What migrations do on every engine (storage/migrate.h).
#include "storage/migrate.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "tests/contract/engine_factory.h"

namespace zusage::storage {
namespace {

const Migration kOne{1, "one", "CREATE TABLE a (x @INT)"};
const Migration kTwo{2, "two", "CREATE TABLE b (x @TEXT); INSERT INTO a (x) VALUES (7)"};

class MigrateTest : public ::testing::TestWithParam<EngineFactory> {
 protected:
  MigrateTest()
      : database_(GetParam().make()),
        connection_(database_->engine().Connect(Access::kWrite).value()) {}

  absl::Status Run(const std::vector<Migration>& migrations) {
    return Migrate(*connection_, migrations, absl::UnixEpoch());
  }

  int64_t Number(const std::string& sql) {
    int64_t number = -1;
    EXPECT_TRUE(connection_
                    ->Query(sql, {},
                            [&](const Row& row) {
                              number = row.Int(0);
                              return absl::OkStatus();
                            })
                    .ok());
    return number;
  }

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_P(MigrateTest, MissingMigrationsAreAppliedOnce) {
  ASSERT_TRUE(Run({kOne}).ok());
  ASSERT_TRUE(Run({kOne, kTwo}).ok());
  ASSERT_TRUE(Run({kOne, kTwo}).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM a"), 1);
  EXPECT_EQ(Number("SELECT count(*) FROM schema_migrations"), 2);
}

TEST_P(MigrateTest, NewerSchemaIsRefused) {
  ASSERT_TRUE(Run({kOne, kTwo}).ok());
  EXPECT_EQ(ReasonOf(Run({kOne})), "SCHEMA_TOO_NEW");
}

TEST_P(MigrateTest, ChangedMigrationIsRefused) {
  ASSERT_TRUE(Run({kOne}).ok());
  EXPECT_EQ(ReasonOf(Run({{1, "one", "CREATE TABLE a (x @TEXT)"}})), "SCHEMA_FOREIGN");
}

TEST_P(MigrateTest, MigrationBelowTheNewestAppliedIsRefused) {
  ASSERT_TRUE(Run({kOne, {3, "three", "CREATE TABLE c (x @INT)"}}).ok());
  EXPECT_EQ(ReasonOf(Run({kOne, kTwo, {3, "three", "CREATE TABLE c (x @INT)"}})), "SCHEMA_FOREIGN");
}

TEST_P(MigrateTest, FailedMigrationLeavesNothingBehind) {
  ASSERT_TRUE(Run({kOne}).ok());
  EXPECT_FALSE(Run({kOne, {2, "two", "CREATE TABLE b (x @INT); nonsense"}}).ok());
  EXPECT_FALSE(connection_->Execute("INSERT INTO b (x) VALUES (1)", {}).ok());
  EXPECT_TRUE(Run({kOne, kTwo}).ok());
}

TEST(MigrationsTest, AreNumberedWithoutGaps) {
  int64_t version = 0;
  for (const Migration& migration : Migrations()) EXPECT_EQ(migration.version, ++version);
  EXPECT_EQ(SchemaVersion(), version);
}

INSTANTIATE_TEST_SUITE_P(Engines, MigrateTest, ::testing::ValuesIn(Engines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
