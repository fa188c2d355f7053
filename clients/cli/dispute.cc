// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/enum_names.h"
#include "clients/cli/options.h"
#include "clients/cli/promise.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_promise.h"
#include "services/base/status_macros.h"
#include "zusage/commitments/v1/commitment_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using commitments::v1::CommitmentService;
using commitments::v1::Promise;

ExitCode Shown(const Promise& promise, Session& session) {
  session.Print(promise, [&](Page& page) { ShowPromise(promise, page); });
  return ExitCode::kOk;
}

absl::StatusOr<ExitCode> Dispute(const Arguments& arguments, Session& session) {
  commitments::v1::DisputePromiseRequest request;
  request.set_name(PromiseName(arguments.Text("NAME"), arguments.Text("--product")));
  ZUSAGE_ASSIGN_OR_RETURN(const int kind, ParseEnum(*commitments::v1::Dispute::Kind_descriptor(),
                                                    "--kind", arguments.Text("--kind")));
  request.set_kind(static_cast<commitments::v1::Dispute::Kind>(kind));
  for (const std::string& line : arguments.List("--line")) request.add_lines(line);
  request.set_reason(arguments.Text("--reason"));
  request.set_words(arguments.Text("--words"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_etag(), PromiseEtag(arguments, request.name(), session));
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::DisputePromise, request));
  return Shown(answer, session);
}

absl::StatusOr<ExitCode> Resolve(const Arguments& arguments, Session& session) {
  commitments::v1::ResolveDisputeRequest request;
  const std::string promise = PromiseName(arguments.Text("NAME"), arguments.Text("--product"));
  request.set_name(promise + "/disputes/" + arguments.Text("--dispute", "1"));
  ZUSAGE_ASSIGN_OR_RETURN(const int state, ParseEnum(*commitments::v1::Dispute::State_descriptor(),
                                                     "--outcome", arguments.Text("--outcome")));
  request.set_state(static_cast<commitments::v1::Dispute::State>(state));
  request.set_reason(arguments.Text("--reason"));
  request.set_request_id(session.request_id());
  ZUSAGE_ASSIGN_OR_RETURN(*request.mutable_etag(), PromiseEtag(arguments, promise, session));
  ZUSAGE_ASSIGN_OR_RETURN(const Promise answer,
                          session.Call(&CommitmentService::Stub::ResolveDispute, request));
  return Shown(answer, session);
}

}  // namespace

Verb DisputeVerb() {
  return {
      "dispute",
      {"Say that what is recorded about a promise is not so",
       "Sagen, dass nicht stimmt, was zu einer Zusage erfasst ist"},
      AboutOnePromise(
          {{.name = "--kind",
            .placeholder = "WHAT",
            .help = {"not-made: I did not say that; delivery: it was not delivered; "
                     "terms: I said it otherwise",
                     "not-made: das habe ich nicht gesagt; delivery: es wurde nicht "
                     "geliefert; terms: ich habe es anders gesagt"},
            .required = true,
            .choices = {"not-made", "delivery", "terms"}},
           {.name = "--reason", .placeholder = "TEXT", .help = {"Why", "Warum"}, .required = true},
           {.name = "--words",
            .placeholder = "TEXT",
            .help = {"With terms: what was said", "Mit terms: was gesagt wurde"}},
           {.name = "--line",
            .placeholder = "ID",
            .help = {"With delivery: which line; all without it",
                     "Mit delivery: welche Zeile; ohne sie alle"},
            .repeated = true},
           EtagOption()}),
      &Dispute};
}

Verb ResolveVerb() {
  return {
      "resolve",
      {"Say who is right in a dispute", "Sagen, wer in einer Anfechtung recht hat"},
      AboutOnePromise(
          {{.name = "--outcome",
            .placeholder = "WHICH",
            .help = {"upheld: who disputed it is right; dismissed: the record is",
                     "upheld: die Anfechtung stimmt; dismissed: das Erfasste "
                     "stimmt"},
            .required = true,
            .choices = {"upheld", "dismissed"}},
           {.name = "--reason", .placeholder = "TEXT", .help = {"Why", "Warum"}, .required = true},
           {.name = "--dispute",
            .placeholder = "ID",
            .help = {"Which; 1 without it", "Welche; ohne sie 1"}},
           EtagOption()}),
      &Resolve};
}

}  // namespace zusage::cli
