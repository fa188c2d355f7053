// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/csv_reader.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>
#include <string>
#include <vector>

#include "clients/tables/errors.h"
#include "services/base/error.h"

namespace zusage::tables {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;

struct Table {
  absl::Status status;
  std::vector<std::string> columns;
  std::vector<CsvRow> rows;
  char separator = 0;
};

Table ReadTable(const std::string& text, const CsvOptions& options = {}) {
  std::istringstream in(text);
  CsvReader reader(in, options);
  Table table;
  table.status = reader.ReadHeader();
  table.columns = reader.columns();
  table.separator = reader.separator();
  if (!table.status.ok()) return table;
  CsvRow row;
  for (;;) {
    const absl::StatusOr<bool> more = reader.Next(row);
    table.status = more.status();
    if (!more.ok() || !*more) return table;
    table.rows.push_back(row);
  }
}

TEST(CsvReaderTest, RowsHaveTheFieldsOfTheHeader) {
  const Table table = ReadTable("a,b\r\n1,2\r\n3,\r\n");
  ASSERT_TRUE(table.status.ok()) << table.status;
  EXPECT_THAT(table.columns, ElementsAre("a", "b"));
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_THAT(table.rows[0].fields, ElementsAre("1", "2"));
  EXPECT_THAT(table.rows[1].fields, ElementsAre("3", ""));
  EXPECT_EQ(table.rows[1].line, 3);
}

TEST(CsvReaderTest, LastLineNeedsNoEnd) {
  const Table table = ReadTable("a,b\n1,2");
  ASSERT_THAT(table.rows, SizeIs(1));
  EXPECT_THAT(table.rows[0].fields, ElementsAre("1", "2"));
}

TEST(CsvReaderTest, QuotesHoldSeparatorsQuotesAndLineBreaks) {
  const Table table = ReadTable("a,b\n\"x, \"\"y\"\"\r\nz\",2\n3,4\n");
  ASSERT_THAT(table.rows, SizeIs(2));
  EXPECT_THAT(table.rows[0].fields, ElementsAre("x, \"y\"\r\nz", "2"));
  EXPECT_EQ(table.rows[1].line, 4);
}

TEST(CsvReaderTest, QuoteWithinAPlainFieldIsText) {
  EXPECT_THAT(ReadTable("a,b\n19\" rack,\"x\" \n").rows[0].fields, ElementsAre("19\" rack", "x"));
}

TEST(CsvReaderTest, SeparatorIsToldFromTheHeader) {
  EXPECT_THAT(ReadTable("a;b;\"c,d,e\"\n1;2;3\n").rows[0].fields, ElementsAre("1", "2", "3"));
  EXPECT_THAT(ReadTable("a\tb\n1\t2,5\n").rows[0].fields, ElementsAre("1", "2,5"));
  EXPECT_EQ(ReadTable("only\n1\n").separator, ',');
}

TEST(CsvReaderTest, ExcelsLineSaysTheSeparator) {
  const Table table = ReadTable("sep=;\r\na,x;b\r\n1;2\r\n");
  EXPECT_THAT(table.columns, ElementsAre("a,x", "b"));
  EXPECT_EQ(table.rows[0].line, 3);
}

TEST(CsvReaderTest, SeparatorThatIsGivenCounts) {
  EXPECT_THAT(ReadTable("a,b;c\n1;2\n", {.separator = ';'}).columns, ElementsAre("a,b", "c"));
}

TEST(CsvReaderTest, EveryKindOfLineEndEndsALine) {
  const Table table = ReadTable("a,b\r1,2\n3,4\r\n5,6\r");
  ASSERT_THAT(table.rows, SizeIs(3));
  EXPECT_EQ(table.rows[2].line, 4);
}

TEST(CsvReaderTest, EmptyLinesAndRowsOfNothingAreNoRows) {
  const Table table = ReadTable("\n\na,b\n\n,\n1,2\n\n\n");
  ASSERT_THAT(table.rows, SizeIs(1));
  EXPECT_EQ(table.rows[0].line, 6);
}

TEST(CsvReaderTest, RowOfAnotherLengthIsBrokenAloneAndSaysSo) {
  const Table table = ReadTable("a,b\n1\n1,2,3\n1,2,,\n1,2\n");
  ASSERT_THAT(table.rows, SizeIs(4));
  EXPECT_EQ(ReasonOf(table.rows[0].problem), kRowTooShort.reason);
  EXPECT_EQ(ReasonOf(table.rows[1].problem), kRowTooLong.reason);
  EXPECT_THAT(table.rows[1].fields, ElementsAre("1", "2", "3"));
  EXPECT_TRUE(table.rows[2].problem.ok()) << "nothing is in the cells that are too many";
  EXPECT_TRUE(table.rows[3].problem.ok());
}

TEST(CsvReaderTest, AfterAQuoteThatIsNotClosedTheNextLineIsARowAgain) {
  const Table table = ReadTable("a,b\n\"open,2\n3,4\n5,\"6\"\n");
  ASSERT_THAT(table.rows, SizeIs(3));
  EXPECT_EQ(ReasonOf(table.rows[0].problem), kQuoteUnclosed.reason);
  EXPECT_THAT(table.rows[0].fields, ElementsAre("\"open", "2"));
  EXPECT_THAT(table.rows[1].fields, ElementsAre("3", "4"));
  EXPECT_EQ(table.rows[1].line, 3);
}

TEST(CsvReaderTest, QuoteOpenToTheEndCostsOneRow) {
  std::string text = "a,b\n\"open,2\n";
  for (int i = 0; i < 1000; ++i) text += "3,4\n";
  EXPECT_THAT(ReadTable(text).rows, SizeIs(1001));
}

TEST(CsvReaderTest, QuoteOpenForMoreThanAMegabyteCostsOneRow) {
  std::string text = "a,b\n\"open,2\n";
  for (int i = 0; i < 270'000; ++i) text += "3,4\n";
  const Table table = ReadTable(text);
  EXPECT_THAT(table.rows, SizeIs(270'001));
  EXPECT_EQ(table.rows.back().line, 270'002);
}

TEST(CsvReaderTest, HugeCellIsBrokenAndTheRestIsRead) {
  const Table table = ReadTable("a,b\n" + std::string(kMaxCellBytes + 1, 'x') + ",2\n" +
                                std::string(3 * kMaxRowBytes, 'y') + "\n3,4\n");
  ASSERT_THAT(table.rows, SizeIs(3));
  EXPECT_EQ(ReasonOf(table.rows[0].problem), kCellTooLong.reason);
  EXPECT_FALSE(table.rows[1].problem.ok());
  EXPECT_THAT(table.rows[2].fields, ElementsAre("3", "4"));
  EXPECT_EQ(table.rows[2].line, 4);
}

TEST(CsvReaderTest, TooManyColumnsAreRefused) {
  EXPECT_EQ(ReasonOf(ReadTable(std::string(kMaxColumns, ',') + "\n").status),
            kTooManyColumns.reason);
}

TEST(CsvReaderTest, EmptyFileHasNoHeader) {
  EXPECT_EQ(ReasonOf(ReadTable("").status), kNoHeader.reason);
  EXPECT_EQ(ReasonOf(ReadTable("\n \n").status), kNoHeader.reason);
}

TEST(CsvReaderTest, HeaderAloneIsATableWithoutRows) {
  const Table table = ReadTable("a,b");
  EXPECT_TRUE(table.status.ok());
  EXPECT_THAT(table.rows, IsEmpty());
}

TEST(CsvReaderTest, RowInAnotherEncodingIsBrokenAlone) {
  const Table table = ReadTable("a,b\nMü,2\nM\xFC,4\n5,6\n" + std::string(70'000, 'x') + ",8\n");
  // Told from the first bytes beyond ASCII, all of which have to be UTF-8.
  EXPECT_EQ(ReasonOf(table.status), kEncodingUnclear.reason);
  std::string text = "a,b\nMü,2\n";
  while (text.size() < 200'000) text += "Mü,2\n";
  const Table late = ReadTable(text + "M\xFC,4\n5,6\n");
  ASSERT_TRUE(late.status.ok()) << late.status;
  EXPECT_EQ(ReasonOf(late.rows[late.rows.size() - 2].problem), kNotUtf8.reason);
  EXPECT_TRUE(late.rows.back().problem.ok());
}

}  // namespace
}  // namespace zusage::tables
