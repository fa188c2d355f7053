// SPDX-License-Identifier: Apache-2.0
#include "services/commitments/domain/guidance.h"

#include <string>
#include <string_view>

#include "services/commitments/domain/explain.h"

namespace zusage::commitments {
namespace {

struct Sentence {
  std::string_view english;
  std::string_view german;
};

// What to say on an allowance that covers the claim.
Sentence OnAllowance(Allowance::Kind kind) {
  switch (kind) {
    case Allowance::Kind::kApproval:
      return {"You may promise this.", "Das dürfen Sie zusagen."};
    case Allowance::Kind::kCapability:
      return {"Say that the product does this today: {title}.",
              "Sagen Sie, dass das Produkt das heute kann: {title}."};
    case Allowance::Kind::kServices:
      return {"Offer it as paid services, not as part of the product.",
              "Bieten Sie es als bezahlte Dienstleistung an, nicht als Teil des Produkts."};
    case Allowance::Kind::kRoadmapItem:
      return {"You may promise this roadmap item: {title}, planned for {horizon}.",
              "Dieses Roadmap-Vorhaben dürfen Sie zusagen: {title}, geplant für {horizon}."};
    case Allowance::Kind::kClearance:
      return {"You may promise exactly this: a clearance was issued for it.",
              "Genau das dürfen Sie zusagen: Dafür wurde eine Auskunft erteilt."};
    case Allowance::Kind::kUnspecified:
      break;
  }
  return {};
}

// What to say without an allowance.
Sentence WithoutAllowance(Cause cause) {
  switch (cause) {
    case Cause::kWaiting:
      return {"Say that it is being looked at. Promise nothing before product management decides.",
              "Sagen Sie, dass es geprüft wird. Vor der Entscheidung des Produktmanagements nichts "
              "zusagen."};
    case Cause::kFreeWords:
      return {
          "Words alone are never cleared. Choose what is meant and ask again.",
          "Auf Worte allein gibt es keine Auskunft. Wählen Sie, was gemeint ist, und fragen Sie "
          "erneut."};
    case Cause::kNeverAsked:
    case Cause::kWithdrawn:
      return {"Promise nothing yet. Submit a change request, and say that you will ask.",
              "Noch nichts zusagen. Reichen Sie einen Änderungswunsch ein und sagen Sie, dass Sie "
              "nachfragen."};
    case Cause::kNotPromisable:
      return {
          "Promise nothing: it is planned, but not to be promised. If the customer needs it, "
          "submit a change request.",
          "Nichts zusagen: Es ist geplant, aber nicht zusagbar. Braucht der Kunde es, reichen "
          "Sie einen Änderungswunsch ein."};
    case Cause::kDeclined:
      return {"Say that it is not planned.", "Sagen Sie, dass es nicht geplant ist."};
    case Cause::kDeferred:
      return {"Say that it is not planned for now, and name no date.",
              "Sagen Sie, dass es vorerst nicht geplant ist, und nennen Sie keinen Termin."};
    case Cause::kAnsweredAsIs:
      return {"The product does it today in another way. Ask again for {element} and offer that.",
              "Das Produkt leistet es heute auf andere Weise. Fragen Sie erneut nach {element} und "
              "bieten Sie das an."};
    case Cause::kLapsed:
      return {
          "Promise nothing new: the approval was valid until {valid_until}. Ask product "
          "management to renew it.",
          "Nichts Neues zusagen: Die Freigabe galt bis {valid_until}. Bitten Sie das "
          "Produktmanagement um Erneuerung."};
    case Cause::kRevoked:
      return {
          "Promise nothing: the approval was revoked. Ask product management what may be said.",
          "Nichts zusagen: Die Freigabe wurde widerrufen. Fragen Sie das Produktmanagement, was "
          "gesagt werden darf."};
    case Cause::kSuperseded:
      return {
          "Promise nothing: the strategy no longer has it. Submit a change request if the "
          "customer needs it.",
          "Nichts zusagen: Die Strategie enthält es nicht mehr. Braucht der Kunde es, reichen "
          "Sie einen Änderungswunsch ein."};
    case Cause::kConditionFailed:
      return {"Promise nothing: a condition of the approval is not met.",
              "Nichts zusagen: Eine Bedingung der Freigabe ist nicht erfüllt."};
    case Cause::kDisplaced:
      return {
          "Promise nothing: the roadmap item was pushed off. Submit a change request if the "
          "customer needs it.",
          "Nichts zusagen: Das Roadmap-Vorhaben wurde zurückgestellt. Braucht der Kunde es, "
          "reichen Sie einen Änderungswunsch ein."};
    case Cause::kCovered:
    case Cause::kBeyond:
      break;
  }
  return {};
}

void Add(Text& guidance, const Sentence& sentence, const Metadata& variables) {
  Append(guidance,
         FillIn(Text{std::string(sentence.english), std::string(sentence.german)}, variables));
}

std::string FormatExpiry(absl::Time time) {
  return absl::FormatTime("%Y-%m-%d %H:%M UTC", time, absl::UTCTimeZone());
}

// What has to be said along, and where it ends.
void AddTerms(Text& guidance, const Allowance& allowance) {
  if (const std::string conditions = OpenConditions(allowance); !conditions.empty()) {
    Add(guidance,
        {"Say along that it depends on: {conditions}.",
         "Sagen Sie dazu, dass es abhängt von: {conditions}."},
        {{"conditions", conditions}});
  }
  if (allowance.earliest.has_value()) {
    Add(guidance, {"Name no day before {earliest}.", "Nennen Sie keinen Tag vor {earliest}."},
        {{"earliest", FormatDate(*allowance.earliest)}});
  } else if (allowance.undated_only) {
    Add(guidance, {"Name no date.", "Nennen Sie keinen Termin."}, {});
  }
  if (allowance.without_quantity) {
    Add(guidance, {"Name no quantity.", "Nennen Sie keine Menge."}, {});
  }
  if (allowance.at_most.has_value()) {
    Add(guidance, {"Promise at most {limit}.", "Sagen Sie höchstens {limit} zu."},
        {{"limit", FormatLimit(*allowance.at_most)}});
  }
  if (allowance.element != nullptr && !allowance.element->limits.empty()) {
    Add(guidance, {"Its limits: {limits}.", "Seine Grenzen: {limits}."},
        {{"limits", allowance.element->limits}});
  }
  if (allowance.valid_until.has_value()) {
    Add(guidance, {"This holds until {valid_until}.", "Das gilt bis {valid_until}."},
        {{"valid_until", FormatDate(*allowance.valid_until)}});
  }
  if (allowance.expires.has_value()) {
    Add(guidance, {"This holds until {expires}.", "Das gilt bis {expires}."},
        {{"expires", FormatExpiry(*allowance.expires)}});
  }
}

}  // namespace

Text WordsFor(const Allowance& allowance) {
  Text guidance;
  Metadata variables;
  if (allowance.element != nullptr) {
    variables = {{"title", allowance.element->title}, {"horizon", allowance.element->horizon}};
  }
  Add(guidance, OnAllowance(allowance.kind), variables);
  if (allowance.element != nullptr && !allowance.element->how.empty()) {
    Add(guidance, {"This is how: {how}.", "So geht es: {how}."}, {{"how", allowance.element->how}});
  }
  AddTerms(guidance, allowance);
  return guidance;
}

Text GuidanceFor(const Judgement& judgement, const Claim& claim, const Ground& ground) {
  if (judgement.cause == Cause::kCovered) return WordsFor(*judgement.allowance);
  Text guidance;
  if (judgement.cause == Cause::kBeyond) {
    const Text clauses = ExcessClauses(judgement, claim);
    Append(guidance, {"Do not promise it like this. It is allowed " + clauses.english + ".",
                      "So nicht zusagen. Erlaubt ist es " + clauses.german + "."});
    return guidance;
  }
  Metadata variables = {{"element", std::string(ground.as_is_element)}};
  if (judgement.allowance != nullptr && judgement.allowance->valid_until.has_value()) {
    variables.emplace_back("valid_until", FormatDate(*judgement.allowance->valid_until));
  }
  Add(guidance, WithoutAllowance(judgement.cause), variables);
  return guidance;
}

}  // namespace zusage::commitments
