// SPDX-License-Identifier: Apache-2.0
// zusage notice list|read
#include "clients/cli/enum_names.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "zusage/directory/v1/directory_service.grpc.pb.h"
#include "zusage/news/v1/news_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using news::v1::ListNoticesResponse;
using news::v1::NewsService;
using news::v1::Notice;

std::string In(const type::v1::Text& text, const Page& page) {
  return page.language() == Language::kGerman ? text.de() : text.en();
}

std::string KindOf(const Notice& notice, const Page& page) {
  return EnumWord("news." + news::v1::Kind_Name(notice.kind()), page.language());
}

void ShowTable(const ListNoticesResponse& answer, Page& page) {
  std::vector<std::vector<Cell>> rows;
  for (const Notice& notice : answer.notices()) {
    const Style style = notice.has_read_time() ? Style::kDim : Style::kStrong;
    rows.push_back({notice.has_read_time() ? "" : "●", ForPeople(notice.create_time()),
                    KindOf(notice, page), Cell(In(notice.title(), page), style), notice.name()});
  }
  page.Table(
      {words::kUnread, words::kTime, words::kKind, words::kTitle, {words::kName, Set::kWhole}},
      rows);
}

void ShowInFull(const ListNoticesResponse& answer, Page& page) {
  for (const Notice& notice : answer.notices()) {
    page.Heading({In(notice.title(), page), Style::kStrong});
    page.Paragraph(In(notice.text(), page), 2);
    page.Paragraph(
        {ForPeople(notice.create_time()) + "  " + KindOf(notice, page) + "  " + notice.name(),
         Style::kDim},
        2);
    page.Blank();
  }
}

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  news::v1::ListNoticesRequest request;
  request.set_unread_only(arguments.Has("--unread"));
  if (arguments.Has("--product")) request.set_product(ProductName(arguments.Text("--product")));
  for (const std::string& text : arguments.List("--kind")) {
    ZUSAGE_ASSIGN_OR_RETURN(const int kind,
                            ParseEnum(*news::v1::Kind_descriptor(), "--kind", text));
    request.add_kinds(static_cast<news::v1::Kind>(kind));
  }
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const ListNoticesResponse answer,
                          session.Call(&NewsService::Stub::ListNotices, request));
  session.Print(answer, [&](Page& page) {
    if (answer.notices().empty()) page.Paragraph({page.In(words::kNoNotices), Style::kDim});
    arguments.Has("--full") ? ShowInFull(answer, page) : ShowTable(answer, page);
    if (answer.unread_count() > 0) {
      page.Paragraph(
          page.In(words::kUnreadCount, {{"count", std::to_string(answer.unread_count())}}));
    }
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

// "principals/anna/notices/01J…" of "01J…".
absl::StatusOr<std::string> NoticeName(const std::string& text, Session& session) {
  if (text.find('/') != text.npos) return text;
  ZUSAGE_ASSIGN_OR_RETURN(const auto caller,
                          session.Call(&directory::v1::DirectoryService::Stub::GetCaller,
                                       directory::v1::GetCallerRequest()));
  return caller.name() + "/notices/" + text;
}

// The newest notice that there is; "" if there is none. What comes later stays unread.
absl::StatusOr<std::string> NewestName(Session& session) {
  news::v1::ListNoticesRequest request;
  request.set_unread_only(true);
  request.set_page_size(1);
  ZUSAGE_ASSIGN_OR_RETURN(const ListNoticesResponse answer,
                          session.Call(&NewsService::Stub::ListNotices, request));
  return answer.notices().empty() ? "" : answer.notices(0).name();
}

absl::StatusOr<ExitCode> Read(const Arguments& arguments, Session& session) {
  news::v1::MarkNoticesReadRequest request;
  const bool all = arguments.Has("--all");
  if (all == arguments.Has("NAME")) return FieldError("NAME", kRequired);
  for (const std::string& text : arguments.List("NAME")) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.add_names(), NoticeName(text, session));
  }
  if (all) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_up_to(), NewestName(session));
  }
  request.set_request_id(session.request_id());
  news::v1::MarkNoticesReadResponse answer;
  if (!all || !request.up_to().empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(answer, session.Call(&NewsService::Stub::MarkNoticesRead, request));
  }
  session.Print(answer, [&](Page& page) {
    page.Paragraph(page.In(words::kMarkedRead, {{"count", std::to_string(answer.marked_count())}}));
  });
  return ExitCode::kOk;
}

Verb ListVerb() {
  return {"list",
          {"What you have to know, newest first", "Was Sie wissen müssen, Neuestes zuerst"},
          WithPaging({{.name = "--unread",
                       .help = {"Only those not read yet", "Nur noch nicht gelesene"},
                       .kind = OptionSpec::Kind::kFlag},
                      ProductOption(/*required=*/false),
                      {.name = "--kind",
                       .placeholder = "KIND",
                       .help = {"Only this kind: request-decided, promise-lost-ground, …",
                                "Nur diese Art: request-decided, promise-lost-ground, …"},
                       .repeated = true},
                      {.name = "--full",
                       .help = {"With all that they say", "Mit allem, was sie sagen"},
                       .kind = OptionSpec::Kind::kFlag}}),
          &List};
}

Verb ReadVerb() {
  return {"read",
          {"Say that you have read notices", "Sagen, dass Sie Hinweise gelesen haben"},
          {{.name = "NAME",
            .placeholder = "NAME",
            .help = {"Which, by their names or ids", "Welche, mit Namen oder Id"},
            .repeated = true},
           {.name = "--all",
            .help = {"All that there are", "Alle, die es gibt"},
            .kind = OptionSpec::Kind::kFlag}},
          &Read};
}

}  // namespace

Noun NoticeNoun() {
  return {"notice",
          {"What has happened that you have to know", "Was geschehen ist und Sie wissen müssen"},
          {ListVerb(), ReadVerb()}};
}

}  // namespace zusage::cli
