// SPDX-License-Identifier: Apache-2.0
// What can be wrong with a table, with a map, or with a cell.
#ifndef ZUSAGE_CLIENTS_TABLES_ERRORS_H_
#define ZUSAGE_CLIENTS_TABLES_ERRORS_H_

#include "services/base/error.h"

namespace zusage::tables {

// --- the file -----------------------------------------------------------------------------------
inline constexpr ErrorSpec kTableUnreadable{
    absl::StatusCode::kInvalidArgument, "TABLE_UNREADABLE",
    "The file cannot be read beyond line {line}.",
    "Die Datei lässt sich nach Zeile {line} nicht weiterlesen."};
inline constexpr ErrorSpec kTableUnwritable{absl::StatusCode::kInvalidArgument, "TABLE_UNWRITABLE",
                                            "The table cannot be written ({problem}).",
                                            "Die Tabelle kann nicht geschrieben werden "
                                            "({problem})."};
inline constexpr ErrorSpec kTableTooLong{
    absl::StatusCode::kInvalidArgument, "TABLE_TOO_LONG",
    "A sheet has {limit} rows at most; choose CSV, or filter.",
    "Ein Blatt hat höchstens {limit} Zeilen; CSV wählen oder filtern."};
inline constexpr ErrorSpec kNoHeader{
    absl::StatusCode::kInvalidArgument, "NO_HEADER",
    "The file is empty; its first line has to name the columns.",
    "Die Datei ist leer; ihre erste Zeile muss die Spalten nennen."};
inline constexpr ErrorSpec kEncodingUnknown{
    absl::StatusCode::kInvalidArgument, "ENCODING_UNKNOWN",
    "There is no encoding {encoding}; windows-1252 and utf-16le are some that there are.",
    "Eine Kodierung {encoding} gibt es nicht; es gibt zum Beispiel windows-1252 und utf-16le."};
inline constexpr ErrorSpec kEncodingUnclear{
    absl::StatusCode::kInvalidArgument, "ENCODING_UNCLEAR",
    "The file is not UTF-8, and its encoding cannot be told for sure; say which it is, for example "
    "windows-1252.",
    "Die Datei ist nicht UTF-8, und ihre Kodierung lässt sich nicht sicher erkennen; angeben, "
    "welche es ist, zum Beispiel windows-1252."};

// --- a row --------------------------------------------------------------------------------------
inline constexpr ErrorSpec kQuoteUnclosed{absl::StatusCode::kInvalidArgument, "QUOTE_UNCLOSED",
                                          "A quote is opened here and not closed as it should be.",
                                          "Hier beginnt ein Anführungszeichen, das nicht richtig "
                                          "geschlossen wird."};
inline constexpr ErrorSpec kCellTooLong{absl::StatusCode::kInvalidArgument, "CELL_TOO_LONG",
                                        "A cell has more than {limit} bytes.",
                                        "Eine Zelle hat mehr als {limit} Bytes."};
inline constexpr ErrorSpec kTooManyColumns{absl::StatusCode::kInvalidArgument, "TOO_MANY_COLUMNS",
                                           "There are more than {limit} columns.",
                                           "Es sind mehr als {limit} Spalten."};
inline constexpr ErrorSpec kRowTooShort{absl::StatusCode::kInvalidArgument, "ROW_TOO_SHORT",
                                        "The row has {size} cells, the header {columns}.",
                                        "Die Zeile hat {size} Zellen, der Kopf {columns}."};
inline constexpr ErrorSpec kRowTooLong{absl::StatusCode::kInvalidArgument, "ROW_TOO_LONG",
                                       "The row has {size} cells, the header {columns}.",
                                       "Die Zeile hat {size} Zellen, der Kopf {columns}."};
inline constexpr ErrorSpec kNotUtf8{
    absl::StatusCode::kInvalidArgument, "NOT_UTF8",
    "The row is not UTF-8, as lines before it are; its encoding may be another.",
    "Die Zeile ist nicht UTF-8, wie Zeilen vor ihr; ihre Kodierung könnte eine andere sein."};

// --- a map --------------------------------------------------------------------------------------
inline constexpr ErrorSpec kMapTooManyEntries{
    absl::StatusCode::kInvalidArgument, "MAP_TOO_MANY_ENTRIES",
    "At most {limit} entries are allowed.", "Höchstens {limit} Einträge sind erlaubt."};
inline constexpr ErrorSpec kNoSuchTarget{
    absl::StatusCode::kInvalidArgument, "NO_SUCH_TARGET",
    "Line {line}: {kind} have no field of this name.",
    "Zeile {line}: Ein Feld dieses Namens gibt es hier nicht ({kind})."};
inline constexpr ErrorSpec kMapUnknownKey{absl::StatusCode::kInvalidArgument, "MAP_UNKNOWN_KEY",
                                          "Line {line}: there is no such key; there are {allowed}.",
                                          "Zeile {line}: Diesen Schlüssel gibt es nicht; es gibt "
                                          "{allowed}."};
inline constexpr ErrorSpec kMapWrongValue{absl::StatusCode::kInvalidArgument, "MAP_WRONG_VALUE",
                                          "Line {line}: this must be {expected}.",
                                          "Zeile {line}: Hier muss stehen: {expected}."};
inline constexpr ErrorSpec kMapForOther{
    absl::StatusCode::kInvalidArgument, "MAP_FOR_OTHER",
    "The map is for {kind}, this imports {wanted}.",
    "Die Zuordnung ist für {kind}, importiert wird anderes ({wanted})."};
inline constexpr ErrorSpec kColumnsMissing{
    absl::StatusCode::kInvalidArgument, "COLUMNS_MISSING",
    "The file has no column {column}, which is required. It has: {columns}.",
    "Der Datei fehlt die nötige Spalte {column}. Sie hat: {columns}."};
inline constexpr ErrorSpec kColumnTwice{absl::StatusCode::kInvalidArgument, "COLUMN_TWICE",
                                        "The file has the column {column} more than once.",
                                        "Die Datei hat die Spalte {column} mehrfach."};

// --- a cell -------------------------------------------------------------------------------------
inline constexpr ErrorSpec kCellEmpty{absl::StatusCode::kInvalidArgument, "CELL_EMPTY",
                                      "The cell is empty and required.",
                                      "Die Zelle ist leer und nötig."};
inline constexpr ErrorSpec kValueNotMapped{
    absl::StatusCode::kInvalidArgument, "VALUE_NOT_MAPPED",
    "\"{value}\" is not among the map's values: {allowed}.",
    "\"{value}\" ist nicht unter den Werten der Zuordnung: {allowed}."};
inline constexpr ErrorSpec kNotANumber{absl::StatusCode::kInvalidArgument, "NOT_A_NUMBER",
                                       "\"{value}\" is no number like {expected}.",
                                       "\"{value}\" ist keine Zahl wie {expected}."};
inline constexpr ErrorSpec kNotADay{absl::StatusCode::kInvalidArgument, "NOT_A_DAY",
                                    "\"{value}\" is no day like {expected}.",
                                    "\"{value}\" ist kein Tag wie {expected}."};
inline constexpr ErrorSpec kNotAnAmount{absl::StatusCode::kInvalidArgument, "NOT_AN_AMOUNT",
                                        "\"{value}\" is no amount of money with a currency.",
                                        "\"{value}\" ist kein Geldbetrag mit einer Währung."};
inline constexpr ErrorSpec kNotYesOrNo{absl::StatusCode::kInvalidArgument, "NOT_YES_OR_NO",
                                       "\"{value}\" is neither yes nor no.",
                                       "\"{value}\" ist weder ja noch nein."};

}  // namespace zusage::tables

#endif  // ZUSAGE_CLIENTS_TABLES_ERRORS_H_
