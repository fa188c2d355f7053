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

inline constexpr ErrorSpec kNotYourReview{
    absl::StatusCode::kPermissionDenied, "NOT_YOUR_REVIEW",
    "{owner} decides on {resource}; any product manager of the product can assign it to you.",
    "Über {resource} entscheidet {owner}; jeder Produktmanager des Produkts kann sie Ihnen "
    "zuweisen."};
inline constexpr ErrorSpec kNobodysReview{
    absl::StatusCode::kPermissionDenied, "NOT_YOUR_REVIEW",
    "Nobody is asked about {resource} yet; any product manager of the product can assign it to "
    "you.",
    "Zu {resource} ist noch niemand gefragt; jeder Produktmanager des Produkts kann sie Ihnen "
    "zuweisen."};
inline constexpr ErrorSpec kNotAProductManager{
    absl::StatusCode::kInvalidArgument, "NOT_A_PRODUCT_MANAGER",
    "{principal} is no active product manager of {product}.",
    "{principal} ist kein aktiver Produktmanager von {product}."};
inline constexpr ErrorSpec kOwnerSubmitted{
    absl::StatusCode::kInvalidArgument, "OWNER_SUBMITTED",
    "{principal} submitted this, or what was merged into it, and cannot decide on it.",
    "{principal} hat das eingereicht, oder was damit zusammengeführt wurde, und kann darüber nicht "
    "entscheiden."};

// --- absences -----------------------------------------------------------------------------------
inline constexpr ErrorSpec kOwnAbsence{
    absl::StatusCode::kPermissionDenied, "OWN_ABSENCE",
    "Product managers say themselves who stands in for them; for others an admin does.",
    "Produktmanager sagen selbst, wer sie vertritt; für andere tut es ein Admin."};
inline constexpr ErrorSpec kSubstitutesThemselves{
    absl::StatusCode::kInvalidArgument, "SUBSTITUTES_THEMSELVES",
    "{principal} cannot stand in for themselves.", "{principal} kann sich nicht selbst vertreten."};
inline constexpr ErrorSpec kNoCommonProduct{
    absl::StatusCode::kInvalidArgument, "NO_COMMON_PRODUCT",
    "{principal} and {substitute} are not both active product managers of one product.",
    "{principal} und {substitute} sind nicht beide aktive Produktmanager eines Produkts."};
inline constexpr ErrorSpec kAbsencePast{
    absl::StatusCode::kInvalidArgument, "ABSENCE_PAST",
    "{value} is over; an absence begins today ({today}) or later.",
    "{value} ist vorbei; eine Abwesenheit beginnt heute ({today}) oder später."};
inline constexpr ErrorSpec kEndsBeforeItBegins{
    absl::StatusCode::kInvalidArgument, "ENDS_BEFORE_IT_BEGINS",
    "last_day {last_day} lies before first_day {first_day}.",
    "last_day {last_day} liegt vor first_day {first_day}."};
inline constexpr ErrorSpec kAbsenceOverlaps{
    absl::StatusCode::kFailedPrecondition, "ABSENCE_OVERLAPS",
    "{substitute} already stands in from {first_day} to {last_day} ({resource}); end that first.",
    "{substitute} vertritt schon vom {first_day} bis {last_day} ({resource}); das erst beenden."};
inline constexpr ErrorSpec kAbsenceOver{absl::StatusCode::kFailedPrecondition, "ABSENCE_OVER",
                                        "{resource} ended on {last_day}.",
                                        "{resource} endete am {last_day}."};

// --- merging ------------------------------------------------------------------------------------
inline constexpr ErrorSpec kApprovalInForce{
    absl::StatusCode::kFailedPrecondition, "APPROVAL_IN_FORCE",
    "{resource} has an approval that promises may rest on, {approval}; revoke it before merging.",
    "{resource} hat eine Freigabe, auf der Zusagen beruhen können, {approval}; sie vor dem "
    "Zusammenführen widerrufen."};
inline constexpr ErrorSpec kServicesInForce{
    absl::StatusCode::kFailedPrecondition, "SERVICES_IN_FORCE",
    "{resource} is sold as services, and promises may rest on that; merge the other request into "
    "it "
    "instead.",
    "{resource} wird als Dienstleistung verkauft, und Zusagen können darauf beruhen; stattdessen "
    "den anderen Wunsch in diesen zusammenführen."};
inline constexpr ErrorSpec kMergeCycle{
    absl::StatusCode::kFailedPrecondition, "MERGE_CYCLE",
    "{into} is part of {resource}; a request cannot become part of itself.",
    "{into} ist Teil von {resource}; ein Änderungswunsch kann nicht Teil seiner selbst werden."};
inline constexpr ErrorSpec kMergeAcrossProducts{
    absl::StatusCode::kInvalidArgument, "MERGE_ACROSS_PRODUCTS",
    "{into} belongs to another product; only requests of one product are merged.",
    "{into} gehört zu einem anderen Produkt; nur Wünsche eines Produkts werden zusammengeführt."};
inline constexpr ErrorSpec kItemsNotMapped{
    absl::StatusCode::kInvalidArgument, "ITEMS_NOT_MAPPED",
    "{into} is decided and gets no new items; say which of its items each of these is: {items}.",
    "{into} ist entschieden und bekommt keine neuen Gegenstände; bei jedem davon sagen, welcher "
    "Gegenstand er dort ist: {items}."};

// --- states -------------------------------------------------------------------------------------
inline constexpr ErrorSpec kWrongState{absl::StatusCode::kFailedPrecondition, "WRONG_STATE",
                                       "{resource} is {state}; this needs one that is {allowed}.",
                                       "{resource} ist {state}; dafür muss er {allowed} sein."};
inline constexpr ErrorSpec kApprovalNotInForce{
    absl::StatusCode::kFailedPrecondition, "APPROVAL_NOT_IN_FORCE",
    "{resource} is {state} and cannot be revoked.",
    "{resource} ist {state} und kann nicht widerrufen werden."};

inline constexpr ErrorSpec kApprovalOver{
    absl::StatusCode::kFailedPrecondition, "APPROVAL_NOT_IN_FORCE",
    "{resource} is {state}; what becomes of its conditions changes nothing.",
    "{resource} ist {state}; was aus ihren Bedingungen wird, ändert nichts."};
inline constexpr ErrorSpec kNotACondition{
    absl::StatusCode::kInvalidArgument, "NOT_A_CONDITION",
    "{value} is no condition of this approval; it has {allowed}.",
    "{value} ist keine Bedingung dieser Freigabe; sie hat {allowed}."};

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
inline constexpr ErrorSpec kUnknownRoadmapItem{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_ROADMAP_ITEM",
    "{element} is no roadmap item of the current strategy.",
    "{element} ist kein Roadmap-Punkt der geltenden Strategie."};
inline constexpr ErrorSpec kQuarterOver{
    absl::StatusCode::kInvalidArgument, "QUARTER_OVER",
    "{quarter} is over; nothing can be built in it any more.",
    "{quarter} ist vorbei; darin kann nichts mehr gebaut werden."};
inline constexpr ErrorSpec kUnknownCapability{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_CAPABILITY",
    "{element} is no capability of the current strategy.",
    "{element} ist keine Fähigkeit der geltenden Strategie."};

}  // namespace zusage::review

#endif  // ZUSAGE_SERVICES_REVIEW_DOMAIN_ERRORS_H_
