// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/digest_document.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <regex>

namespace zusage::news {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

Digest EmptyDigest() {
  Digest digest;
  digest.product = "products/atlas";
  digest.zone = *ParseTimeZone("Europe/Berlin");
  digest.week = WeekOf(Date(2026, 1, 12), digest.zone);
  for (int topic = 1; topic <= 6; ++topic) {
    digest.sections.push_back({.topic = static_cast<Topic>(topic)});
  }
  return digest;
}

DigestLine Line(const std::string& title) {
  return {.subject = "products/atlas/promises/01J",
          .title = title,
          .customer = "customers/c",
          .customer_display_name = "Contoso | <b>AG</b>",
          .person = "principals/sofia",
          .person_display_name = "Sofia\r\nBcc: all@example.com",
          .text = {"because \"it\" is <i>so</i>", "weil es *so* ist"},
          // An hour before midnight in UTC is the next day in Berlin.
          .time = absl::FromCivil(absl::CivilSecond(2026, 1, 13, 23, 30), absl::UTCTimeZone())};
}

Digest DigestWith(const std::string& title) {
  Digest digest = EmptyDigest();
  digest.sections[1].total_count = 23;
  digest.sections[1].lines = {Line(title)};
  digest.sections[1].note = {"23 promises.", "23 Zusagen."};
  return digest;
}

int Count(const std::string& text, const std::string& part) {
  int count = 0;
  for (size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++count;
  return count;
}

TEST(DigestDocumentTest, EmptyWeekSaysSoInEverySection) {
  for (const Language language : {Language::kEnglish, Language::kGerman}) {
    const std::string html = ToHtml(EmptyDigest(), language);
    const std::string markdown = ToMarkdown(EmptyDigest(), language);
    EXPECT_EQ(Count(html, "<h2>"), 6);
    EXPECT_EQ(Count(html, "<p>"), 6);
    EXPECT_EQ(Count(markdown, "\n## "), 6);
  }
  EXPECT_THAT(ToMarkdown(EmptyDigest(), Language::kEnglish),
              HasSubstr("# atlas: the week from 2026-01-12 to 2026-01-18\n"));
  EXPECT_THAT(ToHtml(EmptyDigest(), Language::kGerman), HasSubstr("Nichts wurde entschieden."));
}

TEST(DigestDocumentTest, LineSaysWhatToWhomByWhomWhenAndWhy) {
  const std::string markdown = ToMarkdown(DigestWith("Live position"), Language::kEnglish);
  EXPECT_THAT(markdown, HasSubstr("\n- Live position  \n"
                                  "  (Contoso \\| \\<b\\>AG\\</b\\>, Sofia Bcc: all@example.com, "
                                  "2026-01-14) because \"it\" is \\<i\\>so\\</i\\>  \n"
                                  "  `products/atlas/promises/01J`\n"));
  EXPECT_THAT(markdown, HasSubstr("\nand 22 more\n"));
  EXPECT_THAT(ToMarkdown(DigestWith(""), Language::kGerman), HasSubstr("und 22 weitere"));
}

TEST(DigestDocumentTest, HtmlIsWholeAndLoadsNothing) {
  const std::string html = ToHtml(DigestWith("Live position"), Language::kGerman);
  EXPECT_THAT(html, HasSubstr("<html lang=\"de\">"));
  EXPECT_THAT(html, HasSubstr("<meta charset=\"utf-8\">"));
  EXPECT_THAT(html, HasSubstr("<title>atlas: die Woche vom"));
  EXPECT_EQ(Count(html, "<h1>"), 1);
  for (const char* part : {"src=", "href=", "url(", "<script", "<link", "<img", "http"}) {
    EXPECT_THAT(html, Not(HasSubstr(part)));
  }
}

// The tags of a document in order, without their attributes.
std::vector<std::string> TagsOf(const std::string& html) {
  static const std::regex tag("<(/?[a-zA-Z!][a-zA-Z0-9]*)[^>]*>");
  std::vector<std::string> tags;
  for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
    tags.push_back((*at)[1]);
  }
  return tags;
}

TEST(DigestDocumentTest, WhatPeopleWroteChangesNoMarkup) {
  const std::vector<std::string> plain = TagsOf(ToHtml(DigestWith("x"), Language::kEnglish));
  const std::string lines = ToMarkdown(DigestWith("x"), Language::kEnglish);
  for (const char* title :
       {"<script>alert(1)</script>", "</li></ul></body>", "\"><img src=x onerror=y>", "<!--", "]]>",
        "a\n\n# heading\n\n- list", "| a | b |\n|---|---|", "```\ncode", "[x](javascript:y)",
        "\u202Etxt.exe\u202C", "&lt;b&gt;", "- [ ] task", "<bdi>", "a\0b"}) {
    const std::string html = ToHtml(DigestWith(title), Language::kEnglish);
    EXPECT_EQ(TagsOf(html), plain) << title;
    EXPECT_THAT(html, Not(HasSubstr("\u202E")));
    const std::string markdown = ToMarkdown(DigestWith(title), Language::kEnglish);
    EXPECT_EQ(Count(markdown, "\n"), Count(lines, "\n")) << title;
    EXPECT_EQ(Count(markdown, "\n#"), Count(lines, "\n#")) << title;
  }
}

TEST(DigestDocumentTest, ForewordTellsWhatIsMissing) {
  Digest digest = EmptyDigest();
  EXPECT_THAT(ToMarkdown(digest, Language::kEnglish), Not(HasSubstr("not over")));
  digest.is_over = false;
  EXPECT_THAT(ToMarkdown(digest, Language::kEnglish), HasSubstr("This week is not over"));
  EXPECT_THAT(ToHtml(digest, Language::kGerman), HasSubstr("<p>Diese Woche ist nicht vorbei"));
  digest.is_whole = false;
  EXPECT_THAT(ToHtml(digest, Language::kGerman), HasSubstr("Mindestzahlen"));
}

}  // namespace
}  // namespace zusage::news
