// SPDX-License-Identifier: Apache-2.0
// zusage digest get
#include <fstream>

#include "absl/strings/str_cat.h"
#include "clients/cli/nouns.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/words.h"
#include "services/base/status_macros.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using news::v1::Digest;
using news::v1::DigestLine;
using news::v1::DigestSection;
using news::v1::NewsService;

constexpr Phrase kWeek{"Week", "Woche"};
constexpr Phrase kFromTo{"{first} to {last}", "{first} bis {last}"};
constexpr Phrase kNotOver{"This week is not over; it is told as far as it has come.",
                          "Diese Woche ist nicht vorbei; es steht da, was bisher geschah."};
constexpr Phrase kNotWhole{"There is more than could be counted: numbers are at least so.",
                           "Es gibt mehr, als gezählt werden konnte: Zahlen sind Mindestzahlen."};
constexpr Phrase kNothing{"Nothing.", "Nichts."};
constexpr Phrase kAndMore{"and {count} more", "und {count} weitere"};

// "Contoso, Sofia Lindqvist, 2026-01-14 09:00"
std::string Circumstances(const DigestLine& line) {
  std::string text;
  for (const std::string& part : {line.customer_display_name(), line.person_display_name(),
                                  line.has_time() ? ForPeople(line.time()) : std::string()}) {
    if (!part.empty()) absl::StrAppend(&text, text.empty() ? "" : ", ", part);
  }
  return text;
}

void ShowLine(const DigestLine& line, Page& page) {
  if (!line.title().empty()) page.Paragraph(line.title(), 2);
  if (const std::string whom = Circumstances(line); !whom.empty()) {
    page.Paragraph({whom, Style::kDim}, 4);
  }
  page.Paragraph(In(page.language(), line.text()), 4);
  if (!line.subject().empty()) page.Paragraph({line.subject(), Style::kDim}, 4);
}

void ShowSection(const DigestSection& section, Page& page) {
  page.Blank();
  page.Heading(EnumWord(DigestSection::Topic_Name(section.topic()), page.language()));
  const std::string note = In(page.language(), section.note());
  if (!note.empty()) page.Paragraph(note);
  if (section.total_count() == 0) page.Paragraph({page.In(kNothing), Style::kDim});
  for (const DigestLine& line : section.lines()) ShowLine(line, page);
  const int more = section.total_count() - section.lines_size();
  if (more > 0) page.Paragraph(page.In(kAndMore, {{"count", std::to_string(more)}}), 2);
}

void ShowDigest(const Digest& digest, Page& page) {
  page.Field(words::kProduct, {digest.product(), Style::kStrong});
  page.Field(kWeek, page.In(kFromTo, {{"first", ForPeople(digest.week_start())},
                                      {"last", ForPeople(digest.week_end())}}));
  if (!digest.is_over()) page.Paragraph({page.In(kNotOver), Style::kWarning});
  if (!digest.is_whole()) page.Paragraph({page.In(kNotWhole), Style::kWarning});
  for (const DigestSection& section : digest.sections()) ShowSection(section, page);
}

// The digest in `format`, which is not "text".
std::string DocumentOf(const Digest& digest, std::string_view format, Language language) {
  if (format == "json") return ToJson(digest, /*indented=*/true);
  const news::v1::LongText& document = format == "html" ? digest.html() : digest.markdown();
  return language == Language::kGerman ? document.de() : document.en();
}

absl::Status WriteFile(const std::string& path, const std::string& text) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file << text << std::flush;
  if (file.good()) return absl::OkStatus();
  return absl::InvalidArgumentError("Cannot write " + path);
}

absl::StatusOr<ExitCode> Get(const Arguments& arguments, Session& session) {
  news::v1::GetDigestRequest request;
  request.set_parent(ProductName(arguments.Text("PRODUCT")));
  ZUSAGE_ASSIGN_OR_RETURN(const std::optional<Date> week, arguments.Day("--week"));
  if (week.has_value()) *request.mutable_week() = ToProto(*week);
  ZUSAGE_ASSIGN_OR_RETURN(const Digest digest,
                          session.Call(&NewsService::Stub::GetDigest, request));
  const std::string file = arguments.Text("--output");
  const std::string format = arguments.Text("--format", file.empty() ? "text" : "markdown");
  if (file.empty() && (format == "text" || session.json())) {
    session.Print(digest, [&](Page& page) { ShowDigest(digest, page); });
    return ExitCode::kOk;
  }
  const std::string document =
      DocumentOf(digest, session.json() ? "json" : format, session.language());
  if (!file.empty()) {
    ZUSAGE_RETURN_IF_ERROR(WriteFile(file, document));
    return ExitCode::kOk;
  }
  // The document as it is, byte for byte, so that it can be redirected.
  *session.environment().out << document << std::flush;
  return ExitCode::kOk;
}

}  // namespace

Noun DigestNoun() {
  return {"digest",
          {"What happened in a week", "Was in einer Woche geschah"},
          {{"get",
            {"One week of a product: decided, promised, unilateral, overdue, heard",
             "Eine Woche eines Produkts: entschieden, zugesagt, eigenmächtig, überfällig, gehört"},
            {{.name = "PRODUCT",
              .placeholder = "PRODUCT",
              .help = {"\"atlas\" or \"products/atlas\"", "\"atlas\" oder \"products/atlas\""},
              .required = true},
             {.name = "--week",
              .placeholder = "DATE",
              .help = {"Any of its days; the last whole week without it",
                       "Einer ihrer Tage; sonst die letzte ganze Woche"}},
             {.name = "--format",
              .placeholder = "FORMAT",
              .help = {"A page for the terminal, or a document; with --output, markdown without it",
                       "Eine Seite fürs Terminal oder ein Dokument; mit --output sonst markdown"},
              .choices = {"text", "markdown", "html", "json"}},
             {.name = "--output",
              .placeholder = "FILE",
              .help = {"Writes the document to this file", "Schreibt das Dokument in diese Datei"},
              .kind = OptionSpec::Kind::kFile,
              .short_name = "-o"}},
            &Get}}};
}

}  // namespace zusage::cli
