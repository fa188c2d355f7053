// SPDX-License-Identifier: Apache-2.0
// The reasons that only the check returns; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ERRORS_H_

#include "services/base/error.h"

namespace zusage::alignment {

inline constexpr ErrorSpec kInvalidJson{absl::StatusCode::kInvalidArgument, "INVALID_JSON",
                                        "The line is no JSON object.",
                                        "Die Zeile ist kein JSON-Objekt."};

// --- linguistic data ----------------------------------------------------------------------------
inline constexpr ErrorSpec kLinguisticDataMissing{
    absl::StatusCode::kNotFound, "LINGUISTIC_DATA_MISSING",
    "{path} cannot be read. deploy/linguistic-data builds the linguistic data.",
    "{path} lässt sich nicht lesen. deploy/linguistic-data baut die Sprachdaten."};
inline constexpr ErrorSpec kLinguisticDataDamaged{
    absl::StatusCode::kDataLoss, "LINGUISTIC_DATA_DAMAGED",
    "This is no whole file of linguistic data ({what}). Build it again with "
    "deploy/linguistic-data.",
    "Das ist keine ganze Datei mit Sprachdaten ({what}). Mit deploy/linguistic-data neu bauen."};
inline constexpr ErrorSpec kLinguisticDataVersion{
    absl::StatusCode::kFailedPrecondition, "LINGUISTIC_DATA_VERSION",
    "The linguistic data are of version {version}, and version {expected} is needed. Build them "
    "again with deploy/linguistic-data.",
    "Die Sprachdaten haben die Version {version}, gebraucht wird {expected}. Mit "
    "deploy/linguistic-data neu bauen."};

// --- questions to the check ---------------------------------------------------------------------
inline constexpr ErrorSpec kNotLearnedYet{
    absl::StatusCode::kUnavailable, "NOT_LEARNED_YET",
    "The check has not read yet all that was published and decided; try again in a moment.",
    "Die Prüfung hat noch nicht alles gelesen, was veröffentlicht und entschieden wurde; gleich "
    "erneut versuchen."};
inline constexpr ErrorSpec kExactlyOneQuestion{
    absl::StatusCode::kInvalidArgument, "EXACTLY_ONE_QUESTION",
    "Give either text or change_request, not both and not neither.",
    "Entweder text oder change_request angeben, nicht beide und nicht keines."};

}  // namespace zusage::alignment

#endif  // ZUSAGE_SERVICES_ALIGNMENT_DOMAIN_ERRORS_H_
