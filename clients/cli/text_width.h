// SPDX-License-Identifier: Apache-2.0
// How wide text is on a terminal, and text cut and wrapped to a width. Pure, thread-safe.
#ifndef ZUSAGE_CLIENTS_CLI_TEXT_WIDTH_H_
#define ZUSAGE_CLIENTS_CLI_TEXT_WIDTH_H_

#include <string>
#include <string_view>
#include <vector>

namespace zusage::cli {

// Whether `text` is UTF-8 without U+0000.
bool IsUtf8Text(std::string_view text);

// The number of terminal columns that `text` takes: wide characters (CJK, emoji) two, combining
// marks none.
int DisplayWidth(std::string_view text);

// `text` in at most `width` columns; the last is "…" if something was cut off.
std::string CutToWidth(std::string_view text, int width);

// `text` broken at spaces into lines of at most `width` columns; a longer word stands on a line of
// its own. Line breaks in the text are kept. At least one line.
std::vector<std::string> WrapToWidth(std::string_view text, int width);

// `text` with control characters, terminal escapes among them, replaced by "?", so that no text
// from a server can steer the terminal. Line breaks stay if `keep_line_breaks`, otherwise they and
// tabs become spaces.
std::string WithoutControls(std::string_view text, bool keep_line_breaks);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_TEXT_WIDTH_H_
