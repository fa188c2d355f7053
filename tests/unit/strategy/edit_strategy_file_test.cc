// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/domain/edit_strategy_file.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "services/base/error.h"
#include "services/strategy/domain/parse_strategy.h"

namespace zusage::strategy {
namespace {

std::string Edited(std::string_view text, const std::vector<ElementAddition>& additions) {
  const absl::StatusOr<std::string> edited = AddToStrategyFile(text, additions);
  EXPECT_TRUE(edited.ok()) << edited.status();
  return edited.value_or("");
}

TEST(EditStrategyFileTest, BlockListsGrowAndCommentsStay) {
  EXPECT_EQ(
      Edited(R"(# ours
product: atlas
themes:
  - id: T1  # first
    title: Export
    aliases:
      - CSV  # often
      - download
  - id: T2
    title: Offline
)",
             {{"T1", {"Excel"}, {"Give us \"Excel\"."}}, {"T2", {"no network", "kein Netz"}, {}}}),
      R"(# ours
product: atlas
themes:
  - id: T1  # first
    examples:
      - "Give us \"Excel\"."
    title: Export
    aliases:
      - "Excel"
      - CSV  # often
      - download
  - id: T2
    aliases:
      - "no network"
      - "kein Netz"
    title: Offline
)");
}

TEST(EditStrategyFileTest, FlowListsGrow) {
  EXPECT_EQ(Edited("product: atlas\nthemes:\n- {id: T1, title: Äpfel, aliases: [a, b]}\n"
                   "- {id: T2, title: B, aliases: []}\n- id: T3\n  title: C\n  aliases:  # none\n",
                   {{"T1", {"x"}, {"y"}}, {"T2", {"x", "z"}, {}}, {"T3", {"x"}, {}}}),
            "product: atlas\nthemes:\n- {\"examples\": [\"y\"], id: T1, title: Äpfel, "
            "aliases: [\"x\", a, b]}\n"
            "- {id: T2, title: B, aliases: [\"x\", \"z\"]}\n- id: T3\n  title: C\n"
            "  aliases: [\"x\"]  # none\n");
}

TEST(EditStrategyFileTest, JsonKeepsItsLayout) {
  EXPECT_EQ(Edited("{\n \"product\": \"atlas\",\n \"themes\": [\n  {\n   \"id\": \"T1\",\n"
                   "   \"title\": \"Export\",\n   \"aliases\": [\n    \"CSV\"\n   ]\n  }\n ]\n}\n",
                   {{"T1", {"Excel"}, {"Wish."}}}),
            "{\n \"product\": \"atlas\",\n \"themes\": [\n  {\n   \"examples\": [\"Wish.\"],\n"
            "   \"id\": \"T1\",\n   \"title\": \"Export\",\n   \"aliases\": [\n    \"Excel\",\n"
            "    \"CSV\"\n   ]\n  }\n ]\n}\n");
}

TEST(EditStrategyFileTest, NothingToAddChangesNothing) {
  const std::string text = "product: atlas\r\nthemes:\r\n- {id: T1, title: A}\r\n";
  EXPECT_EQ(Edited(text, {}), text);
  EXPECT_EQ(Edited("product: atlas\r\nthemes:\r\n- id: T1\r\n  title: A\r\n", {{"T1", {"x"}, {}}}),
            "product: atlas\r\nthemes:\r\n- id: T1\r\n  aliases:\r\n    - \"x\"\r\n  title: A\r\n");
}

TEST(EditStrategyFileTest, WhatCannotBeAddedIsSaid) {
  const std::string text = "product: atlas\nthemes:\n- {id: T1, title: A}\n";
  EXPECT_EQ(
      ReasonOf(AddToStrategyFile(text, std::vector<ElementAddition>{{"T9", {"x"}, {}}}).status()),
      "STRATEGY_FILE_NOT_EDITED");
  EXPECT_FALSE(AddToStrategyFile("themes: [", std::vector<ElementAddition>{}).ok());
}

}  // namespace
}  // namespace zusage::strategy
