// SPDX-License-Identifier: Apache-2.0
#include "services/intake/intake_proto.h"

#include "services/alignment/alignment_proto.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/review/domain/routing.h"
#include "services/review/review_proto.h"
#include "services/values/proto_values.h"

namespace zusage::intake {
namespace {

void ReviewToProto(const storage::RequestView& view, absl::Time now, type::v1::Review& out) {
  out.set_owner(view.routing.owner);
  *out.mutable_due_time() = values::ToProto(view.routing.due_time);
  out.set_priority(view.routing.priority);
  const std::string& reasons = view.routing.priority_reasons;
  *out.mutable_priority_reason() =
      values::ToText(review::DescribePriority(reasons, Language::kEnglish),
                     review::DescribePriority(reasons, Language::kGerman));
  out.set_overdue(IsOpen(view.head.state) && view.routing.due_time < now);
  out.set_substitute(std::string(storage::SubstituteAt(view, now)));
  out.set_cause(static_cast<type::v1::Review::Cause>(view.routing.cause));
  out.set_note(view.routing.note);
}

// What its state comes with, and what it is merged with.
void WhereaboutsToProto(const storage::RequestView& view, type::v1::ChangeRequest& out) {
  out.set_evidence_question(view.evidence_question);
  out.set_withdraw_reason(view.withdraw_reason);
  out.set_merged_into(view.merged_into);
  for (const std::string& request : view.merged_requests) out.add_merged_requests(request);
}

void ItemsToProto(const storage::RequestView& view, type::v1::ChangeRequest& out) {
  for (const Item& item : view.history.items) {
    type::v1::ScopeItem& one = *out.add_items();
    one.set_name(ItemName(view.request.name, item.id));
    one.set_text(item.text);
  }
}

using reader::Failure;
using type::v1::SecondOpinion;
// The numbers are the same on both sides.
static_assert(static_cast<int>(reader::State::kNone) == SecondOpinion::STATE_NONE);
static_assert(static_cast<int>(Failure::kDeclined) == SecondOpinion::FAILURE_DECLINED);
static_assert(static_cast<int>(reader::Agreement::kDiffers) == SecondOpinion::AGREEMENT_DIFFERS);

void OpinionToProto(const storage::RequestView& view, SecondOpinion& out) {
  const reader::SecondOpinion& second = *view.second_opinion;
  out.set_state(static_cast<SecondOpinion::State>(second.state));
  out.set_model(second.model);
  *out.mutable_change_time() = values::ToProto(second.time);
  out.set_failure(static_cast<SecondOpinion::Failure>(second.failure));
  out.set_calls(second.calls);
  out.set_reused(second.reused);
  if (second.state != reader::State::kGiven) return;
  out.set_verdict(static_cast<type::v1::Verdict>(second.opinion.verdict));
  for (const std::string& id : second.opinion.elements) {
    out.add_elements(alignment::ElementName(view.request.product, id));
  }
  out.set_reason(second.opinion.reason);
  if (view.assessment != nullptr) {
    out.set_agreement(
        static_cast<SecondOpinion::Agreement>(reader::Compare(second.opinion, *view.assessment)));
  }
}

}  // namespace

type::v1::ChangeRequest ToProto(const storage::RequestView& view, absl::Time now, Detail detail) {
  const ChangeRequest& request = view.request;
  type::v1::ChangeRequest out;
  out.set_name(request.name);
  out.set_title(request.title);
  out.set_wish(request.wish);
  out.set_problem(request.problem);
  out.set_area(request.area);
  out.set_customer(request.customer);
  out.set_deal(request.deal);
  out.set_context(static_cast<type::v1::Context>(request.context));
  *out.mutable_evidence() = alignment::ToProto(request.evidence);
  if (request.wanted_by.has_value()) {
    *out.mutable_wanted_by() = values::ToProto(*request.wanted_by);
  }
  ItemsToProto(view, out);
  out.set_state(static_cast<type::v1::ChangeRequest::State>(view.head.state));
  if (view.assessment != nullptr) {
    *out.mutable_assessment() = alignment::ToProto(*view.assessment, request.product);
    if (detail == Detail::kList) {
      out.mutable_assessment()->clear_findings();
      out.mutable_assessment()->clear_similar();
    }
  }
  if (view.second_opinion.has_value()) OpinionToProto(view, *out.mutable_second_opinion());
  ReviewToProto(view, now, *out.mutable_review());
  if (view.history.decided()) {
    *out.mutable_decision() = review::ToProto(view.history, now, view.zone, view.load);
  }
  WhereaboutsToProto(view, out);
  out.set_submitter(request.submitter);
  out.set_recorded_by(request.recorded_by);
  *out.mutable_create_time() = values::ToProto(request.create_time);
  out.set_etag(EtagOf(request.name, view.head.head));
  return out;
}

v1::GetSecondOpinionResponse ToProto(const FoundSecondOpinion& found) {
  v1::GetSecondOpinionResponse out;
  if (found.view.second_opinion.has_value()) {
    OpinionToProto(found.view, *out.mutable_second_opinion());
  }
  for (const storage::ReaderCall& call : found.calls) {
    v1::ReaderCall& one = *out.add_calls();
    *one.mutable_call_time() = values::ToProto(call.time);
    one.set_address(call.address);
    one.set_model(call.model);
    one.set_message(call.message);
    one.set_failure(static_cast<SecondOpinion::Failure>(call.outcome.value_or(Failure::kNone)));
    one.set_ended(call.outcome.has_value());
  }
  return out;
}

v1::SecondReader ToProto(const FoundSecondReader& found) {
  v1::SecondReader out;
  out.set_on(found.on);
  out.set_calls_today(found.today.calls);
  out.set_bytes_today(found.today.bytes);
  out.set_waiting(found.waiting);
  if (!found.reader.has_value()) return out;
  out.set_model(found.reader->model);
  out.set_address(found.reader->address);
  out.set_daily_calls(found.reader->daily_calls);
  out.set_daily_bytes(found.reader->daily_bytes);
  *out.mutable_seen_time() = values::ToProto(found.reader->seen_time);
  return out;
}

v1::CustomerGuidance ToProto(const Guidance& guidance) {
  v1::CustomerGuidance out;
  out.set_advice(static_cast<v1::CustomerGuidance::Advice>(guidance.advice));
  *out.mutable_text() = values::ToText(guidance.english, guidance.german);
  return out;
}

type::v1::AssessmentChange ToProto(const AssessmentChange& change, std::string_view product) {
  type::v1::AssessmentChange out;
  const auto verdict = [](alignment::Verdict value) {
    return static_cast<type::v1::Verdict>(static_cast<int>(value));
  };
  out.set_verdict_before(verdict(change.verdict_before));
  out.set_verdict(verdict(change.verdict));
  out.set_confidence_before(change.confidence_before);
  out.set_confidence(change.confidence);
  if (change.market_before.has_value()) out.set_market_before(*change.market_before);
  if (change.market.has_value()) out.set_market(*change.market);
  if (change.commercial_before.has_value()) out.set_commercial_before(*change.commercial_before);
  if (change.commercial.has_value()) out.set_commercial(*change.commercial);
  for (const alignment::Finding& finding : change.added) {
    *out.add_added_findings() = alignment::ToProto(finding, product);
  }
  for (const alignment::Finding& finding : change.removed) {
    *out.add_removed_findings() = alignment::ToProto(finding, product);
  }
  return out;
}

v1::Study ToProto(const Study& study, bool expired) {
  v1::Study out;
  out.set_name(study.name);
  out.set_change_request(study.request);
  out.set_element(study.element);
  out.set_kind(static_cast<v1::Study::Kind>(study.kind));
  out.set_result(static_cast<v1::Study::Result>(study.result));
  out.set_summary(study.summary);
  out.set_limits(study.limits);
  if (study.effort_person_days.has_value()) {
    out.set_effort_person_days(*study.effort_person_days);
  }
  if (study.valid_until.has_value()) {
    *out.mutable_valid_until() = values::ToProto(*study.valid_until);
  }
  out.set_recorded_by(study.recorded_by);
  *out.mutable_create_time() = values::ToProto(study.create_time);
  out.set_expired(expired);
  return out;
}

absl::StatusOr<Study> FromProto(std::string_view product, const v1::Study& study) {
  Study out;
  out.product = product;
  out.request = study.change_request();
  out.element = study.element();
  out.kind = static_cast<Study::Kind>(study.kind());
  out.result = static_cast<Study::Result>(study.result());
  out.summary = study.summary();
  out.limits = study.limits();
  if (study.has_effort_person_days()) out.effort_person_days = study.effort_person_days();
  if (study.has_valid_until()) {
    ZUSAGE_ASSIGN_OR_RETURN(out.valid_until,
                            values::FromProto(study.valid_until(), "study.valid_until"));
  }
  return out;
}

absl::StatusOr<Draft> FromProto(std::string_view product,
                                const type::v1::ChangeRequestDraft& draft) {
  Draft out;
  out.product = product;
  out.title = draft.title();
  out.wish = draft.wish();
  out.problem = draft.problem();
  out.area = draft.area();
  out.customer = values::FromProto(draft.customer());
  if (draft.has_deal()) {
    ZUSAGE_ASSIGN_OR_RETURN(out.deal, values::FromProto(draft.deal(), "change_request.deal"));
  }
  out.context = static_cast<strategy::Context>(draft.context());
  out.evidence = alignment::FromProto(draft.evidence());
  if (draft.has_wanted_by()) {
    ZUSAGE_ASSIGN_OR_RETURN(out.wanted_by,
                            values::FromProto(draft.wanted_by(), "change_request.wanted_by"));
  }
  out.items = {draft.items().begin(), draft.items().end()};
  return out;
}

}  // namespace zusage::intake
