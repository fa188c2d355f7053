// SPDX-License-Identifier: Apache-2.0
#include "services/rpc/text_check.h"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <string>

namespace zusage::rpc {
namespace {

// `text` must be judged alike wherever it lies in a longer one.
bool IsCleanAnywhere(const std::string& text) {
  const bool clean = IsCleanText(text);
  for (size_t before = 0; before < 10; ++before) {
    const std::string padded = std::string(before, 'a') + text + std::string(9, 'z');
    EXPECT_EQ(IsCleanText(padded), clean) << before;
  }
  return clean;
}

TEST(TextCheckTest, TextInAnyLanguageIsClean) {
  for (const char* text :
       {"", "plain", "Größe – „Zusage“", "日本語", "\xF0\x9F\x98\x80 emoji", "tab\tline\nreturn\r",
        "a\xC2\xA0z", "\xEF\xBF\xBF", "\xF4\x8F\xBF\xBF"}) {
    EXPECT_TRUE(IsCleanAnywhere(text)) << text;
  }
}

TEST(TextCheckTest, ControlCharactersAreNot) {
  for (int c = 0; c < 0x20; ++c) {
    const bool allowed = c == '\t' || c == '\n' || c == '\r';
    EXPECT_EQ(IsCleanAnywhere(std::string(1, static_cast<char>(c))), allowed) << c;
  }
  EXPECT_FALSE(IsCleanAnywhere("\x7F"));
  EXPECT_FALSE(IsCleanAnywhere("\xC2\x80"));
  EXPECT_FALSE(IsCleanAnywhere("\xC2\x9F"));
}

TEST(TextCheckTest, BytesThatAreNoUtf8AreNot) {
  for (const char* text :
       {"\x80", "\xBF", "\xC0\x80", "\xC1\xBF", "\xC3", "\xC3(", "\xE2\x82", "\xE0\x80\xAF",
        "\xED\xA0\x80", "\xED\xBF\xBF", "\xF0\x80\x80\x80", "\xF0\x9F\x98", "\xF4\x90\x80\x80",
        "\xF5\x80\x80\x80", "\xFF", "\xFE"}) {
    EXPECT_FALSE(IsCleanAnywhere(text));
  }
}

TEST(TextCheckTest, CharacterCutOffAtTheEndIsNot) { EXPECT_FALSE(IsCleanText("abcdefgh\xE2\x82")); }

// The definition itself, character by character.
bool IsCleanByDefinition(const std::string& text) {
  for (size_t i = 0; i < text.size();) {
    const auto byte = [&](size_t at) {
      return at < text.size() ? static_cast<unsigned char>(text[at]) : 0u;
    };
    const unsigned lead = byte(i);
    const size_t length = lead < 0x80       ? 1
                          : lead >> 5 == 6  ? 2
                          : lead >> 4 == 14 ? 3
                          : lead >> 3 == 30 ? 4
                                            : 0;
    if (length == 0) return false;
    uint32_t point = length == 1 ? lead : lead & (0x7Fu >> length);
    for (size_t k = 1; k < length; ++k) {
      if (byte(i + k) >> 6 != 2) return false;
      point = point << 6 | (byte(i + k) & 0x3Fu);
    }
    constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (point < kLeast[length] || point > 0x10FFFF || (point >= 0xD800 && point <= 0xDFFF))
      return false;
    if (point < 0x20 && point != '\t' && point != '\n' && point != '\r') return false;
    if (point >= 0x7F && point <= 0x9F) return false;
    i += length;
  }
  return true;
}

RC_GTEST_PROP(TextCheckTest, AgreesWithTheDefinition, ()) {
  // Bytes near the borders of UTF-8's ranges, so that much of it is almost right.
  const auto bytes = *rc::gen::container<std::string>(rc::gen::element<char>(
      'a', ' ', '\x1F', '\x7E', '\x7F', '\x80', '\x8F', '\x90', '\x9F', '\xA0', '\xBF', '\xC1',
      '\xC2', '\xDF', '\xE0', '\xE1', '\xED', '\xEF', '\xF0', '\xF1', '\xF4', '\xF5'));
  RC_ASSERT(IsCleanText(bytes) == IsCleanByDefinition(bytes));
}

}  // namespace
}  // namespace zusage::rpc
