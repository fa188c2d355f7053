// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/commitments_proto.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/errors.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/commitments/parts_proto.h"

namespace zusage::commitments {
namespace {

// The plain enums are numbered as the contract's.
static_assert(static_cast<int>(Standing::kAgainstDecision) == v1::STANDING_AGAINST_DECISION);
static_assert(static_cast<int>(Excess::kCondition) == v1::EXCESS_CONDITION);
static_assert(static_cast<int>(Course::kVoid) == v1::COURSE_VOID);
static_assert(static_cast<int>(GroupBy::kQuarter) == v1::ComparePromisesRequest::GROUP_BY_QUARTER);
static_assert(static_cast<int>(DisputeKind::kTerms) == v1::Dispute::KIND_TERMS);
static_assert(static_cast<int>(DisputeState::kDismissed) == v1::Dispute::STATE_DISMISSED);

v1::Standing ToProto(Standing standing) { return static_cast<v1::Standing>(standing); }
v1::Course ToProto(Course course) { return static_cast<v1::Course>(course); }

absl::StatusOr<LineInput> LineOf(const v1::PromiseLine& message, int index) {
  LineInput line{.text = message.text(), .item = message.item()};
  if (message.has_quantity()) line.quantity = QuantityOf(message.quantity());
  ZUSAGE_ASSIGN_OR_RETURN(line.due, ReadIf(message.has_due_date(), message.due_date(),
                                           absl::StrCat("promise.lines[", index, "].due_date")));
  line.carried_conditions = {message.carried_conditions().begin(),
                             message.carried_conditions().end()};
  return line;
}

absl::StatusOr<PromiseSelection> SelectionOf(const v1::PromiseFilter& filter) {
  PromiseSelection selection{.customer = filter.customer(),
                             .promised_by = filter.promised_by(),
                             .when_made = static_cast<Standing>(filter.standing_when_made()),
                             .now = static_cast<Standing>(filter.standing_now()),
                             .course = static_cast<Course>(filter.course()),
                             .lost_ground = filter.lost_ground()};
  ZUSAGE_ASSIGN_OR_RETURN(selection.made_from,
                          ReadIf(filter.has_made_from(), filter.made_from(), "filter.made_from"));
  ZUSAGE_ASSIGN_OR_RETURN(selection.made_until, ReadIf(filter.has_made_until(), filter.made_until(),
                                                       "filter.made_until"));
  return selection;
}

void WriteLine(const JudgedPromise& judged, size_t index, v1::PromiseLine* message) {
  const Line& line = judged.promise.lines[index];
  const LineCourse& course = judged.course.lines[index];
  message->set_id(line.id);
  message->set_text(line.text);
  message->set_item(std::string(judged.promise.ItemOf(line)));
  if (line.quantity.has_value()) Write(*line.quantity, message->mutable_quantity());
  if (line.due.has_value()) *message->mutable_due_date() = values::ToProto(*line.due);
  for (const std::string& condition : line.carried_conditions) {
    message->add_carried_conditions(condition);
  }
  Write(judged.lines[index].when_made, message->mutable_standing_when_made());
  Write(judged.lines[index].now, message->mutable_standing_now());
  message->set_course(ToProto(course.course));
  if (course.delivered.has_value()) {
    *message->mutable_delivered_date() = values::ToProto(*course.delivered);
  }
}

v1::Dispute ToProto(const Promise& promise, const Dispute& dispute) {
  v1::Dispute message;
  message.set_name(DisputeName(promise, dispute));
  message.set_kind(static_cast<v1::Dispute::Kind>(dispute.kind));
  for (const std::string& line : dispute.lines) message.add_lines(line);
  message.set_reason(dispute.reason);
  message.set_words(dispute.words);
  message.set_disputed_by(dispute.disputed_by);
  *message.mutable_dispute_time() = values::ToProto(dispute.dispute_time);
  message.set_state(static_cast<v1::Dispute::State>(dispute.state()));
  if (dispute.resolution.has_value()) {
    message.set_resolution(dispute.resolution->reason);
    message.set_resolved_by(dispute.resolution->resolved_by);
    *message.mutable_resolve_time() = values::ToProto(dispute.resolution->resolve_time);
  }
  return message;
}

// What was recorded about it.
void WriteRecord(const Promise& promise, v1::Promise& message) {
  message.set_name(promise.name);
  message.set_customer(promise.customer);
  message.set_deal(promise.deal);
  message.set_promised_by(promise.promised_by);
  *message.mutable_made_time() = values::ToProto(promise.made_time);
  message.set_source(promise.source);
  message.set_recorded_by(promise.recorded_by);
  *message.mutable_create_time() = values::ToProto(promise.create_time);
  message.set_recorded_late(promise.recorded_late());
  if (promise.retraction.has_value()) message.set_retract_reason(promise.retraction->reason);
  for (const std::string& earlier : promise.supersedes) message.add_supersedes(earlier);
  if (promise.superseded.has_value()) message.set_superseded_by(promise.superseded->by);
  for (const Dispute& dispute : promise.disputes) {
    *message.add_disputes() = ToProto(promise, dispute);
  }
  message.set_never_made(promise.never_made());
  message.set_etag(EtagOf(promise.name, promise.head()));
}

v1::PromiseGroup ToProto(const PromiseGroup& group) {
  v1::PromiseGroup message;
  message.set_key(group.key);
  message.set_title(group.title);
  message.set_promises(group.promises);
  message.set_unilateral(group.unilateral);
  message.set_lost_ground(group.lost_ground);
  for (size_t standing = 0; standing < group.standings.size(); ++standing) {
    if (group.standings[standing] == 0) continue;
    v1::StandingCount* count = message.add_standings();
    count->set_standing(static_cast<v1::Standing>(standing));
    count->set_promises(group.standings[standing]);
  }
  message.set_broken(group.broken);
  message.set_disputed(group.disputed);
  message.set_never_made(group.never_made);
  for (const Money& sum : group.at_stake) *message.add_at_stake() = values::ToProto(sum);
  for (const Money& sum : group.at_stake_unilateral) {
    *message.add_at_stake_unilateral() = values::ToProto(sum);
  }
  for (const Money& sum : group.at_stake_lost_ground) {
    *message.add_at_stake_lost_ground() = values::ToProto(sum);
  }
  return message;
}

}  // namespace

void Write(const LineStanding& standing, v1::LineStanding* message) {
  message->set_standing(ToProto(standing.standing));
  for (Excess excess : standing.excesses) {
    message->add_excesses(static_cast<v1::Excess>(excess));
  }
  message->set_basis(standing.basis);
  *message->mutable_reason() = values::ToText(standing.reason.english, standing.reason.german);
}

absl::StatusOr<RecordPromiseInput> FromProto(const v1::RecordPromiseRequest& request) {
  const v1::Promise& promise = request.promise();
  RecordPromiseInput input{
      .product = request.parent(),
      .customer = promise.customer(),
      .deal = promise.deal(),
      .promised_by = promise.promised_by(),
      .source = promise.source(),
      .supersedes = {promise.supersedes().begin(), promise.supersedes().end()}};
  ZUSAGE_ASSIGN_OR_RETURN(
      input.made_time, ReadIf(promise.has_made_time(), promise.made_time(), "promise.made_time"));
  ZUSAGE_ASSIGN_OR_RETURN(
      input.made_date, ReadIf(promise.has_made_date(), promise.made_date(), "promise.made_date"));
  for (int i = 0; i < promise.lines_size(); ++i) {
    ZUSAGE_ASSIGN_OR_RETURN(LineInput line, LineOf(promise.lines(i), i));
    input.lines.push_back(std::move(line));
  }
  return input;
}

LinkPromiseInput FromProto(const v1::LinkPromiseRequest& request) {
  return {.name = request.name(),
          .etag = request.etag(),
          .line = request.line(),
          .item = request.item()};
}

absl::StatusOr<GetPromiseInput> FromProto(const v1::GetPromiseRequest& request) {
  GetPromiseInput input{.name = request.name()};
  ZUSAGE_ASSIGN_OR_RETURN(input.as_of_time,
                          ReadIf(request.has_as_of_time(), request.as_of_time(), "as_of_time"));
  return input;
}

absl::StatusOr<ListPromisesInput> FromProto(const v1::ListPromisesRequest& request) {
  ListPromisesInput input{.parent = request.parent(),
                          .page_size = request.page_size(),
                          .page_token = request.page_token()};
  ZUSAGE_ASSIGN_OR_RETURN(input.selection, SelectionOf(request.filter()));
  return input;
}

RetractPromiseInput FromProto(const v1::RetractPromiseRequest& request) {
  return {.name = request.name(), .etag = request.etag(), .reason = request.reason()};
}

absl::StatusOr<MarkDeliveredInput> FromProto(const v1::MarkDeliveredRequest& request) {
  MarkDeliveredInput input{.name = request.name(),
                           .etag = request.etag(),
                           .lines = {request.lines().begin(), request.lines().end()}};
  ZUSAGE_ASSIGN_OR_RETURN(input.delivered_date, ReadIf(request.has_delivered_date(),
                                                       request.delivered_date(), "delivered_date"));
  return input;
}

DisputePromiseInput FromProto(const v1::DisputePromiseRequest& request) {
  return {.name = request.name(),
          .etag = request.etag(),
          .kind = static_cast<DisputeKind>(request.kind()),
          .lines = {request.lines().begin(), request.lines().end()},
          .reason = request.reason(),
          .words = request.words()};
}

absl::StatusOr<ResolveDisputeInput> FromProto(const v1::ResolveDisputeRequest& request) {
  const bool upheld = request.state() == v1::Dispute::STATE_UPHELD;
  if (!upheld && request.state() != v1::Dispute::STATE_DISMISSED) {
    return FieldError("state", kInvalidEnum, {{"allowed", "STATE_UPHELD, STATE_DISMISSED"}});
  }
  return ResolveDisputeInput{
      .name = request.name(), .etag = request.etag(), .upheld = upheld, .reason = request.reason()};
}

absl::StatusOr<ComparePromisesInput> FromProto(const v1::ComparePromisesRequest& request) {
  ComparePromisesInput input{.parent = request.parent(),
                             .group_by = static_cast<GroupBy>(request.group_by()),
                             .page_size = request.page_size(),
                             .page_token = request.page_token()};
  ZUSAGE_ASSIGN_OR_RETURN(input.selection, SelectionOf(request.filter()));
  ZUSAGE_ASSIGN_OR_RETURN(input.as_of_time,
                          ReadIf(request.has_as_of_time(), request.as_of_time(), "as_of_time"));
  return input;
}

v1::Promise ToProto(const JudgedPromise& judged) {
  v1::Promise message;
  WriteRecord(judged.promise, message);
  for (size_t i = 0; i < judged.promise.lines.size(); ++i) {
    WriteLine(judged, i, message.add_lines());
  }
  message.set_standing_when_made(ToProto(judged.when_made));
  message.set_standing_now(ToProto(judged.now));
  message.set_lost_ground(judged.lost_ground());
  message.set_course(ToProto(judged.course.course));
  message.set_late(judged.course.late);
  message.set_missed_due(judged.course.missed_due);
  if (judged.at_stake.has_value()) *message.mutable_at_stake() = values::ToProto(*judged.at_stake);
  return message;
}

v1::ListPromisesResponse ToProto(const PromisePage& page) {
  v1::ListPromisesResponse message;
  for (const JudgedPromise& judged : page.promises) *message.add_promises() = ToProto(judged);
  message.set_next_page_token(page.next_page_token);
  return message;
}

v1::ComparePromisesResponse ToProto(const Comparison& comparison) {
  v1::ComparePromisesResponse message;
  for (const PromiseGroup& group : comparison.groups) *message.add_groups() = ToProto(group);
  *message.mutable_total() = ToProto(comparison.total);
  v1::ProductManagementPart* part = message.mutable_product_management();
  part->set_requests_waiting(comparison.product_management.requests_waiting);
  part->set_requests_overdue(comparison.product_management.requests_overdue);
  part->set_covered_not_delivered(comparison.product_management.covered_not_delivered);
  for (const JudgedPromise& judged : comparison.promises) {
    *message.add_promises() = ToProto(judged);
  }
  message.set_next_page_token(comparison.next_page_token);
  message.set_as_of_position(comparison.as_of.position);
  *message.mutable_as_of_time() = values::ToProto(comparison.as_of_commit_time);
  return message;
}

}  // namespace zusage::commitments
