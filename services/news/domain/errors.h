// SPDX-License-Identifier: Apache-2.0
// The reasons that only news returns; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_NEWS_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_NEWS_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::news {

// --- notices ------------------------------------------------------------------------------------
inline constexpr ErrorSpec kNoNotices{absl::StatusCode::kInvalidArgument, "NO_NOTICES",
                                      "Name the notices that were read, or the newest of them.",
                                      "Die gelesenen Hinweise nennen oder den neuesten davon."};

// --- the digest ---------------------------------------------------------------------------------
inline constexpr ErrorSpec kWeekInFuture{
    absl::StatusCode::kInvalidArgument, "WEEK_IN_FUTURE",
    "The week of {day} has not begun; name one that has, or none for the last whole one.",
    "Die Woche vom {day} hat noch nicht begonnen; eine begonnene nennen oder keine für die letzte "
    "ganze."};

// --- webhooks -----------------------------------------------------------------------------------
inline constexpr ErrorSpec kInvalidUrl{
    absl::StatusCode::kInvalidArgument, "INVALID_URL",
    "A webhook's address is an https URL with a host, without user, password and fragment.",
    "Die Adresse eines Webhooks ist eine https-URL mit einem Host, ohne Benutzer, Passwort und "
    "Fragment."};
inline constexpr ErrorSpec kAddressNotAllowed{
    absl::StatusCode::kInvalidArgument, "ADDRESS_NOT_ALLOWED",
    "{host} is no public address; whoever runs the server can allow it with "
    "--webhook-private-addresses.",
    "{host} ist keine öffentliche Adresse; wer den Server betreibt, kann sie mit "
    "--webhook-private-addresses erlauben."};
inline constexpr ErrorSpec kTooManyWebhooks{
    absl::StatusCode::kFailedPrecondition, "TOO_MANY_WEBHOOKS",
    "There are {limit} webhooks already; delete one first.",
    "Es gibt schon {limit} Webhooks; zuerst einen löschen."};
inline constexpr ErrorSpec kWebhookPaused{absl::StatusCode::kFailedPrecondition, "WEBHOOK_PAUSED",
                                          "{webhook} is paused; resume it first.",
                                          "{webhook} ist angehalten; zuerst fortsetzen."};
inline constexpr ErrorSpec kNoDeliveries{
    absl::StatusCode::kInvalidArgument, "NO_DELIVERIES",
    "Name one delivery, or a webhook whose dead ones are meant.",
    "Eine Zustellung nennen oder einen Webhook, dessen aufgegebene gemeint sind."};

}  // namespace zusage::news

#endif  // ZUSAGE_SERVICES_NEWS_DOMAIN_ERRORS_H_
