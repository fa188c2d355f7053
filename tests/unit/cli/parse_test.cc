// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "clients/cli/run.h"

namespace zusage::cli {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

ParsedCommand Parse(const std::vector<std::string>& words) {
  return ParseCommandLine(words, Language::kEnglish);
}

TEST(ParseTest, OptionsAndArgumentsArriveByName) {
  const ParsedCommand parsed =
      Parse({"strategy", "publish", "atlas.yaml", "--memo", "why", "--dry-run"});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_EQ(parsed.verb->name, "publish");
  EXPECT_EQ(parsed.arguments.Text("FILE"), "atlas.yaml");
  EXPECT_EQ(parsed.arguments.Text("--memo"), "why");
  EXPECT_TRUE(parsed.arguments.Has("--dry-run"));
  EXPECT_FALSE(parsed.arguments.Has("--base-version"));
}

TEST(ParseTest, RepeatedOptionsKeepTheirOrder) {
  const ParsedCommand parsed =
      Parse({"review", "decide", "N", "--outcome", "approved", "--reason", "r", "--item", "2",
             "--item", "[1,3]", "--condition", "a, b"});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_THAT(parsed.arguments.List("--item"), ElementsAre("2", "[1,3]"));
  EXPECT_THAT(parsed.arguments.List("--condition"), ElementsAre("a, b"));
}

TEST(ParseTest, ADashIsStandardInput) {
  const ParsedCommand parsed = Parse({"request", "submit", "-"});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_EQ(parsed.arguments.Text("FILE"), "-");
}

TEST(ParseTest, AnArgumentMayBeTheNameOfACommand) {
  const ParsedCommand parsed = Parse({"request", "similar", "review", "--product", "atlas"});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_EQ(parsed.verb->name, "similar");
  EXPECT_EQ(parsed.arguments.Text("TEXT"), "review");
}

TEST(ParseTest, AnOptionMayTakeAnEmptyText) {
  const ParsedCommand parsed = Parse({"promise", "link", "N", "--item", ""});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_TRUE(parsed.arguments.Has("--item"));
}

TEST(ParseTest, EveryCommandTakesTheGlobalOptions) {
  const ParsedCommand parsed = Parse({"whoami", "--json", "--timeout", "5", "--address", "a:1"});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_TRUE(parsed.arguments.Has("--json"));
  EXPECT_EQ(parsed.arguments.Number("--timeout", 0), 5);
}

TEST(ParseTest, ANounMayHaveADefaultVerb) {
  const ParsedCommand parsed = Parse({"bench", "--operation", "submit"});
  ASSERT_NE(parsed.verb, nullptr) << parsed.text;
  EXPECT_EQ(parsed.verb->name, "run");
  EXPECT_EQ(Parse({"bench", "generate"}).verb->name, "generate");
}

TEST(ParseTest, WhatIsWrongIsAUsageError) {
  const std::vector<std::string> kWrong[] = {
      {},
      {"strategy"},
      {"nonsense"},
      {"strategy", "nonsense"},
      {"strategy", "publish", "f.yaml"},                           // --memo is required
      {"strategy", "publish", "--memo", "m"},                      // FILE is required
      {"strategy", "publish", "a", "b", "--memo", "m"},            // one FILE
      {"strategy", "publish", "a", "--memo", "m", "--memo", "n"},  // one memo
      {"strategy", "publish", "a", "--memo"},                      // a value
      {"strategy", "publish", "a", "--memo", "m", "--unknown"},
      {"strategy", "publish", "a", "--memo", "m", "--base-version", "x"},
      {"strategy", "publish", "a", "--memo", "m", "--base-version", "-1"},
      {"review", "decide", "N", "--outcome", "duplicate", "--reason", "r"},
      {"whoami", "--token", "secret"}};
  for (const std::vector<std::string>& words : kWrong) {
    const ParsedCommand parsed = Parse(words);
    EXPECT_EQ(parsed.verb, nullptr);
    EXPECT_EQ(parsed.exit_code, ExitCode::kUsage);
    EXPECT_THAT(parsed.text, HasSubstr("--help"));
  }
}

TEST(ParseTest, ACommandThatDoesNotExistIsNamed) {
  EXPECT_THAT(Parse({"nonsense"}).text, HasSubstr("no command nonsense"));
  EXPECT_THAT(Parse({"strategy", "nonsense"}).text, HasSubstr("no command nonsense"));
}

TEST(ParseTest, HelpNamesEveryOption) {
  const ParsedCommand parsed = Parse({"review", "decide", "--help"});
  EXPECT_EQ(parsed.exit_code, ExitCode::kOk);
  for (const char* option : {"--outcome", "--etag", "--limit", "--json", "--request-id"}) {
    EXPECT_THAT(parsed.text, HasSubstr(option));
  }
}

TEST(ParseTest, HelpOfTheProgramExplainsExitCodes) {
  EXPECT_THAT(Parse({"--help"}).text, HasSubstr("Exit codes"));
  EXPECT_THAT(ParseCommandLine({"--help"}, Language::kGerman).text, HasSubstr("Exit-Codes"));
}

TEST(ParseTest, HelpSpeaksGerman) {
  const std::string help =
      ParseCommandLine({"promise", "record", "--help"}, Language::kGerman).text;
  EXPECT_THAT(help, HasSubstr("Aufruf"));
  EXPECT_THAT(help, HasSubstr("Erfassen, was einem Kunden gesagt wurde"));
}

}  // namespace
}  // namespace zusage::cli
