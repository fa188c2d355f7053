// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/preparation_proto.h"

#include <cstddef>
#include <utility>

#include "services/strategy/strategy_proto.h"

namespace zusage::strategy {
namespace {

// A server takes requests of one MiB; the rest is for what a message adds.
constexpr size_t kMaxQuestionBytes = 1'000'000;

}  // namespace

v1::ReaderProgress ToProto(const ReaderProgress& progress) {
  v1::ReaderProgress out;
  out.set_on(progress.on);
  out.set_model(progress.model);
  out.set_given_count(progress.given);
  out.set_waiting_count(progress.waiting);
  out.set_failed_count(progress.failed);
  out.set_failure(static_cast<type::v1::SecondOpinion::Failure>(progress.failure));
  return out;
}

alignment::v1::ProposePreparationRequest QuestionFor(
    const v1::PrepareStrategyRequest& request, const PrepareStrategyOutput& read,
    const std::vector<alignment::Suggestion>& suggestions) {
  alignment::v1::ProposePreparationRequest question;
  question.set_parent(request.parent());
  *question.mutable_document() = ToProto(*read.document);
  question.set_element(request.element());
  question.set_max_proposals(request.max_proposals());
  for (const alignment::Suggestion& suggestion : suggestions) {
    alignment::v1::SuggestedText& out = *question.add_suggestions();
    out.set_element(suggestion.element);
    out.set_kind(suggestion.kind == alignment::ProposalKind::kExample ? v1::Proposal::KIND_EXAMPLE
                                                                      : v1::Proposal::KIND_ALIAS);
    out.set_text(suggestion.text);
  }
  size_t bytes = question.ByteSizeLong();
  for (const alignment::BacktestRequest& decided : read.requests) {
    alignment::v1::DecidedRequest out;
    out.set_change_request(decided.id);
    out.set_title(decided.title);
    out.set_text(decided.body);
    out.set_verdict(static_cast<type::v1::Verdict>(decided.expected));
    for (const alignment::Verdict verdict : decided.acceptable) {
      out.add_acceptable(static_cast<type::v1::Verdict>(verdict));
    }
    for (const std::string& element : decided.expected_refs) out.add_elements(element);
    bytes += out.ByteSizeLong() + 8;  // with its tag and length
    if (bytes > kMaxQuestionBytes) break;
    *question.add_requests() = std::move(out);
  }
  return question;
}

}  // namespace zusage::strategy
