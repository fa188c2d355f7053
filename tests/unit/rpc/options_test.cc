// SPDX-License-Identifier: Apache-2.0
#include "services/app/options.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>
#include <string>
#include <vector>

#include "tests/support/temporary_directory.h"

namespace zusage::app {
namespace {

Invocation Parse(std::vector<const char*> arguments) {
  arguments.insert(arguments.begin(), "zusaged");
  return ParseCommandLine(static_cast<int>(arguments.size()), arguments.data());
}

// Whether a command line is refused with the exit code for mistakes.
bool IsRefused(const std::vector<const char*>& arguments) {
  const Invocation invocation = Parse(arguments);
  return invocation.kind == Invocation::Kind::kExit && invocation.exit_code == 2;
}

TEST(OptionsTest, DefaultsServeAllRolesOnLoopback) {
  const Invocation invocation = Parse({});
  ASSERT_EQ(invocation.kind, Invocation::Kind::kServe);
  EXPECT_EQ(invocation.serve.roles, AllRoles());
  EXPECT_EQ(invocation.serve.listen, "127.0.0.1:50051");
  EXPECT_EQ(invocation.serve.metrics_listen, "127.0.0.1:9464");
  EXPECT_TRUE(invocation.serve.needs_store());
}

TEST(OptionsTest, FlagsAreRead) {
  const Invocation invocation =
      Parse({"--data-dir", "/d", "--role", "review", "--role=journal", "--max-in-flight", "7",
             "--grace-period", "0.5", "--log-level", "debug", "--metrics-listen", "127.0.0.1:0"});
  ASSERT_EQ(invocation.kind, Invocation::Kind::kServe);
  EXPECT_EQ(invocation.serve.place.data_dir, "/d");
  EXPECT_EQ(invocation.serve.roles, (Roles{"journal", "review"}));
  EXPECT_EQ(invocation.serve.max_in_flight, 7);
  EXPECT_EQ(invocation.serve.grace_period, absl::Milliseconds(500));
  EXPECT_EQ(invocation.serve.log_level, Severity::kDebug);
  EXPECT_EQ(invocation.serve.metrics_listen, "");
}

TEST(OptionsTest, HelpEndsWell) {
  ::testing::internal::CaptureStdout();
  const Invocation invocation = Parse({"--help"});
  const std::string help = ::testing::internal::GetCapturedStdout();
  EXPECT_EQ(invocation.kind, Invocation::Kind::kExit);
  EXPECT_EQ(invocation.exit_code, 0);
  for (const char* flag : {"--data-dir", "--listen", "--role", "--peer", "--config",
                           "--service-token-file", "ZUSAGE_DATA_DIR", "init"}) {
    EXPECT_NE(help.find(flag), std::string::npos) << flag;
  }
}

TEST(OptionsTest, MistakesAreRefused) {
  EXPECT_TRUE(IsRefused({"--no-such-flag"}));
  EXPECT_TRUE(IsRefused({"--role", "chef"}));
  EXPECT_TRUE(IsRefused({"--peer", "review"}));
  EXPECT_TRUE(IsRefused({"--peer", "chef=127.0.0.1:1", "--service-token-file", "t"}));
  EXPECT_TRUE(IsRefused({"--peer", "review=127.0.0.1:1"}));
  EXPECT_TRUE(IsRefused({"--max-in-flight", "0"}));
  EXPECT_TRUE(IsRefused({"--config", "/no/such/file"}));
}

TEST(OptionsTest, PublicAddressNeedsAWord) {
  EXPECT_TRUE(IsRefused({"--listen", "0.0.0.0:50051"}));
  EXPECT_TRUE(IsRefused({"--listen", "[::]:50051"}));
  EXPECT_TRUE(IsRefused({"--metrics-listen", "10.0.0.1:9464"}));
  EXPECT_FALSE(IsRefused({"--listen", "0.0.0.0:50051", "--insecure-public"}));
  EXPECT_FALSE(IsRefused({"--listen", "[::1]:50051"}));
  EXPECT_FALSE(IsRefused({"--listen", "unix:/run/zusage.sock"}));
}

TEST(OptionsTest, AlignmentAloneNeedsItsPeersAndNoStore) {
  EXPECT_TRUE(IsRefused({"--role", "alignment"}));
  const Invocation invocation = Parse({"--role", "alignment", "--peer", "journal=127.0.0.1:1",
                                       "--peer", "strategy=127.0.0.1:1", "--peer",
                                       "directory=127.0.0.1:1", "--service-token-file", "t"});
  ASSERT_EQ(invocation.kind, Invocation::Kind::kServe);
  EXPECT_FALSE(invocation.serve.needs_store());
}

TEST(OptionsTest, FlagsGoBeforeEnvironmentAndThatBeforeTheFile) {
  const testing::TemporaryDirectory directory;
  const std::string config = directory.File("zusaged.yaml");
  std::ofstream(config) << "data-dir: from-file\nmax-in-flight: 5\nworker-threads: 3\n"
                           "role: [review, journal]\n";
  setenv("ZUSAGE_MAX_IN_FLIGHT", "6", 1);
  setenv("ZUSAGE_DATA_DIR", "from-environment", 1);
  const Invocation invocation = Parse({"--config", config.c_str(), "--data-dir", "from-flag"});
  unsetenv("ZUSAGE_MAX_IN_FLIGHT");
  unsetenv("ZUSAGE_DATA_DIR");
  ASSERT_EQ(invocation.kind, Invocation::Kind::kServe);
  EXPECT_EQ(invocation.serve.place.data_dir, "from-flag");
  EXPECT_EQ(invocation.serve.max_in_flight, 6);
  EXPECT_EQ(invocation.serve.worker_threads, 3);
  EXPECT_EQ(invocation.serve.roles, (Roles{"journal", "review"}));
}

TEST(OptionsTest, FileWithUnknownOrImpossibleOptionsIsRefused) {
  const testing::TemporaryDirectory directory;
  const std::string config = directory.File("zusaged.yaml");
  for (const char* text : {"no-such: 1\n", "- a\n", "data-dir: {a: b}\n", "max-in-flight: many\n",
                           "max-in-flight: 0\n", "{", "help: 1\n"}) {
    std::ofstream(config) << text;
    EXPECT_TRUE(IsRefused({"--config", config.c_str()})) << text;
  }
}

TEST(OptionsTest, DatabaseIsReadFromFlagsAndEnvironment) {
  const Invocation flags =
      Parse({"--database", "postgresql://zusage@db/zusage", "--keys-database",
             "postgresql://zusage@keys/zusage", "--master-key-file", "/k", "--drain-delay", "3"});
  ASSERT_EQ(flags.kind, Invocation::Kind::kServe);
  EXPECT_FALSE(flags.serve.place.embedded());
  EXPECT_EQ(flags.serve.place.database, "postgresql://zusage@db/zusage");
  EXPECT_EQ(flags.serve.place.keys_database, "postgresql://zusage@keys/zusage");
  EXPECT_EQ(flags.serve.place.MasterKeyFile(), "/k");
  EXPECT_EQ(flags.serve.drain_delay, absl::Seconds(3));

  setenv("ZUSAGE_DATABASE", "postgresql://zusage:secret@db/zusage", 1);
  const Invocation environment = Parse({});
  unsetenv("ZUSAGE_DATABASE");
  EXPECT_EQ(environment.serve.place.database, "postgresql://zusage:secret@db/zusage");
}

TEST(OptionsTest, PasswordOnTheCommandLineIsRefused) {
  for (const char* url :
       {"postgresql://zusage:secret@db/zusage", "postgres://zusage:@db",
        "postgresql://db/zusage?user=zusage&password=secret", "postgresql://db?password=x"}) {
    EXPECT_TRUE(IsRefused({"--database", url})) << url;
    EXPECT_TRUE(IsRefused({"init", "--keys-database", url})) << url;
  }
  for (const char* url : {"postgresql://zusage@db:5432/zusage", "postgresql://db:5432",
                          "postgresql://zusage@/zusage?host=/run/a:b@c"}) {
    EXPECT_FALSE(IsRefused({"--database", url})) << url;
  }
}

TEST(OptionsTest, UpgradeIsACommandOfItsOwn) {
  const Invocation invocation = Parse({"upgrade", "--data-dir", "/d"});
  ASSERT_EQ(invocation.kind, Invocation::Kind::kUpgrade);
  EXPECT_EQ(invocation.upgrade.data_dir, "/d");
}

TEST(OptionsTest, InitIsACommandOfItsOwn) {
  const Invocation invocation =
      Parse({"init", "--data-dir", "/d", "--admin-name", "Ada", "--token-file", "t"});
  ASSERT_EQ(invocation.kind, Invocation::Kind::kInit);
  EXPECT_EQ(invocation.init.place.data_dir, "/d");
  EXPECT_EQ(invocation.init.admin_name, "Ada");
  EXPECT_EQ(invocation.init.token_file, "t");
}

}  // namespace
}  // namespace zusage::app
