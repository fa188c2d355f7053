// SPDX-License-Identifier: Apache-2.0
// What is written is what is read; and whatever is read, it is read to its end.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <sstream>
#include <string>
#include <vector>

#include "clients/tables/csv_reader.h"
#include "clients/tables/csv_writer.h"
#include "clients/tables/formula_safety.h"

namespace zusage::tables {
namespace {

using Texts = std::vector<std::string>;

// Text of pieces that matter to one of the two sides.
rc::Gen<std::string> AnyText() {
  return rc::gen::map(rc::gen::container<Texts>(rc::gen::element<std::string>(
                          "=", "+", "-", "@", "\t", "\r", "'", "\"", ",", ";", "\n", " ", "a", "ü",
                          "€", "7", "\U0001F600")),
                      [](const Texts& pieces) {
                        std::string text;
                        for (const std::string& piece : pieces) text += piece;
                        return text;
                      });
}

std::string Write(const Texts& columns, const std::vector<Texts>& rows) {
  std::ostringstream out;
  CsvWriter writer(out);
  std::vector<ColumnHead> heads;
  for (const std::string& column : columns) heads.push_back({column});
  EXPECT_TRUE(writer.Begin(heads).ok());
  for (const Texts& row : rows) {
    EXPECT_TRUE(writer.Add({row.begin(), row.end()}).ok());
  }
  EXPECT_TRUE(writer.Finish().ok());
  return out.str();
}

std::vector<Texts> Read(const std::string& text) {
  std::istringstream in(text);
  CsvReader reader(in, {});
  EXPECT_TRUE(reader.ReadHeader().ok());
  std::vector<Texts> rows;
  CsvRow row;
  while (*reader.Next(row)) {
    EXPECT_TRUE(row.problem.ok()) << row.problem;
    rows.push_back(row.fields);
  }
  return rows;
}

RC_GTEST_PROP(CsvRoundTripTest, WhatIsWrittenIsRead, ()) {
  const auto text = AnyText();
  const auto row = rc::gen::suchThat(rc::gen::container<Texts>(3, text), [](const Texts& cells) {
    return std::any_of(cells.begin(), cells.end(), [](const auto& cell) { return !cell.empty(); });
  });
  const auto rows = *rc::gen::container<std::vector<Texts>>(row);
  RC_ASSERT(Read(Write({"a", "b", "c"}, rows)) == rows);
}

RC_GTEST_PROP(CsvRoundTripTest, NothingThatIsWrittenIsComputed, ()) {
  const std::string text = *AnyText();
  const std::string written = Neutralised(text);
  RC_ASSERT(written.empty() || std::string("=+-@\t\r").find(written[0]) == std::string::npos);
  RC_ASSERT(Restored(written) == text);
}

RC_GTEST_PROP(CsvRoundTripTest, AnyBytesAreReadToTheirEnd, (std::string bytes)) {
  for (const char* encoding : {"", "windows-1252", "utf-16", "utf-8"}) {
    std::istringstream in("a,b\n" + bytes);
    CsvReader reader(in, {.separator = ',', .encoding = encoding});
    if (!reader.ReadHeader().ok()) continue;
    CsvRow row;
    int64_t line = 1;
    for (;;) {
      const absl::StatusOr<bool> more = reader.Next(row);
      if (!more.ok() || !*more) break;
      RC_ASSERT(row.line > line);
      line = row.line;
      RC_ASSERT(!row.problem.ok() || row.fields.size() == 2);
    }
  }
}

// One broken row costs itself and no other.
RC_GTEST_PROP(CsvRoundTripTest, RowsAroundABrokenOneAreRead, (uint8_t before, uint8_t after)) {
  std::string text = "a,b\n";
  for (int i = 0; i < before; ++i) text += "1,\"2\"\n";
  text += "\"broken,2\n";
  for (int i = 0; i < after; ++i) text += "\"3\",4\n";
  std::istringstream in(text);
  CsvReader reader(in, {});
  RC_ASSERT(reader.ReadHeader().ok());
  CsvRow row;
  int good = 0;
  int broken = 0;
  while (*reader.Next(row)) ++(row.problem.ok() ? good : broken);
  RC_ASSERT(good == before + after);
  RC_ASSERT(broken == 1);
}

TEST(CsvWriterTest, NumbersDaysAndMomentsAreNotText) {
  std::ostringstream out;
  CsvWriter writer(out, {.byte_order_mark = true});
  ASSERT_TRUE(writer.Begin({{"n"}, {"d"}, {"y"}, {"day"}, {"time"}, {"none"}}).ok());
  ASSERT_TRUE(writer
                  .Add({int64_t{-5}, 0.25, true, Date(2026, 11, 22),
                        absl::FromUnixSeconds(1'795'000'000), std::monostate()})
                  .ok());
  EXPECT_EQ(out.str(),
            "\xEF\xBB\xBFn,d,y,day,time,none\r\n-5,0.25,true,2026-11-22,2026-11-18T11:06:40Z,\r\n");
}

TEST(CsvWriterTest, FormulasAreNeutralised) {
  EXPECT_EQ(Write({"a"}, {{"=1+1"}, {"@x"}, {"'=x"}, {"a=b"}, {"\tx"}}),
            "a\r\n'=1+1\r\n'@x\r\n''=x\r\na=b\r\n\"'\tx\"\r\n");
}

TEST(CsvWriterTest, FullDiskIsAnError) {
  std::ostringstream out;
  out.setstate(std::ios::badbit);
  CsvWriter writer(out);
  EXPECT_FALSE(writer.Begin({{"a"}}).ok());
  EXPECT_FALSE(writer.Finish().ok());
}

}  // namespace
}  // namespace zusage::tables
