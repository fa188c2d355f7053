// SPDX-License-Identifier: Apache-2.0
// The reasons that only strategies return; what any role may return is in services/base/errors.h.
#ifndef ZUSAGE_SERVICES_STRATEGY_DOMAIN_ERRORS_H_
#define ZUSAGE_SERVICES_STRATEGY_DOMAIN_ERRORS_H_

#include "services/base/error.h"
#include "services/base/type_errors.h"

namespace zusage::strategy {

// --- reading a file -----------------------------------------------------------------------------
inline constexpr ErrorSpec kStrategySyntax{absl::StatusCode::kInvalidArgument, "STRATEGY_SYNTAX",
                                           "Line {line} is neither YAML nor JSON ({problem}).",
                                           "Zeile {line} ist weder YAML noch JSON ({problem})."};
inline constexpr ErrorSpec kStrategyTooLarge{
    absl::StatusCode::kInvalidArgument, "STRATEGY_TOO_LARGE",
    "A strategy file may have {limit} bytes, this one has {size}.",
    "Eine Strategiedatei darf {limit} Bytes haben, diese hat {size}."};
inline constexpr ErrorSpec kStrategyTooDeep{
    absl::StatusCode::kInvalidArgument, "STRATEGY_TOO_DEEP",
    "Lists and mappings may be nested {limit} deep; line {line} goes deeper.",
    "Listen und Abbildungen dürfen {limit} tief geschachtelt sein; Zeile {line} geht tiefer."};
inline constexpr ErrorSpec kStrategyTooManyNodes{
    absl::StatusCode::kInvalidArgument, "STRATEGY_TOO_MANY_NODES",
    "A strategy file may have {limit} values; there are more from line {line} on.",
    "Eine Strategiedatei darf {limit} Werte haben; ab Zeile {line} sind es mehr."};
inline constexpr ErrorSpec kStrategyAlias{
    absl::StatusCode::kInvalidArgument, "STRATEGY_ALIAS",
    "Line {line} uses a YAML anchor or alias; write the value out instead.",
    "Zeile {line} verwendet einen YAML-Anker oder -Verweis; den Wert stattdessen ausschreiben."};
inline constexpr ErrorSpec kStrategyManyDocuments{
    absl::StatusCode::kInvalidArgument, "STRATEGY_MANY_DOCUMENTS",
    "A strategy file holds one YAML document; this one holds several.",
    "Eine Strategiedatei enthält ein YAML-Dokument; diese enthält mehrere."};
inline constexpr ErrorSpec kStrategyComplexKey{
    absl::StatusCode::kInvalidArgument, "STRATEGY_COMPLEX_KEY",
    "Line {line} uses a list or mapping as a key, or is not closed.",
    "Zeile {line} verwendet eine Liste oder Abbildung als Schlüssel oder ist nicht geschlossen."};

// --- what a strategy must hold ------------------------------------------------------------------
inline constexpr ErrorSpec kNothingToCheckAgainst{
    absl::StatusCode::kInvalidArgument, "NOTHING_TO_CHECK_AGAINST",
    "A strategy needs at least one theme, non-goal, capability or roadmap item.",
    "Eine Strategie braucht mindestens ein Thema, Nicht-Ziel, eine Fähigkeit oder ein "
    "Roadmap-Vorhaben."};
inline constexpr ErrorSpec kExactlyOneBound{
    absl::StatusCode::kInvalidArgument, "EXACTLY_ONE_BOUND",
    "Give either at_least or at_most, not both and not neither.",
    "Entweder at_least oder at_most angeben, nicht beide und nicht keines."};
inline constexpr ErrorSpec kNotForThisKind{absl::StatusCode::kInvalidArgument, "NOT_FOR_THIS_KIND",
                                           "This does not belong to a {kind}.",
                                           "Das gehört nicht zu: {kind}."};
inline constexpr ErrorSpec kUnknownTimeZone{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_TIME_ZONE",
    "There is no time zone {value}; give an IANA name such as Europe/Berlin.",
    "Eine Zeitzone {value} gibt es nicht; einen IANA-Namen wie Europe/Berlin angeben."};

// --- editing a file -----------------------------------------------------------------------------
inline constexpr ErrorSpec kStrategyFileNotEdited{
    absl::StatusCode::kFailedPrecondition, "STRATEGY_FILE_NOT_EDITED",
    "Nothing can be added to element {element} in this file without changing what else it says; "
    "add it by hand.",
    "Bei Element {element} lässt sich in dieser Datei nichts ergänzen, ohne sonst etwas zu ändern; "
    "bitte von Hand ergänzen."};

// --- publishing ---------------------------------------------------------------------------------
inline constexpr ErrorSpec kBaseVersionStale{absl::StatusCode::kAborted, "BASE_VERSION_STALE",
                                             "The newest strategy of {product} is version "
                                             "{version}, not {base_version}; read it and publish "
                                             "on top of it.",
                                             "Die neueste Strategie von {product} ist Version "
                                             "{version}, nicht {base_version}; sie lesen und "
                                             "darauf aufbauend veröffentlichen."};
inline constexpr ErrorSpec kProductMismatch{
    absl::StatusCode::kInvalidArgument, "PRODUCT_MISMATCH",
    "This must be {expected}, the product that the strategy is published for.",
    "Hier muss {expected} stehen, das Produkt, für das die Strategie veröffentlicht wird."};
inline constexpr ErrorSpec kStrategyOfOtherProduct{
    absl::StatusCode::kInvalidArgument, "STRATEGY_OF_OTHER_PRODUCT",
    "Only versions of the same product can be compared; this must be one of {product}.",
    "Nur Versionen desselben Produkts lassen sich vergleichen; hier muss eine von {product} "
    "stehen."};
inline constexpr ErrorSpec kUnknownPrincipal{
    absl::StatusCode::kInvalidArgument, "UNKNOWN_PRINCIPAL", "There is no principal {principal}.",
    "{principal} gibt es nicht."};
inline constexpr ErrorSpec kOwnerNotProductManager{
    absl::StatusCode::kInvalidArgument, "OWNER_NOT_PRODUCT_MANAGER",
    "{principal} is no active product manager of {product} and so may not decide.",
    "{principal} hat für {product} kein aktives Produktmanagement und darf daher nicht "
    "entscheiden."};

}  // namespace zusage::strategy

#endif  // ZUSAGE_SERVICES_STRATEGY_DOMAIN_ERRORS_H_
