// SPDX-License-Identifier: Apache-2.0
// zusage journal list|watch|checkpoint; verify is in journal_verify.cc
#include "zusage/client/journal.h"

#include "clients/cli/journal_verify.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "services/base/status_macros.h"
#include "zusage/journal/v1/journal_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using journal::v1::Entry;
using journal::v1::JournalService;

std::string ResourcesText(const Entry& entry) {
  std::string text;
  for (const std::string& name : entry.resource_names()) {
    text += (text.empty() ? "" : ", ") + name;
  }
  return text;
}

std::string ActorText(const Entry& entry) {
  return entry.on_behalf_of().empty() ? entry.actor()
                                      : entry.actor() + " → " + entry.on_behalf_of();
}

void ShowEntries(const google::protobuf::RepeatedPtrField<Entry>& entries, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const Entry& entry : entries) {
    rows.push_back({std::to_string(entry.position()), ForPeople(entry.commit_time()),
                    entry.operation(), ActorText(entry), ResourcesText(entry)});
  }
  page.Table({{words::kPosition, Set::kNumber},
              words::kTime,
              words::kOperation,
              words::kWho,
              words::kItems},
             rows);
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  journal::v1::ListEntriesRequest request;
  request.set_after_position(arguments.Number("--after", 0));
  request.set_resource_name(arguments.Text("--about"));
  request.set_page_size(static_cast<int32_t>(arguments.Number("--page-size", 0)));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&JournalService::Stub::ListEntries, request));
  session.Print(answer, [&](Page& page) {
    if (answer.entries().empty()) page.Paragraph({page.In(words::kNoEntries), Style::kDim});
    ShowEntries(answer.entries(), page);
    if (answer.next_after_position() == 0) return;
    page.Paragraph({"--after " + std::to_string(answer.next_after_position()), Style::kDim});
  });
  return ExitCode::kOk;
}

// What was sent goes out at once: somebody watches, or a script reads along.
void Emit(const journal::v1::WatchEntriesResponse& answer, Session& session) {
  for (const Entry& entry : answer.entries()) {
    if (session.json()) {
      session.PrintJsonLine(entry);
      continue;
    }
    *session.environment().out << entry.position() << "  " << ForPeople(entry.commit_time()) << "  "
                               << entry.operation() << "  " << ActorText(entry) << "  "
                               << ResourcesText(entry) << std::endl;
  }
}

absl::StatusOr<ExitCode> Watch(const Arguments& arguments, Session& session) {
  journal::v1::WatchEntriesRequest request;
  request.set_after_position(arguments.Number("--after", 0));
  for (const std::string& operation : arguments.List("--operation")) {
    request.add_operations(operation);
  }
  const auto emit = [&](const journal::v1::WatchEntriesResponse& news) {
    Emit(news, session);
    return true;
  };
  client::CallOptions call;
  if (arguments.Has("--timeout")) call.timeout = session.timeout();
  ZUSAGE_RETURN_IF_ERROR(
      client::JournalClient(session.client())
          .Watch(request, emit, {.until_caught_up = arguments.Has("--until-caught-up")}, call));
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Checkpoint(const Arguments&, Session& session) {
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer, session.Call(&JournalService::Stub::GetCheckpoint,
                                                          journal::v1::GetCheckpointRequest()));
  if (session.json()) {
    session.Print(answer, [](Page&) {});
    return ExitCode::kOk;
  }
  // The note as it is, byte for byte, so that it can be redirected into a file and kept.
  *session.environment().out << answer.note() << std::flush;
  Page page = session.err_page();
  page.Field(words::kPosition, std::to_string(answer.size()));
  page.Paragraph({page.In(words::kKeepCheckpoint), Style::kDim});
  return ExitCode::kOk;
}

OptionSpec After() {
  return {.name = "--after",
          .placeholder = "POSITION",
          .help = {"Start after this position", "Nach dieser Position beginnen"},
          .kind = OptionSpec::Kind::kWholeNumber};
}

Verb ListVerb() {
  return {"list",
          {"Entries in order of position", "Einträge der Reihe nach"},
          {After(),
           {.name = "--about",
            .placeholder = "NAME",
            .help = {"Only about this resource", "Nur über diese Ressource"}},
           {.name = "--page-size",
            .placeholder = "N",
            .help = {"How many at most", "Wie viele höchstens"},
            .kind = OptionSpec::Kind::kWholeNumber}},
          &List};
}

Verb WatchVerb() {
  return {
      "watch",
      {"Entries as they come; ends with --timeout only",
       "Einträge, sobald sie entstehen; endet nur mit --timeout"},
      {After(),
       {.name = "--operation",
        .placeholder = "NAME",
        .help = {"Only this operation, \"DecideChangeRequest\"",
                 "Nur dieser Vorgang, \"DecideChangeRequest\""},
        .repeated = true},
       {.name = "--until-caught-up",
        .placeholder = "",
        .help = {"End once all there is was shown", "Enden, sobald alles Vorhandene gezeigt ist"},
        .kind = OptionSpec::Kind::kFlag}},
      &Watch};
}

}  // namespace

Noun JournalNoun() {
  return {"journal",
          {"The record of everything that happened", "Die Aufzeichnung von allem, was geschah"},
          {ListVerb(),
           WatchVerb(),
           {"checkpoint",
            {"The newest signed checkpoint, to be kept elsewhere",
             "Der neueste signierte Kontrollpunkt, andernorts aufzubewahren"},
            {},
            &Checkpoint},
           VerifyVerb()}};
}

}  // namespace zusage::cli
