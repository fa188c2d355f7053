// SPDX-License-Identifier: Apache-2.0
//
// What people wrote, made harmless for a document: nothing in it starts markup, ends a line, hides
// itself or turns the direction of what stands around it.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_MARKUP_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_MARKUP_H_

#include <cstddef>
#include <string>
#include <string_view>

namespace zusage::news {

// `text` on one line: white space and control characters become single blanks, invisible characters
// and those that steer the direction of text go, and what is longer than `limit` characters ends
// with "…". Bytes that are no UTF-8 become U+FFFD. Characters are code points.
std::string OneLine(std::string_view text, size_t limit);

// A line as it stands in a Markdown document (CommonMark, GitHub's tables included) outside of
// code.
std::string EscapeMarkdown(std::string_view line);

// A line as it stands between HTML tags or in a quoted attribute.
std::string EscapeHtml(std::string_view line);

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_MARKUP_H_
