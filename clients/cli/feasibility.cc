// SPDX-License-Identifier: Apache-2.0
// zusage feasibility ask
#include "clients/cli/nouns.h"
#include "clients/cli/options.h"
#include "clients/cli/proto_values.h"
#include "clients/cli/session.h"
#include "clients/cli/short_names.h"
#include "clients/cli/show_evidence.h"
#include "clients/cli/show_request.h"
#include "services/base/status_macros.h"
#include "zusage/alignment/v1/alignment_service.grpc.pb.h"

namespace zusage::cli {
namespace {

using alignment::v1::AlignmentService;
using alignment::v1::FeasibilityAnswer;
using intake::v1::Study;

std::string KindText(FeasibilityAnswer::Kind kind, Page& page) {
  return EnumWord("feasibility." + FeasibilityAnswer::Kind_Name(kind), page.language());
}

Style StyleOf(FeasibilityAnswer::Kind kind) {
  switch (kind) {
    case FeasibilityAnswer::KIND_AS_IS:
    case FeasibilityAnswer::KIND_CONFIGURATION:
      return Style::kGood;
    case FeasibilityAnswer::KIND_CONFLICTS:
      return Style::kBad;
    default:
      return Style::kWarning;
  }
}

// How old it is, and whether that is too old.
void ShowAge(const FeasibilityAnswer& answer, Page& page) {
  if (answer.has_known_time()) {
    page.Field(words::kKnownSince, DayForPeople(answer.known_time()));
  }
  if (!answer.has_valid_until()) return;
  const std::string until = ForPeople(answer.valid_until());
  page.Field(words::kValidUntil,
             answer.expired()
                 ? Cell(until + " (" + page.In(words::kOutOfDate) + ")", Style::kWarning)
                 : Cell(until));
}

void ShowAnswer(const FeasibilityAnswer& answer, Page& page) {
  page.Blank();
  page.Heading(answer.title());
  page.Field(words::kVerdict, {KindText(answer.kind(), page) + ", " + Percent(answer.confidence()),
                               StyleOf(answer.kind())});
  if (answer.result() != Study::RESULT_UNSPECIFIED) {
    page.Field(words::kResult, EnumWord(Study::Result_Name(answer.result()), page.language()));
  }
  if (!answer.outcome().empty()) {
    page.Field(words::kOutcome, EnumWord("OUTCOME_" + answer.outcome(), page.language()));
  }
  page.Field(words::kHow, answer.how());
  page.Field(words::kLimits, answer.limits());
  page.Field(words::kHorizon, answer.horizon());
  if (answer.has_effort_person_days()) {
    page.Field(words::kEffort, PersonDays(answer.effort_person_days(), page));
  }
  page.Field(words::kSource, answer.source());
  page.Field(words::kAbout, answer.about());
  ShowAge(answer, page);
  page.Field(words::kMatched, {MatchedWords(answer.matched_words()), Style::kDim});
}

absl::StatusOr<ExitCode> AskFeasibility(const Arguments& arguments, Session& session) {
  alignment::v1::QueryFeasibilityRequest request;
  request.set_parent(ProductName(arguments.Text("--product")));
  request.set_question(arguments.Text("QUESTION"));
  ZUSAGE_ASSIGN_OR_RETURN(const auto answer,
                          session.Call(&AlignmentService::Stub::QueryFeasibility, request));
  session.Print(answer, [&](Page& page) {
    const bool known = answer.kind() != FeasibilityAnswer::KIND_UNSPECIFIED;
    const std::string kind = KindText(answer.kind(), page);
    page.Heading({answer.firm() || !known ? kind : page.In(words::kProbably, {{"verdict", kind}}),
                  StyleOf(answer.kind())});
    if (!known) {
      page.Paragraph(page.In(answer.answers().empty() ? words::kNoAnswer : words::kNearestAnswers));
    }
    page.Field(words::kStrategy, answer.strategy() + ", " + ForPeople(answer.strategy_time()));
    for (const FeasibilityAnswer& one : answer.answers()) ShowAnswer(one, page);
  });
  return ExitCode::kOk;
}

}  // namespace

Noun FeasibilityNoun() {
  return {"feasibility",
          {"Can the product do it?", "Kann das Produkt das?"},
          {{"ask",
            {"Ask in free words; answered from capabilities, roadmap, studies and decisions",
             "In freien Worten fragen; beantwortet aus Fähigkeiten, Roadmap, Studien und "
             "Entscheidungen"},
            {{.name = "QUESTION",
              .placeholder = "QUESTION",
              .help = {"\"Can it do X?\"", "\"Kann es X?\""},
              .required = true},
             ProductOption(true)},
            &AskFeasibility}}};
}

}  // namespace zusage::cli
