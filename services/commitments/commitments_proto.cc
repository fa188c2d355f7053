// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/commitments_proto.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "absl/strings/str_cat.h"
#include "services/base/etag.h"
#include "services/base/status_macros.h"
#include "services/values/proto_values.h"

namespace zusage::commitments {
namespace {

// The plain enums are numbered as the contract's.
static_assert(static_cast<int>(Standing::kAgainstDecision) == v1::STANDING_AGAINST_DECISION);
static_assert(static_cast<int>(Excess::kCondition) == v1::EXCESS_CONDITION);
static_assert(static_cast<int>(Course::kVoid) == v1::COURSE_VOID);
static_assert(static_cast<int>(GroupBy::kQuarter) == v1::ComparePromisesRequest::GROUP_BY_QUARTER);
static_assert(static_cast<int>(Allowance::Kind::kRoadmapItem) == v1::Allowance::KIND_ROADMAP_ITEM);

v1::Standing ToProto(Standing standing) { return static_cast<v1::Standing>(standing); }
v1::Course ToProto(Course course) { return static_cast<v1::Course>(course); }

// Dates and times that may be absent.
template <typename Message>
auto ReadIf(bool present, const Message& message, std::string_view field) -> absl::StatusOr<
    std::optional<typename decltype(values::FromProto(message, field))::value_type>> {
  using Value = typename decltype(values::FromProto(message, field))::value_type;
  if (!present) return std::optional<Value>();
  ZUSAGE_ASSIGN_OR_RETURN(Value value, values::FromProto(message, field));
  return std::optional<Value>(value);
}

Quantity QuantityOf(const type::v1::Quantity& quantity) {
  return {quantity.value(), quantity.unit()};
}

void Write(const Quantity& quantity, type::v1::Quantity* message) {
  message->set_value(quantity.value);
  message->set_unit(quantity.unit);
}

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
  PromiseSelection selection{.customer = filter.customer(), .promised_by = filter.promised_by()};
  ZUSAGE_ASSIGN_OR_RETURN(selection.made_from,
                          ReadIf(filter.has_made_from(), filter.made_from(), "filter.made_from"));
  ZUSAGE_ASSIGN_OR_RETURN(selection.made_until, ReadIf(filter.has_made_until(), filter.made_until(),
                                                       "filter.made_until"));
  return selection;
}

void Write(const LineStanding& standing, v1::LineStanding* message) {
  message->set_standing(ToProto(standing.standing));
  for (Excess excess : standing.excesses) {
    message->add_excesses(static_cast<v1::Excess>(excess));
  }
  message->set_basis(standing.basis);
  *message->mutable_reason() = values::ToText(standing.reason.english, standing.reason.german);
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
  message.set_etag(EtagOf(promise.name, promise.head()));
}

v1::Allowance ToProto(const AllowanceTerms& terms) {
  v1::Allowance message;
  message.set_kind(static_cast<v1::Allowance::Kind>(terms.kind));
  message.set_name(terms.name);
  if (terms.earliest.has_value()) {
    *message.mutable_earliest_date() = values::ToProto(*terms.earliest);
  }
  if (terms.valid_until.has_value()) {
    *message.mutable_valid_until() = values::ToProto(*terms.valid_until);
  }
  for (const review::Condition& condition : terms.conditions) {
    type::v1::Condition* added = message.add_conditions();
    added->set_id(condition.id);
    added->set_text(condition.text);
    // Plain states count from 0, the contract's from 1.
    added->set_state(
        static_cast<type::v1::Condition::State>(static_cast<int>(condition.state) + 1));
  }
  if (terms.at_most.has_value()) Write(*terms.at_most, message.mutable_at_most());
  message.set_limits(terms.limits);
  return message;
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

absl::StatusOr<RecordPromiseInput> FromProto(const v1::RecordPromiseRequest& request) {
  const v1::Promise& promise = request.promise();
  RecordPromiseInput input{.product = request.parent(),
                           .customer = promise.customer(),
                           .deal = promise.deal(),
                           .promised_by = promise.promised_by(),
                           .source = promise.source()};
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

absl::StatusOr<CheckClearanceInput> FromProto(const v1::CheckClearanceRequest& request) {
  CheckClearanceInput input{.product = request.parent(),
                            .customer = request.customer(),
                            .item = request.item(),
                            .words = request.words()};
  ZUSAGE_ASSIGN_OR_RETURN(input.by, ReadIf(request.has_by_date(), request.by_date(), "by_date"));
  if (request.has_quantity()) input.quantity = QuantityOf(request.quantity());
  return input;
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

std::vector<Meaning> MeaningsOf(const alignment::v1::QueryFeasibilityResponse& response,
                                const alignment::v1::ListSimilarChangeRequestsResponse& similar) {
  std::vector<Meaning> meanings;
  const auto add = [&meanings](const std::string& source, double confidence) {
    const auto known = std::find_if(meanings.begin(), meanings.end(), [&](const Meaning& meaning) {
      return meaning.source == source;
    });
    if (known != meanings.end()) {
      known->confidence = std::max(known->confidence, confidence);
    } else if (!source.empty()) {
      meanings.push_back({source, confidence});
    }
  };
  for (const alignment::v1::FeasibilityAnswer& answer : response.answers()) {
    add(answer.source(), answer.confidence());
  }
  for (const type::v1::SimilarRequest& request : similar.similar()) {
    add(request.name(), request.similarity());
  }
  std::stable_sort(meanings.begin(), meanings.end(),
                   [](const Meaning& a, const Meaning& b) { return a.confidence > b.confidence; });
  return meanings;
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

v1::CheckClearanceResponse ToProto(const CheckedClearance& checked) {
  v1::CheckClearanceResponse message;
  const ClearanceAnswer& answer = checked.answer;
  message.set_may_promise(answer.may_promise());
  Write(answer.standing, message.mutable_standing());
  if (answer.allowance.has_value()) *message.mutable_allowance() = ToProto(*answer.allowance);
  for (const ItemProposal& proposal : checked.proposals) {
    v1::ItemProposal* added = message.add_proposals();
    added->set_item(proposal.item);
    added->set_text(proposal.text);
    added->set_confidence(proposal.confidence);
  }
  *message.mutable_guidance() = values::ToText(answer.guidance.english, answer.guidance.german);
  message.set_known_position(checked.known_position);
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
