// SPDX-License-Identifier: Apache-2.0
// zusage key create|list|revoke
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using directory::v1::DirectoryService;
using directory::v1::Key;

void ShowKey(const Key& key, Page& page) {
  page.Field(words::kName, {key.name(), Style::kStrong});
  page.Field(words::kLabel, key.label());
  page.Field(words::kCreated, ForPeople(key.create_time()));
  page.Field(words::kExpires, ForPeople(key.expire_time()));
  page.Field(words::kRevoked, {ForPeople(key.revoke_time()), Style::kBad});
}

absl::StatusOr<ExitCode> Create(const Arguments& arguments, Session& session) {
  directory::v1::CreateKeyRequest request;
  request.set_parent(PrincipalName(arguments.Text("PRINCIPAL")));
  request.set_label(arguments.Text("--label"));
  if (arguments.Has("--expires")) {
    ZUSAGE_ASSIGN_OR_RETURN(
        const absl::Time end,
        ParseMoment("--expires", arguments.Text("--expires"), absl::UTCTimeZone()));
    *request.mutable_expire_time() = ToProto(end);
  }
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Key answer,
                          session.Call(&DirectoryService::Stub::CreateKey, request));
  session.Print(answer, [&](Page& page) {
    ShowKey(answer, page);
    page.Field(words::kToken, {answer.token(), Style::kStrong});
    page.Paragraph({page.In(answer.token().empty() ? words::kNoTokenAgain : words::kTokenOnce),
                    Style::kWarning});
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  directory::v1::ListKeysRequest request;
  request.set_parent(PrincipalName(arguments.Text("PRINCIPAL")));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&DirectoryService::Stub::ListKeys, request));
  session.Print(answer, [&](Page& page) {
    if (answer.keys().empty()) page.Paragraph({page.In(words::kNoKeys), Style::kDim});
    std::vector<std::vector<Cell>> rows;
    for (const Key& key : answer.keys()) {
      rows.push_back({key.label(),
                      ForPeople(key.create_time()),
                      ForPeople(key.expire_time()),
                      {ForPeople(key.revoke_time()), Style::kBad},
                      key.name()});
    }
    page.Table({words::kLabel,
                words::kCreated,
                words::kExpires,
                words::kRevoked,
                {words::kName, Set::kWhole}},
               rows);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Revoke(const Arguments& arguments, Session& session) {
  directory::v1::RevokeKeyRequest request;
  request.set_name(arguments.Text("NAME"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(const Key answer,
                          session.Call(&DirectoryService::Stub::RevokeKey, request));
  session.Print(answer, [&](Page& page) { ShowKey(answer, page); });
  return ExitCode::kOk;
}

OptionSpec PrincipalArgument() {
  return {.name = "PRINCIPAL",
          .placeholder = "PRINCIPAL",
          .help = {"\"anna\" or \"principals/anna\"", "\"anna\" oder \"principals/anna\""},
          .required = true};
}

}  // namespace

Noun KeyNoun() {
  return {
      "key",
      {"By what a principal is known", "Woran jemand erkannt wird"},
      {{"create",
        {"Make a key; its token is shown once",
         "Einen Schlüssel machen; sein Token erscheint nur einmal"},
        {PrincipalArgument(),
         {.name = "--label", .placeholder = "TEXT", .help = {"What it is for", "Wofür er ist"}},
         {.name = "--expires",
          .placeholder = "TIME|DATE",
          .help = {"When it ends by itself; a date means its end in UTC",
                   "Wann er von selbst endet; ein Datum meint dessen Ende in UTC"}}},
        &Create},
       {"list", {"A principal's keys", "Die Schlüssel von jemandem"}, {PrincipalArgument()}, &List},
       {"revoke",
        {"Make a key useless from now on", "Einen Schlüssel ab sofort unbrauchbar machen"},
        {{.name = "NAME",
          .placeholder = "NAME",
          .help = {"\"principals/anna/keys/01J…\"", "\"principals/anna/keys/01J…\""},
          .required = true}},
        &Revoke}}};
}

}  // namespace zusage::cli
