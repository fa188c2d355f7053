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
}

void ItemsToProto(const storage::RequestView& view, type::v1::ChangeRequest& out) {
  for (const Item& item : view.history.items) {
    type::v1::ScopeItem& one = *out.add_items();
    one.set_name(ItemName(view.request.name, item.id));
    one.set_text(item.text);
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
  ReviewToProto(view, now, *out.mutable_review());
  if (view.history.decided()) {
    *out.mutable_decision() = review::ToProto(view.history, now, view.zone);
  }
  out.set_submitter(request.submitter);
  out.set_recorded_by(request.recorded_by);
  *out.mutable_create_time() = values::ToProto(request.create_time);
  out.set_etag(EtagOf(request.name, view.head.head));
  return out;
}

v1::CustomerGuidance ToProto(const Guidance& guidance) {
  v1::CustomerGuidance out;
  out.set_advice(static_cast<v1::CustomerGuidance::Advice>(guidance.advice));
  *out.mutable_text() = values::ToText(guidance.english, guidance.german);
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
