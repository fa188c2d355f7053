// SPDX-License-Identifier: Apache-2.0
// zusage review list|decide; the other verbs are in manage_review.cc
#include "clients/cli/enum_names.h"
#include "clients/cli/manage_review.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/review_terms.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_request.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using review::v1::DecideChangeRequestRequest;
using review::v1::ReviewService;
using type::v1::Decision;

absl::StatusOr<ExitCode> List(const Arguments& arguments, Session& session) {
  review::v1::ListReviewsRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  request.set_owner(PrincipalName(arguments.Text("--owner")));
  request.set_overdue_only(arguments.Has("--overdue"));
  request.set_differing_only(arguments.Has("--differing"));
  SetPage(arguments, request);
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::ListReviews, request));
  session.Print(answer, [&](Page& page) {
    ShowReviewTable(answer.reviews(), page);
    if (answer.total_size() > 0) {
      page.Paragraph({page.In(words::kWaiting, {{"count", std::to_string(answer.total_size())}}),
                      Style::kDim});
    }
    ShowNextPage(answer.next_page_token(), page);
  });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Decide(const Arguments& arguments, Session& session) {
  DecideChangeRequestRequest request;
  request.set_name(RequestName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const int outcome, ParseEnum(*Decision::Outcome_descriptor(), "--outcome",
                                                       arguments.Text("--outcome")));
  request.set_outcome(static_cast<Decision::Outcome>(outcome));
  request.set_reason(arguments.Text("--reason"));
  request.set_as_is_element(ItemName(arguments.Text("--element"), ProductOf(request.name())));
  if (HasTerms(arguments)) {
    ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_approval(),
                            ReadTerms(arguments, request.name(), session));
  }
  for (const std::string& text : arguments.List("--split-item")) {
    request.add_items()->set_text(text);
  }
  request.set_request_id(session.request_id());
  request.set_etag(arguments.Text("--etag"));
  if (!arguments.Has("--etag")) {
    const std::string word =
        EnumWord(Decision::Outcome_Name(request.outcome()), session.language());
    ZUSAGE_ASSIGN_OR_RETURN(
        *request.mutable_etag(),
        EtagAfterAsking(request.name(),
                        FillIn(session.In(words::kConfirmDecision), {{"outcome", word}}), session));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::DecideChangeRequest, request));
  session.Print(answer, [&](Page& page) { ShowRequest(answer, page); });
  return ExitCode::kOk;
}

std::vector<OptionSpec> DecideOptions() {
  std::vector<OptionSpec> options = {
      {.name = "NAME",
       .placeholder = "NAME",
       .help = {"\"products/atlas/changeRequests/01J…\", or its end with --product",
                "\"products/atlas/changeRequests/01J…\" oder dessen Ende mit --product"},
       .required = true},
      ProductOption(false),
      {.name = "--outcome",
       .placeholder = "OUTCOME",
       .help = {"The answer", "Die Antwort"},
       .required = true,
       .choices = {"approved", "declined", "deferred", "as-is", "services"}},
      {.name = "--reason",
       .placeholder = "TEXT",
       .help = {"Why; the submitter reads it", "Warum; wer eingereicht hat, liest es"},
       .required = true},
      EtagOption(),
      {.name = "--element",
       .placeholder = "ID",
       .help = {"As is: what does it today, \"C1\"", "Kann es schon: was es heute tut, \"C1\""}},
      {.name = "--split-item",
       .placeholder = "TEXT",
       .help = {"Split the request into these items", "Den Wunsch in diese Gegenstände teilen"},
       .repeated = true}};
  for (OptionSpec& option : TermsOptions()) options.push_back(std::move(option));
  return options;
}

}  // namespace

Noun ReviewNoun() {
  Noun noun = {
      "review",
      {"What waits for a decision", "Was auf eine Entscheidung wartet"},
      {{"list",
        {"The queue: overdue first, then by priority",
         "Die Warteschlange: Überfälliges zuerst, dann nach Priorität"},
        WithPaging(
            {ProductOption(false),
             {.name = "--owner",
              .placeholder = "PRINCIPAL",
              .help = {"Only what this person decides, also for others today",
                       "Nur was diese Person entscheidet, heute auch für andere"}},
             {.name = "--overdue",
              .placeholder = "",
              .help = {"Only what is past its time", "Nur Überfälliges"},
              .kind = OptionSpec::Kind::kFlag},
             {.name = "--differing",
              .placeholder = "",
              .help = {"Only what a second reader, a model, sees otherwise than the check",
                       "Nur was ein zweiter Leser, ein Modell, anders sieht als die Prüfung"},
              .kind = OptionSpec::Kind::kFlag}}),
        &List},
       {"decide", {"Answer a request", "Einen Wunsch beantworten"}, DecideOptions(), &Decide}}};
  for (Verb& verb : ManageReviewVerbs()) noun.verbs.push_back(std::move(verb));
  return noun;
}

}  // namespace zusage::cli
