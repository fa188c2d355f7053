// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/explain.h"

#include <algorithm>
#include <string_view>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_format.h"

namespace zusage::commitments {
namespace {

struct Sentence {
  std::string_view english;
  std::string_view german;

  Text text() const { return {std::string(english), std::string(german)}; }
};

// Why something is covered.
Sentence CoveredBy(Allowance::Kind kind) {
  switch (kind) {
    case Allowance::Kind::kApproval:
      return {"Approved by product management.", "Vom Produktmanagement freigegeben."};
    case Allowance::Kind::kCapability:
      return {"The product does this today: {title}.", "Das Produkt kann das heute: {title}."};
    case Allowance::Kind::kServices:
      return {"Sold to this customer as services, outside the product.",
              "Für diesen Kunden eine Dienstleistung außerhalb des Produkts."};
    case Allowance::Kind::kRoadmapItem:
      return {"On the roadmap and marked as promisable: {title}.",
              "Auf der Roadmap und als zusagbar markiert: {title}."};
    case Allowance::Kind::kClearance:
      return {"A clearance had been issued for exactly this.",
              "Genau dafür war eine Auskunft erteilt."};
    case Allowance::Kind::kUnspecified:
      break;
  }
  return {};
}

// Why a claim stands as it does when no allowance covers it or is exceeded.
Sentence SentenceOf(Cause cause) {
  switch (cause) {
    case Cause::kWaiting:
      return {"The request still waits for a decision of product management.",
              "Der Änderungswunsch wartet noch auf eine Entscheidung des Produktmanagements."};
    case Cause::kFreeWords:
      return {"Words alone allow nothing; pre-sales or product management links them to an item.",
              "Worte allein erlauben nichts; Pre-Sales oder Produktmanagement verknüpft sie mit "
              "einem Gegenstand."};
    case Cause::kNeverAsked:
      return {"Product management was not asked.", "Das Produktmanagement wurde nicht gefragt."};
    case Cause::kWithdrawn:
      return {"The request was withdrawn before product management decided.",
              "Der Änderungswunsch wurde vor einer Entscheidung des Produktmanagements "
              "zurückgezogen."};
    case Cause::kNotPromisable:
      return {"It is on the roadmap but not marked as promisable, and nobody asked.",
              "Es steht auf der Roadmap, ist aber nicht als zusagbar markiert, und niemand hat "
              "gefragt."};
    case Cause::kDeclined:
      return {"Product management declined it.", "Das Produktmanagement hat es abgelehnt."};
    case Cause::kDeferred:
      return {"Product management deferred it.", "Das Produktmanagement hat es zurückgestellt."};
    case Cause::kAnsweredAsIs:
      return {
          "Product management answered that {element} does it today; only that may be promised.",
          "Laut Produktmanagement leistet {element} das heute; nur das darf zugesagt werden."};
    case Cause::kLapsed:
      return {"What allowed it was valid until {valid_until}.",
              "Was es erlaubte, galt bis {valid_until}."};
    case Cause::kRevoked:
      return {"The approval was revoked.", "Die Freigabe wurde widerrufen."};
    case Cause::kSuperseded:
      return {"The strategy in force no longer has what allowed it: {title}.",
              "Die geltende Strategie enthält nicht mehr, was es erlaubte: {title}."};
    case Cause::kConditionFailed:
      return {"A condition of the approval is not met: {conditions}.",
              "Eine Bedingung der Freigabe ist nicht erfüllt: {conditions}."};
    case Cause::kDisplaced:
      return {"The roadmap item was pushed off for something else: {title} (for {approval}).",
              "Das Roadmap-Vorhaben wurde für etwas anderes zurückgestellt: {title} (für "
              "{approval})."};
    case Cause::kCovered:
    case Cause::kBeyond:
      break;
  }
  return {};
}

std::string Quoted(const std::vector<AllowanceCondition>& conditions) {
  std::string list;
  for (const AllowanceCondition& condition : conditions) {
    absl::StrAppend(&list, list.empty() ? "" : ", ", "\"");
    list.append(condition.text).append("\"");
  }
  return list;
}

std::vector<AllowanceCondition> ConditionsIn(review::Condition::State state,
                                             const Allowance& allowance) {
  std::vector<AllowanceCondition> found;
  for (const AllowanceCondition& condition : allowance.conditions) {
    if (condition.state == state) found.push_back(condition);
  }
  return found;
}

Text ExcessClause(Excess excess, const Claim& claim, const Allowance& allowance) {
  switch (excess) {
    case Excess::kCustomer:
      return {"for other customers only", "nur für andere Kunden"};
    case Excess::kScope:
      if (allowance.includes_item && allowance.without_quantity) {
        return {"without a quantity only", "nur ohne Mengenangabe"};
      }
      if (allowance.includes_item && allowance.at_most.has_value()) {
        const std::string limit = FormatLimit(*allowance.at_most);
        return {absl::StrCat("at most ", limit), absl::StrCat("höchstens ", limit)};
      }
      return {"without this item", "ohne diesen Gegenstand"};
    case Excess::kDate:
      if (allowance.undated_only || !allowance.earliest.has_value()) {
        return {"without a date only", "nur ohne Termin"};
      }
      return {absl::StrCat("not before ", FormatDate(*allowance.earliest)),
              absl::StrCat("nicht vor ", FormatDate(*allowance.earliest))};
    case Excess::kCondition: {
      const std::string conditions = Quoted(UncarriedConditions(claim, allowance));
      return {absl::StrCat("only together with the condition ", conditions),
              absl::StrCat("nur mit der Bedingung ", conditions)};
    }
    case Excess::kUnspecified:
      break;
  }
  return {};
}

// Whether the claim carried a condition that has failed.
bool CarriedFailedCondition(const Claim& claim, const Allowance& allowance) {
  if (claim.carried_approval != allowance.name) return false;
  const auto failed = ConditionsIn(review::Condition::State::kFailed, allowance);
  return std::any_of(failed.begin(), failed.end(), [&](const AllowanceCondition& condition) {
    return std::find(claim.carried_conditions.begin(), claim.carried_conditions.end(),
                     condition.id) != claim.carried_conditions.end();
  });
}

Metadata VariablesOf(const Judgement& judgement, const Ground& ground) {
  Metadata variables;
  if (judgement.cause == Cause::kAnsweredAsIs) {
    variables.emplace_back("element", ground.as_is_element);
  }
  const Allowance* allowance = judgement.allowance;
  if (allowance == nullptr) return variables;
  if (allowance->element != nullptr) variables.emplace_back("title", allowance->element->title);
  if (allowance->valid_until.has_value()) {
    variables.emplace_back("valid_until", FormatDate(*allowance->valid_until));
  }
  if (judgement.cause == Cause::kDisplaced) {
    variables.emplace_back("approval", allowance->ended_by);
  }
  if (judgement.cause == Cause::kConditionFailed) {
    variables.emplace_back("conditions",
                           Quoted(ConditionsIn(review::Condition::State::kFailed, *allowance)));
  }
  return variables;
}

Text ReasonFor(const Judgement& judgement, const Claim& claim, const Ground& ground) {
  if (judgement.cause == Cause::kBeyond) {
    const Text clauses = ExcessClauses(judgement, claim);
    return {absl::StrCat("More than what is allowed: ", clauses.english, "."),
            absl::StrCat("Mehr als erlaubt: ", clauses.german, ".")};
  }
  const Sentence sentence = judgement.cause == Cause::kCovered
                                ? CoveredBy(judgement.allowance->kind)
                                : SentenceOf(judgement.cause);
  Text reason = FillIn(sentence.text(), VariablesOf(judgement, ground));
  if (judgement.cause == Cause::kConditionFailed &&
      CarriedFailedCondition(claim, *judgement.allowance)) {
    Append(reason, {"The customer was told of it.", "Sie wurde dem Kunden genannt."});
  }
  return reason;
}

std::string_view BasisOf(const Judgement& judgement, const Ground& ground) {
  if (judgement.allowance != nullptr) return judgement.allowance->name;
  return judgement.standing() == Standing::kUnrequested ? std::string_view{} : ground.request;
}

}  // namespace

Text FillIn(const Text& text, const Metadata& metadata) {
  return {zusage::FillIn(text.english, metadata), zusage::FillIn(text.german, metadata)};
}

void Append(Text& text, const Text& sentence) {
  absl::StrAppend(&text.english, text.english.empty() ? "" : " ", sentence.english);
  absl::StrAppend(&text.german, text.german.empty() ? "" : " ", sentence.german);
}

Text ExcessClauses(const Judgement& judgement, const Claim& claim) {
  Text clauses;
  for (Excess excess : judgement.excesses) {
    const Text clause = ExcessClause(excess, claim, *judgement.allowance);
    const char* separator = clauses.english.empty() ? "" : "; ";
    absl::StrAppend(&clauses.english, separator, clause.english);
    absl::StrAppend(&clauses.german, separator, clause.german);
  }
  return clauses;
}

std::string OpenConditions(const Allowance& allowance) {
  return Quoted(ConditionsIn(review::Condition::State::kOpen, allowance));
}

std::string FormatLimit(const Limit& limit) {
  std::string text = absl::StrFormat("%.15g", limit.value);
  if (!limit.unit.empty()) text.append(" ").append(limit.unit);
  return text;
}

LineStanding Explain(const Judgement& judgement, const Claim& claim, const Ground& ground) {
  return {judgement.standing(), judgement.excesses, std::string(BasisOf(judgement, ground)),
          ReasonFor(judgement, claim, ground)};
}

}  // namespace zusage::commitments
