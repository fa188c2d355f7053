// SPDX-License-Identifier: Apache-2.0
// The reasons that only promises return; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::commitments {

// --- recording ----------------------------------------------------------------------------------
inline constexpr ErrorSpec kMadeInFuture{
    absl::StatusCode::kInvalidArgument, "MADE_IN_FUTURE",
    "A promise cannot have been made later than now.",
    "Eine Zusage kann nicht später als jetzt gemacht worden sein."};
inline constexpr ErrorSpec kSourceRequired{
    absl::StatusCode::kInvalidArgument, "SOURCE_REQUIRED",
    "A promise that was made more than a day ago needs a source: where it was said.",
    "Eine Zusage, die vor mehr als einem Tag gemacht wurde, braucht einen Beleg: wo sie fiel."};
inline constexpr ErrorSpec kOneMadeTime{absl::StatusCode::kInvalidArgument, "ONE_MADE_TIME",
                                        "Give either made_time or made_date, not both.",
                                        "Entweder made_time oder made_date angeben, nicht beides."};
inline constexpr ErrorSpec kNotAnItem{
    absl::StatusCode::kInvalidArgument, "NOT_AN_ITEM",
    "{item} cannot be promised; choose an item of a request, a capability or a roadmap item.",
    "{item} kann nicht zugesagt werden; einen Gegenstand eines Änderungswunsches, eine Fähigkeit "
    "oder ein Roadmap-Vorhaben wählen."};
inline constexpr ErrorSpec kOtherProduct{absl::StatusCode::kInvalidArgument, "OTHER_PRODUCT",
                                         "{item} does not belong to {product}.",
                                         "{item} gehört nicht zu {product}."};
inline constexpr ErrorSpec kUnknownCondition{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_CONDITION",
    "No approval of this item has the conditions {conditions}.",
    "Keine Freigabe dieses Gegenstands hat die Bedingungen {conditions}."};

inline constexpr ErrorSpec kOtherCustomer{
    absl::StatusCode::kInvalidArgument, "OTHER_CUSTOMER",
    "{promise} was made to {customer}; a promise supersedes only those to the same customer.",
    "{promise} ging an {customer}; eine Zusage ersetzt nur solche an denselben Kunden."};

// --- asking -------------------------------------------------------------------------------------
inline constexpr ErrorSpec kItemOrWords{absl::StatusCode::kInvalidArgument, "ITEM_OR_WORDS",
                                        "Give exactly one of item and words.",
                                        "Genau eines von item und words angeben."};
inline constexpr ErrorSpec kNotCleared{
    absl::StatusCode::kFailedPrecondition, "NOT_CLEARED",
    "This may not be promised: it would stand as {standing}. Checking the clearance says why, and "
    "what may be said instead.",
    "Das darf nicht zugesagt werden: Es stünde als {standing} da. Die Prüfung der Auskunft sagt, "
    "warum und was stattdessen gesagt werden darf."};
inline constexpr ErrorSpec kExpiryOutOfRange{
    absl::StatusCode::kInvalidArgument, "EXPIRY_OUT_OF_RANGE",
    "A clearance holds for at least an hour and at most seven days.",
    "Eine Auskunft gilt mindestens eine Stunde und höchstens sieben Tage."};
inline constexpr ErrorSpec kTooManyPromises{
    absl::StatusCode::kInvalidArgument, "TOO_MANY_PROMISES",
    "More than {limit} promises would be compared; narrow the filter, for example to a quarter.",
    "Mehr als {limit} Zusagen wären zu vergleichen; den Filter enger fassen, etwa auf ein "
    "Quartal."};

// --- what happens to a promise ------------------------------------------------------------------
inline constexpr ErrorSpec kPromiseOver{
    absl::StatusCode::kFailedPrecondition, "PROMISE_OVER",
    "{promise} is over; nothing more can be recorded about it.",
    "{promise} ist beendet; dazu lässt sich nichts mehr festhalten."};
inline constexpr ErrorSpec kAlreadyDelivered{absl::StatusCode::kFailedPrecondition,
                                             "ALREADY_DELIVERED",
                                             "Line {line} of {promise} was delivered already.",
                                             "Zeile {line} von {promise} wurde bereits geliefert."};
inline constexpr ErrorSpec kDeliveredInFuture{
    absl::StatusCode::kInvalidArgument, "DELIVERED_IN_FUTURE",
    "A line cannot have been delivered later than today.",
    "Eine Zeile kann nicht später als heute geliefert worden sein."};
inline constexpr ErrorSpec kNotYourPromise{
    absl::StatusCode::kPermissionDenied, "NOT_YOUR_PROMISE",
    "{promise} was made by {promised_by}; you can do this only to what you promised yourself.",
    "{promise} stammt von {promised_by}; das können Sie nur mit eigenen Zusagen tun."};
inline constexpr ErrorSpec kOwnPromise{
    absl::StatusCode::kPermissionDenied, "OWN_PROMISE",
    "You made {promise} yourself; another product manager must say that it was delivered.",
    "{promise} stammt von Ihnen; dass geliefert wurde, muss jemand anderes aus dem "
    "Produktmanagement sagen."};

// --- disputes -----------------------------------------------------------------------------------
inline constexpr ErrorSpec kNotYoursToDispute{
    absl::StatusCode::kPermissionDenied, "NOT_YOURS_TO_DISPUTE",
    "{promise} was made by {promised_by} and recorded by {recorded_by}; only they say that it is "
    "recorded wrongly, and only who is named as its promiser that it was never made.",
    "{promise} stammt von {promised_by} und wurde von {recorded_by} erfasst; nur sie sagen, dass "
    "etwas falsch erfasst ist, und nur wer als Urheber genannt ist, dass sie nie gegeben wurde."};
inline constexpr ErrorSpec kDisputeOpen{absl::StatusCode::kFailedPrecondition, "DISPUTE_OPEN",
                                        "{dispute} says so already and waits to be resolved.",
                                        "{dispute} sagt das bereits und ist noch nicht geklärt."};
inline constexpr ErrorSpec kNotDelivered{absl::StatusCode::kFailedPrecondition, "NOT_DELIVERED",
                                         "{line} of {promise} is not marked as delivered.",
                                         "{line} von {promise} ist nicht als geliefert markiert."};
inline constexpr ErrorSpec kDeliveryOnly{
    absl::StatusCode::kInvalidArgument, "DELIVERY_ONLY",
    "Only a dispute about a delivery names lines; the others are about the promise as a whole.",
    "Nur wer eine Lieferung anficht, nennt Zeilen; sonst geht es um die Zusage als Ganzes."};
inline constexpr ErrorSpec kDisputeAboutYourself{
    absl::StatusCode::kPermissionDenied, "DISPUTE_ABOUT_YOURSELF",
    "{dispute} is about what you made, recorded, disputed or marked as delivered; somebody else "
    "must resolve it.",
    "In {dispute} geht es um etwas, das Sie zugesagt, erfasst, angefochten oder als geliefert "
    "markiert haben; jemand anderes muss es klären."};
inline constexpr ErrorSpec kDisputeResolved{absl::StatusCode::kFailedPrecondition,
                                            "DISPUTE_RESOLVED", "{dispute} is resolved already.",
                                            "{dispute} ist bereits geklärt."};

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ERRORS_H_
