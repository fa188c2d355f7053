// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/preparation_proto.h"

#include "services/alignment/alignment_proto.h"

namespace zusage::alignment {
namespace {

strategy::v1::Element::Kind ToProto(strategy::ElementKind kind) {
  return static_cast<strategy::v1::Element::Kind>(static_cast<int>(kind) + 1);
}

static_assert(static_cast<int>(strategy::ElementKind::kGuardrail) + 1 ==
              strategy::v1::Element::KIND_GUARDRAIL);
static_assert(static_cast<int>(ProposalKind::kExample) + 1 == strategy::v1::Proposal::KIND_EXAMPLE);
static_assert(static_cast<int>(ProposalSource::kSecondReader) + 1 ==
              strategy::v1::Proposal::SOURCE_SECOND_READER);

strategy::v1::ProposalWorth ToProto(const ProposalWorth& worth) {
  strategy::v1::ProposalWorth out;
  out.set_requests(worth.requests);
  out.set_verdicts_before(worth.verdicts_before);
  out.set_verdicts_after(worth.verdicts_after);
  out.set_elements_before(worth.elements_before);
  out.set_elements_after(worth.elements_after);
  out.set_surprise_before(worth.surprise_before);
  out.set_surprise_after(worth.surprise_after);
  out.set_uncertainty(worth.uncertainty);
  out.set_helps(worth.helps());
  return out;
}

void Fill(const Proposal& proposal, const std::string& product, strategy::v1::Proposal& out) {
  out.set_id(proposal.id);
  out.set_element(ElementName(product, proposal.element));
  out.set_kind(static_cast<strategy::v1::Proposal::Kind>(static_cast<int>(proposal.kind) + 1));
  out.set_source(
      static_cast<strategy::v1::Proposal::Source>(static_cast<int>(proposal.source) + 1));
  out.set_text(proposal.text);
  for (const std::string& request : proposal.requests) out.add_change_requests(request);
  out.set_distinctiveness(proposal.distinctiveness);
  if (proposal.worth.has_value()) *out.mutable_worth() = ToProto(*proposal.worth);
}

void Fill(const ElementPreparation& preparation, const strategy::Strategy& strategy,
          const std::string& product, strategy::v1::ElementPreparation& out) {
  out.set_element(ElementName(product, preparation.element));
  if (const strategy::Element* element = strategy.Find(preparation.element)) {
    out.set_title(element->title);
    out.set_kind(ToProto(element->kind));
  }
  out.set_aliases(preparation.aliases);
  out.set_examples(preparation.examples);
  out.set_texts(preparation.texts);
  out.set_wanted_texts(preparation.wanted_texts);
  out.set_complete(preparation.complete);
}

}  // namespace

strategy::v1::Preparedness ToProto(const Preparation& preparation) {
  strategy::v1::Preparedness out;
  out.set_complete(preparation.complete);
  out.set_prepared_count(preparation.prepared);
  out.set_elements_count(static_cast<int32_t>(preparation.elements.size()));
  return out;
}

strategy::v1::StrategyPreparation ToProto(const PreparationAnswer& answer,
                                          const strategy::Strategy& strategy,
                                          const std::string& linguistic_fingerprint) {
  const std::string product = "products/" + strategy.product;
  strategy::v1::StrategyPreparation out;
  *out.mutable_preparedness() = ToProto(answer.preparation);
  for (const ElementPreparation& element : answer.preparation.elements) {
    Fill(element, strategy, product, *out.add_elements());
  }
  for (const Proposal& proposal : answer.proposed.proposals) {
    Fill(proposal, product, *out.add_proposals());
  }
  out.set_requests_count(answer.proposed.requests);
  out.set_ambiguous_count(answer.proposed.ambiguous);
  if (answer.together.has_value()) *out.mutable_together() = ToProto(*answer.together);
  out.set_linguistic_fingerprint(linguistic_fingerprint);
  return out;
}

}  // namespace zusage::alignment
