// SPDX-License-Identifier: Apache-2.0
// The reasons that only the directory returns; what any role may return is in
// services/base/errors.h.
#ifndef ZUSAGE_SERVICES_DIRECTORY_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_DIRECTORY_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::directory {

// --- customers ----------------------------------------------------------------------------------
inline constexpr ErrorSpec kCustomerAmbiguous{
    absl::StatusCode::kInvalidArgument, "CUSTOMER_AMBIGUOUS",
    "This fits several customers: {customers}; name one of them.",
    "Das passt auf mehrere Kunden: {customers}; einen davon mit seinem Namen angeben."};
inline constexpr ErrorSpec kExternalIdTaken{
    absl::StatusCode::kInvalidArgument, "EXTERNAL_ID_TAKEN",
    "The external id {external_id} belongs to {customer}.",
    "Die externe Kennung {external_id} gehört zu {customer}."};
inline constexpr ErrorSpec kReferenceTaken{absl::StatusCode::kInvalidArgument, "REFERENCE_TAKEN",
                                           "The reference {reference} belongs to {deal}.",
                                           "Die Referenz {reference} gehört zu {deal}."};

inline constexpr ErrorSpec kSameCustomer{absl::StatusCode::kInvalidArgument, "SAME_CUSTOMER",
                                         "These are not two customers.",
                                         "Das sind keine zwei Kunden."};
inline constexpr ErrorSpec kCustomerMerged{absl::StatusCode::kFailedPrecondition, "CUSTOMER_MERGED",
                                           "{customer} was merged into {target}.",
                                           "{customer} wurde mit {target} zusammengeführt."};
inline constexpr ErrorSpec kCustomerMergeCycle{
    absl::StatusCode::kFailedPrecondition, "CUSTOMER_MERGE_CYCLE",
    "{target} was merged into {customer} already: they are one.",
    "{target} wurde schon mit {customer} zusammengeführt: sie sind einer."};
inline constexpr ErrorSpec kDealReferencesClash{
    absl::StatusCode::kFailedPrecondition, "DEAL_REFERENCES_CLASH",
    "Both customers have deals by the same reference: {deals}; change one of each pair first.",
    "Beide Kunden haben Abschlüsse mit derselben Referenz: {deals}; zuerst je eine ändern."};

// --- deals --------------------------------------------------------------------------------------
inline constexpr ErrorSpec kOutcomeReasonRequired{
    absl::StatusCode::kInvalidArgument, "OUTCOME_REASON_REQUIRED",
    "Say why the deal was won or lost.", "Angeben, warum der Abschluss gelang oder scheiterte."};
inline constexpr ErrorSpec kNoOutcome{
    absl::StatusCode::kInvalidArgument, "NO_OUTCOME",
    "Only a deal that is won or lost has a reason for that.",
    "Nur ein gewonnener oder verlorener Abschluss hat dafür einen Grund."};

// --- teams --------------------------------------------------------------------------------------
inline constexpr ErrorSpec kTeamExists{absl::StatusCode::kAlreadyExists, "TEAM_EXISTS",
                                       "{team} is called {display_name} already.",
                                       "{team} heißt schon {display_name}."};
inline constexpr ErrorSpec kInAnotherTeam{
    absl::StatusCode::kFailedPrecondition, "IN_ANOTHER_TEAM",
    "{principal} belongs to {team}; take them out of it first.",
    "{principal} gehört zu {team}; zuerst dort herausnehmen."};

// --- principals ---------------------------------------------------------------------------------
inline constexpr ErrorSpec kPrincipalExists{absl::StatusCode::kAlreadyExists, "PRINCIPAL_EXISTS",
                                            "There is a principal {principal} already.",
                                            "{principal} gibt es schon."};
inline constexpr ErrorSpec kLastAdmin{
    absl::StatusCode::kFailedPrecondition, "LAST_ADMIN",
    "Without {resource}, no active admin has a usable key; make another one first.",
    "Ohne {resource} hat keine aktive Verwaltung einen gültigen Schlüssel; zuerst einen anderen "
    "anlegen."};
inline constexpr ErrorSpec kRoleNeedsAllProducts{
    absl::StatusCode::kInvalidArgument, "ROLE_NEEDS_ALL_PRODUCTS",
    "This role is not bound to a product; grant it for products/-.",
    "Diese Rolle ist an kein Produkt gebunden; sie für products/- vergeben."};
inline constexpr ErrorSpec kNotProductManager{
    absl::StatusCode::kFailedPrecondition, "NOT_PRODUCT_MANAGER",
    "{principal} is no active product manager of {product}.",
    "{principal} hat für {product} kein aktives Produktmanagement."};
inline constexpr ErrorSpec kAlreadyInitialized{
    absl::StatusCode::kFailedPrecondition, "ALREADY_INITIALIZED",
    "There are principals already; an admin can create more.",
    "Es gibt schon Beteiligte; weitere legt die Verwaltung an."};

// --- keys ---------------------------------------------------------------------------------------
inline constexpr ErrorSpec kTooManyKeys{
    absl::StatusCode::kFailedPrecondition, "TOO_MANY_KEYS",
    "{principal} has {limit} keys, which is the most; use or revoke one of them.",
    "{principal} hat {limit} Schlüssel, mehr geht nicht; einen davon verwenden oder widerrufen."};
inline constexpr ErrorSpec kPrincipalInactive{absl::StatusCode::kFailedPrecondition,
                                              "PRINCIPAL_INACTIVE",
                                              "{principal} is not active; activate it first.",
                                              "{principal} ist nicht aktiv; zuerst aktivieren."};
inline constexpr ErrorSpec kExpired{absl::StatusCode::kInvalidArgument, "EXPIRED",
                                    "This time has passed already.",
                                    "Dieser Zeitpunkt ist schon vorbei."};

}  // namespace zusage::directory

#endif  // ZUSAGE_SERVICES_DIRECTORY_DOMAIN_ERRORS_H_
