// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <sstream>

#include "clients/cli/proto_values.h"
#include "clients/cli/text_width.h"
#include "clients/cli/words.h"

namespace zusage::cli {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

template <typename Write>
std::string Written(const PageFormat& format, Write write) {
  std::ostringstream out;
  Page page(out, format);
  write(page);
  return out.str();
}

std::string SampleTable(const PageFormat& format, const std::string& title) {
  return Written(format, [&](Page& page) {
    page.Table({{words::kPriority, Set::kNumber}, words::kTitle, {words::kName, Set::kWhole}},
               {{"7", title, "products/atlas/changeRequests/1"}, {"100", "日本", "b"}});
  });
}

TEST(TextWidthTest, ColumnsAreCountedNotBytes) {
  EXPECT_EQ(DisplayWidth("Größe"), 5);
  EXPECT_EQ(DisplayWidth("日本"), 4);
  EXPECT_EQ(DisplayWidth("e\xCC\x81"), 1);  // e and a combining acute
  EXPECT_EQ(DisplayWidth(""), 0);
}

TEST(TextWidthTest, CutTextFits) {
  EXPECT_EQ(CutToWidth("Größe", 5), "Größe");
  EXPECT_EQ(CutToWidth("Größe", 4), "Grö…");
  EXPECT_EQ(CutToWidth("日本語", 4), "日…");
}

TEST(TextWidthTest, TextWrapsAtSpaces) {
  EXPECT_EQ(WrapToWidth("one two three", 7), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(WrapToWidth("a\nb", 10), (std::vector<std::string>{"a", "b"}));
  EXPECT_EQ(WrapToWidth("", 10), (std::vector<std::string>{""}));
  EXPECT_EQ(WrapToWidth("incomprehensible", 5), (std::vector<std::string>{"incomprehensible"}));
}

TEST(TextWidthTest, ControlsCannotReachTheTerminal) {
  EXPECT_EQ(WithoutControls("a\033[31mb\rc\td\n", false), "a?[31mbc d ");
  EXPECT_EQ(WithoutControls("a\nb\xff", true), "a\nb?");
}

TEST(PageTest, TablesAlignByColumns) {
  EXPECT_EQ(SampleTable({}, "Größe"),
            "Priority  Title  Name\n"
            "       7  Größe  products/atlas/changeRequests/1\n"
            "     100  日本   b\n");
}

TEST(PageTest, NarrowTerminalsCutTextButNoNames) {
  const std::string table = SampleTable({.width = 40}, "A title that is much too long for this");
  EXPECT_THAT(table, HasSubstr("…"));
  EXPECT_THAT(table, HasSubstr("products/atlas/changeRequests/1"));
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) EXPECT_LE(DisplayWidth(line), 40);
}

TEST(PageTest, ANameThatLeavesNoRoomStandsBelowItsRow) {
  const std::string table = SampleTable({.width = 40}, "A title of some length");
  EXPECT_THAT(table, HasSubstr("A title of some length\n  products/atlas/changeRequests/1\n"));
}

TEST(PageTest, NothingIsCutWithoutATerminal) {
  EXPECT_THAT(SampleTable({}, std::string(300, 'x')), HasSubstr(std::string(300, 'x')));
}

TEST(PageTest, ColourIsUsedOnlyWhenAskedFor) {
  const auto write = [](Page& page) { page.Field(words::kState, {"broken", Style::kBad}); };
  EXPECT_THAT(Written({}, write), Not(HasSubstr("\033")));
  EXPECT_THAT(Written({.colour = true}, write), HasSubstr("\033[31;1mbroken\033[0m"));
}

TEST(PageTest, AFieldWithoutValueIsLeftOut) {
  EXPECT_EQ(Written({}, [](Page& page) { page.Field(words::kMemo, ""); }), "");
}

TEST(PageTest, LongFieldsWrapUnderTheirValue) {
  const std::string text = Written({.width = 40}, [](Page& page) {
    page.Field(words::kMemo, "one two three four five six seven eight nine ten");
  });
  EXPECT_THAT(text, HasSubstr("\n                "));
}

TEST(PageTest, WordsComeInTheUsersLanguage) {
  const std::string text = Written({.language = Language::kGerman}, [](Page& page) {
    page.Field(words::kDue, page.In(words::kDecidesBy, {{"owner", "anna"}, {"time", "morgen"}}));
  });
  EXPECT_THAT(text, HasSubstr("Fällig"));
  EXPECT_THAT(text, HasSubstr("anna, bis morgen"));
}

TEST(ProtoValuesTest, ValuesReadWell) {
  type::v1::Money money;
  money.set_currency_code("EUR");
  money.set_units(1'234'567);
  EXPECT_EQ(ForPeople(money), "1,234,567 EUR");
  money.set_units(-123);
  EXPECT_EQ(ForPeople(money), "-123 EUR");
  EXPECT_EQ(ForPeople(type::v1::Money()), "");
  EXPECT_EQ(ForPeople(ToProto(Date(2026, 3, 1))), "2026-03-01");
  EXPECT_EQ(ForPeople(ToProto(absl::FromUnixSeconds(1'768'467'600))), "2026-01-15 09:00 UTC");
  EXPECT_EQ(Percent(0.847), "85 %");
  type::v1::Text text;
  text.set_en("only English");
  EXPECT_EQ(In(Language::kGerman, text), "only English");
}

TEST(ProtoValuesTest, TimesSurviveTheWayThereAndBack) {
  for (const int64_t us :
       {int64_t{0}, int64_t{1}, int64_t{-1}, int64_t{1'768'467'600'123'456}, int64_t{-1'500'000}}) {
    EXPECT_EQ(absl::ToUnixMicros(FromProto(ToProto(absl::FromUnixMicros(us)))), us);
    EXPECT_GE(ToProto(absl::FromUnixMicros(us)).nanos(), 0);
  }
}

}  // namespace
}  // namespace zusage::cli
