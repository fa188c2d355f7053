// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/options.h"

#include "clients/cli/errors.h"
#include "clients/cli/message_file.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"

namespace zusage::cli {

OptionSpec ProductOption(bool required) {
  return {.name = "--product",
          .placeholder = "ID",
          .help = {"The product: \"atlas\"", "Das Produkt: \"atlas\""},
          .required = required};
}

OptionSpec EtagOption() {
  return {.name = "--etag",
          .placeholder = "ETAG",
          .help = {"From what you read; without it you are shown it and asked",
                   "Aus dem Gelesenen; ohne sie wird es gezeigt und gefragt"}};
}

OptionSpec FileArgument(const Phrase& help) {
  return {.name = "FILE",
          .placeholder = "FILE",
          .help = help,
          .kind = OptionSpec::Kind::kFile,
          .required = true};
}

std::vector<OptionSpec> WithPaging(std::vector<OptionSpec> options) {
  options.push_back({.name = "--page-size",
                     .placeholder = "N",
                     .help = {"How many at most", "Wie viele höchstens"},
                     .kind = OptionSpec::Kind::kWholeNumber});
  options.push_back(
      {.name = "--page-token",
       .placeholder = "TOKEN",
       .help = {"Go on after the page that gave it", "Nach der Seite weiter, die sie nannte"}});
  return options;
}

void ShowNextPage(const std::string& token, Page& page) {
  if (token.empty()) return;
  page.Paragraph({page.In(words::kMore, {{"token", token}}), Style::kDim});
}

absl::Status Confirm(const std::string& question, absl::FunctionRef<void(Page& page)> show,
                     Session& session) {
  if (!session.can_ask()) return FieldError("--etag", kEtagRequired);
  Page page = session.err_page();
  show(page);
  page.Blank();
  return session.Ask(question) ? absl::OkStatus() : Error(kNotConfirmed);
}

absl::Status ReadMessage(const std::string& path, Session& session, std::string& product,
                         google::protobuf::Message& message) {
  ZUSAGE_ASSIGN_OR_RETURN(const std::string text, session.ReadText(path, kMaxMessageFileBytes));
  std::string given;
  ZUSAGE_RETURN_IF_ERROR(ParseMessageFile(text, given, message));
  if (!given.empty()) product = given;
  if (product.empty()) return FieldError("product", kRequired);
  product = ProductName(product);
  return absl::OkStatus();
}

absl::StatusOr<absl::Time> ParseMoment(std::string_view option, const std::string& text,
                                       absl::TimeZone zone) {
  if (const std::optional<Date> date = ParseDate(text); date.has_value()) {
    return EndOfDay(*date, zone);
  }
  absl::Time time;
  std::string error;
  if (!absl::ParseTime(absl::RFC3339_full, text, &time, &error)) {
    return FieldError(option, kInvalidFormat, {{"expected", "2026-11-21, 2026-11-21T08:00:00Z"}});
  }
  return time;
}

}  // namespace zusage::cli
