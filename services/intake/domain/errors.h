// SPDX-License-Identifier: Apache-2.0
// The reasons that only the intake returns; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_INTAKE_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_INTAKE_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::intake {

// --- evidence -----------------------------------------------------------------------------------
inline constexpr ErrorSpec kSaidInFuture{
    absl::StatusCode::kInvalidArgument, "SAID_IN_FUTURE",
    "{value} has not come yet; a conversation is logged after it took place.",
    "{value} liegt in der Zukunft; ein Gespräch wird festgehalten, wenn es stattgefunden hat."};
inline constexpr ErrorSpec kNoEvidence{
    absl::StatusCode::kInvalidArgument, "NO_EVIDENCE",
    "Nothing is said; give at least one value or one conversation.",
    "Es ist nichts angegeben; mindestens ein Wert oder ein Gespräch ist nötig."};
inline constexpr ErrorSpec kTooManyConversations{
    absl::StatusCode::kFailedPrecondition, "TOO_MANY_CONVERSATIONS",
    "{resource} has {known} conversations; with {added} more it would have over {limit}. Sum up "
    "several in one.",
    "Zu {resource} sind {known} Gespräche festgehalten; mit {added} weiteren wären es über "
    "{limit}. "
    "Mehrere in einem zusammenfassen."};

inline constexpr ErrorSpec kRequestMerged{absl::StatusCode::kFailedPrecondition, "REQUEST_MERGED",
                                          "{resource} became part of {into}; add it there.",
                                          "{resource} ist in {into} aufgegangen; dort ergänzen."};

// --- withdrawing --------------------------------------------------------------------------------
inline constexpr ErrorSpec kNotYourRequest{
    absl::StatusCode::kPermissionDenied, "NOT_YOUR_REQUEST",
    "Only {submitter} may withdraw {resource}: it is their request.",
    "Nur {submitter} darf {resource} zurückziehen: es ist deren Änderungswunsch."};

// --- studies ------------------------------------------------------------------------------------
inline constexpr ErrorSpec kNotOfProduct{absl::StatusCode::kInvalidArgument, "NOT_OF_PRODUCT",
                                         "{value} does not belong to {product}.",
                                         "{value} gehört nicht zu {product}."};
inline constexpr ErrorSpec kUnknownElement{absl::StatusCode::kInvalidArgument, "UNKNOWN_ELEMENT",
                                           "{element} is no element of the current strategy.",
                                           "{element} ist kein Element der geltenden Strategie."};
inline constexpr ErrorSpec kValidUntilOver{
    absl::StatusCode::kInvalidArgument, "VALID_UNTIL_OVER",
    "{value} is over; a study that is out of date already says nothing.",
    "{value} ist vorbei; eine schon veraltete Studie sagt nichts aus."};
inline constexpr ErrorSpec kLimitsRequired{
    absl::StatusCode::kInvalidArgument, "LIMITS_REQUIRED",
    "Feasible with limits means that there are some; say which.",
    "„Machbar mit Grenzen“ heißt, dass es welche gibt; angeben, welche."};

}  // namespace zusage::intake

#endif  // ZUSAGE_SERVICES_INTAKE_DOMAIN_ERRORS_H_
