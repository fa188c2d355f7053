// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/map_rows.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "clients/tables/errors.h"
#include "services/base/error.h"
#include "tests/unit/tables/deal_schema.h"

namespace zusage::tables {
namespace {

using strategy::Node;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

// A node as a line of text: {a: 1, b: [2, 3]}.
std::string Shown(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::kNull:
      return "null";
    case Node::Kind::kScalar:
      return node.text;
    case Node::Kind::kList:
      for (const Node& child : node.children) text += (text.empty() ? "" : ", ") + Shown(child);
      return "[" + text + "]";
    case Node::Kind::kMap:
      for (size_t i = 0; i < node.keys.size(); ++i) {
        text += (text.empty() ? "" : ", ") + node.keys[i] + ": " + Shown(node.children[i]);
      }
      return "{" + text + "}";
  }
  return text;
}

class Mapped {
 public:
  Mapped(const std::string& fields, const std::vector<std::string>& columns)
      : mapper_(RowMapper::Bind(*ReadMapOf(fields), columns)) {}

  std::string Row(const std::vector<std::string>& cells) { return Rows({cells}); }

  std::string Rows(const std::vector<std::vector<std::string>>& rows) {
    std::vector<CsvRow> read;
    for (const std::vector<std::string>& cells : rows) read.push_back({7, cells, {}});
    const absl::StatusOr<Node> node = mapper_->Map(read);
    if (node.ok()) return Shown(*node);
    std::string problems;
    const std::optional<ErrorDetails> details = DetailsOf(node.status());
    for (const FieldViolation& field : details->fields) {
      problems += (problems.empty() ? "" : ", ") + field.field + " " + field.reason;
    }
    return problems;
  }

  RowMapper& operator*() { return *mapper_; }
  const absl::StatusOr<RowMapper>& mapper() const { return mapper_; }

 private:
  static absl::StatusOr<TableMap> ReadMapOf(const std::string& fields) {
    return testing::ReadDealMap("imports: deals\n" + fields);
  }

  absl::StatusOr<RowMapper> mapper_;
};

TEST(RowMapperTest, CellsBecomeFields) {
  Mapped map("fields: {deal.reference: Id, customer.display_name: Account}", {"Account", "ID"});
  EXPECT_EQ(map.Row({" Contoso ", "OPP-1"}),
            "{deal: {reference: OPP-1}, customer: {display_name: Contoso}}");
}

TEST(RowMapperTest, EmptyCellsSayNothing) {
  Mapped map("fields: {deal.reference: Id, deal.amount: Amount}", {"Id", "Amount"});
  EXPECT_EQ(map.Row({"OPP-1", " "}), "{deal: {reference: OPP-1}}");
}

TEST(RowMapperTest, RequiredCellHasToBeFilled) {
  Mapped map("fields: {deal.reference: {column: Id, required: true}}", {"Id"});
  EXPECT_EQ(map.Row({""}), "deal.reference CELL_EMPTY");
}

TEST(RowMapperTest, ValuesMeanWhatTheMapSays) {
  Mapped map("fields: {deal.stage: {column: S, values: {Closed Won: won, Closed Lost: lost}}}",
             {"S"});
  EXPECT_EQ(map.Row({"closed won"}), "{deal: {stage: won}}");
  EXPECT_EQ(map.Row({"Perhaps"}), "deal.stage VALUE_NOT_MAPPED");
  Mapped lenient(
      "fields: {deal.stage: {column: S, values: {Closed Won: won}, otherwise: prospect}}", {"S"});
  EXPECT_EQ(lenient.Row({"Perhaps"}), "{deal: {stage: prospect}}");
}

TEST(RowMapperTest, ConstantsAndDefaults) {
  Mapped map("fields: {deal.stage: {value: won}, customer.display_name: {column: A, default: X}}",
             {"A"});
  EXPECT_EQ(map.Row({""}), "{deal: {stage: won}, customer: {display_name: X}}");
}

TEST(RowMapperTest, ColumnsAreJoinedAsFarAsTheyAreFilled) {
  Mapped map("fields: {deal.outcome_reason: {columns: [A, B, C], join: \" / \"}}", {"A", "B", "C"});
  EXPECT_EQ(map.Row({"x", "", "z"}), "{deal: {outcome_reason: x / z}}");
}

TEST(RowMapperTest, FirstFilledColumnOfSeveralIsTaken) {
  Mapped map("fields: {customer.display_name: {first_of: [A, B]}}", {"A", "B"});
  EXPECT_EQ(map.Row({"x", "y"}), "{customer: {display_name: x}}");
  EXPECT_EQ(map.Row({"", "y"}), "{customer: {display_name: y}}");
}

TEST(RowMapperTest, LongTextIsCutWhereACharacterEnds) {
  Mapped map("fields: {customer.display_name: {column: A, cut: 8}}", {"A"});
  EXPECT_EQ(map.Row({"12345678"}), "{customer: {display_name: 12345678}}");
  EXPECT_EQ(map.Row({"1234üüüü"}), "{customer: {display_name: 1234…}}");
}

TEST(RowMapperTest, UnitIsPutBehind) {
  Mapped map("fields: {customer.display_name: {column: A, unit: employees}}", {"A"});
  EXPECT_EQ(map.Row({"12"}), "{customer: {display_name: 12 employees}}");
  EXPECT_EQ(map.Row({""}), "{}");
}

TEST(RowMapperTest, CellWithSeveralValuesIsSplit) {
  Mapped map(
      "fields: {customer.aliases: {column: A, split: \";\"}, deal.reference: {column: B, "
      "split: \";\"}}",
      {"A", "B"});
  EXPECT_EQ(map.Row({"x; y;;", "1;2"}), "{customer: {aliases: [x, y]}, deal: {reference: 1}}");
}

TEST(RowMapperTest, ConditionDecidesWhetherAFieldIsSet) {
  Mapped map(
      "fields: {deal.outcome_reason: {column: R, only_if: {deal.stage: [won, lost]}}, "
      "deal.stage: S}",
      {"R", "S"});
  EXPECT_EQ(map.Row({"price", "Lost"}), "{deal: {stage: Lost, outcome_reason: price}}");
  EXPECT_EQ(map.Row({"price", "prospect"}), "{deal: {stage: prospect}}");
}

TEST(RowMapperTest, NumbersDaysAndAmountsAreReadAsTheMapSays) {
  Mapped map(
      "dates: D.M.YYYY\nnumbers: \"1.234,56\"\ncurrency: EUR\n"
      "fields: {seats: N, deal.close_date: D, deal.amount: {column: A, currency_column: C}, "
      "signed: Y}",
      {"N", "D", "A", "C", "Y"});
  EXPECT_EQ(map.Row({"1.200", "3.4.2026", "1.000,00", "", "ja"}),
            "{seats: 1200, deal: {close_date: 2026-04-03, amount: 1000 EUR}, signed: true}");
  EXPECT_EQ(map.Row({"", "", "1.000,00", "CHF", ""}), "{deal: {amount: 1000 CHF}}");
  EXPECT_EQ(map.Row({"1.2", "4/3/2026", "many", "", "perhaps"}),
            "seats NOT_A_NUMBER, deal.close_date NOT_A_DAY, deal.amount NOT_AN_AMOUNT, "
            "signed NOT_YES_OR_NO");
}

TEST(RowMapperTest, RowsOfAGroupAreOneRecord) {
  Mapped map(
      "group: Id\nfields: {deal.reference: Id, lines.text: T, lines.quantity: {column: Q, "
      "unit_column: U}, lines.conditions: {column: C, split: \" \"}, customer.aliases: A}",
      {"Id", "T", "Q", "U", "C", "A"});
  EXPECT_EQ(map.Rows({{"1", "a", "5", "h", "1 2", "x"}, {"1", "b", "", "", "", "y"}}),
            "{deal: {reference: 1}, lines: [{text: a, quantity: 5 h, conditions: [1, 2]}, "
            "{text: b}], customer: {aliases: [x, y]}}");
  EXPECT_TRUE((*map).BelongTogether({1, {"1", "", "", "", "", ""}, {}},
                                    {2, {"1", "", "", "", "", ""}, {}}));
  EXPECT_FALSE(
      (*map).BelongTogether({1, {"", "", "", "", "", ""}, {}}, {2, {"", "", "", "", "", ""}, {}}));
}

TEST(RowMapperTest, FirstNameThatTheFileHasIsMeant) {
  Mapped map("fields: {deal.reference: [Opportunity ID, Id]}", {"Id", "Name"});
  EXPECT_EQ(map.Row({"OPP-1", ""}), "{deal: {reference: OPP-1}}");
}

TEST(RowMapperTest, WhatTheFileLacksAndWhatIsNotUsedIsSaid) {
  Mapped map("ignore: [Owner]\nfields: {deal.reference: Id, deal.amount: [Amount, Sum]}",
             {"Id", "Owner", "Phone"});
  EXPECT_THAT((*map).lacking(), ElementsAre("Amount"));
  EXPECT_THAT((*map).unused(), ElementsAre("Phone"));
}

TEST(RowMapperTest, RequiredColumnHasToBeThere) {
  const Mapped map("fields: {deal.reference: {column: Id, required: true}}", {"Name"});
  EXPECT_EQ(ReasonOf(map.mapper().status()), kColumnsMissing.reason);
  EXPECT_THAT(DetailsOf(map.mapper().status())->fields[0].english, HasSubstr("Name"));
}

TEST(RowMapperTest, ColumnThatIsThereTwiceIsRefusedIfItIsUsed) {
  EXPECT_EQ(ReasonOf(Mapped("fields: {deal.reference: Id}", {"Id", "id"}).mapper().status()),
            kColumnTwice.reason);
  EXPECT_TRUE(Mapped("fields: {deal.reference: Id}", {"Id", "X", "X"}).mapper().ok());
}

TEST(RowMapperTest, KeyIsWhatItsColumnsSay) {
  Mapped map("key: [Id]\nfields: {deal.reference: Id, customer.display_name: A}", {"Id", "A"});
  EXPECT_EQ((*map).KeyOf({1, {"1", "x"}, {}}), (*map).KeyOf({2, {"1", "y"}, {}}));
  EXPECT_NE((*map).KeyOf({1, {"", "x"}, {}}), (*map).KeyOf({2, {"", "y"}, {}}))
      << "where nothing stands in the key, the whole row counts";
}

TEST(RowMapperTest, FieldsKnowTheirColumns) {
  Mapped map("fields: {lines.text: {columns: [A, B]}, deal.amount: C, deal.stage: {value: won}}",
             {"A", "B", "C"});
  EXPECT_EQ((*map).ColumnsOf("lines[3].text"), "A, B");
  EXPECT_EQ((*map).ColumnsOf("deal.amount.currency_code"), "C");
  EXPECT_EQ((*map).ColumnsOf("deal.stage"), "");
  EXPECT_EQ((*map).ColumnsOf("else"), "");
}

}  // namespace
}  // namespace zusage::tables
