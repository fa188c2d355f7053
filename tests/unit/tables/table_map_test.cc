// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/table_map.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "clients/tables/errors.h"
#include "services/base/error.h"
#include "tests/unit/tables/deal_schema.h"

namespace zusage::tables {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using testing::ReadDealMap;
using ::testing::SizeIs;

// "path: REASON" of every mistake.
std::vector<std::string> Mistakes(const std::string& text) {
  const absl::StatusOr<TableMap> map = ReadDealMap(text);
  std::vector<std::string> mistakes;
  const std::optional<ErrorDetails> details = DetailsOf(map.status());
  if (!details.has_value()) return mistakes;
  for (const FieldViolation& field : details->fields) {
    mistakes.push_back(field.field + ": " + field.reason);
  }
  return mistakes;
}

TEST(ReadMapTest, ColumnMayBeANameNamesOrMore) {
  const TableMap map = *ReadDealMap(R"(
imports: deals
separator: tab
encoding: windows-1252
key: [Id]
fields:
  deal.reference: Opportunity ID
  customer.display_name: [Account Name, Account]
  deal.stage: {column: Stage, values: {Closed Won: won}, otherwise: prospect, required: true}
  deal.outcome_reason: {columns: [Why, [Details, More]], join: "; ", only_if: {deal.stage: [won]}}
)");
  EXPECT_EQ(map.separator, '\t');
  EXPECT_EQ(map.encoding, "windows-1252");
  ASSERT_THAT(map.fields, SizeIs(4));
  EXPECT_THAT(map.fields[0].columns, ElementsAre(ElementsAre("Opportunity ID")));
  EXPECT_THAT(map.fields[1].columns, ElementsAre(ElementsAre("Account Name", "Account")));
  EXPECT_TRUE(map.fields[2].required);
  EXPECT_THAT(map.fields[3].columns,
              ElementsAre(ElementsAre("Why"), ElementsAre("Details", "More")));
  EXPECT_EQ(map.fields[3].only_if, "deal.stage");
}

TEST(ReadMapTest, FormatsHoldForAllFieldsOrForOne) {
  const TableMap map = *ReadDealMap(R"(
imports: deals
dates: [DD.MM.YYYY]
numbers: "1.234,56"
currency: EUR
fields:
  deal.close_date: {column: A, dates: M/D/YYYY}
  deal.amount: B
)");
  EXPECT_THAT(map.fields[0].days, ElementsAre("M/D/YYYY"));
  EXPECT_EQ(map.fields[1].numbers.decimal, ',');
  EXPECT_EQ(map.fields[1].currency, "EUR");
}

TEST(ReadMapTest, AllMistakesAreReportedWithTheirPath) {
  EXPECT_THAT(Mistakes(R"(
imports: deals
seperator: ","
dates: dd.mm.yyyy
numbers: "1234"
fields:
  deal.stag: Stage
  deal.stage: {column: Stage, values: {Closed Won: one}}
  deal.reference: {join: x}
  deal.amount: {column: A, colour: red, required: perhaps}
  deal.close_date: {column: C, only_if: {deal.nothing: x}}
)"),
              ElementsAre("seperator: MAP_UNKNOWN_KEY", "dates: MAP_WRONG_VALUE",
                          "numbers: MAP_WRONG_VALUE", "fields.deal.stag: NO_SUCH_TARGET",
                          "fields.deal.stage.values.Closed Won: MAP_WRONG_VALUE",
                          "fields.deal.reference: MAP_WRONG_VALUE",
                          "fields.deal.amount.colour: MAP_UNKNOWN_KEY",
                          "fields.deal.amount.required: MAP_WRONG_VALUE",
                          "fields.deal.close_date.only_if: MAP_WRONG_VALUE"));
}

TEST(ReadMapTest, MistakeNamesItsLineInBothLanguages) {
  const absl::StatusOr<TableMap> map = ReadDealMap("imports: deals\nfields:\n  nonsense: A\n");
  const std::optional<ErrorDetails> details = DetailsOf(map.status());
  ASSERT_TRUE(details.has_value());
  EXPECT_THAT(details->fields[0].english, HasSubstr("Line 3"));
  EXPECT_THAT(details->fields[0].german, HasSubstr("Zeile 3"));
}

TEST(ReadMapTest, MapForSomethingElseIsRefused) {
  EXPECT_EQ(ReasonOf(ReadDealMap("imports: customers\nfields: {deal.reference: A}\n").status()),
            kMapForOther.reason);
}

TEST(ReadMapTest, KeyThatOccursTwiceIsRefused) {
  EXPECT_FALSE(
      ReadDealMap("imports: deals\nfields: {deal.reference: A, deal.reference: B}\n").ok());
}

TEST(ReadMapTest, WhatIsNoMapIsRefused) {
  for (const char* text : {"", "[]", "x", "imports: deals", "imports: deals\nfields: []"}) {
    EXPECT_FALSE(ReadDealMap(text).ok()) << text;
  }
}

TEST(ReadMapTest, TooManyEntriesAreRefused) {
  std::string text = "imports: deals\nfields:\n  deal.stage:\n    column: A\n    values:\n";
  for (size_t i = 0; i <= kMaxMapEntries; ++i) text += "      v" + std::to_string(i) + ": won\n";
  EXPECT_EQ(ReasonOf(ReadDealMap(text).status()), kMapTooManyEntries.reason);
}

}  // namespace
}  // namespace zusage::tables
