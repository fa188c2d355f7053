// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_TESTS_SUPPORT_STORY_TABLE_H_
#define ZUSAGE_TESTS_SUPPORT_STORY_TABLE_H_

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/status.h"
#include "storage/fact.h"
#include "storage/store.h"

namespace zusage::testing {

// A table of facts for the tests of storage itself: one column of every type and privacy.
inline constexpr std::array<storage::Column, 6> kStoryColumns = {{
    {.name = "story"},
    {.name = "chapter", .type = storage::ColumnType::kInt},
    {.name = "weight", .type = storage::ColumnType::kReal},
    {.name = "author", .privacy = storage::Privacy::kPersonal},
    {.name = "body", .privacy = storage::Privacy::kFreeText},
    {.name = "label"},
}};
inline constexpr storage::FactTable kStories{"stories", kStoryColumns};

inline constexpr std::array<const storage::FactTable*, 1> kStoryTables = {&kStories};

inline constexpr std::string_view kStorySchema =
    "CREATE TABLE stories (fact @INT NOT NULL PRIMARY KEY, story @TEXT, chapter @INT, weight "
    "@REAL, "
    "author @TEXT, body @TEXT, label @TEXT);"
    "CREATE TABLE notes (name @TEXT NOT NULL PRIMARY KEY, value @TEXT)";

struct Story {
  std::string name = "stories/1";
  int64_t chapter = 1;
  double weight = 0.5;
  std::string author = "Erika Mustermann";
  std::string body = "Es war einmal.";
};

// Inserts one fact about the story.
inline absl::Status Tell(storage::Unit& unit, const Story& story) {
  unit.Describe("TellStory", {.principal = "principals/teller"});
  unit.Touch(story.name);
  const std::vector<storage::Value> values = {
      std::string_view(story.name), story.chapter,  story.weight, std::string_view(story.author),
      std::string_view(story.body), storage::Null{}};
  return unit.Insert(kStories, values, {"customers/erika", story.name}).status();
}

}  // namespace zusage::testing

#endif  // ZUSAGE_TESTS_SUPPORT_STORY_TABLE_H_
