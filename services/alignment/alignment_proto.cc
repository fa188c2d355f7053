// SPDX-License-Identifier: Apache-2.0
#include "services/alignment/alignment_proto.h"

#include <charconv>
#include <optional>
#include <utility>

#include "absl/status/status.h"
#include "services/base/resource_name.h"
#include "services/base/status_macros.h"

namespace zusage::alignment {
namespace {

using google::protobuf::RepeatedPtrField;

// The verdicts, focuses and contexts have the same numbers on both sides.
static_assert(static_cast<int>(Verdict::kUnclear) == type::v1::VERDICT_UNCLEAR);
static_assert(static_cast<int>(strategy::Focus::kSalesLed) == type::v1::FOCUS_SALES_LED);
static_assert(static_cast<int>(strategy::Context::kAdjacentMarket) ==
              type::v1::CONTEXT_ADJACENT_MARKET);
// Kinds of findings start at 1 there.
static_assert(static_cast<int>(FindingKind::kBalance) + 1 == type::v1::Finding::KIND_BALANCE);

type::v1::Finding::Stance ToProto(Stance stance) {
  switch (stance) {
    case Stance::kFor:
      return type::v1::Finding::STANCE_FOR;
    case Stance::kAgainst:
      return type::v1::Finding::STANCE_AGAINST;
    case Stance::kNeutral:
      break;
  }
  return type::v1::Finding::STANCE_UNSPECIFIED;
}

Stance FromProto(type::v1::Finding::Stance stance) {
  if (stance == type::v1::Finding::STANCE_FOR) return Stance::kFor;
  return stance == type::v1::Finding::STANCE_AGAINST ? Stance::kAgainst : Stance::kNeutral;
}

void SetText(std::string_view english, std::string_view german, type::v1::Text& text) {
  text.set_en(std::string(english));
  text.set_de(std::string(german));
}

absl::Status Foreign(const char* what) {
  return absl::InternalError(std::string("an assessment with a foreign ") + what);
}

absl::StatusOr<std::string> ElementId(std::string_view name) {
  if (name.empty()) return std::string();
  const auto segments = MatchName(kElementPattern, name);
  if (!segments.has_value()) return Foreign("element");
  return std::string((*segments)[1]);
}

absl::StatusOr<int> StrategyVersion(std::string_view name) {
  if (name.empty()) return 0;
  const auto segments = MatchName(kStrategyPattern, name);
  int version = 0;
  if (segments.has_value()) {
    const std::string_view digits = (*segments)[1];
    const auto [end, error] = std::from_chars(digits.begin(), digits.end(), version);
    if (error == std::errc() && end == digits.end() && version > 0) return version;
  }
  return Foreign("strategy");
}

std::vector<MatchedWord> FromProto(const RepeatedPtrField<type::v1::MatchedWord>& words) {
  std::vector<MatchedWord> values;
  values.reserve(words.size());
  for (const type::v1::MatchedWord& word : words) {
    values.push_back({word.request_word(), word.element_word()});
  }
  return values;
}

void Fill(const Finding& finding, std::string_view product, type::v1::Finding& out) {
  out.set_kind(static_cast<type::v1::Finding::Kind>(static_cast<int>(finding.kind) + 1));
  out.set_stance(ToProto(finding.stance));
  out.set_element(ElementName(product, finding.element));
  out.set_precedent(finding.precedent);
  out.set_quote(finding.quote);
  ToProto(finding.matched_words, *out.mutable_matched_words());
  out.set_strength(finding.strength);
  out.set_reason(finding.reason);
  SetText(finding.english, finding.german, *out.mutable_text());
}

absl::StatusOr<Finding> FromProto(const type::v1::Finding& finding) {
  if (!type::v1::Finding::Kind_IsValid(finding.kind()) ||
      finding.kind() == type::v1::Finding::KIND_UNSPECIFIED) {
    return Foreign("kind of finding");
  }
  Finding value;
  value.kind = static_cast<FindingKind>(finding.kind() - 1);
  value.stance = FromProto(finding.stance());
  ZUSAGE_ASSIGN_OR_RETURN(value.element, ElementId(finding.element()));
  value.precedent = finding.precedent();
  value.quote = finding.quote();
  value.matched_words = FromProto(finding.matched_words());
  value.strength = finding.strength();
  value.reason = finding.reason();
  value.english = finding.text().en();
  value.german = finding.text().de();
  return value;
}

void Fill(const Score& score, type::v1::Score& out) {
  if (score.value.has_value()) out.set_value(*score.value);
  for (const ScorePart& part : score.parts) {
    type::v1::Score::Part& added = *out.add_parts();
    added.set_name(part.name);
    if (part.value.has_value()) added.set_value(*part.value);
    added.set_weight(part.weight);
    if (part.lowest.has_value()) added.set_lowest(*part.lowest);
    if (part.highest.has_value()) added.set_highest(*part.highest);
  }
  out.set_preset(score.preset);
}

std::optional<double> Given(bool has, double value) {
  return has ? std::optional(value) : std::nullopt;
}

Score FromProto(const type::v1::Score& score) {
  Score value;
  if (score.has_value()) value.value = score.value();
  for (const type::v1::Score::Part& part : score.parts()) {
    value.parts.push_back({part.name(), Given(part.has_value(), part.value()), part.weight(),
                           Given(part.has_lowest(), part.lowest()),
                           Given(part.has_highest(), part.highest())});
  }
  value.preset = score.preset();
  return value;
}

void Fill(const FocusAdvice& advice, type::v1::FocusAdvice& out) {
  out.set_focus(static_cast<type::v1::Focus>(advice.focus));
  SetText(advice.english, advice.german, *out.mutable_reason());
  out.set_from_policy(advice.from_policy);
  out.set_market_weight(advice.market_weight);
  out.set_commercial_weight(advice.commercial_weight);
  if (advice.balance.has_value()) out.set_balance(*advice.balance);
}

FocusAdvice FromProto(const type::v1::FocusAdvice& advice) {
  return {.focus = static_cast<strategy::Focus>(advice.focus()),
          .english = advice.reason().en(),
          .german = advice.reason().de(),
          .from_policy = advice.from_policy(),
          .market_weight = advice.market_weight(),
          .commercial_weight = advice.commercial_weight(),
          .balance = Given(advice.has_balance(), advice.balance())};
}

SimilarRequest FromProto(const type::v1::SimilarRequest& request) {
  SimilarRequest value{.name = request.name(),
                       .title = request.title(),
                       .similarity = request.similarity(),
                       .outcome = request.outcome(),
                       .matched_words = FromProto(request.matched_words()),
                       .by_meaning = request.by_meaning(),
                       .element = ElementId(request.element()).value_or(""),
                       .decided_position = request.decided_position()};
  if (request.has_decide_time()) {
    value.decide_time = absl::FromUnixSeconds(request.decide_time().seconds());
  }
  return value;
}

}  // namespace

std::string ElementName(std::string_view product, std::string_view id) {
  if (id.empty()) return "";
  std::string name(product);
  name += "/elements/";
  name += id;
  return name;
}

void ToProto(const std::vector<MatchedWord>& words, RepeatedPtrField<type::v1::MatchedWord>& out) {
  out.Reserve(static_cast<int>(words.size()));
  for (const MatchedWord& word : words) {
    type::v1::MatchedWord& added = *out.Add();
    added.set_request_word(word.request_word);
    added.set_element_word(word.element_word);
  }
}

type::v1::SimilarRequest ToProto(const SimilarRequest& request) {
  type::v1::SimilarRequest out;
  out.set_name(request.name);
  out.set_title(request.title);
  out.set_similarity(request.similarity);
  out.set_outcome(request.outcome);
  ToProto(request.matched_words, *out.mutable_matched_words());
  out.set_by_meaning(request.by_meaning);
  out.set_element(ElementName(ProductOf(request.name), request.element));
  out.set_decided_position(request.decided_position);
  if (request.decide_time != absl::InfinitePast()) {
    out.mutable_decide_time()->set_seconds(absl::ToUnixSeconds(request.decide_time));
  }
  return out;
}

type::v1::Finding ToProto(const Finding& finding, std::string_view product) {
  type::v1::Finding out;
  Fill(finding, product, out);
  return out;
}

type::v1::Assessment ToProto(const Assessment& assessment, std::string_view product,
                             const strategy::Strategy* strategy) {
  type::v1::Assessment out;
  out.set_verdict(static_cast<type::v1::Verdict>(assessment.verdict));
  out.set_confidence(assessment.confidence);
  out.set_firm(assessment.firm);
  for (const RankedElement& ranked : assessment.elements) {
    type::v1::RankedElement& added = *out.add_elements();
    added.set_element(ElementName(product, ranked.element));
    const strategy::Element* element =
        strategy == nullptr ? nullptr : strategy->Find(ranked.element);
    if (element != nullptr) added.set_title(element->title);
    added.set_score(ranked.score);
    added.set_probability(ranked.probability);
  }
  for (const std::string& id : assessment.shortlist) out.add_shortlist(ElementName(product, id));
  for (const Finding& finding : assessment.findings) Fill(finding, product, *out.add_findings());
  Fill(assessment.market, *out.mutable_market());
  Fill(assessment.commercial, *out.mutable_commercial());
  Fill(assessment.focus, *out.mutable_focus());
  for (const SimilarRequest& request : assessment.similar) *out.add_similar() = ToProto(request);
  if (assessment.strategy_version > 0) {
    out.set_strategy(std::string(product) + "/strategies/" +
                     std::to_string(assessment.strategy_version));
  }
  out.set_check_version(assessment.check_version);
  out.set_linguistic_fingerprint(assessment.linguistic_fingerprint);
  out.set_known_position(assessment.known_position);
  return out;
}

absl::StatusOr<Assessment> FromProto(const type::v1::Assessment& assessment) {
  if (!type::v1::Verdict_IsValid(assessment.verdict())) return Foreign("verdict");
  if (!type::v1::Focus_IsValid(assessment.focus().focus())) return Foreign("focus");
  Assessment value;
  value.verdict = static_cast<Verdict>(assessment.verdict());
  value.confidence = assessment.confidence();
  value.firm = assessment.firm();
  for (const type::v1::RankedElement& ranked : assessment.elements()) {
    ZUSAGE_ASSIGN_OR_RETURN(std::string id, ElementId(ranked.element()));
    value.elements.push_back({std::move(id), ranked.score(), ranked.probability()});
  }
  for (const std::string& name : assessment.shortlist()) {
    ZUSAGE_ASSIGN_OR_RETURN(std::string id, ElementId(name));
    value.shortlist.push_back(std::move(id));
  }
  for (const type::v1::Finding& finding : assessment.findings()) {
    ZUSAGE_ASSIGN_OR_RETURN(Finding read, FromProto(finding));
    value.findings.push_back(std::move(read));
  }
  value.market = FromProto(assessment.market());
  value.commercial = FromProto(assessment.commercial());
  value.focus = FromProto(assessment.focus());
  for (const type::v1::SimilarRequest& request : assessment.similar()) {
    value.similar.push_back(FromProto(request));
  }
  ZUSAGE_ASSIGN_OR_RETURN(value.strategy_version, StrategyVersion(assessment.strategy()));
  value.check_version = assessment.check_version();
  value.linguistic_fingerprint = assessment.linguistic_fingerprint();
  value.known_position = assessment.known_position();
  return value;
}

Conversation FromProto(const type::v1::Conversation& conversation) {
  Conversation value{.kind = static_cast<Conversation::Kind>(conversation.kind()),
                     .date = std::nullopt,
                     .text = conversation.text()};
  const type::v1::Date& date = conversation.date();
  const Date day(date.year(), date.month(), date.day());
  const bool exists = day.month() == date.month() && day.day() == date.day();
  if (conversation.has_date() && exists) value.date = day;
  return value;
}

Evidence FromProto(const type::v1::Evidence& evidence) {
  Evidence value;
  if (evidence.has_pain()) value.pain = evidence.pain();
  if (evidence.has_frequency_per_month()) {
    value.frequency_per_month = evidence.frequency_per_month();
  }
  if (evidence.has_similar_customers()) value.similar_customers = evidence.similar_customers();
  if (evidence.has_segment_share()) value.segment_share = evidence.segment_share();
  if (evidence.has_willingness_to_pay()) {
    value.willingness_to_pay = evidence.willingness_to_pay().units();
    value.willingness_to_pay_currency = evidence.willingness_to_pay().currency_code();
  }
  if (evidence.has_effort_person_days()) value.effort_person_days = evidence.effort_person_days();
  value.conversations.assign(evidence.conversations().begin(), evidence.conversations().end());
  for (const type::v1::Conversation& conversation : evidence.logged_conversations()) {
    value.logged_conversations.push_back(FromProto(conversation));
  }
  return value;
}

type::v1::Conversation ToProto(const Conversation& conversation) {
  type::v1::Conversation out;
  out.set_kind(static_cast<type::v1::Conversation::Kind>(conversation.kind));
  if (conversation.date.has_value()) {
    out.mutable_date()->set_year(static_cast<int32_t>(conversation.date->year()));
    out.mutable_date()->set_month(conversation.date->month());
    out.mutable_date()->set_day(conversation.date->day());
  }
  out.set_text(conversation.text);
  return out;
}

type::v1::Evidence ToProto(const Evidence& evidence) {
  type::v1::Evidence out;
  if (evidence.pain.has_value()) out.set_pain(*evidence.pain);
  if (evidence.frequency_per_month.has_value()) {
    out.set_frequency_per_month(*evidence.frequency_per_month);
  }
  if (evidence.similar_customers.has_value()) {
    out.set_similar_customers(*evidence.similar_customers);
  }
  if (evidence.segment_share.has_value()) out.set_segment_share(*evidence.segment_share);
  if (evidence.willingness_to_pay.has_value()) {
    out.mutable_willingness_to_pay()->set_units(*evidence.willingness_to_pay);
    out.mutable_willingness_to_pay()->set_currency_code(evidence.willingness_to_pay_currency);
  }
  if (evidence.effort_person_days.has_value()) {
    out.set_effort_person_days(*evidence.effort_person_days);
  }
  for (const std::string& conversation : evidence.conversations) {
    out.add_conversations(conversation);
  }
  for (const Conversation& conversation : evidence.logged_conversations) {
    *out.add_logged_conversations() = ToProto(conversation);
  }
  return out;
}

Wish WishFromProto(std::string_view product, const type::v1::ChangeRequestDraft& draft) {
  return {.product = std::string(LastSegment(product)),
          .title = draft.title(),
          .body = draft.wish(),
          .problem = draft.problem(),
          .area = draft.area(),
          .customer_segment = draft.customer().segment(),
          .customer_size = draft.customer().size(),
          .context = static_cast<strategy::Context>(draft.context()),
          .evidence = FromProto(draft.evidence())};
}

type::v1::ChangeRequestDraft DraftOf(const Wish& wish) {
  type::v1::ChangeRequestDraft draft;
  draft.set_title(wish.title);
  draft.set_wish(wish.body);
  draft.set_problem(wish.problem);
  draft.set_area(wish.area);
  draft.mutable_customer()->set_segment(wish.customer_segment);
  draft.mutable_customer()->set_size(wish.customer_size);
  draft.set_context(static_cast<type::v1::Context>(wish.context));
  *draft.mutable_evidence() = ToProto(wish.evidence);
  return draft;
}

}  // namespace zusage::alignment
