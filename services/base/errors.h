// SPDX-License-Identifier: Apache-2.0
// The reasons that any role may return. What only one role returns is in its `domain/errors.h`.
#ifndef ZUSAGE_SERVICES_BASE_ERRORS_H_
#define ZUSAGE_SERVICES_BASE_ERRORS_H_

#include "services/base/error.h"

namespace zusage {

// --- fields -------------------------------------------------------------------------------------
inline constexpr ErrorSpec kInvalidFields{absl::StatusCode::kInvalidArgument, "INVALID_FIELDS",
                                          "{count} fields are invalid.",
                                          "{count} Felder sind ungültig."};
inline constexpr ErrorSpec kRequired{absl::StatusCode::kInvalidArgument, "REQUIRED",
                                     "A value is required.", "Eine Angabe ist nötig."};
inline constexpr ErrorSpec kTooLong{absl::StatusCode::kInvalidArgument, "TOO_LONG",
                                    "At most {limit} bytes are allowed, got {size}.",
                                    "Höchstens {limit} Bytes sind erlaubt, es sind {size}."};
inline constexpr ErrorSpec kTooMany{absl::StatusCode::kInvalidArgument, "TOO_MANY",
                                    "At most {limit} entries are allowed, got {size}.",
                                    "Höchstens {limit} Einträge sind erlaubt, es sind {size}."};
inline constexpr ErrorSpec kOutOfRange{absl::StatusCode::kInvalidArgument, "OUT_OF_RANGE",
                                       "The value must be from {minimum} to {maximum}.",
                                       "Der Wert muss zwischen {minimum} und {maximum} liegen."};
inline constexpr ErrorSpec kInvalidText{
    absl::StatusCode::kInvalidArgument, "INVALID_TEXT",
    "The text must be valid UTF-8 without control characters other than tab and line breaks.",
    "Der Text muss gültiges UTF-8 ohne Steuerzeichen außer Tabulator und Zeilenumbruch sein."};
inline constexpr ErrorSpec kInvalidFormat{absl::StatusCode::kInvalidArgument, "INVALID_FORMAT",
                                          "The value must look like {expected}.",
                                          "Der Wert muss so aussehen: {expected}."};
inline constexpr ErrorSpec kInvalidDate{absl::StatusCode::kInvalidArgument, "INVALID_DATE",
                                        "There is no such day: {value}.",
                                        "Diesen Tag gibt es nicht: {value}."};
inline constexpr ErrorSpec kInvalidEnum{absl::StatusCode::kInvalidArgument, "INVALID_ENUM",
                                        "Choose one of: {allowed}.", "Zur Wahl stehen: {allowed}."};
inline constexpr ErrorSpec kUnknownField{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_FIELD",
    "There is no field of this name or number; check the spelling and the version of the client.",
    "Ein Feld dieses Namens oder dieser Nummer gibt es nicht; Schreibweise und Version des Clients "
    "prüfen."};
inline constexpr ErrorSpec kDuplicate{absl::StatusCode::kInvalidArgument, "DUPLICATE",
                                      "{value} occurs more than once.",
                                      "{value} kommt mehrfach vor."};
inline constexpr ErrorSpec kInvalidPageToken{
    absl::StatusCode::kInvalidArgument, "INVALID_PAGE_TOKEN",
    "The page token belongs to another query; start again without it.",
    "Die Seitenmarke gehört zu einer anderen Abfrage; ohne sie neu beginnen."};

// --- resources ----------------------------------------------------------------------------------
inline constexpr ErrorSpec kNotFound{absl::StatusCode::kNotFound, "NOT_FOUND",
                                     "{resource} does not exist.", "{resource} gibt es nicht."};
inline constexpr ErrorSpec kEtagStale{
    absl::StatusCode::kAborted, "ETAG_STALE",
    "{resource} has changed since you read it; read it again and decide on what it says now.",
    "{resource} hat sich geändert, seit Sie es gelesen haben; neu lesen und danach entscheiden."};
inline constexpr ErrorSpec kRequestIdReused{
    absl::StatusCode::kAlreadyExists, "REQUEST_ID_REUSED",
    "request_id {request_id} was used before with other content; use a new one.",
    "request_id {request_id} wurde schon mit anderem Inhalt verwendet; eine neue verwenden."};

// --- callers ------------------------------------------------------------------------------------
inline constexpr ErrorSpec kUnauthenticated{
    absl::StatusCode::kUnauthenticated, "UNAUTHENTICATED",
    "A valid token is required: send `authorization: Bearer TOKEN`.",
    "Ein gültiges Token ist nötig: `authorization: Bearer TOKEN` mitsenden."};
inline constexpr ErrorSpec kPermissionDenied{
    absl::StatusCode::kPermissionDenied, "PERMISSION_DENIED",
    "This needs one of these roles for {resource}: {roles}.",
    "Dafür ist für {resource} eine dieser Rollen nötig: {roles}."};

// --- the server ---------------------------------------------------------------------------------
inline constexpr ErrorSpec kInternal{
    absl::StatusCode::kInternal, "INTERNAL",
    "Something went wrong on the server; its log has the details under trace {trace}.",
    "Auf dem Server ist etwas schiefgegangen; Näheres steht in seinem Protokoll unter {trace}."};
inline constexpr ErrorSpec kOverloaded{
    absl::StatusCode::kResourceExhausted, "OVERLOADED",
    "The server is busy; try again after a short wait.",
    "Der Server ist ausgelastet; nach kurzer Wartezeit erneut versuchen."};
inline constexpr ErrorSpec kUnavailable{absl::StatusCode::kUnavailable, "UNAVAILABLE",
                                        "{what} cannot be reached; try again.",
                                        "{what} ist nicht erreichbar; erneut versuchen."};
inline constexpr ErrorSpec kDeadlineExceeded{absl::StatusCode::kDeadlineExceeded,
                                             "DEADLINE_EXCEEDED",
                                             "The deadline passed before the call was done; "
                                             "nothing was changed unless a retry with the same "
                                             "request_id says otherwise.",
                                             "Die Frist lief ab, bevor der Aufruf fertig war; ob "
                                             "etwas geändert wurde, sagt eine Wiederholung "
                                             "mit derselben request_id."};

}  // namespace zusage

#endif  // ZUSAGE_SERVICES_BASE_ERRORS_H_
