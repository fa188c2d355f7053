// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/arguments.h"

#include <gtest/gtest.h>

#include <set>

#include "clients/cli/exit_code.h"

namespace zusage::cli {
namespace {

TEST(ArgumentsTest, AnOptionThatWasNotGivenIsEmpty) {
  const Arguments arguments;
  EXPECT_FALSE(arguments.Has("--memo"));
  EXPECT_EQ(arguments.Text("--memo"), "");
  EXPECT_EQ(arguments.Text("--memo", "none"), "none");
  EXPECT_EQ(arguments.Number("--n", 7), 7);
  EXPECT_TRUE(arguments.List("--item").empty());
  EXPECT_EQ(*arguments.Day("--by"), std::nullopt);
}

TEST(ArgumentsTest, ADayThatExistsIsRead) {
  Arguments arguments;
  arguments.Set("--by", {"2028-02-29"});
  EXPECT_EQ(*arguments.Day("--by"), Date(2028, 2, 29));
}

TEST(ArgumentsTest, ADayThatDoesNotExistIsInvalid) {
  Arguments arguments;
  arguments.Set("--by", {"2026-02-29"});
  const auto day = arguments.Day("--by");
  EXPECT_EQ(day.status().code(), absl::StatusCode::kInvalidArgument);
  EXPECT_EQ(ReasonOf(day.status()), "INVALID_DATE");
}

TEST(CommandTreeTest, EveryNameOccursOnce) {
  std::set<std::string> nouns;
  for (const Noun& noun : CommandTree()) {
    EXPECT_TRUE(nouns.insert(std::string(noun.name)).second) << noun.name;
    std::set<std::string> verbs;
    for (const Verb& verb : noun.verbs) {
      EXPECT_TRUE(verbs.insert(std::string(verb.name)).second) << verb.name;
      EXPECT_NE(verb.run, nullptr);
      std::set<std::string> options;
      for (const std::vector<OptionSpec>* list : {&verb.options, &GlobalOptions()}) {
        for (const OptionSpec& option : *list) {
          EXPECT_TRUE(options.insert(std::string(option.name)).second)
              << noun.name << " " << verb.name << " " << option.name;
        }
      }
    }
  }
}

TEST(CommandTreeTest, NoOptionHoldsASecret) {
  for (const OptionSpec& option : GlobalOptions()) EXPECT_NE(option.name, "--token");
}

TEST(ExitCodeTest, EveryStatusCodeHasTheDocumentedExitCode) {
  using absl::StatusCode;
  const std::pair<StatusCode, int> kExpected[] = {{StatusCode::kOk, 0},
                                                  {StatusCode::kInvalidArgument, 3},
                                                  {StatusCode::kOutOfRange, 3},
                                                  {StatusCode::kNotFound, 4},
                                                  {StatusCode::kPermissionDenied, 5},
                                                  {StatusCode::kUnauthenticated, 5},
                                                  {StatusCode::kFailedPrecondition, 6},
                                                  {StatusCode::kAborted, 6},
                                                  {StatusCode::kAlreadyExists, 6},
                                                  {StatusCode::kUnavailable, 7},
                                                  {StatusCode::kDeadlineExceeded, 7},
                                                  {StatusCode::kResourceExhausted, 7},
                                                  {StatusCode::kCancelled, 7},
                                                  {StatusCode::kInternal, 8},
                                                  {StatusCode::kUnknown, 8},
                                                  {StatusCode::kDataLoss, 8},
                                                  {StatusCode::kUnimplemented, 8}};
  for (const auto& [code, expected] : kExpected) {
    EXPECT_EQ(static_cast<int>(ExitCodeOf(code)), expected) << absl::StatusCodeToString(code);
  }
}

}  // namespace
}  // namespace zusage::cli
