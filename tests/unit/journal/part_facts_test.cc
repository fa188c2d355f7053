// SPDX-License-Identifier: Apache-2.0
#include "services/journal/domain/part_facts.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

namespace zusage::journal {
namespace {

using Json = nlohmann::json;
using ::testing::IsEmpty;

// Text that is hard to tell from structure.
rc::Gen<std::string> AnyText() {
  return rc::gen::container<std::string>(
      rc::gen::element('"', '\\', '{', '}', '[', ']', ',', ':', '\n', '\0', 'a'));
}

Json AnyValue(int depth) {
  const int kind = *rc::gen::inRange(0, depth == 0 ? 3 : 5);
  if (kind == 0) return *AnyText();
  if (kind == 1) return *rc::gen::arbitrary<int64_t>();
  if (kind == 2) return *rc::gen::element<Json>(nullptr, true, 0.25, Json::array(), Json::object());
  Json value = kind == 3 ? Json::array() : Json::object();
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    if (kind == 3) {
      value.push_back(AnyValue(depth - 1));
    } else {
      value[*AnyText()] = AnyValue(depth - 1);
    }
  }
  return value;
}

Json AnyRow() {
  Json row = Json::object();
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) row[*AnyText()] = AnyValue(3);
  return row;
}

// A plain part; private parts are the same without their tables.
Json AnyPart() {
  Json part = Json::array();
  const int size = *rc::gen::inRange(0, 6);
  for (int i = 0; i < size; ++i) {
    part.push_back({{"fact", i},
                    {"row", AnyRow()},
                    {"table", *rc::gen::element<std::string>("decisions", "requests", "tasks")}});
  }
  return part;
}

Json WithoutTables(Json part) {
  for (Json& fact : part) fact.erase("table");
  return part;
}

RC_GTEST_PROP(FactsOfTest, FactsAreThoseOfAParser, ()) {
  const Json part = *rc::gen::element(0, 1) == 0 ? AnyPart() : WithoutTables(AnyPart());
  const std::string json = part.dump();
  const auto facts = FactsOf(json);
  RC_ASSERT(facts.ok());
  RC_ASSERT(facts->size() == part.size());
  for (size_t i = 0; i < part.size(); ++i) {
    RC_ASSERT((*facts)[i].ordinal == part[i]["fact"].get<int64_t>());
    RC_ASSERT((*facts)[i].json == part[i].dump());
    RC_ASSERT((*facts)[i].row == part[i]["row"].dump());
    RC_ASSERT((*facts)[i].table == part[i].value("table", ""));
  }
}

RC_GTEST_PROP(FactsOfTest, PartThatBreaksOffIsDataLoss, ()) {
  const std::string json = AnyPart().dump();
  const auto size = *rc::gen::inRange(size_t{0}, json.size());
  RC_ASSERT(absl::IsDataLoss(FactsOf(json.substr(0, size)).status()));
}

RC_GTEST_PROP(FactsOfTest, AlteredBytesAreReadInBoundsOrRefused, ()) {
  std::string json = AnyPart().dump();
  for (int i = 0; i < 3; ++i)
    json[*rc::gen::inRange(size_t{0}, json.size())] =
        *rc::gen::element('"', '\\', '{', '}', '[', ']', '0');
  const auto facts = FactsOf(json);
  if (!facts.ok()) return;
  for (const PartFact& fact : *facts) {
    RC_ASSERT(fact.json.data() >= json.data());
    RC_ASSERT(fact.json.data() + fact.json.size() <= json.data() + json.size());
  }
}

TEST(FactsOfTest, AnythingElseIsDataLoss) {
  for (const char* json :
       {"", "{}", "[", "[]]", "[] ", "[,]", "[{}]", R"([{"fact":0}])", R"([{"fact":0,"row":7}])",
        R"([{"fact":0,"row":[]}])", R"([{"fact":"0","row":{}}])", R"([{"fact": 0,"row":{}}])",
        R"([{"fact":0,"row":{}},])", R"([{"fact":0,"row":{}}{"fact":1,"row":{}}])",
        R"([{"fact":0,"row":{},"table":7}])", R"([{"fact":0,"row":{},"table":"tasks})",
        R"([{"fact":0,"row":{"a":"\"}}])", R"([{"fact":99999999999999999999,"row":{}}])"}) {
    EXPECT_TRUE(absl::IsDataLoss(FactsOf(json).status())) << json;
  }
}

// Names of columns need no escapes; their values may be anything.
RC_GTEST_PROP(ColumnsOfTest, ColumnsAreThoseOfAParser, ()) {
  Json row = Json::object();
  for (int i = *rc::gen::inRange(0, 5); i > 0; --i) row["column" + std::to_string(i)] = AnyValue(3);
  const std::string json = row.dump();
  const auto columns = ColumnsOf(json);
  RC_ASSERT(columns.ok());
  RC_ASSERT(columns->size() == row.size());
  auto expected = row.begin();
  for (const PartColumn& column : *columns) {
    RC_ASSERT(column.name == expected.key());
    RC_ASSERT(column.value == expected.value().dump());
    ++expected;
  }
  const auto size = *rc::gen::inRange(size_t{0}, json.size());
  RC_ASSERT(absl::IsDataLoss(ColumnsOf(json.substr(0, size)).status()));
}

TEST(ColumnsOfTest, AnythingElseIsDataLoss) {
  for (const char* json : {"", "[]", "7", "{", "{}}", "{7}", R"({"a"})", R"({"a":})", R"({"a":1,})",
                           R"({"a":1 "b":2})", R"({"a":"})"}) {
    EXPECT_TRUE(absl::IsDataLoss(ColumnsOf(json).status())) << json;
  }
}

RC_GTEST_PROP(WantedFactsTest, FactsOfTheTablesStayInAllPartsAndNoOthers, ()) {
  const Json plain = AnyPart();
  const std::vector<std::string> tables = {"requests", "tasks"};
  Json expected_plain = Json::array();
  for (const Json& fact : plain) {
    if (fact["table"] != "decisions") expected_plain.push_back(fact);
  }
  WantedFacts wanted(tables);
  std::string cut = plain.dump();
  RC_ASSERT(wanted.Cut(Kind::kPlain, cut).ok());
  RC_ASSERT(cut == (expected_plain.empty() ? "" : expected_plain.dump()));
  RC_ASSERT(wanted.any() == !expected_plain.empty());
  std::string text = WithoutTables(plain).dump();
  RC_ASSERT(wanted.Cut(Kind::kFreeText, text).ok());
  RC_ASSERT(text == (expected_plain.empty() ? "" : WithoutTables(expected_plain).dump()));
}

TEST(WantedFactsTest, WithoutTablesPartsStayAsTheyAre) {
  const std::vector<std::string> tables;
  WantedFacts wanted(tables);
  EXPECT_TRUE(wanted.any());
  std::string json = "whatever it is";
  EXPECT_TRUE(wanted.Cut(Kind::kPlain, json).ok());
  EXPECT_EQ(json, "whatever it is");
}

TEST(WantedFactsTest, BeforeThePlainPartNothingIsWanted) {
  const std::vector<std::string> tables = {"tasks"};
  WantedFacts wanted(tables);
  EXPECT_FALSE(wanted.any());
  std::string json = R"([{"fact":0,"row":{}}])";
  EXPECT_TRUE(wanted.Cut(Kind::kFreeText, json).ok());
  EXPECT_THAT(json, IsEmpty());
}

}  // namespace
}  // namespace zusage::journal
