// SPDX-License-Identifier: Apache-2.0
#include "services/reader/domain/suggestions.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <nlohmann/json.hpp>

#include "services/reader/domain/chat_completion.h"

namespace zusage::reader {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using Json = nlohmann::json;

strategy::Element Export() {
  return {.kind = strategy::ElementKind::kCapability,
          .id = "C1",
          .title = "Export",
          .description = "Tables \"as files\".",
          .aliases = {"spreadsheet"},
          .examples = {"Jane wants her tours as a file."},
          .how = "Menu, Export",
          .limits = "10,000 rows"};
}

std::string Answer(const std::string& content) {
  const Json answer = {
      {"choices", {{{"finish_reason", "stop"}, {"message", {{"content", content}}}}}}};
  return answer.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ElementReading Read(const Json& content) {
  return ReadElementAnswer(Answer(content.dump()), QuestionAbout(Export()));
}

Json Good() {
  return {{"element", "C1"}, {"aliases", {"csv", "Tabelle"}}, {"examples", {"Save it as a file."}}};
}

TEST(SuggestionsTest, OnlyTheElementsOwnTextsAreSent) {
  const std::string body = ComposeElementChat("m", QuestionAbout(Export()));
  EXPECT_EQ(body, ComposeElementChat("m", QuestionAbout(Export())));
  const Json json = Json::parse(body);
  const Json document = Json::parse(json["messages"][1]["content"].get<std::string>());
  EXPECT_EQ(document, Json({{"element",
                             {{"id", "C1"},
                              {"kind", "capability"},
                              {"title", "Export"},
                              {"description", "Tables \"as files\"."},
                              {"how", "Menu, Export"},
                              {"limits", "10,000 rows"},
                              {"names", {"spreadsheet"}}}}}));
  EXPECT_THAT(body, Not(HasSubstr("Jane")));
  const Json& schema = json["response_format"]["json_schema"]["schema"];
  EXPECT_EQ(schema["properties"]["element"]["enum"], Json::array({"C1"}));
  EXPECT_EQ(schema["additionalProperties"], false);
}

TEST(SuggestionsTest, LongTextsAreCut) {
  strategy::Element element = Export();
  element.description = std::string(100'000, 'x');
  element.aliases.assign(100, std::string(2'000, 'y'));
  EXPECT_LT(ComposeElementChat("m", QuestionAbout(element)).size(), 20'000u);
}

TEST(SuggestionsTest, AGoodAnswerIsRead) {
  const ElementReading reading = Read(Good());
  EXPECT_EQ(reading.failure, Failure::kNone);
  EXPECT_THAT(reading.suggestions.aliases, ElementsAre("csv", "Tabelle"));
  EXPECT_THAT(reading.suggestions.examples, ElementsAre("Save it as a file."));
}

TEST(SuggestionsTest, NothingToSayIsAnAnswer) {
  EXPECT_EQ(Read({{"element", "C1"}, {"aliases", Json::array()}, {"examples", Json::array()}}),
            ElementReading{});
}

TEST(SuggestionsTest, TextsAreCleanShortNewAndEachOnce) {
  Json answer = Good();
  answer["aliases"] = {"a\u001b[2J\nb",
                       "spreadsheet",
                       "csv",
                       "csv",
                       "",
                       "\u202e",
                       std::string(kMaxAliasLetters + 1, 'x'),
                       std::string(kMaxAliasLetters, 'y')};
  EXPECT_THAT(Read(answer).suggestions.aliases,
              ElementsAre("a [2J b", "csv", std::string(kMaxAliasLetters, 'y')));
}

TEST(SuggestionsTest, WhatIsNotExactlyAsAskedForIsNone) {
  const auto with = [](const char* member, const Json& value) {
    Json answer = Good();
    answer[member] = value;
    return Read(answer).failure;
  };
  EXPECT_EQ(with("element", "C2"), Failure::kUnknownElement);
  EXPECT_EQ(with("element", 1), Failure::kMalformed);
  EXPECT_EQ(with("aliases", "csv"), Failure::kMalformed);
  EXPECT_EQ(with("aliases", {1}), Failure::kMalformed);
  EXPECT_EQ(with("aliases", std::vector<std::string>(kMaxSuggestedAliases + 1, "x")),
            Failure::kMalformed);
  EXPECT_EQ(with("examples", Json::object()), Failure::kMalformed);
  Json answer = Good();
  answer.erase("examples");
  EXPECT_EQ(Read(answer).failure, Failure::kMalformed);
  const ElementQuestion question = QuestionAbout(Export());
  for (const char* body : {"", "{}", "[]", "<html>", R"({"choices":[]})"}) {
    EXPECT_EQ(ReadElementAnswer(body, question).failure, Failure::kMalformed) << body;
  }
  EXPECT_EQ(ReadElementAnswer(Answer("```json\n" + Good().dump() + "\n```"), question).failure,
            Failure::kMalformed);
  EXPECT_EQ(ReadElementAnswer(std::string(kMaxAnswerBytes + 1, ' '), question).failure,
            Failure::kTooLarge);
}

TEST(SuggestionsTest, QuestionsAreKeptAsTheyAre) {
  const ElementQuestion question = QuestionAbout(Export());
  EXPECT_EQ(ElementQuestionFrom(ToText(question)), question);
  EXPECT_EQ(ElementQuestionFrom("no json"), ElementQuestion{});
}

TEST(SuggestionsTest, NoAnswerWhateverGivesMoreThanIsAllowed) {
  EXPECT_TRUE(rc::check([](const std::vector<std::string>& aliases, const std::string& junk) {
    Json answer = Good();
    answer["aliases"] = aliases;
    const std::string body =
        Answer(answer.dump(-1, ' ', false, Json::error_handler_t::replace) + junk);
    const ElementReading reading = ReadElementAnswer(body, QuestionAbout(Export()));
    RC_ASSERT(reading.failure == Failure::kNone || reading.suggestions == Suggestions{});
    RC_ASSERT(reading.suggestions.aliases.size() <= kMaxSuggestedAliases);
    for (const std::string& alias : reading.suggestions.aliases) {
      RC_ASSERT(alias.find('\n') == std::string::npos);
      RC_ASSERT(alias.size() <= 4 * kMaxAliasLetters);
    }
  }));
}

}  // namespace
}  // namespace zusage::reader
