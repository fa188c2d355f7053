// SPDX-License-Identifier: Apache-2.0
// `zusage migrate` from the words typed to what is printed, on real data.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <nlohmann/json.hpp>

#include "storage/open_store.h"
#include "tests/support/postgres_cluster.h"
#include "tests/support/temporary_directory.h"
#include "tests/unit/cli/command_line.h"

namespace zusage::cli::testing {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using zusage::testing::PostgresCluster;

class MigrateTest : public ::testing::Test {
 protected:
  // Makes the data if there is none; in use for as long as the result lives.
  storage::OpenedStore Serve() {
    storage::OpenStoreOptions options;
    options.place.data_dir = directory_.path();
    options.follow = false;
    return storage::OpenStore(options, line_.clock, random_).value();
  }

  Outcome Migrate(const std::string& database, std::vector<std::string> more = {}) {
    std::vector<std::string> words = {"migrate", "--data-dir", directory_.path(), "--database",
                                      database};
    words.insert(words.end(), more.begin(), more.end());
    return line_.Run(words);
  }

  zusage::testing::TemporaryDirectory directory_;
  zusage::testing::SeededRandom random_;
  CommandLine line_;
};

TEST_F(MigrateTest, WhatToDoNextIsSaid) {
  Serve();
  const std::string database = PostgresCluster::Shared().CreateDatabase();
  line_.terminal = true;
  line_.variables = {{"NO_COLOR", "1"}};
  const Outcome outcome = Migrate(database);
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr("The journal holds"));
  EXPECT_THAT(outcome.out, HasSubstr("zusaged --database '" + database + "' --master-key-file '" +
                                     directory_.File("master.key") + "'\n"));
  EXPECT_THAT(outcome.out, HasSubstr("no server on it again"));
  EXPECT_THAT(outcome.err, HasSubstr("journal_parts 0"));  // how far it was
}

TEST_F(MigrateTest, ScriptsGetJson) {
  Serve();
  const std::string database = PostgresCluster::Shared().CreateDatabase();
  line_.terminal = true;
  const Outcome outcome = Migrate(database, {"--json"});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.err, IsEmpty());
  const auto json = nlohmann::json::parse(outcome.out);
  EXPECT_TRUE(json.at("moved"));
  EXPECT_EQ(json.at("tables").at("journal_entries"), 0);
  EXPECT_EQ(json.at("entries"), 0);
  EXPECT_THAT(json.at("rootHash").get<std::string>(), HasSubstr("="));
}

TEST_F(MigrateTest, RunningServerIsRefused) {
  const storage::OpenedStore running = Serve();
  const Outcome outcome = Migrate(PostgresCluster::Shared().CreateDatabase());
  EXPECT_EQ(outcome.exit_code, ExitCode::kPrecondition);
  EXPECT_THAT(outcome.err, HasSubstr("DATA_DIRECTORY_IN_USE"));
}

TEST_F(MigrateTest, KeysMayGoIntoADatabaseOfTheirOwn) {
  Serve();
  const std::string database = PostgresCluster::Shared().CreateDatabase();
  const std::string keys = PostgresCluster::Shared().CreateDatabase();
  const Outcome outcome = Migrate(database, {"--keys-database", keys});
  EXPECT_EQ(outcome.exit_code, ExitCode::kOk) << outcome.err;
  EXPECT_THAT(outcome.out, HasSubstr(" --keys-database '" + keys + "'"));
  EXPECT_EQ(PostgresCluster::Run(keys, "SELECT count(*) FROM signing_key").front(), "1");
  EXPECT_EQ(line_
                .Run({"journal", "verify", "--database", database, "--keys-database", keys,
                      "--master-key-file", directory_.File("master.key")})
                .exit_code,
            ExitCode::kOk);
}

TEST_F(MigrateTest, BothPlacesMustBeNamed) {
  EXPECT_EQ(line_.Run({"migrate", "--data-dir", directory_.path()}).exit_code, ExitCode::kUsage);
  EXPECT_EQ(line_.Run({"migrate", "--database", "postgresql:///zusage"}).exit_code,
            ExitCode::kUsage);
}

TEST_F(MigrateTest, DirectoryWithoutDataIsNotFound) {
  const Outcome outcome = Migrate("postgresql:///zusage");
  EXPECT_EQ(outcome.exit_code, ExitCode::kNotFound);
  EXPECT_THAT(outcome.err, HasSubstr("DATA_DIRECTORY_MISSING"));
}

TEST_F(MigrateTest, PasswordsInUrlsAreRefused) {
  const std::string url = "postgresql://zusage:secret@db.example/zusage";
  for (const Outcome& outcome :
       {Migrate(url), Migrate("postgresql:///zusage", {"--keys-database", url})}) {
    EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
    EXPECT_THAT(outcome.err, HasSubstr("PASSWORD_IN_URL"));
    EXPECT_THAT(outcome.err, ::testing::Not(HasSubstr("secret")));
  }
}

TEST_F(MigrateTest, OtherDatabasesAreRefused) {
  Serve();
  const Outcome outcome = Migrate("mysql://db.example/zusage");
  EXPECT_EQ(outcome.exit_code, ExitCode::kInvalidInput);
  EXPECT_THAT(outcome.err, HasSubstr("DATABASE_URL_UNKNOWN"));
}

TEST_F(MigrateTest, DatabaseThatIsAwayIsUnavailable) {
  Serve();
  const Outcome outcome = Migrate("postgresql://zusage@/zusage?host=" + directory_.path());
  EXPECT_EQ(outcome.exit_code, ExitCode::kUnavailable);
  EXPECT_THAT(outcome.err, HasSubstr("DATABASE_UNREACHABLE"));
}

TEST_F(MigrateTest, TargetInUseIsRefusedInBothLanguages) {
  Serve();
  const std::string database = PostgresCluster::Shared().CreateDatabase();
  ASSERT_EQ(Migrate(database).exit_code, ExitCode::kOk);
  PostgresCluster::Run(database, "UPDATE journal_head SET position = 1");
  Outcome outcome = Migrate(database);
  EXPECT_EQ(outcome.exit_code, ExitCode::kPrecondition);
  EXPECT_THAT(outcome.err, HasSubstr("name an empty one"));
  outcome = Migrate(database, {"--language", "de"});
  EXPECT_THAT(outcome.err, HasSubstr("eine leere angeben"));
}

}  // namespace
}  // namespace zusage::cli::testing
