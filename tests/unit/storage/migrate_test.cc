// SPDX-License-Identifier: Apache-2.0
#include "storage/migrate.h"

#include <gtest/gtest.h>

#include <memory>
#include <string>
#include <vector>

#include "storage/sqlite/sqlite_engine.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

const Migration kOne{1, "one", "CREATE TABLE a (x @INT)"};
const Migration kTwo{2, "two", "CREATE TABLE b (x @TEXT); INSERT INTO a (x) VALUES (7)"};

class MigrateTest : public ::testing::Test {
 protected:
  MigrateTest()
      : engine_(SqliteEngine::Open(directory_.File("test.db")).value()),
        connection_(engine_->Connect(Access::kWrite).value()) {}

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

  testing::TemporaryDirectory directory_;
  std::unique_ptr<SqliteEngine> engine_;
  std::unique_ptr<Connection> connection_;
};

TEST_F(MigrateTest, MissingMigrationsAreAppliedOnce) {
  ASSERT_TRUE(Run({kOne}).ok());
  ASSERT_TRUE(Run({kOne, kTwo}).ok());
  ASSERT_TRUE(Run({kOne, kTwo}).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM a"), 1);
  EXPECT_EQ(Number("SELECT count(*) FROM schema_migrations"), 2);
}

TEST_F(MigrateTest, NewerSchemaIsRefused) {
  ASSERT_TRUE(Run({kOne, kTwo}).ok());
  EXPECT_EQ(ReasonOf(Run({kOne})), "SCHEMA_TOO_NEW");
}

TEST_F(MigrateTest, ChangedMigrationIsRefused) {
  ASSERT_TRUE(Run({kOne}).ok());
  EXPECT_EQ(ReasonOf(Run({{1, "one", "CREATE TABLE a (x @TEXT)"}})), "SCHEMA_FOREIGN");
}

TEST_F(MigrateTest, MigrationBelowTheNewestAppliedIsRefused) {
  ASSERT_TRUE(Run({kOne, {3, "three", "CREATE TABLE c (x @INT)"}}).ok());
  EXPECT_EQ(ReasonOf(Run({kOne, kTwo, {3, "three", "CREATE TABLE c (x @INT)"}})), "SCHEMA_FOREIGN");
}

TEST_F(MigrateTest, FailedMigrationLeavesNothingBehind) {
  ASSERT_TRUE(Run({kOne}).ok());
  EXPECT_FALSE(Run({kOne, {2, "two", "CREATE TABLE b (x @INT); nonsense"}}).ok());
  EXPECT_EQ(Number("SELECT count(*) FROM sqlite_master WHERE name = 'b'"), 0);
  EXPECT_TRUE(Run({kOne, kTwo}).ok());
}

TEST_F(MigrateTest, EmbeddedMigrationsAreNumberedWithoutGaps) {
  int64_t version = 0;
  for (const Migration& migration : Migrations()) EXPECT_EQ(migration.version, ++version);
  EXPECT_EQ(SchemaVersion(), version);
}

}  // namespace
}  // namespace zusage::storage
