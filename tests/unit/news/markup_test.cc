// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/markup.h"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <string>
#include <vector>

namespace zusage::news {
namespace {

TEST(MarkupTest, TextStaysOnOneLine) {
  EXPECT_EQ(OneLine("  one\r\n\ttwo\xe2\x80\xa8three\v ", 100), "one two three");
  EXPECT_EQ(OneLine("a\x1b[31mb", 100), "a [31mb");
  EXPECT_EQ(OneLine("\n\n", 100), "");
}

TEST(MarkupTest, WhatTurnsTheDirectionOrHidesGoes) {
  EXPECT_EQ(OneLine("in\u202Evoice\u202C \u2066x\u2069\u200E\u061C", 100), "invoice x");
  EXPECT_EQ(OneLine("pay\u200Bpal\u00AD\uFEFF", 100), "paypal");
  EXPECT_EQ(OneLine("שלום Contoso", 100), "שלום Contoso") << "what is written so stays";
  EXPECT_EQ(OneLine("👩\u200D🔧 ❤\uFE0F", 100), "👩\u200D🔧 ❤\uFE0F") << "joiners make up emoji";
}

TEST(MarkupTest, LongTextIsCutBetweenCharacters) {
  EXPECT_EQ(OneLine("äöü", 3), "äöü");
  EXPECT_EQ(OneLine("äöüß", 3), "äö…");
  EXPECT_EQ(OneLine("🙂🙂🙂", 2), "🙂…");
}

TEST(MarkupTest, BytesThatAreNoTextAreReplaced) { EXPECT_EQ(OneLine("a\xff", 10), "a\uFFFD"); }

TEST(MarkupTest, MarkdownIsTakenAtItsWord) {
  EXPECT_EQ(EscapeMarkdown("*a* _b_ `c` [d](e) <f> |g| &h; ~i~ \\ $j$"),
            "\\*a\\* \\_b\\_ \\`c\\` \\[d\\](e) \\<f\\> \\|g\\| \\&h; \\~i\\~ \\\\ \\$j\\$");
  EXPECT_EQ(EscapeMarkdown("# no heading"), "\\# no heading");
  EXPECT_EQ(EscapeMarkdown("- no list"), "\\- no list");
  EXPECT_EQ(EscapeMarkdown("12. no list"), "12\\. no list");
  EXPECT_EQ(EscapeMarkdown("3) no list"), "3\\) no list");
  EXPECT_EQ(EscapeMarkdown("=== no heading"), "\\=== no heading");
  EXPECT_EQ(EscapeMarkdown("C# and 3.5 - fine"), "C# and 3.5 - fine");
}

TEST(MarkupTest, HtmlIsTakenAtItsWord) {
  EXPECT_EQ(EscapeHtml("<script>alert(\"&'\")</script>"),
            "&lt;script&gt;alert(&quot;&amp;&#39;&quot;)&lt;/script&gt;");
}

// Pieces that mean something to somebody, in any order.
std::string AnyText() {
  const auto piece = rc::gen::element<std::string>("<", ">", "&", "\"", "'", "</li>", "<!--", "-->",
                                                   "|", "`", "*", "[", "](", "\n", "\r", "# ", "- ",
                                                   "1. ", "\t", "\u202E", "\u2028", "\x01", "\x7f",
                                                   "\xff", "ä", "🙂", " ", "x", "\\", "    ");
  std::string text;
  for (const std::string& part : *rc::gen::container<std::vector<std::string>>(piece)) text += part;
  return text;
}

TEST(MarkupTest, NothingBreaksOutOfItsLine) {
  EXPECT_TRUE(rc::check("one line of printable text, at most so long", [] {
    const size_t limit = *rc::gen::inRange(2, 30);
    const std::string line = OneLine(AnyText(), limit);
    size_t characters = 0;
    for (const char c : line) {
      RC_ASSERT(static_cast<unsigned char>(c) >= 0x20 && c != 0x7f);
      if ((c & 0xC0) != 0x80) ++characters;
    }
    RC_ASSERT(characters <= limit);
    RC_ASSERT(OneLine(line, limit) == line);
  }));
}

TEST(MarkupTest, NothingBreaksOutOfHtml) {
  EXPECT_TRUE(rc::check("no tag, no entity and no quote is left", [] {
    const std::string escaped = EscapeHtml(OneLine(AnyText(), 1000));
    RC_ASSERT(escaped.find_first_of("<>\"'") == std::string::npos);
    for (size_t at = escaped.find('&'); at != std::string::npos; at = escaped.find('&', at + 1)) {
      const std::string entity = escaped.substr(at, escaped.find(';', at) - at + 1);
      RC_ASSERT(entity == "&lt;" || entity == "&gt;" || entity == "&amp;" || entity == "&quot;" ||
                entity == "&#39;");
    }
  }));
}

TEST(MarkupTest, NothingBreaksOutOfMarkdown) {
  EXPECT_TRUE(rc::check("what means something stands behind a backslash", [] {
    const std::string escaped = EscapeMarkdown(OneLine(AnyText(), 1000));
    std::string plain;
    for (size_t i = 0; i < escaped.size(); ++i) {
      if (escaped[i] == '\\') {
        RC_ASSERT(i + 1 < escaped.size());
        plain += escaped[++i];
        continue;
      }
      RC_ASSERT(std::string("`*_[]<>|&~$").find(escaped[i]) == std::string::npos);
      RC_ASSERT(i > 0 || std::string("#+-=").find(escaped[i]) == std::string::npos);
      plain += escaped[i];
    }
    RC_ASSERT(OneLine(plain, 1000) == plain);
  }));
}

}  // namespace
}  // namespace zusage::news
