// SPDX-License-Identifier: Apache-2.0
// What opening says of a PostgreSQL database that is there but not for everybody.
#include "storage/open_data.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "storage/migrate.h"
#include "storage/postgres/schema_rights.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/seeded_random.h"
#include "tests/support/temporary_directory.h"

namespace zusage::storage {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
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

  absl::Status OpenAsStranger(OpenFor purpose, const std::string& search_path = "") {
    DataPlace place{.database = url_, .master_key_file = strangers_key_};
    if (!search_path.empty()) {
      place.database.replace(place.database.rfind(schema_), schema_.size(), search_path);
    }
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

// A schema that a role may not use is passed over: a table in it is "no such table".
TEST_F(OpenDataTest, DataInASchemaThatMayNotBeUsedIsNotTakenForNone) {
  PostgresCluster::Run(url_, "REVOKE USAGE ON SCHEMA " + schema_ + " FROM stranger");
  for (const OpenFor purpose : {OpenFor::kLooking, OpenFor::kServingExisting, OpenFor::kServing}) {
    const absl::Status status = OpenAsStranger(purpose);
    EXPECT_EQ(ReasonOf(status), "DATABASE_UNREACHABLE") << status;
    EXPECT_THAT(std::string(status.message()), HasSubstr("permission denied for schema " + schema_ +
                                                         ": the role stranger needs USAGE"));
  }
  EXPECT_FALSE(std::filesystem::exists(strangers_key_)) << "which would open none of them";
}

// Else a role would make a second set of tables in the next schema of the path.
TEST_F(OpenDataTest, NothingIsMadeInALaterSchemaInstead) {
  PostgresCluster::Run(url_, "REVOKE USAGE ON SCHEMA " + schema_ + " FROM stranger");
  PostgresCluster::Run(url_, "ALTER TABLE journal_head RENAME TO not_there");
  PostgresCluster::Run(url_, "ALTER TABLE signing_key RENAME TO no_more");
  const std::string before = schema_ + ",public";
  const std::string behind = "public," + schema_;
  EXPECT_THAT(std::string(OpenAsStranger(OpenFor::kServing, before).message()),
              HasSubstr("permission denied for schema " + schema_));
  // Behind it, a schema without any of these tables is nobody's business.
  EXPECT_EQ(ReasonOf(OpenAsStranger(OpenFor::kLooking, behind)), "DATABASE_EMPTY");
  PostgresCluster::Run(url_, "ALTER TABLE not_there RENAME TO journal_head");
  EXPECT_THAT(std::string(OpenAsStranger(OpenFor::kLooking, behind).message()),
              HasSubstr("permission denied for schema " + schema_));
  EXPECT_FALSE(std::filesystem::exists(strangers_key_));
}

TEST_F(OpenDataTest, SearchPathWithoutASchemaIsSaidToHaveNone) {
  EXPECT_THAT(std::string(OpenAsStranger(OpenFor::kServing, "nowhere").message()),
              HasSubstr("no schema of the search path, which is nowhere"));
  EXPECT_FALSE(std::filesystem::exists(strangers_key_));
}

TEST(SchemasInTest, NamesAreReadAsTheServerReadsThem) {
  const auto read = [](std::string_view path) { return SchemasIn(path, "Zoë"); };
  EXPECT_THAT(read("\"$user\", public"), ElementsAre("Zoë", "public"));
  EXPECT_THAT(read(" Data ,\"Data\",\"a,b\",\"say \"\"a\"\"\"\t,$user"),
              ElementsAre("data", "Data", "a,b", "say \"a\"", "Zoë"));
  EXPECT_THAT(read(""), IsEmpty());
  EXPECT_THAT(read("\"\""), ElementsAre(""));
}

}  // namespace
}  // namespace zusage::storage
