// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/check_clearance.h"

#include "services/base/errors.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"
#include "services/commitments/check_item.h"
#include "services/commitments/domain/errors.h"
#include "services/commitments/view.h"
#include "services/intake/domain/change_request.h"
#include "storage/customer_repository.h"

namespace zusage::commitments {
namespace {

// The items of a request, or the element itself, as far as they can be promised.
absl::StatusOr<std::vector<ItemProposal>> ItemsOf(Knowledge& knowledge, const std::string& product,
                                                  const Meaning& meaning) {
  std::vector<ItemProposal> items;
  if (MatchName(kChangeRequestPattern, meaning.source).has_value()) {
    ZUSAGE_ASSIGN_OR_RETURN(const review::RequestHistory* history,
                            knowledge.HistoryOf(meaning.source));
    if (history == nullptr || ProductOf(meaning.source) != product) return items;
    for (const intake::Item& item : history->items) {
      items.push_back({intake::ItemName(meaning.source, item.id), item.text, meaning.confidence});
    }
    return items;
  }
  const absl::Status promisable = CheckItem(knowledge, "words", product, meaning.source);
  if (!promisable.ok()) {
    return DetailsOf(promisable).has_value() ? absl::StatusOr<std::vector<ItemProposal>>(items)
                                             : promisable;
  }
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                          knowledge.StrategyAt(product, knowledge.view().position));
  items.push_back(
      {meaning.source, strategy->Find(LastSegment(meaning.source))->title, meaning.confidence});
  return items;
}

absl::StatusOr<std::vector<ItemProposal>> ProposalsFor(Knowledge& knowledge,
                                                       const CheckClearanceInput& input) {
  std::vector<ItemProposal> proposals;
  for (const Meaning& meaning : input.meanings) {
    ZUSAGE_ASSIGN_OR_RETURN(const std::vector<ItemProposal> items,
                            ItemsOf(knowledge, input.product, meaning));
    for (const ItemProposal& item : items) {
      if (proposals.size() < kMaxProposals) proposals.push_back(item);
    }
  }
  return proposals;
}

}  // namespace

absl::StatusOr<ClearanceAnswer> AnswerAt(Knowledge& knowledge, std::string_view product,
                                         const ItemQuestion& question, int64_t position,
                                         absl::Time time) {
  Claim claim{.item = question.item,
              .customer = question.customer,
              .also_known_as = {},
              .customer_segment = {},
              .quantity = question.quantity,
              .due = question.by,
              .carried_conditions = {},
              .carried_approval = {}};
  Ground ground;
  if (!question.item.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(ground, knowledge.GroundOf(question.item, position));
    ZUSAGE_RETURN_IF_ERROR(knowledge.Complete(claim, ground, position));
  }
  ZUSAGE_ASSIGN_OR_RETURN(const Date day, knowledge.DayAt(product, position, time));
  return AnswerClearance({.item = question.item,
                          .customer = question.customer,
                          .also_known_as = claim.also_known_as,
                          .customer_segment = claim.customer_segment,
                          .quantity = question.quantity,
                          .by = question.by},
                         day, ground);
}

absl::StatusOr<CheckedClearance> CheckClearance(Knowledge& knowledge,
                                                const CheckClearanceInput& input) {
  if (input.item.empty() == input.words.empty()) return FieldError("item", kItemOrWords);
  const View& view = knowledge.view();
  ZUSAGE_ASSIGN_OR_RETURN(const strategy::Strategy* strategy,
                          knowledge.StrategyAt(input.product, view.position));
  if (strategy == nullptr) return FieldError("parent", kNotFound, {{"resource", input.product}});
  ZUSAGE_ASSIGN_OR_RETURN(const auto customer, storage::CustomerRepository::AsOf(
                                                   knowledge.tx(), input.customer, view.position));
  if (!customer.has_value()) {
    return FieldError("customer", kNotFound, {{"resource", input.customer}});
  }
  if (!input.item.empty()) {
    ZUSAGE_RETURN_IF_ERROR(CheckItem(knowledge, "item", input.product, input.item));
  }
  CheckedClearance checked{.known_position = view.position};
  ZUSAGE_ASSIGN_OR_RETURN(
      checked.answer,
      AnswerAt(knowledge, input.product, {input.item, input.customer, input.quantity, input.by},
               view.position, view.time));
  if (!input.words.empty()) {
    ZUSAGE_ASSIGN_OR_RETURN(checked.proposals, ProposalsFor(knowledge, input));
  }
  return checked;
}

absl::StatusOr<CheckedClearance> CheckClearance(storage::ReadTransaction& tx,
                                                const CheckClearanceInput& input, absl::Time now) {
  ZUSAGE_ASSIGN_OR_RETURN(const View view, ViewOf(tx, std::nullopt, now));
  Knowledge knowledge(tx, view);
  return CheckClearance(knowledge, input);
}

}  // namespace zusage::commitments
