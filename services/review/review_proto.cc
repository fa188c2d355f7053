// SPDX-License-Identifier: Apache-2.0
#include "services/review/review_proto.h"

#include <utility>

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

type::v1::Approval ApprovalToProto(const Approval& approval, ApprovalState state) {
  type::v1::Approval out;
  out.set_name(approval.name);
  out.mutable_included_items()->Add(approval.included.begin(), approval.included.end());
  out.mutable_excluded_items()->Add(approval.excluded.begin(), approval.excluded.end());
  ScopeToProto(approval.customers, *out.mutable_customers());
  if (approval.earliest.has_value()) {
    *out.mutable_earliest_date() = values::ToProto(*approval.earliest);
  }
  for (const Condition& condition : approval.conditions) {
    type::v1::Condition& one = *out.add_conditions();
    one.set_id(condition.id);
    one.set_text(condition.text);
    one.set_state(type::v1::Condition::STATE_OPEN);
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
  out.set_state(static_cast<type::v1::Approval::State>(state));
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
  return out;
}

}  // namespace

type::v1::Decision ToProto(const RequestHistory& history, absl::Time now, absl::TimeZone zone) {
  const Decision& decision = history.decisions.back();
  type::v1::Decision out;
  out.set_outcome(static_cast<type::v1::Decision::Outcome>(decision.outcome));
  out.set_reason(decision.reason);
  out.set_as_is_element(decision.as_is_element);
  out.set_decider(decision.decider);
  *out.mutable_decide_time() = values::ToProto(decision.decide_time);
  if (!decision.approval.has_value()) return out;
  *out.mutable_approval() = ApprovalToProto(
      *decision.approval, StateOf(history, history.decisions.size() - 1, now, zone));
  for (const Revocation& revocation : history.revocations) {
    if (revocation.approval != decision.approval->name) continue;
    out.mutable_approval()->set_revoke_reason(revocation.reason);
  }
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
