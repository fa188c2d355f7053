// SPDX-License-Identifier: Apache-2.0
#include "services/directory/list_teams.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "tests/unit/directory/directory_world.h"

namespace zusage::directory {
namespace {

TEST(ListTeamsTest, PagesComeInOrderOfDisplayNames) {
  DirectoryWorld world;
  for (const char* name : {"west", "East", "\u00c4rzte"}) {
    ASSERT_TRUE(
        world.UpsertATeam({.name = {}, .display_name = name, .lead = {}, .members = {}}).ok());
  }
  std::vector<std::string> names;
  ListTeamsInput input{.page_size = 1, .page_token = {}};
  do {
    const auto page =
        world.Read([&](storage::ReadTransaction& tx) { return ListTeams(tx, input); });
    ASSERT_TRUE(page.ok()) << page.status();
    for (const auto& team : page->teams) names.push_back(team.team.display_name);
    input.page_token = page->next_page_token;
  } while (!input.page_token.empty());
  EXPECT_EQ(names, (std::vector<std::string>{"East", "west", "\u00c4rzte"}));
}

TEST(ListTeamsTest, ForeignTokenIsRefused) {
  DirectoryWorld world;
  const auto page = world.Read([&](storage::ReadTransaction& tx) {
    return ListTeams(tx, {.page_size = 1, .page_token = "nonsense"});
  });
  EXPECT_EQ(ReasonOf(page.status()), "INVALID_PAGE_TOKEN");
}

}  // namespace
}  // namespace zusage::directory
