// SPDX-License-Identifier: Apache-2.0
// What several commands share: options they declare, and how they use them.
#ifndef ZUSAGE_CLIENTS_CLI_OPTIONS_H_
#define ZUSAGE_CLIENTS_CLI_OPTIONS_H_

#include <string>
#include <vector>

#include "absl/functional/function_ref.h"
#include "absl/status/status.h"
#include "absl/status/statusor.h"
#include "clients/cli/arguments.h"
#include "clients/cli/page.h"
#include "clients/cli/session.h"
#include "clients/cli/words.h"

namespace zusage::cli {

OptionSpec ProductOption(bool required);
OptionSpec EtagOption();
// An argument that names a file, or "-" for standard input.
OptionSpec FileArgument(const Phrase& help);

// `options` and --page-size, --page-token.
std::vector<OptionSpec> WithPaging(std::vector<OptionSpec> options);

// Puts --page-size and --page-token into a request that has them.
template <typename Request>
void SetPage(const Arguments& arguments, Request& request) {
  request.set_page_size(static_cast<int32_t>(arguments.Number("--page-size", 0)));
  request.set_page_token(arguments.Text("--page-token"));
}

// Says how to go on, if there is more.
void ShowNextPage(const std::string& token, Page& page);

// Lets a person see what they are about to change and say yes. ETAG_REQUIRED if nobody is there to
// be asked; NOT_CONFIRMED if they say no.
absl::Status Confirm(const std::string& question, absl::FunctionRef<void(Page& page)> show,
                     Session& session);

// Reads a file as ParseMessageFile() does, whole names given to "product".
absl::Status ReadMessage(const std::string& path, Session& session, std::string& product,
                         google::protobuf::Message& message);

// The moment of a value such as "2026-11-21T08:00:00Z" or "2026-11-21", whose end in `zone` is
// meant.
absl::StatusOr<absl::Time> ParseMoment(std::string_view option, const std::string& text,
                                       absl::TimeZone zone);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_OPTIONS_H_
