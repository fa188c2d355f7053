// SPDX-License-Identifier: Apache-2.0
#include "services/news/domain/digest_document.h"

#include <cstddef>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "services/base/time.h"
#include "services/news/domain/markup.h"

namespace zusage::news {
namespace {

constexpr size_t kMaxTitle = 160;
constexpr size_t kMaxName = 80;
constexpr size_t kMaxText = 400;

constexpr char kHead[] =
    "<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta name=\"color-scheme\" content=\"light dark\">\n";
constexpr char kBody[] =
    "<body style=\"font-family: sans-serif; line-height: 1.5; max-width: 42em; margin: 0 auto; "
    "padding: 1em\">\n";

// Two blanks at the end of a line break it where Markdown is shown, and are not seen where it is
// not.
constexpr char kMarkdownBreak[] = "  \n  ";

const std::string& In(const Text& text, Language language) {
  return language == Language::kGerman ? text.german : text.english;
}

// How a document is marked up: what stands around texts, and how these are made harmless.
struct Markdown {
  static std::string Escape(std::string_view text, size_t limit) {
    return EscapeMarkdown(OneLine(text, limit));
  }
};

struct Html {
  // What is written in another direction than the document keeps it to itself.
  static std::string Escape(std::string_view text, size_t limit) {
    return absl::StrCat("<bdi>", EscapeHtml(OneLine(text, limit)), "</bdi>");
  }
};

// "Contoso, Sofia Lindqvist, 2026-01-14": whom it concerns, and when.
template <typename Markup>
std::string Circumstances(const DigestLine& line, absl::TimeZone zone) {
  std::string text;
  const auto add = [&text](const std::string& part) {
    absl::StrAppend(&text, text.empty() ? "" : ", ", part);
  };
  if (!line.customer_display_name.empty())
    add(Markup::Escape(line.customer_display_name, kMaxName));
  if (!line.person_display_name.empty()) add(Markup::Escape(line.person_display_name, kMaxName));
  if (line.time != absl::UnixEpoch()) add(FormatDate(DayOf(line.time, zone)));
  return text;
}

std::string MarkdownLine(const DigestLine& line, absl::TimeZone zone, Language language) {
  std::string item = "- ";
  if (!line.title.empty())
    absl::StrAppend(&item, Markdown::Escape(line.title, kMaxTitle), kMarkdownBreak);
  if (const std::string whom = Circumstances<Markdown>(line, zone); !whom.empty()) {
    absl::StrAppend(&item, "(", whom, ") ");
  }
  absl::StrAppend(&item, Markdown::Escape(In(line.text, language), kMaxText));
  if (!line.subject.empty()) absl::StrAppend(&item, kMarkdownBreak, "`", line.subject, "`");
  return item + "\n";
}

std::string HtmlLine(const DigestLine& line, absl::TimeZone zone, Language language) {
  std::string item = "<li style=\"margin-bottom: 0.75em\">";
  if (!line.title.empty()) {
    absl::StrAppend(&item, "<strong>", Html::Escape(line.title, kMaxTitle), "</strong><br>\n");
  }
  if (const std::string whom = Circumstances<Html>(line, zone); !whom.empty()) {
    absl::StrAppend(&item, whom, "<br>\n");
  }
  absl::StrAppend(&item, Html::Escape(In(line.text, language), kMaxText));
  if (!line.subject.empty()) {
    absl::StrAppend(&item, "<br>\n<small><code>", EscapeHtml(line.subject), "</code></small>");
  }
  return item + "</li>\n";
}

std::string MarkdownSection(const DigestSection& section, absl::TimeZone zone, Language language) {
  std::string text = absl::StrCat("\n## ", In(HeadingOf(section.topic), language), "\n\n");
  if (section.total_count == 0)
    absl::StrAppend(&text, In(NothingOf(section.topic), language), "\n");
  if (!section.note.english.empty()) {
    absl::StrAppend(&text, EscapeMarkdown(In(section.note, language)), "\n");
  }
  if (!section.lines.empty()) text += "\n";
  for (const DigestLine& line : section.lines) text += MarkdownLine(line, zone, language);
  const std::string rest = In(RestOf(section), language);
  if (!rest.empty()) absl::StrAppend(&text, "\n", rest, "\n");
  return text;
}

std::string Paragraph(const std::string& text) {
  return text.empty() ? "" : absl::StrCat("<p>", EscapeHtml(text), "</p>\n");
}

std::string HtmlSection(const DigestSection& section, absl::TimeZone zone, Language language) {
  std::string text =
      absl::StrCat("<h2>", EscapeHtml(In(HeadingOf(section.topic), language)), "</h2>\n");
  if (section.total_count == 0) text += Paragraph(In(NothingOf(section.topic), language));
  text += Paragraph(In(section.note, language));
  if (!section.lines.empty()) {
    text += "<ul style=\"padding-left: 1.2em\">\n";
    for (const DigestLine& line : section.lines) text += HtmlLine(line, zone, language);
    text += "</ul>\n";
  }
  return text + Paragraph(In(RestOf(section), language));
}

}  // namespace

std::string ToMarkdown(const Digest& digest, Language language) {
  std::string text = absl::StrCat("# ", EscapeMarkdown(In(TitleOf(digest), language)), "\n");
  const Text foreword = ForewordOf(digest);
  if (!foreword.english.empty()) {
    absl::StrAppend(&text, "\n", EscapeMarkdown(In(foreword, language)), "\n");
  }
  for (const DigestSection& section : digest.sections) {
    text += MarkdownSection(section, digest.zone, language);
  }
  return text;
}

std::string ToHtml(const Digest& digest, Language language) {
  const std::string title = EscapeHtml(In(TitleOf(digest), language));
  std::string text = absl::StrCat(
      "<!DOCTYPE html>\n<html lang=\"", language == Language::kGerman ? "de" : "en", "\">\n", kHead,
      "<title>", title, "</title>\n</head>\n", kBody, "<h1>", title, "</h1>\n");
  text += Paragraph(In(ForewordOf(digest), language));
  for (const DigestSection& section : digest.sections) {
    text += HtmlSection(section, digest.zone, language);
  }
  return text + "</body>\n</html>\n";
}

}  // namespace zusage::news
