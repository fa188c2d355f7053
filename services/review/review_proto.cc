// SPDX-License-Identifier: Apache-2.0
#include "services/review/review_proto.h"

#include <utility>

#include "services/base/errors.h"
#include "services/base/status_macros.h"
#include "services/values/proto_values.h"

namespace zusage::review {
namespace {

void ScopeToProto(const CustomerScope& scope, type::v1::CustomerScope& out) {
  switch (scope.kind) {
    case CustomerScope::Kind::kAll:
      out.set_all(true);
      return;
    case CustomerScope::Kind::kSegment:
      out.set_segment(scope.segment);
      return;
    case CustomerScope::Kind::kCustomers:
      for (const std::string& customer : scope.customers) {
        out.mutable_customers()->add_customers(customer);
      }
  }
}

CustomerScope ScopeFromProto(const type::v1::CustomerScope& scope) {
  switch (scope.scope_case()) {
    case type::v1::CustomerScope::kAll:
      return {.kind = CustomerScope::Kind::kAll};
    case type::v1::CustomerScope::kSegment:
      return {.kind = CustomerScope::Kind::kSegment, .segment = scope.segment()};
    default:
      return {.kind = CustomerScope::Kind::kCustomers,
              .customers = {scope.customers().customers().begin(),
                            scope.customers().customers().end()}};
  }
}

// `all: false` and an empty message say nothing about customers.
bool SaysCustomers(const type::v1::Approval& approval) {
  return approval.has_customers() &&
         approval.customers().scope_case() != type::v1::CustomerScope::SCOPE_NOT_SET &&
         (!approval.customers().has_all() || approval.customers().all());
}

// As it stands now: as it was set, or as was said last.
void ConditionToProto(const Condition& condition, const Approval& approval,
                      const RequestHistory& history, type::v1::Condition& out) {
  out.set_id(condition.id);
  out.set_text(condition.text);
  out.set_state(type::v1::Condition::STATE_OPEN);
  for (const ConditionChange& change : history.condition_changes) {
    if (change.approval != approval.name || change.condition != condition.id) continue;
    out.set_state(static_cast<type::v1::Condition::State>(change.state));
    out.set_note(change.note);
    out.set_changed_by(change.changed_by);
    *out.mutable_change_time() = values::ToProto(change.change_time);
  }
}

void EffortToProto(const Approval& approval, const std::optional<QuarterLoad>& load,
                   type::v1::Approval& out) {
  if (!approval.effort_quarter.has_value()) return;
  out.mutable_effort()->set_person_days(approval.effort_person_days);
  out.mutable_effort()->set_quarter(FormatQuarter(*approval.effort_quarter));
  if (!load.has_value() || load->quarter != *approval.effort_quarter) return;
  type::v1::QuarterLoad& out_load = *out.mutable_load();
  out_load.set_quarter(FormatQuarter(load->quarter));
  out_load.set_capacity_person_days(load->capacity);
  out_load.set_approved_person_days(load->approved);
  out_load.set_over_person_days(load->over());
}

type::v1::Approval TermsToProto(const Approval& approval, const RequestHistory& history) {
  type::v1::Approval out;
  out.set_name(approval.name);
  out.mutable_included_items()->Add(approval.included.begin(), approval.included.end());
  out.mutable_excluded_items()->Add(approval.excluded.begin(), approval.excluded.end());
  ScopeToProto(approval.customers, *out.mutable_customers());
  if (approval.earliest.has_value()) {
    *out.mutable_earliest_date() = values::ToProto(*approval.earliest);
  }
  for (const Condition& condition : approval.conditions) {
    ConditionToProto(condition, approval, history, *out.add_conditions());
  }
  if (approval.valid_until.has_value()) {
    *out.mutable_valid_until() = values::ToProto(*approval.valid_until);
  }
  for (const ItemLimit& limit : approval.limits) {
    type::v1::ItemLimit& one = *out.add_limits();
    one.set_item(limit.item);
    one.mutable_at_most()->set_value(limit.at_most);
    one.mutable_at_most()->set_unit(limit.unit);
  }
  out.mutable_displaced_elements()->Add(approval.displaced.begin(), approval.displaced.end());
  return out;
}

absl::StatusOr<Approval> ApprovalFromProto(const type::v1::Approval& approval) {
  Approval out;
  out.included = {approval.included_items().begin(), approval.included_items().end()};
  out.excluded = {approval.excluded_items().begin(), approval.excluded_items().end()};
  if (SaysCustomers(approval)) out.customers = ScopeFromProto(approval.customers());
  if (approval.has_earliest_date()) {
    ZUSAGE_ASSIGN_OR_RETURN(out.earliest,
                            values::FromProto(approval.earliest_date(), "approval.earliest_date"));
  }
  if (approval.has_valid_until()) {
    ZUSAGE_ASSIGN_OR_RETURN(out.valid_until,
                            values::FromProto(approval.valid_until(), "approval.valid_until"));
  }
  for (const type::v1::Condition& condition : approval.conditions()) {
    out.conditions.push_back({.text = condition.text()});
  }
  for (const type::v1::ItemLimit& limit : approval.limits()) {
    out.limits.push_back({limit.item(), limit.at_most().value(), limit.at_most().unit()});
  }
  out.effort_person_days = approval.effort().person_days();
  if (!approval.effort().quarter().empty()) {
    out.effort_quarter = ParseQuarter(approval.effort().quarter());
    if (!out.effort_quarter.has_value()) {
      return FieldError("approval.effort.quarter", kInvalidFormat, {{"expected", "2026-Q4"}});
    }
  }
  out.displaced = {approval.displaced_elements().begin(), approval.displaced_elements().end()};
  return out;
}

}  // namespace

type::v1::Approval ApprovalToProto(const RequestHistory& history, size_t decision, absl::Time now,
                                   absl::TimeZone zone, const std::optional<QuarterLoad>& load) {
  const Approval& approval = *history.decisions[decision].approval;
  type::v1::Approval out = TermsToProto(approval, history);
  EffortToProto(approval, load, out);
  out.set_state(static_cast<type::v1::Approval::State>(StateOf(history, decision, now, zone)));
  for (const Revocation& revocation : history.revocations) {
    if (revocation.approval == approval.name) out.set_revoke_reason(revocation.reason);
  }
  return out;
}

type::v1::Decision ToProto(const RequestHistory& history, absl::Time now, absl::TimeZone zone,
                           const std::optional<QuarterLoad>& load) {
  const Decision& decision = history.decisions.back();
  type::v1::Decision out;
  out.set_outcome(static_cast<type::v1::Decision::Outcome>(decision.outcome));
  out.set_reason(decision.reason);
  out.set_as_is_element(decision.as_is_element);
  out.set_decider(decision.decider);
  out.set_on_behalf_of(decision.on_behalf_of);
  out.set_duplicate_of(decision.duplicate_of);
  *out.mutable_decide_time() = values::ToProto(decision.decide_time);
  if (decision.approval.has_value()) {
    *out.mutable_approval() =
        ApprovalToProto(history, history.decisions.size() - 1, now, zone, load);
  }
  return out;
}

v1::Substitute ToProto(const Substitute& substitute) {
  v1::Substitute out;
  out.set_name(substitute.name);
  out.set_principal(substitute.principal);
  out.set_substitute(substitute.substitute);
  *out.mutable_first_day() = values::ToProto(substitute.first_day);
  *out.mutable_last_day() = values::ToProto(substitute.last_day);
  out.set_set_by(substitute.set_by);
  return out;
}

absl::StatusOr<DecisionInput> FromProto(const v1::DecideChangeRequestRequest& request) {
  DecisionInput input;
  input.outcome = static_cast<Outcome>(request.outcome());
  input.reason = request.reason();
  input.as_is_element = request.as_is_element();
  for (const type::v1::ScopeItem& item : request.items()) input.item_texts.push_back(item.text());
  if (request.has_approval()) {
    ZUSAGE_ASSIGN_OR_RETURN(input.approval, ApprovalFromProto(request.approval()));
    input.customers_given = SaysCustomers(request.approval());
  }
  return input;
}

}  // namespace zusage::review
