// SPDX-License-Identifier: Apache-2.0
//
// Columns of JSON: what the journal holds of them, and that verify tells every change.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "storage/fact.h"
#include "storage/journal/verify.h"
#include "tests/support/test_store.h"

namespace zusage::storage {
namespace {

using ::testing::HasSubstr;
using testing::TestStore;

constexpr std::array<Column, 3> kMapColumns = {{
    {.name = "places", .type = ColumnType::kJson},
    {.name = "roads", .type = ColumnType::kJson},
    {.name = "title"},
}};
constexpr FactTable kMaps{"maps", kMapColumns};
constexpr std::array<const FactTable*, 1> kMapTables = {&kMaps};
constexpr std::string_view kMapSchema =
    "CREATE TABLE maps (fact @INT NOT NULL PRIMARY KEY, places @TEXT, roads @TEXT, title @TEXT)";

// Brackets and quotes within texts must not end the value, and 1.50 is not written as 1.5.
constexpr std::string_view kPlaces = R"({"tower":[1.50,"a \"}] b\\"]})";

class JsonColumnTest : public ::testing::Test {
 protected:
  JsonColumnTest() : world_(kMapTables, std::string(kMapSchema)) {}

  absl::Status Draw(Value places, Value roads) {
    return world_.Write([&](Unit& unit) {
      unit.Describe("DrawMap", {.principal = "principals/drawer"});
      const std::vector<Value> values = {places, roads, "map"};
      return unit.Insert(kMaps, values, {}).status();
    });
  }

  std::string PlainPart() {
    std::string body;
    EXPECT_TRUE(world_
                    .Read([&](ReadTransaction& tx) {
                      return tx.Query("SELECT body FROM journal_parts", {}, [&](const Row& row) {
                        body = row.Bytes(0);
                        return absl::OkStatus();
                      });
                    })
                    .ok());
    return body;
  }

  absl::Status VerifyAfter(std::string_view sql) {
    auto connection = world_.opened().engine->Connect(Access::kWrite).value();
    if (!sql.empty()) {
      EXPECT_EQ(connection->Execute(sql, {}).value(), 1);
    }
    VerifyOptions options;
    options.fact_tables = kMapTables;
    return VerifyJournal(*connection, *world_.opened().keys, options).status();
  }

  TestStore world_;
};

TEST_F(JsonColumnTest, PartHoldsTheValueByteForByte) {
  ASSERT_TRUE(Draw(kPlaces, "[]").ok());
  EXPECT_EQ(PlainPart(), R"([{"fact":0,"row":{"places":)" + std::string(kPlaces) +
                             R"(,"roads":[],"title":"map"},"table":"maps"}])");
  EXPECT_TRUE(VerifyAfter("").ok());
}

TEST_F(JsonColumnTest, NullIsLeftOut) {
  ASSERT_TRUE(Draw(Null{}, "{}").ok());
  EXPECT_EQ(PlainPart(), R"([{"fact":0,"row":{"roads":{},"title":"map"},"table":"maps"}])");
  EXPECT_TRUE(VerifyAfter("").ok());
}

TEST_F(JsonColumnTest, OtherSpellingOfTheSameValueIsFound) {
  ASSERT_TRUE(Draw(kPlaces, "[]").ok());
  EXPECT_THAT(std::string(VerifyAfter("UPDATE maps SET roads = '[ ]'").message()),
              HasSubstr("entry 1: fact 0 in maps was changed"));
}

TEST_F(JsonColumnTest, ValueThatPassesForTwoColumnsIsFound) {
  ASSERT_TRUE(Draw("{}", "[]").ok());
  EXPECT_THAT(
      std::string(
          VerifyAfter("UPDATE maps SET places = '{},\"roads\":[]', roads = NULL").message()),
      HasSubstr("entry 1: fact 0 in maps was changed"));
}

TEST_F(JsonColumnTest, StoredTextThatIsNoJsonIsFound) {
  ASSERT_TRUE(Draw("{}", "[]").ok());
  EXPECT_THAT(std::string(VerifyAfter("UPDATE maps SET places = '{'").message()),
              HasSubstr("entry 1: fact 0 in maps was changed"));
}

TEST_F(JsonColumnTest, EmptyTextIsRefused) {
  EXPECT_TRUE(absl::IsInternal(Draw("", "[]")));
  EXPECT_TRUE(Draw("{}", "[]").ok());
}

}  // namespace
}  // namespace zusage::storage
