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

// --- asking -------------------------------------------------------------------------------------
inline constexpr ErrorSpec kItemOrWords{absl::StatusCode::kInvalidArgument, "ITEM_OR_WORDS",
                                        "Give exactly one of item and words.",
                                        "Genau eines von item und words angeben."};
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
    "{promise} was made by {promised_by}; sales and pre-sales retract only their own.",
    "{promise} stammt von {promised_by}; Vertrieb und Pre-Sales ziehen nur eigene Zusagen zurück."};
inline constexpr ErrorSpec kOwnPromise{
    absl::StatusCode::kPermissionDenied, "OWN_PROMISE",
    "You made {promise} yourself; another product manager must say that it was delivered.",
    "{promise} stammt von Ihnen; dass geliefert wurde, muss jemand anderes aus dem "
    "Produktmanagement sagen."};

}  // namespace zusage::commitments

#endif  // ZUSAGE_SERVICES_COMMITMENTS_DOMAIN_ERRORS_H_
