// SPDX-License-Identifier: Apache-2.0
// What an upgrade makes of the time before there was news.
#include <gtest/gtest.h>

#include <memory>
#include <vector>

#include "storage/migrate.h"
#include "storage/news_repository.h"
#include "tests/contract/engine_factory.h"

namespace zusage::storage {
namespace {

constexpr int64_t kNewsVersion = 11;

class NewsMigrationTest : public ::testing::TestWithParam<EngineFactory> {
 protected:
  NewsMigrationTest()
      : database_(GetParam().make()),
        connection_(database_->engine().Connect(Access::kWrite).value()) {}

  absl::Status MigrateTo(int64_t version) {
    std::vector<Migration> migrations;
    for (const Migration& migration : Migrations()) {
      if (migration.version <= version) migrations.push_back(migration);
    }
    return Migrate(*connection_, migrations, absl::UnixEpoch());
  }

  std::unique_ptr<TestDatabase> database_;
  std::unique_ptr<Connection> connection_;
};

TEST_P(NewsMigrationTest, NobodyIsToldOfThePast) {
  ASSERT_TRUE(MigrateTo(kNewsVersion - 1).ok());
  ASSERT_TRUE(
      connection_->Execute("UPDATE journal_head SET position = 42, commit_time = 7000000", {})
          .ok());
  ASSERT_TRUE(MigrateTo(kNewsVersion).ok());
  const auto follower = NewsRepository::Follower(*connection_);
  ASSERT_TRUE(follower.ok()) << follower.status();
  EXPECT_EQ(follower->position, 42);
  EXPECT_EQ(follower->start_time, absl::FromUnixSeconds(7));
}

TEST_P(NewsMigrationTest, NewInstallationIsFollowedFromItsBeginning) {
  ASSERT_TRUE(MigrateTo(kNewsVersion).ok());
  const auto follower = NewsRepository::Follower(*connection_);
  ASSERT_TRUE(follower.ok()) << follower.status();
  EXPECT_EQ(follower->position, 0);
  EXPECT_EQ(follower->start_time, absl::UnixEpoch());
}

INSTANTIATE_TEST_SUITE_P(Engines, NewsMigrationTest, ::testing::ValuesIn(Engines()),
                         [](const auto& info) { return NameOf(info.param); });

}  // namespace
}  // namespace zusage::storage
