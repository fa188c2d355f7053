// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/markup.h"

#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <cctype>

namespace zusage::news {
namespace {

bool IsBlank(UChar32 c) { return u_isUWhiteSpace(c) || u_charType(c) == U_CONTROL_CHAR; }

// Joiners make up emoji and Indic scripts, and variation selectors choose among glyphs; everything
// else that cannot be seen can only mislead, and so can what turns the direction.
bool MayMislead(UChar32 c) {
  constexpr UChar32 kNonJoiner = 0x200C;
  constexpr UChar32 kJoiner = 0x200D;
  if (c == kNonJoiner || c == kJoiner || u_hasBinaryProperty(c, UCHAR_VARIATION_SELECTOR)) {
    return false;
  }
  return u_hasBinaryProperty(c, UCHAR_BIDI_CONTROL) ||
         u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT);
}

// Whether `c` starts something at the beginning of a block only: a heading, a list, a rule.
bool StartsBlock(char c) { return c == '#' || c == '+' || c == '-' || c == '='; }

// "1." and "12)" start lists: where their mark stands; npos if `line` starts with none.
size_t ListMark(std::string_view line) {
  size_t at = 0;
  while (at < line.size() && std::isdigit(static_cast<unsigned char>(line[at]))) ++at;
  const bool is_mark = at > 0 && at < line.size() && (line[at] == '.' || line[at] == ')');
  return is_mark ? at : line.npos;
}

}  // namespace

std::string OneLine(std::string_view text, size_t limit) {
  const icu::UnicodeString given = icu::UnicodeString::fromUTF8(
      icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  icu::UnicodeString line;
  bool blank = false;
  for (int32_t i = 0; i < given.length(); i = given.moveIndex32(i, 1)) {
    const UChar32 c = given.char32At(i);
    if (IsBlank(c)) {
      blank = true;
      continue;
    }
    if (MayMislead(c)) continue;
    if (blank && !line.isEmpty()) line.append(u' ');
    blank = false;
    line.append(c);
  }
  if (line.countChar32() > static_cast<int32_t>(limit)) {
    line.truncate(line.moveIndex32(0, static_cast<int32_t>(limit) - 1));
    line.append(u'…');
  }
  std::string utf8;
  line.toUTF8String(utf8);
  return utf8;
}

std::string EscapeMarkdown(std::string_view line) {
  constexpr std::string_view kAnywhere = "\\`*_[]<>|&~$";
  const size_t list_mark = ListMark(line);
  std::string escaped;
  escaped.reserve(line.size() + 16);
  for (size_t i = 0; i < line.size(); ++i) {
    const char c = line[i];
    const bool starts = (i == 0 && StartsBlock(c)) || i == list_mark;
    if (starts || kAnywhere.find(c) != kAnywhere.npos) escaped += '\\';
    escaped += c;
  }
  return escaped;
}

std::string EscapeHtml(std::string_view line) {
  std::string escaped;
  escaped.reserve(line.size() + 16);
  for (const char c : line) {
    switch (c) {
      case '&':
        escaped += "&amp;";
        break;
      case '<':
        escaped += "&lt;";
        break;
      case '>':
        escaped += "&gt;";
        break;
      case '"':
        escaped += "&quot;";
        break;
      case '\'':
        escaped += "&#39;";
        break;
      default:
        escaped += c;
    }
  }
  return escaped;
}

}  // namespace zusage::news
