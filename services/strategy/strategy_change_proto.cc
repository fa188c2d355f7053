// SPDX-License-Identifier: Apache-2.0
#include "services/strategy/strategy_change_proto.h"

#include "services/base/resource_name.h"
#include "services/values/proto_values.h"

namespace zusage::strategy {
namespace {

using Difference = v1::StrategyDifference;

static_assert(static_cast<int>(Change::kChanged) == Difference::CHANGE_CHANGED);
static_assert(static_cast<int>(Bearing::kWordsOnly) == Difference::BEARING_WORDS_ONLY);
static_assert(static_cast<int>(ElementKind::kGuardrail) + 1 == v1::Element::KIND_GUARDRAIL);
static_assert(static_cast<int>(alignment::Verdict::kUnclear) == type::v1::VERDICT_UNCLEAR);

std::string ElementName(const std::string& product, const std::string& id) {
  return product + "/elements/" + id;
}

v1::Element::Kind ToProto(ElementKind kind) {
  return static_cast<v1::Element::Kind>(static_cast<int>(kind) + 1);
}

Difference::Change ToProto(Change change) { return static_cast<Difference::Change>(change); }
Difference::Bearing ToProto(Bearing bearing) { return static_cast<Difference::Bearing>(bearing); }

void Fill(const FieldChange& field, Difference::Field& out) {
  out.set_field(field.field);
  out.set_before(field.before);
  out.set_after(field.after);
  out.set_bearing(ToProto(field.bearing));
}

void Fill(const ElementChange& element, const std::string& product,
          Difference::ElementChange& out) {
  out.set_change(ToProto(element.change));
  out.set_element(ElementName(product, element.id));
  out.set_title(element.title);
  out.set_kind(ToProto(element.kind));
  for (const FieldChange& field : element.fields) Fill(field, *out.add_fields());
  out.set_bearing(ToProto(element.bearing));
}

void Fill(const PartChange& part, Difference::PartChange& out) {
  out.set_change(ToProto(part.change));
  out.set_part(part.part);
  out.set_key(part.key);
  for (const FieldChange& field : part.fields) Fill(field, *out.add_fields());
}

void Fill(const RejudgedRequest& request, v1::RejudgedRequest& out) {
  out.set_change_request(request.head.name);
  out.set_title(request.title);
  out.set_customer(request.head.customer);
  out.set_owner(request.head.owner);
  *out.mutable_due_time() = values::ToProto(request.head.due_time);
  out.set_verdict_before(static_cast<type::v1::Verdict>(request.before.verdict));
  out.set_verdict(static_cast<type::v1::Verdict>(request.after.verdict));
  out.set_firm_before(request.before.firm);
  out.set_firm(request.after.firm);
  out.set_confidence_before(request.before.confidence);
  out.set_confidence(request.after.confidence);
  out.set_element(request.after.element);
}

void Fill(const commitments::PromiseAtRisk& promise, v1::PromiseAtRisk& out) {
  out.set_promise(promise.promise);
  out.set_customer(promise.customer);
  out.set_promised_by(promise.promised_by);
  out.set_text(promise.text);
  out.set_item(promise.item);
}

}  // namespace

v1::StrategyDifference ToProto(const ComparedStrategies& compared) {
  v1::StrategyDifference out;
  out.set_strategy(compared.strategy);
  out.set_base(compared.base);
  const std::string product(ProductOf(compared.strategy));
  for (const ElementChange& element : compared.difference.elements) {
    Fill(element, product, *out.add_elements());
  }
  for (const PartChange& part : compared.difference.parts) Fill(part, *out.add_parts());
  return out;
}

v1::StrategyChange ToProto(const StrategyChange& change,
                           const storage::PublishedStrategy& published) {
  v1::StrategyChange out;
  for (const CitedElement& cited : change.retired) {
    v1::RetiredElement& added = *out.add_retired();
    added = ToProto(cited.element, published.product);
    added.set_open_requests(cited.open_requests);
    added.set_decisions(cited.decisions);
    added.set_promises(cited.promises);
  }
  out.set_retired_count(change.retired_count);
  if (!change.difference.has_value()) return out;
  storage::PublishedStrategy base = published;
  --base.version;
  *out.mutable_difference() = ToProto(ComparedStrategies{
      published.name(), base.version == 0 ? "" : base.name(), *change.difference});
  for (const RejudgedRequest& request : change.requests) Fill(request, *out.add_requests());
  out.set_requests_count(change.requests_count);
  out.set_open_requests_count(change.open_requests_count);
  out.set_requests_not_judged(change.requests_not_judged);
  for (const commitments::PromiseAtRisk& promise : change.promises) {
    Fill(promise, *out.add_promises());
  }
  out.set_promises_count(change.promises_count);
  return out;
}

v1::RetiredElement ToProto(const RetiredElement& element, const std::string& product) {
  v1::RetiredElement out;
  out.set_name(ElementName(product, element.id));
  out.set_title(element.title);
  out.set_kind(ToProto(element.kind));
  out.set_last_version(element.last_version);
  return out;
}

v1::Acknowledgement ToProto(const Acknowledgement& acknowledgement) {
  v1::Acknowledgement out;
  out.set_strategy(acknowledgement.strategy);
  out.set_principal(acknowledgement.principal);
  if (acknowledgement.since.has_value()) {
    *out.mutable_acknowledge_time() = values::ToProto(*acknowledgement.since);
  }
  return out;
}

}  // namespace zusage::strategy
