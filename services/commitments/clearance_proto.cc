// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/clearance_proto.h"

#include <algorithm>
#include <string>

#include "services/commitments/parts_proto.h"

namespace zusage::commitments {
namespace {

// The plain enums are numbered as the contract's.
static_assert(static_cast<int>(Allowance::Kind::kClearance) == v1::Allowance::KIND_CLEARANCE);
static_assert(static_cast<int>(review::Condition::State::kFailed) ==
              type::v1::Condition::STATE_FAILED);

void Write(const review::Condition& condition, type::v1::Condition* message) {
  message->set_id(condition.id);
  message->set_text(condition.text);
  message->set_state(static_cast<type::v1::Condition::State>(condition.state));
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
    Write(condition, message.add_conditions());
  }
  if (terms.at_most.has_value()) Write(*terms.at_most, message.mutable_at_most());
  message.set_limits(terms.limits);
  if (terms.expires.has_value()) {
    *message.mutable_expire_time() = values::ToProto(*terms.expires);
  }
  return message;
}

}  // namespace

absl::StatusOr<CheckClearanceInput> FromProto(const v1::CheckClearanceRequest& request) {
  CheckClearanceInput input{.product = request.parent(),
                            .customer = request.customer(),
                            .item = request.item(),
                            .words = request.words()};
  ZUSAGE_ASSIGN_OR_RETURN(input.by, ReadIf(request.has_by_date(), request.by_date(), "by_date"));
  if (request.has_quantity()) input.quantity = QuantityOf(request.quantity());
  return input;
}

absl::StatusOr<IssueClearanceInput> FromProto(const v1::IssueClearanceRequest& request) {
  IssueClearanceInput input{
      .product = request.parent(), .customer = request.customer(), .item = request.item()};
  ZUSAGE_ASSIGN_OR_RETURN(input.by, ReadIf(request.has_by_date(), request.by_date(), "by_date"));
  if (request.has_quantity()) input.quantity = QuantityOf(request.quantity());
  ZUSAGE_ASSIGN_OR_RETURN(input.expire_time,
                          ReadIf(request.has_expire_time(), request.expire_time(), "expire_time"));
  return input;
}

ListClearancesInput FromProto(const v1::ListClearancesRequest& request) {
  return {.parent = request.parent(),
          .issued_to = request.issued_to(),
          .page_size = request.page_size(),
          .page_token = request.page_token()};
}

ListAllowancesInput FromProto(const v1::ListAllowancesRequest& request) {
  return {.product = request.parent(),
          .customer = request.customer(),
          .query = request.query(),
          .page_size = request.page_size(),
          .page_token = request.page_token()};
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

v1::Clearance ToProto(const ClearanceView& view) {
  const IssuedClearance& clearance = view.clearance;
  v1::Clearance message;
  message.set_name(clearance.name);
  message.set_customer(clearance.customer);
  message.set_item(clearance.item);
  if (clearance.quantity.has_value()) Write(*clearance.quantity, message.mutable_quantity());
  if (clearance.by.has_value()) *message.mutable_by_date() = values::ToProto(*clearance.by);
  for (const review::Condition& condition : clearance.conditions) {
    Write(condition, message.add_conditions());
  }
  message.set_basis_kind(static_cast<v1::Allowance::Kind>(clearance.basis_kind));
  message.set_basis(clearance.basis);
  *message.mutable_expire_time() = values::ToProto(clearance.expire_time);
  message.set_issued_to(clearance.issued_to);
  *message.mutable_create_time() = values::ToProto(clearance.issue_time);
  *message.mutable_guidance() = ToProto(view.guidance);
  return message;
}

v1::ListClearancesResponse ToProto(const ClearancePage& page) {
  v1::ListClearancesResponse message;
  for (const ClearanceView& view : page.clearances) *message.add_clearances() = ToProto(view);
  message.set_next_page_token(page.next_page_token);
  return message;
}

v1::ListAllowancesResponse ToProto(const OfferPage& page) {
  v1::ListAllowancesResponse message;
  for (const Offer& offer : page.offers) {
    v1::Offer* added = message.add_offers();
    *added->mutable_allowance() = ToProto(offer.allowance);
    added->set_item(offer.item);
    added->set_text(offer.text);
    *added->mutable_guidance() = ToProto(offer.guidance);
    for (const std::string& promise : offer.promises) added->add_promises(promise);
  }
  message.set_next_page_token(page.next_page_token);
  message.set_known_position(page.known_position);
  return message;
}

}  // namespace zusage::commitments
