// SPDX-License-Identifier: Apache-2.0
// The reasons that only the command line returns.
#ifndef ZUSAGE_CLIENTS_CLI_ERRORS_H_
#define ZUSAGE_CLIENTS_CLI_ERRORS_H_

#include "services/base/error.h"
#include "services/base/type_errors.h"

namespace zusage::cli {

// --- files --------------------------------------------------------------------------------------
inline constexpr ErrorSpec kFileUnreadable{absl::StatusCode::kInvalidArgument, "FILE_UNREADABLE",
                                           "{path} cannot be read.",
                                           "{path} kann nicht gelesen werden."};
inline constexpr ErrorSpec kFileUnwritable{absl::StatusCode::kInvalidArgument, "FILE_UNWRITABLE",
                                           "{path} cannot be written.",
                                           "{path} kann nicht geschrieben werden."};
inline constexpr ErrorSpec kFileTooLarge{absl::StatusCode::kInvalidArgument, "FILE_TOO_LARGE",
                                         "{path} is larger than {limit} bytes.",
                                         "{path} ist größer als {limit} Bytes."};
inline constexpr ErrorSpec kFileSyntax{absl::StatusCode::kInvalidArgument, "FILE_SYNTAX",
                                       "Line {line} is neither YAML nor JSON ({problem}).",
                                       "Zeile {line} ist weder YAML noch JSON ({problem})."};
inline constexpr ErrorSpec kFileTooDeep{
    absl::StatusCode::kInvalidArgument, "FILE_TOO_DEEP",
    "Lists and mappings may be nested {limit} deep; line {line} goes deeper.",
    "Listen und Abbildungen dürfen {limit} tief geschachtelt sein; Zeile {line} geht tiefer."};
inline constexpr ErrorSpec kFileTooManyNodes{
    absl::StatusCode::kInvalidArgument, "FILE_TOO_MANY_NODES",
    "The file may have {limit} values; there are more from line {line} on.",
    "Die Datei darf {limit} Werte haben; ab Zeile {line} sind es mehr."};
inline constexpr ErrorSpec kFileAlias{
    absl::StatusCode::kInvalidArgument, "FILE_ALIAS",
    "Line {line} uses a YAML anchor or alias; write the value out instead.",
    "Zeile {line} verwendet einen YAML-Anker oder -Verweis; den Wert stattdessen ausschreiben."};
inline constexpr ErrorSpec kFileManyDocuments{
    absl::StatusCode::kInvalidArgument, "FILE_MANY_DOCUMENTS",
    "The file holds several YAML documents; one is expected.",
    "Die Datei enthält mehrere YAML-Dokumente; eines wird erwartet."};
inline constexpr ErrorSpec kFileComplexKey{
    absl::StatusCode::kInvalidArgument, "FILE_COMPLEX_KEY",
    "Line {line} uses a list or mapping as a key, or is not closed.",
    "Zeile {line} verwendet eine Liste oder Abbildung als Schlüssel oder ist nicht geschlossen."};

// --- values in files ----------------------------------------------------------------------------
inline constexpr ErrorSpec kUnknownFieldOfFile{absl::StatusCode::kInvalidArgument, "UNKNOWN_FIELD",
                                               "There is no such field; there are: {known}.",
                                               "Ein solches Feld gibt es nicht; es gibt: {known}."};
inline constexpr ErrorSpec kSetByServer{absl::StatusCode::kInvalidArgument, "SET_BY_SERVER",
                                        "The server sets this; leave it out.",
                                        "Das setzt der Server; weglassen."};

// --- the command line ---------------------------------------------------------------------------
inline constexpr ErrorSpec kCustomerUnknown{
    absl::StatusCode::kNotFound, "CUSTOMER_UNKNOWN",
    "No customer is called {customer}; `zusage customer list` shows who is known.",
    "Kein Kunde heißt {customer}; `zusage customer list` zeigt, wer bekannt ist."};
inline constexpr ErrorSpec kCustomerAmbiguous{
    absl::StatusCode::kInvalidArgument, "CUSTOMER_AMBIGUOUS",
    "{customer} fits several customers, name one of them: {candidates}.",
    "{customer} passt auf mehrere Kunden, einen davon nennen: {candidates}."};
inline constexpr ErrorSpec kTokenInvalid{
    absl::StatusCode::kInvalidArgument, "TOKEN_INVALID",
    "The token has characters that no token has; check ZUSAGE_TOKEN or --token-file.",
    "Das Token enthält Zeichen, die kein Token hat; ZUSAGE_TOKEN oder --token-file prüfen."};
inline constexpr ErrorSpec kEtagRequired{
    absl::StatusCode::kInvalidArgument, "ETAG_REQUIRED",
    "Nobody is there to be asked: pass the etag you read, or run it in a terminal.",
    "Niemand ist da, der gefragt werden kann: das gelesene etag angeben oder im Terminal "
    "aufrufen."};
inline constexpr ErrorSpec kNotConfirmed{absl::StatusCode::kCancelled, "NOT_CONFIRMED",
                                         "Nothing was changed.", "Nichts wurde geändert."};
inline constexpr ErrorSpec kNobodyToAsk{
    absl::StatusCode::kInvalidArgument, "NOBODY_TO_ASK",
    "Nobody is there to be asked: call it in a terminal, or name proposals with --accept.",
    "Niemand ist da, der gefragt werden kann: im Terminal aufrufen, oder Vorschläge mit --accept "
    "nennen."};
inline constexpr ErrorSpec kProposalUnknown{
    absl::StatusCode::kNotFound, "PROPOSAL_UNKNOWN",
    "There is no proposal {proposal}; it may be in the strategy by now.",
    "Den Vorschlag {proposal} gibt es nicht; vielleicht steht er schon in der Strategie."};
inline constexpr ErrorSpec kExactlyOneOf{absl::StatusCode::kInvalidArgument, "EXACTLY_ONE_OF",
                                         "Give exactly one of {options}.",
                                         "Genau eines von {options} angeben."};
inline constexpr ErrorSpec kAtMostOneOf{absl::StatusCode::kInvalidArgument, "AT_MOST_ONE_OF",
                                        "Give at most one of {options}.",
                                        "Höchstens eines von {options} angeben."};
inline constexpr ErrorSpec kPairsExpected{
    absl::StatusCode::kInvalidArgument, "PAIRS_EXPECTED",
    "Each --strategy needs its --requests: there are {strategies} and {requests}. Or give a "
    "directory with --decisions.",
    "Jede --strategy braucht ihre --requests: es sind {strategies} und {requests}. Oder ein "
    "Verzeichnis mit --decisions angeben."};
inline constexpr ErrorSpec kNoDecisions{absl::StatusCode::kInvalidArgument, "NO_DECISIONS",
                                        "{path} holds no NAME.strategy.json.",
                                        "{path} enthält kein NAME.strategy.json."};
inline constexpr ErrorSpec kBenchFailed{absl::StatusCode::kUnavailable, "BENCH_FAILED",
                                        "{count} calls for {what} failed, the first with {code}.",
                                        "{count} Aufrufe für {what} schlugen fehl, der erste mit "
                                        "{code}."};
inline constexpr ErrorSpec kNothingToMeasure{
    absl::StatusCode::kFailedPrecondition, "NOTHING_TO_MEASURE",
    "{product} has no customers or no elements yet; run `zusage bench generate` first.",
    "{product} hat noch keine Kunden oder keine Elemente; erst `zusage bench generate` aufrufen."};
inline constexpr ErrorSpec kPasswordInUrl{
    absl::StatusCode::kInvalidArgument, "PASSWORD_IN_URL",
    "No password on the command line, where everybody sees it; put it into a password file "
    "(PGPASSFILE).",
    "Kein Passwort auf der Befehlszeile, wo es alle sehen; in eine Passwortdatei (PGPASSFILE) "
    "schreiben."};

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_ERRORS_H_
