// SPDX-License-Identifier: Apache-2.0
// What opening says of a PostgreSQL database that is there but not for everybody.
#include "storage/open_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "storage/migrate.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

using ::testing::HasSubstr;
using testing::PostgresCluster;

// A database with data and keys, and somebody who may connect to it and see that it has tables.
class OpenDataTest : public ::testing::Test {
 protected:
  OpenDataTest() {
    const DataPlace place{.database = url_, .master_key_file = directory_.File("master.key")};
    const auto opened = OpenData(place, OpenFor::kServing, random_);
    EXPECT_TRUE(opened.ok()) << opened.status();
    const auto connection = opened->engine->Connect(Access::kWrite).value();
    EXPECT_TRUE(Migrate(*connection, Migrations(), absl::UnixEpoch()).ok());
    PostgresCluster::Run(url_, "CREATE ROLE stranger LOGIN");
    PostgresCluster::Run(url_, "GRANT USAGE ON SCHEMA " + schema_ + " TO stranger");
  }

  ~OpenDataTest() override {
    PostgresCluster::Run(url_, "DROP OWNED BY stranger");
    PostgresCluster::Run(url_, "DROP ROLE stranger");
    PostgresCluster::Shared().DropDatabase(url_);
  }

  absl::Status OpenAsStranger(OpenFor purpose) {
    DataPlace place{.database = url_, .master_key_file = strangers_key_};
    place.database.replace(place.database.find("zusage@"), 6, "stranger");
    return OpenData(place, purpose, random_).status();
  }

  testing::SeededRandom random_;
  testing::TemporaryDirectory directory_;
  const std::string url_ = PostgresCluster::Shared().CreateDatabase();
  const std::string schema_ = url_.substr(url_.rfind("%3D") + 3);
  const std::string strangers_key_ = directory_.File("other.key");
};

TEST_F(OpenDataTest, DataThatMayNotBeReadIsNotTakenForNone) {
  const absl::Status status = OpenAsStranger(OpenFor::kLooking);
  EXPECT_EQ(ReasonOf(status), "DATABASE_UNREACHABLE") << status;
  EXPECT_THAT(std::string(status.message()), HasSubstr("permission denied for table journal_head"));
}

TEST_F(OpenDataTest, KeysThatMayNotBeReadAreNotTakenForNone) {
  PostgresCluster::Run(url_, "GRANT SELECT ON journal_head TO stranger");
  for (const OpenFor purpose : {OpenFor::kLooking, OpenFor::kServing}) {
    const absl::Status status = OpenAsStranger(purpose);
    EXPECT_EQ(ReasonOf(status), "DATABASE_UNREACHABLE") << status;
    EXPECT_THAT(std::string(status.message()),
                HasSubstr("permission denied for table signing_key"));
  }
  EXPECT_FALSE(std::filesystem::exists(strangers_key_)) << "which would open none of them";
}

}  // namespace
}  // namespace zusage::storage
