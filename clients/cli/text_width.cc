// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/text_width.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <cstdint>

namespace zusage::cli {
namespace {

// Takes the next code point off `text`; negative if it is no UTF-8.
UChar32 NextCodePoint(std::string_view text, size_t& at) {
  int32_t i = 0;
  const int32_t size = static_cast<int32_t>(std::min<size_t>(text.size() - at, 8));
  const char* bytes = text.data() + at;
  UChar32 c = 0;
  U8_NEXT(bytes, i, size, c);
  at += static_cast<size_t>(i);
  return c;
}

int WidthOf(UChar32 c) {
  if (c <= 0 || u_iscntrl(c)) return 0;
  const int8_t type = u_charType(c);
  if (type == U_NON_SPACING_MARK || type == U_ENCLOSING_MARK || type == U_FORMAT_CHAR) return 0;
  const int east_asian = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return east_asian == U_EA_WIDE || east_asian == U_EA_FULLWIDTH ? 2 : 1;
}

// One line without line breaks.
void WrapLine(std::string_view line, int width, std::vector<std::string>& lines) {
  std::string current;
  int used = 0;
  size_t at = 0;
  while (at < line.size()) {
    const size_t start = line.find_first_not_of(' ', at);
    if (start == line.npos) break;
    const size_t end = std::min(line.find(' ', start), line.size());
    const std::string_view word = line.substr(start, end - start);
    const int word_width = DisplayWidth(word);
    if (!current.empty() && used + 1 + word_width > width) {
      lines.push_back(current);
      current.clear();
      used = 0;
    }
    if (!current.empty()) {
      current += ' ';
      ++used;
    }
    current += word;
    used += word_width;
    at = end;
  }
  lines.push_back(current);
}

}  // namespace

bool IsUtf8Text(std::string_view text) {
  for (size_t at = 0; at < text.size();) {
    if (NextCodePoint(text, at) <= 0) return false;
  }
  return true;
}

int DisplayWidth(std::string_view text) {
  int width = 0;
  for (size_t at = 0; at < text.size();) width += WidthOf(NextCodePoint(text, at));
  return width;
}

std::string CutToWidth(std::string_view text, int width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  int used = 0;
  size_t kept = 0;
  for (size_t at = 0; at < text.size();) {
    used += WidthOf(NextCodePoint(text, at));
    if (used > width - 1) break;
    kept = at;
  }
  return std::string(text.substr(0, kept)) + "…";
}

std::vector<std::string> WrapToWidth(std::string_view text, int width) {
  std::vector<std::string> lines;
  size_t at = 0;
  while (at <= text.size()) {
    const size_t end = std::min(text.find('\n', at), text.size());
    WrapLine(text.substr(at, end - at), width, lines);
    at = end + 1;
  }
  while (lines.size() > 1 && lines.back().empty()) lines.pop_back();
  return lines;
}

std::string WithoutControls(std::string_view text, bool keep_line_breaks) {
  std::string clean;
  clean.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const size_t start = at;
    const UChar32 c = NextCodePoint(text, at);
    if (c == '\n' && keep_line_breaks) {
      clean += '\n';
    } else if (c == '\n' || c == '\t' || c == '\r') {
      clean += c == '\r' ? "" : " ";
    } else if (c <= 0 || u_iscntrl(c)) {
      clean += '?';
    } else {
      clean.append(text, start, at - start);
    }
  }
  return clean;
}

}  // namespace zusage::cli
