// SPDX-License-Identifier: Apache-2.0
#include "clients/tables/text_decoder.h"

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "clients/tables/errors.h"
#include "services/base/error.h"

namespace zusage::tables {
namespace {

absl::StatusOr<std::string> Decode(const std::string& bytes, const std::string& encoding = "") {
  std::istringstream in(bytes);
  TextDecoder decoder(in, encoding);
  std::string text;
  for (;;) {
    const absl::StatusOr<bool> more = decoder.Read(text);
    if (!more.ok()) return more.status();
    if (!*more) return text;
  }
}

std::string Utf16(const std::u16string& text, bool big) {
  std::string bytes = big ? "\xFE\xFF" : "\xFF\xFE";
  for (const char16_t unit : text) {
    const char low = static_cast<char>(unit & 0xFF);
    const char high = static_cast<char>(unit >> 8);
    bytes += big ? high : low;
    bytes += big ? low : high;
  }
  return bytes;
}

TEST(TextDecoderTest, Utf8IsPassedOnWithoutItsMark) {
  EXPECT_EQ(*Decode("Größe"), "Größe");
  EXPECT_EQ(*Decode("\xEF\xBB\xBFGröße"), "Größe");
  EXPECT_EQ(*Decode(""), "");
}

TEST(TextDecoderTest, Utf16IsToldByItsMark) {
  EXPECT_EQ(*Decode(Utf16(u"Größe \U0001F600", false)), "Größe \U0001F600");
  EXPECT_EQ(*Decode(Utf16(u"Größe \U0001F600", true)), "Größe \U0001F600");
}

TEST(TextDecoderTest, Utf16LongerThanABlockLosesNothing) {
  std::u16string text;
  std::string expected;
  for (int i = 0; i < 100'001; ++i) {
    text += u"\U0001F600";
    expected += "\U0001F600";
  }
  EXPECT_EQ(*Decode(Utf16(text, false)), expected);
}

TEST(TextDecoderTest, WesternTextIsTakenForWindows1252) {
  EXPECT_EQ(*Decode("Name;Gr\xF6\xDF"
                    "e;Preis\nM\xFCller & S\xF6hne f\xFCr die Gr\xF6\xDF"
                    "e;120 \x80\n"),
            "Name;Größe;Preis\nMüller & Söhne für die Größe;120 €\n");
}

TEST(TextDecoderTest, EncodingThatIsGivenCounts) {
  EXPECT_EQ(*Decode("\x80", "windows-1252"), "€");
  EXPECT_EQ(*Decode("\xEF\xBB\xBF€", "windows-1252"), "€") << "its mark says that it is UTF-8";
  EXPECT_EQ(*Decode("\xA3", "iso-8859-2"), "Ł");
}

TEST(TextDecoderTest, WhatCannotBeToldForSureIsRefused) {
  EXPECT_EQ(ReasonOf(Decode(std::string("a\0b\0", 4)).status()), kEncodingUnclear.reason);
  // Russian in windows-1251.
  EXPECT_EQ(
      ReasonOf(
          Decode("\xCF\xF0\xE8\xE2\xE5\xF2 \xEC\xE8\xF0, \xEA\xE0\xEA \xE4\xE5\xEB\xE0?").status()),
      kEncodingUnclear.reason);
}

TEST(TextDecoderTest, UnknownEncodingIsRefused) {
  EXPECT_EQ(ReasonOf(Decode("x", "klingon").status()), kEncodingUnknown.reason);
}

TEST(TextDecoderTest, CharacterCutByABlockIsStillUtf8) {
  std::string text = "x";
  while (text.size() < 500'000) text += "ü";
  EXPECT_EQ(*Decode(text), text);
}

TEST(TextDecoderTest, BeyondAsciiMayBeginLate) {
  const std::string ascii(150'000, 'x');
  EXPECT_EQ(*Decode(ascii + "ü"), ascii + "ü");
}

}  // namespace
}  // namespace zusage::tables
