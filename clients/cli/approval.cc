// SPDX-License-Identifier: Apache-2.0
// zusage approval revoke
#include "clients/cli/errors.h"
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_request.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "zusage/intake/v1/intake_service.grpc.pb.h"
#include "zusage/review/v1/review_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using intake::v1::IntakeService;
using review::v1::ReviewService;
using type::v1::ChangeRequest;

constexpr int kMaxPages = 50;

// The request that the approval belongs to: the contract has no way to ask for it by name.
absl::StatusOr<ChangeRequest> RequestOf(const std::string& approval, Session& session) {
  intake::v1::ListChangeRequestsRequest request;
  request.set_parent(std::string(ProductOf(approval)));
  request.set_outcome(type::v1::Decision::OUTCOME_APPROVED);
  request.set_page_size(200);
  for (int pages = 0; pages < kMaxPages; ++pages) {
    ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                            session.Call(&IntakeService::Stub::ListChangeRequests, request));
    for (const ChangeRequest& found : answer.change_requests()) {
      if (found.decision().approval().name() == approval) return found;
    }
    if (answer.next_page_token().empty()) break;
    request.set_page_token(answer.next_page_token());
  }
  return Error(kApprovalWithoutRequest, {{"approval", approval}});
}

void ShowRevoked(const review::v1::RevokeApprovalResponse& answer, Page& page) {
  ShowRequest(answer.change_request(), page);
  page.Blank();
  const int count = answer.promises_without_ground_size();
  if (count == 0) return page.Paragraph({page.In(words::kNoPromiseWithoutGround), Style::kGood});
  page.Heading(
      {page.In(words::kPromisesWithoutGround, {{"count", std::to_string(count)}}), Style::kBad});
  for (const std::string& promise : answer.promises_without_ground()) page.Paragraph(promise, 2);
}

absl::StatusOr<ExitCode> Revoke(const Arguments& arguments, Session& session) {
  review::v1::RevokeApprovalRequest request;
  request.set_name(ApprovalName(arguments.Text("NAME"), arguments.Text("--product")));
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  request.set_etag(arguments.Text("--etag"));
  if (!arguments.Has("--etag")) {
    if (!session.can_ask())
      return Confirm(
          "", [](Page&) {}, session);
    ZUSAGE_ASSIGN_OR_RETURN(const ChangeRequest found, RequestOf(request.name(), session));
    ZUSAGE_RETURN_IF_ERROR(Confirm(
        session.In(words::kConfirmRevocation), [&](Page& page) { ShowRequest(found, page); },
        session));
    request.set_etag(found.etag());
  }
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&ReviewService::Stub::RevokeApproval, request));
  session.Print(answer, [&](Page& page) { ShowRevoked(answer, page); });
  return ExitCode::kOk;
}

}  // namespace

Noun ApprovalNoun() {
  OptionSpec etag = EtagOption();
  etag.help = {"Of the request it belongs to; without it you are shown it and asked",
               "Des Wunschs, zu dem sie gehört; ohne sie wird er gezeigt und gefragt"};
  return {"approval",
          {"What may be promised", "Was zugesagt werden darf"},
          {{"revoke",
            {"Take an approval back; says which promises lose their ground",
             "Eine Freigabe widerrufen; sagt, welche Zusagen den Boden verlieren"},
            {{.name = "NAME",
              .placeholder = "NAME",
              .help = {"\"products/atlas/approvals/01J…\", or its end with --product",
                       "\"products/atlas/approvals/01J…\" oder deren Ende mit --product"},
              .required = true},
             ProductOption(false),
             {.name = "--reason",
              .placeholder = "TEXT",
              .help = {"Why; everybody who promised on it reads it",
                       "Warum; alle, die darauf zugesagt haben, lesen es"},
              .required = true},
             etag},
            &Revoke}}};
}

}  // namespace zusage::cli
