// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/completion.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "clients/cli/arguments.h"

namespace zusage::cli {
namespace {

std::string ReadFile(const std::string& path) {
  std::ifstream file(std::string(ZUSAGE_SOURCE_DIR) + "/" + path);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

TEST(CompletionTest, TheInstalledScriptIsWhatTheCommandTreeMakes) {
  EXPECT_EQ(ReadFile("deploy/completion/zusage.bash"), BashCompletion())
      << "zusage completion bash > deploy/completion/zusage.bash";
}

TEST(CompletionTest, EveryOptionIsProposed) {
  const std::string script = BashCompletion();
  for (const Noun& noun : CommandTree()) {
    for (const Verb& verb : noun.verbs) {
      for (const OptionSpec& option : verb.options) {
        if (option.is_argument()) continue;
        EXPECT_THAT(script, ::testing::HasSubstr(std::string(option.name)));
      }
    }
  }
}

TEST(DocumentationTest, EveryCommandIsInTheDocumentation) {
  const std::string page = ReadFile("docs/cli.md");
  for (const Noun& noun : CommandTree()) {
    for (const Verb& verb : noun.verbs) {
      const std::string command =
          noun.is_verb() ? "zusage " + std::string(noun.name)
                         : "zusage " + std::string(noun.name) + " " + std::string(verb.name);
      EXPECT_THAT(page, ::testing::HasSubstr(command));
    }
  }
  for (const OptionSpec& option : GlobalOptions()) {
    EXPECT_THAT(page, ::testing::HasSubstr("`" + std::string(option.name)));
  }
}

}  // namespace
}  // namespace zusage::cli
