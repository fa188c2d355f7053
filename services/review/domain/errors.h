// SPDX-License-Identifier: Apache-2.0
// The reasons that only reviews return; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_REVIEW_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_REVIEW_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::review {

// --- who may decide -----------------------------------------------------------------------------
inline constexpr ErrorSpec kOwnRequest{
    absl::StatusCode::kPermissionDenied, "OWN_REQUEST",
    "Nobody decides on a request that they submitted; another product manager has to.",
    "Niemand entscheidet über einen eigenen Änderungswunsch; das muss ein anderer Produktmanager "
    "tun."};

// --- states -------------------------------------------------------------------------------------
inline constexpr ErrorSpec kWrongState{absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
                                       "{resource} is {state}; this needs one that is {allowed}.",
                                       "{resource} ist {state}; dafür muss er {allowed} sein."};
inline constexpr ErrorSpec kApprovalNotInForce{
    absl::StatusCode::kFailedPrecondition, "APPROVAL_NOT_IN_FORCE",
    "{resource} is {state} and cannot be revoked.",
    "{resource} ist {state} und kann nicht widerrufen werden."};

// --- the terms of an approval -------------------------------------------------------------------
inline constexpr ErrorSpec kTermsNotAllowed{
    absl::StatusCode::kInvalidArgument, "TERMS_NOT_ALLOWED",
    "This belongs to the outcome {outcome} only; leave it out.",
    "Das gehört nur zum Ergebnis {outcome}; weglassen."};
inline constexpr ErrorSpec kRecordedByMerging{
    absl::StatusCode::kInvalidArgument, "RECORDED_BY_MERGING",
    "A duplicate is recorded by merging it with the other request.",
    "Ein Duplikat wird durch Zusammenführen mit dem anderen Änderungswunsch festgehalten."};
inline constexpr ErrorSpec kValidUntilBeforeEarliest{
    absl::StatusCode::kInvalidArgument, "VALID_UNTIL_BEFORE_EARLIEST",
    "valid_until {valid_until} lies before earliest_date {earliest_date}.",
    "valid_until {valid_until} liegt vor earliest_date {earliest_date}."};
inline constexpr ErrorSpec kValidUntilPast{
    absl::StatusCode::kInvalidArgument, "VALID_UNTIL_PAST",
    "{value} is over; an approval that has lapsed already allows nothing.",
    "{value} ist vorbei; eine schon abgelaufene Freigabe erlaubt nichts."};
inline constexpr ErrorSpec kUnknownItem{absl::StatusCode::kInvalidArgument, "UNKNOWN_ITEM",
                                        "{item} is no item of this request.",
                                        "{item} ist kein Gegenstand dieses Änderungswunsches."};
inline constexpr ErrorSpec kItemInAndOut{
    absl::StatusCode::kInvalidArgument, "ITEM_IN_AND_OUT",
    "{item} cannot be both included and excluded.",
    "{item} kann nicht zugleich ein- und ausgeschlossen sein."};
inline constexpr ErrorSpec kNothingIncluded{
    absl::StatusCode::kInvalidArgument, "NOTHING_INCLUDED",
    "An approval must include an item; decline the request if none may be promised.",
    "Eine Freigabe muss einen Gegenstand einschließen; sonst den Änderungswunsch ablehnen."};
inline constexpr ErrorSpec kUnknownCustomer{absl::StatusCode::kInvalidArgument, "UNKNOWN_CUSTOMER",
                                            "{customer} is no known customer.",
                                            "{customer} ist kein bekannter Kunde."};
inline constexpr ErrorSpec kUnknownSegment{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_SEGMENT",
    "{segment} is none of the strategy's target segments: {allowed}.",
    "{segment} ist keines der Zielsegmente der Strategie: {allowed}."};
inline constexpr ErrorSpec kUnknownCapability{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_CAPABILITY",
    "{element} is no capability of the current strategy.",
    "{element} ist keine Fähigkeit der geltenden Strategie."};

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_ERRORS_H_
