// SPDX-License-Identifier: Apache-2.0
//
// The command line's own words, English and German. What the server says it says in both languages
// itself; help texts stand beside the options they explain.
#ifndef ZUSAGE_CLIENTS_CLI_WORDS_H_
#define ZUSAGE_CLIENTS_CLI_WORDS_H_

#include <string>
#include <string_view>

#include "clients/cli/phrase.h"
#include "services/base/error.h"

namespace zusage::cli {

// What people read for a value of an enum of the contract, by its full name:
// EnumWord("VERDICT_AS_IS", kEnglish) is "the product does it today". The name in lower case
// without its prefix if the table lacks it, which a test rules out for every enum that is shown.
std::string EnumWord(std::string_view value_name, Language language);

namespace words {

// --- labels -------------------------------------------------------------------------------------
inline constexpr Phrase kAdvice{"Say now", "Jetzt sagen"};
inline constexpr Phrase kAgreement{"Beside the check", "Neben der Prüfung"};
inline constexpr Phrase kAliases{"Also called", "Auch genannt"};
inline constexpr Phrase kAlike{"Alike", "Ähnlich"};
inline constexpr Phrase kAllowance{"Rests on", "Beruht auf"};
inline constexpr Phrase kAmount{"Amount", "Betrag"};
inline constexpr Phrase kApproval{"Approval", "Freigabe"};
inline constexpr Phrase kArea{"Area", "Bereich"};
inline constexpr Phrase kAsOf{"As of", "Stand vom"};
inline constexpr Phrase kAtStake{"At stake", "Betroffen"};
inline constexpr Phrase kBroken{"Broken", "Gebrochen"};
inline constexpr Phrase kCapacity{"Capacity", "Kapazität"};
inline constexpr Phrase kCause{"Routed", "Vorgelegt"};
inline constexpr Phrase kClearance{"Clearance", "Auskunft"};
inline constexpr Phrase kClientCpu{"Client CPU", "Client-CPU"};
inline constexpr Phrase kCloses{"Closes", "Abschluss am"};
inline constexpr Phrase kCommercial{"Commercial", "Kommerziell"};
inline constexpr Phrase kCondition{"Condition", "Bedingung"};
inline constexpr Phrase kConfidence{"Confidence", "Sicherheit"};
inline constexpr Phrase kContext{"Context", "Kontext"};
inline constexpr Phrase kConversation{"Conversation", "Gespräch"};
inline constexpr Phrase kCourse{"Course", "Verlauf"};
inline constexpr Phrase kCreated{"Recorded", "Erfasst"};
inline constexpr Phrase kCustomer{"Customer", "Kunde"};
inline constexpr Phrase kCustomers{"Customers", "Kunden"};
inline constexpr Phrase kDeal{"Deal", "Abschluss"};
inline constexpr Phrase kDecided{"Decided", "Entschieden"};
inline constexpr Phrase kDecision{"Decision", "Entscheidung"};
inline constexpr Phrase kDisplaced{"Pushed off", "Verdrängt"};
inline constexpr Phrase kDeliveriesDead{"Given up", "Aufgegeben"};
inline constexpr Phrase kDeliveriesWaiting{"Waiting", "Wartend"};
inline constexpr Phrase kDispute{"Dispute", "Anfechtung"};
inline constexpr Phrase kDisputed{"disputed", "angefochten"};
inline constexpr Phrase kDue{"Due", "Fällig"};
inline constexpr Phrase kDuplicateOf{"Duplicate of", "Duplikat von"};
inline constexpr Phrase kEarliest{"Due from", "Fällig ab"};
inline constexpr Phrase kEffort{"Effort", "Aufwand"};
inline constexpr Phrase kElement{"Element", "Element"};
inline constexpr Phrase kEmail{"Email", "E-Mail"};
inline constexpr Phrase kErrors{"Errors", "Fehler"};
inline constexpr Phrase kEvidence{"Evidence", "Belege"};
inline constexpr Phrase kEvidenceAsked{"Asked for", "Nachgefragt"};
inline constexpr Phrase kExcluded{"Excluded", "Ausgenommen"};
inline constexpr Phrase kExpires{"Expires", "Läuft ab"};
inline constexpr Phrase kExternalId{"External id", "Externe Id"};
inline constexpr Phrase kFailure{"Last try", "Letzter Versuch"};
inline constexpr Phrase kFocus{"Focus", "Fokus"};
inline constexpr Phrase kGrants{"Roles", "Rollen"};
inline constexpr Phrase kGroup{"Group", "Gruppe"};
inline constexpr Phrase kGuardrails{"Guardrails", "Leitplanken"};
inline constexpr Phrase kHorizon{"Horizon", "Horizont"};
inline constexpr Phrase kHow{"How", "Wie"};
inline constexpr Phrase kId{"Id", "Id"};
inline constexpr Phrase kInFlight{"In flight", "Gleichzeitig"};
inline constexpr Phrase kIncluded{"Included", "Enthalten"};
inline constexpr Phrase kItem{"Item", "Gegenstand"};
inline constexpr Phrase kItems{"Items", "Gegenstände"};
inline constexpr Phrase kKind{"Kind", "Art"};
inline constexpr Phrase kKinds{"Kinds", "Arten"};
inline constexpr Phrase kKnownPosition{"Knows the journal up to", "Kennt das Journal bis"};
inline constexpr Phrase kLabel{"Label", "Bezeichnung"};
inline constexpr Phrase kLastSuccess{"Last came through", "Zuletzt angekommen"};
inline constexpr Phrase kLate{"late", "verspätet"};
inline constexpr Phrase kLead{"Lead", "Leitung"};
inline constexpr Phrase kLimits{"Limits", "Grenzen"};
inline constexpr Phrase kLine{"Line", "Zeile"};
inline constexpr Phrase kLostGround{"Lost ground", "Boden verloren"};
inline constexpr Phrase kMade{"Made", "Gegeben"};
inline constexpr Phrase kMarket{"Market", "Markt"};
inline constexpr Phrase kMatched{"Words that met", "Gemeinsame Wörter"};
inline constexpr Phrase kMedian{"p50", "p50"};
inline constexpr Phrase kMembers{"Members", "Mitglieder"};
inline constexpr Phrase kMemo{"Memo", "Memo"};
inline constexpr Phrase kMergedInto{"Merged into", "Zusammengeführt mit"};
inline constexpr Phrase kMergedRequests{"Includes", "Umfasst"};
inline constexpr Phrase kMissingEvidence{"Missing evidence", "Fehlende Belege"};
inline constexpr Phrase kModel{"Model", "Modell"};
inline constexpr Phrase kMost{"max", "max"};
inline constexpr Phrase kName{"Name", "Name"};
inline constexpr Phrase kNeverMade{"never made", "nie gegeben"};
inline constexpr Phrase kNewReasons{"New reasons", "Neue Gründe"};
inline constexpr Phrase kNextTry{"Next try", "Nächster Versuch"};
inline constexpr Phrase kNow{"Now", "Jetzt"};
inline constexpr Phrase kOperation{"Operation", "Vorgang"};
inline constexpr Phrase kOther{"Other", "Anderer"};
inline constexpr Phrase kOutcome{"Outcome", "Ausgang"};
inline constexpr Phrase kOwner{"Decides", "Entscheidet"};
inline constexpr Phrase kP99{"p99", "p99"};
inline constexpr Phrase kP999{"p99.9", "p99,9"};
inline constexpr Phrase kPain{"Pain", "Schmerz"};
inline constexpr Phrase kPerSecond{"Calls / s", "Aufrufe / s"};
inline constexpr Phrase kPosition{"Position", "Position"};
inline constexpr Phrase kPriority{"Priority", "Priorität"};
inline constexpr Phrase kProblem{"Problem", "Problem"};
inline constexpr Phrase kProduct{"Product", "Produkt"};
inline constexpr Phrase kProducts{"Products", "Produkte"};
inline constexpr Phrase kPromise{"Promise", "Zusage"};
inline constexpr Phrase kPromises{"Promises", "Zusagen"};
inline constexpr Phrase kPromised{"Promised", "Zugesagt"};
inline constexpr Phrase kPromisedBy{"Promised by", "Zugesagt von"};
inline constexpr Phrase kProposals{"The words may mean", "Die Worte könnten meinen"};
inline constexpr Phrase kPublished{"Published", "Veröffentlicht"};
inline constexpr Phrase kQuantity{"Quantity", "Menge"};
inline constexpr Phrase kReason{"Reason", "Begründung"};
inline constexpr Phrase kReasons{"Reasons", "Gründe"};
inline constexpr Phrase kRecordedBy{"Recorded by", "Erfasst von"};
inline constexpr Phrase kReference{"Reference", "Referenz"};
inline constexpr Phrase kRequest{"Request", "Änderungswunsch"};
inline constexpr Phrase kResult{"Result", "Ergebnis"};
inline constexpr Phrase kRevenue{"Revenue", "Umsatz"};
inline constexpr Phrase kRevoked{"Revoked", "Widerrufen"};
inline constexpr Phrase kRole{"Role", "Rolle"};
inline constexpr Phrase kRootHash{"Root hash", "Wurzelhash"};
inline constexpr Phrase kSaid{"Said", "Gesagt"};
inline constexpr Phrase kSecret{"Secret", "Geheimnis"};
inline constexpr Phrase kSegment{"Segment", "Segment"};
inline constexpr Phrase kSegmentShare{"Share of segment", "Anteil am Segment"};
inline constexpr Phrase kSettledReasons{"Settled", "Erledigt"};
inline constexpr Phrase kAbout{"About", "Betrifft"};
inline constexpr Phrase kKnownSince{"As of", "Stand"};
inline constexpr Phrase kSameMeaning{"much the same meaning", "fast dieselbe Bedeutung"};
inline constexpr Phrase kSimilar{"Similar requests", "Ähnliche Wünsche"};
inline constexpr Phrase kSimilarCustomers{"Similar customers", "Ähnliche Kunden"};
inline constexpr Phrase kSimilarity{"Similarity", "Ähnlichkeit"};
inline constexpr Phrase kSince{"Since", "Seit"};
inline constexpr Phrase kSize{"Size", "Größe"};
inline constexpr Phrase kSource{"Source", "Quelle"};
inline constexpr Phrase kStage{"Stage", "Phase"};
inline constexpr Phrase kStanding{"Standing", "Stand"};
inline constexpr Phrase kStakeLostGround{"of that, lost ground", "davon Boden verloren"};
inline constexpr Phrase kStakeUnilateral{"of that, unilateral", "davon eigenmächtig"};
inline constexpr Phrase kState{"State", "Zustand"};
inline constexpr Phrase kStrategy{"Strategy", "Strategie"};
inline constexpr Phrase kSubmitter{"Submitted by", "Eingereicht von"};
inline constexpr Phrase kSubstitute{"Decides meanwhile", "Entscheidet derweil"};
inline constexpr Phrase kSummary{"Summary", "Zusammenfassung"};
inline constexpr Phrase kSupersededBy{"Superseded by", "Ersetzt durch"};
inline constexpr Phrase kSupersedes{"Supersedes", "Ersetzt"};
inline constexpr Phrase kTeam{"Team", "Team"};
inline constexpr Phrase kTime{"Time", "Zeit"};
inline constexpr Phrase kTimesAMonth{"Times a month", "Mal im Monat"};
inline constexpr Phrase kTitle{"Title", "Titel"};
inline constexpr Phrase kToday{"Today", "Heute"};
inline constexpr Phrase kToken{"Token", "Token"};
inline constexpr Phrase kTotal{"Total", "Gesamt"};
inline constexpr Phrase kTries{"Tries", "Versuche"};
inline constexpr Phrase kUnilateral{"Unilateral", "Eigenmächtig"};
inline constexpr Phrase kUnread{"New", "Neu"};
inline constexpr Phrase kValidUntil{"Valid until", "Gültig bis"};
inline constexpr Phrase kVerdict{"Verdict", "Urteil"};
inline constexpr Phrase kVerifierKey{"Signed with", "Signiert mit"};
inline constexpr Phrase kUrl{"Address", "Adresse"};
inline constexpr Phrase kVersion{"Version", "Version"};
inline constexpr Phrase kVision{"Vision", "Vision"};
inline constexpr Phrase kWaits{"Waiting", "Wartend"};
inline constexpr Phrase kWantedBy{"Wanted by", "Gewünscht bis"};
inline constexpr Phrase kWhatChanged{"What changed", "Was sich geändert hat"};
inline constexpr Phrase kWhenMade{"When made", "Bei der Zusage"};
inline constexpr Phrase kWho{"Who", "Wer"};
inline constexpr Phrase kWish{"Wish", "Wunsch"};
inline constexpr Phrase kWithdrawn{"Withdrawn", "Zurückgezogen"};
inline constexpr Phrase kWouldPay{"Would pay", "Würde zahlen"};

// --- sentences ----------------------------------------------------------------------------------
inline constexpr Phrase kCountingDecisions{
    "{percent}, because of earlier decisions; these never make a verdict firm",
    "{percent}, wegen früherer Entscheidungen; die allein machen kein Urteil sicher"};
inline constexpr Phrase kProbably{"probably: {verdict}", "wahrscheinlich: {verdict}"};
inline constexpr Phrase kNotYetChecked{
    "Recorded, not yet checked: the check cannot be reached and will catch up.",
    "Erfasst, noch nicht geprüft: Die Prüfung ist nicht erreichbar und wird nachgeholt."};
inline constexpr Phrase kSecondOpinion{"What a model thinks (it decides nothing)",
                                       "Was ein Modell meint (es entscheidet nichts)"};
inline constexpr Phrase kNoOpinion{"no opinion: {why}", "keine Meinung: {why}"};
inline constexpr Phrase kOpinionWaits{"still to be asked", "noch zu fragen"};
inline constexpr Phrase kOpinionReused{" (asked the same before)",
                                       " (schon einmal dasselbe gefragt)"};
inline constexpr Phrase kOpinionCame{"an opinion came", "eine Meinung kam"};
inline constexpr Phrase kQuoted{"“{words}”", "„{words}“"};
inline constexpr Phrase kModelThinks{"model: {agreement}", "Modell: {agreement}"};
inline constexpr Phrase kNothingSent{"Nothing was sent to a model.",
                                     "Nichts wurde an ein Modell gesendet."};
inline constexpr Phrase kSentAt{"Sent at {time}", "Gesendet am {time}"};
inline constexpr Phrase kErased{"(erased)", "(gelöscht)"};
inline constexpr Phrase kNoReader{"No second reader: no model is asked about requests.",
                                  "Kein zweiter Leser: Kein Modell wird zu Wünschen gefragt."};
inline constexpr Phrase kReaderOn{
    "on: a model is asked about each request, after it was assessed, without what is personal",
    "an: ein Modell wird zu jedem geprüften Wunsch gefragt, ohne Persönliches"};
inline constexpr Phrase kReaderOff{"off: no server has asked it lately",
                                   "aus: kein Server hat es in letzter Zeit gefragt"};
inline constexpr Phrase kBudgetUse{
    "{calls} of {most_calls} calls, {bytes} of {most_bytes} bytes",
    "{calls} von {most_calls} Aufrufen, {bytes} von {most_bytes} Bytes"};
inline constexpr Phrase kFor{"for", "dafür"};
inline constexpr Phrase kAgainst{"against", "dagegen"};
inline constexpr Phrase kNeither{"note", "Hinweis"};
inline constexpr Phrase kOpen{"open", "offen"};
inline constexpr Phrase kOverdue{"overdue", "überfällig"};
inline constexpr Phrase kDecidesBy{"{owner}, by {time}", "{owner}, bis {time}"};
inline constexpr Phrase kFromPolicy{"(the product's own focus policy)",
                                    "(eigene Fokusregel des Produkts)"};
inline constexpr Phrase kNoNotices{"Nothing to know here.", "Hier gibt es nichts zu wissen."};
inline constexpr Phrase kUnreadCount{"{count} not read.", "{count} nicht gelesen."};
inline constexpr Phrase kMarkedRead{"Read: {count}.", "Gelesen: {count}."};
inline constexpr Phrase kUnknownValue{"unknown", "unbekannt"};
inline constexpr Phrase kNobodySimilar{"No earlier request is like this one.",
                                       "Kein früherer Wunsch ähnelt diesem."};
inline constexpr Phrase kNoRequests{
    "No requests here. `zusage request submit FILE` hands one in.",
    "Hier sind keine Wünsche. `zusage request submit DATEI` reicht einen ein."};
inline constexpr Phrase kNoStudies{"No studies here. `zusage study record` records one.",
                                   "Hier sind keine Studien. `zusage study record` erfasst eine."};
inline constexpr Phrase kPersonDays{"{days} person days", "{days} Personentage"};
inline constexpr Phrase kOutOfDate{"out of date", "veraltet"};
inline constexpr Phrase kCheckedLater{
    "The check cannot be reached; the request is checked again as soon as it can.",
    "Die Prüfung ist nicht erreichbar; der Wunsch wird erneut geprüft, sobald sie es ist."};
inline constexpr Phrase kQuarterLoad{"{quarter}: {approved} approved of {capacity}",
                                     "{quarter}: {approved} von {capacity} vergeben"};
inline constexpr Phrase kForOwner{" for {owner}", " für {owner}"};
inline constexpr Phrase kConfirmWithdrawal{"Withdraw this request? [y/N] ",
                                           "Diesen Wunsch zurückziehen? [j/N] "};
inline constexpr Phrase kNoReviews{"Nothing waits for a decision.",
                                   "Nichts wartet auf eine Entscheidung."};
inline constexpr Phrase kNoPromises{
    "No promises here. `zusage promise record FILE` records one.",
    "Hier sind keine Zusagen. `zusage promise record DATEI` erfasst eine."};
inline constexpr Phrase kNoClearances{
    "No clearances here. `zusage clearance issue` issues one.",
    "Hier sind keine Auskünfte. `zusage clearance issue` erteilt eine."};
inline constexpr Phrase kDisputedPromises{
    "Disputed: {disputed}. Never made, and in no count but that of all: {never_made}.",
    "Angefochten: {disputed}. Nie gegeben und nur in der Gesamtzahl: {never_made}."};
inline constexpr Phrase kNoOffers{"Nothing may be sold to this customer that fits.",
                                  "Diesem Kunden darf nichts Passendes verkauft werden."};
inline constexpr Phrase kNotYetPromised{"not yet", "noch nicht"};
inline constexpr Phrase kNoStrategies{
    "No strategy is published yet. `zusage strategy publish FILE --memo TEXT` publishes one.",
    "Noch ist keine Strategie veröffentlicht. `zusage strategy publish DATEI --memo TEXT` tut es."};
inline constexpr Phrase kNoCustomers{
    "No customers here. `zusage customer upsert` records one, and so does a request.",
    "Hier sind keine Kunden. `zusage customer upsert` erfasst einen, ein Wunsch ebenfalls."};
inline constexpr Phrase kNoPrincipals{"Nobody here holds that.", "Hier hat das niemand."};
inline constexpr Phrase kNoDeals{
    "No deals here. `zusage deal upsert` records one, and so does a request.",
    "Hier sind keine Abschlüsse. `zusage deal upsert` erfasst einen, ein Wunsch ebenfalls."};
inline constexpr Phrase kNoTeams{"No teams. `zusage team upsert` records one.",
                                 "Keine Teams. `zusage team upsert` erfasst eines."};
inline constexpr Phrase kNoLookAlikes{"No two customers look alike.",
                                      "Keine zwei Kunden ähneln einander."};
inline constexpr Phrase kNotProposedAgain{"They will not be proposed as one again.",
                                          "Sie werden nicht mehr als einer vorgeschlagen."};
inline constexpr Phrase kNoKeys{"No keys. `zusage key create` makes one.",
                                "Keine Schlüssel. `zusage key create` macht einen."};
inline constexpr Phrase kNoEntries{"No entries from there on.", "Von dort an keine Einträge."};
inline constexpr Phrase kNoAnswer{
    "Nothing published answers this. `zusage request submit` asks product management.",
    "Nichts Veröffentlichtes beantwortet das. `zusage request submit` fragt das "
    "Produktmanagement."};
inline constexpr Phrase kNearestAnswers{
    "Nothing published answers this for certain; what comes nearest follows. `zusage request "
    "submit` "
    "asks product management.",
    "Nichts Veröffentlichtes beantwortet das sicher; es folgt, was am nächsten kommt. `zusage "
    "request submit` fragt das Produktmanagement."};
inline constexpr Phrase kMore{"More: add --page-token {token}", "Weiter: mit --page-token {token}"};
inline constexpr Phrase kWaiting{"{count} wait for a decision.",
                                 "{count} warten auf eine Entscheidung."};
inline constexpr Phrase kDryRun{"Everything holds; nothing was published (--dry-run).",
                                "Alles in Ordnung; nichts wurde veröffentlicht (--dry-run)."};
inline constexpr Phrase kBaseVersion{"Follows version {version}.", "Folgt auf Version {version}."};
inline constexpr Phrase kFirstVersion{"This is the product's first strategy.",
                                      "Das ist die erste Strategie des Produkts."};
inline constexpr Phrase kMayPromise{"YES, it may be promised.", "JA, das darf zugesagt werden."};
inline constexpr Phrase kMayNotPromise{"NO, it may not be promised.",
                                       "NEIN, das darf nicht zugesagt werden."};
inline constexpr Phrase kChooseItem{
    "Words are never cleared; choose an item and ask again with --item.",
    "Worte allein werden nie freigegeben; einen Gegenstand wählen und mit --item fragen."};
inline constexpr Phrase kNoProposals{
    "The words fit no item. `zusage request submit` asks product management.",
    "Die Worte passen auf keinen Gegenstand. `zusage request submit` fragt das "
    "Produktmanagement."};
inline constexpr Phrase kConfirmDecision{"Decide {outcome}? [y/N] ",
                                         "{outcome} entscheiden? [j/N] "};
inline constexpr Phrase kConfirmRevocation{"Revoke this approval? [y/N] ",
                                           "Diese Freigabe widerrufen? [j/N] "};
inline constexpr Phrase kConfirmChange{"Record this? [y/N] ", "Das erfassen? [j/N] "};
inline constexpr Phrase kConfirmMerge{"Make them one, for good? [y/N] ",
                                      "Endgültig zusammenführen? [j/N] "};
inline constexpr Phrase kBecomesPartOf{"becomes part of", "wird Teil von"};
inline constexpr Phrase kCameAlong{
    "Came along: requests {requests}, promises {promises}, deals {deals}.",
    "Mitgekommen: Wünsche {requests}, Zusagen {promises}, Abschlüsse {deals}."};
inline constexpr Phrase kPromisesVoid{
    "The deal is lost: the promises made for it are void.",
    "Der Abschluss ist gescheitert: Die Zusagen dafür sind hinfällig."};
inline constexpr Phrase kPromisesWithoutGround{"Promises that lost their ground: {count}",
                                               "Zusagen, die den Boden verloren haben: {count}"};
inline constexpr Phrase kNoPromiseWithoutGround{"No promise lost its ground.",
                                                "Keine Zusage hat den Boden verloren."};
inline constexpr Phrase kRecordedLate{"recorded late", "spät erfasst"};
inline constexpr Phrase kMissedDue{"was due before", "war vorher fällig"};
inline constexpr Phrase kUndated{"undated", "ohne Termin"};
inline constexpr Phrase kFreeWords{"free words, not linked to an item",
                                   "freie Worte, keinem Gegenstand zugeordnet"};
inline constexpr Phrase kExceedsBy{"beyond it in: {what}", "geht darüber hinaus bei: {what}"};
inline constexpr Phrase kEverybody{"everybody", "alle"};
inline constexpr Phrase kAllOfSegment{"all of the segment {segment}",
                                      "alle des Segments {segment}"};
inline constexpr Phrase kProductManagementOwes{
    "Product management: {waiting} requests wait, {overdue} of them overdue; {undelivered} covered "
    "promises are due and not delivered.",
    "Produktmanagement: {waiting} Wünsche warten, {overdue} davon überfällig; {undelivered} "
    "gedeckte "
    "Zusagen sind fällig und nicht geliefert."};
inline constexpr Phrase kTokenOnce{
    "This token is shown once; keep it where only its owner reads it.",
    "Dieses Token erscheint nur einmal; so aufbewahren, dass nur der "
    "Inhaber es liest."};
inline constexpr Phrase kNoTokenAgain{
    "This request_id was used before: the key is the same, its token is not shown again.",
    "Diese request_id wurde schon verwendet: Der Schlüssel ist derselbe, sein Token erscheint "
    "nicht "
    "wieder."};
inline constexpr Phrase kSecretOnce{
    "This secret is shown once; give it to the receiver, who verifies signatures with it.",
    "Dieses Geheimnis erscheint nur einmal; dem Empfänger geben, der damit Unterschriften prüft."};
inline constexpr Phrase kNoSecretAgain{
    "This request_id was used before: its secret is not shown again. `zusage webhook "
    "rotate-secret` makes a new one.",
    "Diese request_id wurde schon verwendet: Ihr Geheimnis erscheint nicht wieder. `zusage webhook "
    "rotate-secret` macht ein neues."};
inline constexpr Phrase kConfirmDeletion{"Delete this webhook, for good? [y/N] ",
                                         "Diesen Webhook endgültig löschen? [j/N] "};
inline constexpr Phrase kNoWebhooks{"No webhooks. `zusage webhook create` makes one.",
                                    "Keine Webhooks. `zusage webhook create` macht einen."};
inline constexpr Phrase kNoDeliveries{"Nothing was or is to be sent.",
                                      "Nichts wurde oder wird gesendet."};
inline constexpr Phrase kReplayed{"Sent again: {count}.", "Noch einmal gesendet: {count}."};
inline constexpr Phrase kInactive{"inactive", "inaktiv"};
inline constexpr Phrase kWithheld{"(withheld)", "(vorenthalten)"};
inline constexpr Phrase kKeepCheckpoint{
    "Keep this elsewhere: `zusage journal verify --checkpoint FILE` compares with it.",
    "Andernorts aufbewahren: `zusage journal verify --checkpoint DATEI` vergleicht damit."};
inline constexpr Phrase kJournalHolds{
    "The journal holds: {entries} entries, {parts} parts, {facts} facts, {tiles} tiles and "
    "{checkpoints} checkpoints verified.",
    "Das Journal hält: {entries} Einträge, {parts} Teile, {facts} Fakten, {tiles} Kacheln und "
    "{checkpoints} Kontrollpunkte geprüft."};
inline constexpr Phrase kJournalBroken{"The journal does NOT hold.", "Das Journal hält NICHT."};
inline constexpr Phrase kMoved{
    "Moved: {rows} rows of {tables} tables and {keys} keys. The journal holds, and the root of its "
    "{entries} entries is unchanged.",
    "Umgezogen: {rows} Zeilen aus {tables} Tabellen und {keys} Schlüssel. Das Journal hält, und "
    "die Wurzel über seine {entries} Einträge ist unverändert."};
inline constexpr Phrase kStartOnDatabase{"Now start the server there:",
                                         "Jetzt dort den Server starten:"};
inline constexpr Phrase kAfterMoving{
    "{directory} is as it was. Keep {file}: without it nobody can read private data. The rest may "
    "be kept as a backup or deleted; start no server on it again, as the database would not learn "
    "what it records.",
    "{directory} ist, wie es war. {file} behalten: ohne diese Datei kann niemand vertrauliche "
    "Daten lesen. Der Rest kann als Sicherung bleiben oder gelöscht werden; keinen Server mehr "
    "darauf starten, denn was er aufzeichnet, erfährt die Datenbank nicht."};
inline constexpr Phrase kUsage{"Usage", "Aufruf"};
inline constexpr Phrase kOptions{"Options", "Optionen"};
inline constexpr Phrase kGlobalOptions{"Options of every command", "Optionen jedes Befehls"};
inline constexpr Phrase kArguments{"Arguments", "Angaben"};
inline constexpr Phrase kCommands{"Commands", "Befehle"};
inline constexpr Phrase kRequired{"required", "nötig"};
inline constexpr Phrase kRepeatable{"may be repeated", "mehrfach möglich"};
inline constexpr Phrase kNoSuchCommand{"There is no command {command}.",
                                       "Einen Befehl {command} gibt es nicht."};
inline constexpr Phrase kSeeHelp{"`{command} --help` explains it.",
                                 "`{command} --help` erklärt es."};

// --- tables in and out --------------------------------------------------------------------------
inline constexpr Phrase kColumnsLacking{"The map knows columns that the file lacks: {columns}.",
                                        "Der Datei fehlen Spalten der Zuordnung: {columns}."};
inline constexpr Phrase kColumnsUnused{"Columns that become nothing: {columns}.",
                                       "Spalten, aus denen nichts wird: {columns}."};
inline constexpr Phrase kImporting{"{done} done, {refused} refused",
                                   "{done} erledigt, {refused} zurückgewiesen"};
inline constexpr Phrase kExporting{"{done} written", "{done} geschrieben"};
inline constexpr Phrase kLineRefused{"Line {line}: {why}", "Zeile {line}: {why}"};
inline constexpr Phrase kMoreRefused{"… and {count} more.", "… und {count} weitere."};
inline constexpr Phrase kRefusedAreIn{
    "The refused rows are in {path}, each with its reason. Mend them and import that file.",
    "Die zurückgewiesenen Zeilen stehen mit dem Grund in {path}. Berichtigen und diese Datei "
    "importieren."};
inline constexpr Phrase kImported{"{recorded} recorded, {there} there already, {refused} refused.",
                                  "{recorded} erfasst, {there} schon da, {refused} "
                                  "zurückgewiesen."};
inline constexpr Phrase kWouldBeImported{
    "Nothing was recorded. {recorded} would be, {there} are there already, {refused} refused.",
    "Nichts wurde erfasst. {recorded} würden es, {there} sind schon da, {refused} "
    "zurückgewiesen."};
inline constexpr Phrase kImportStopped{
    "Stopped at about line {line}. The same command again goes on; nothing is recorded twice.",
    "Etwa bei Zeile {line} angehalten. Derselbe Befehl noch einmal macht weiter; nichts wird "
    "zweimal erfasst."};
inline constexpr Phrase kImportedBefore{
    "It was imported before with other content, and was left as it is.",
    "Es wurde schon mit anderem Inhalt importiert und blieb, wie es ist."};

// --- when no server answers ---------------------------------------------------------------------
inline constexpr Phrase kUnreachable{"The server cannot be reached: {why}",
                                     "Der Server ist nicht erreichbar: {why}"};
inline constexpr Phrase kTooSlow{"The server did not answer in time: {why}",
                                 "Der Server hat nicht rechtzeitig geantwortet: {why}"};

// --- hints below an error -----------------------------------------------------------------------
inline constexpr Phrase kHintUnavailable{
    "Is zusaged running at {address}? Set --address or ZUSAGE_ADDRESS.",
    "Läuft zusaged unter {address}? Sonst --address oder ZUSAGE_ADDRESS setzen."};
inline constexpr Phrase kHintUnauthenticated{
    "Set ZUSAGE_TOKEN, or --token-file to a file that holds the token.",
    "ZUSAGE_TOKEN setzen oder mit --token-file eine Datei nennen, die das Token enthält."};
inline constexpr Phrase kHintPermission{"`zusage whoami` shows what you may do.",
                                        "`zusage whoami` zeigt, was Sie dürfen."};
inline constexpr Phrase kHintStale{"Read it again, then decide on what it says now.",
                                   "Neu lesen, dann nach dem entscheiden, was jetzt dasteht."};
inline constexpr Phrase kHintDeadline{
    "A longer --timeout may help; --request-id makes repeating safe.",
    "Ein längeres --timeout kann helfen; mit --request-id ist "
    "Wiederholen gefahrlos."};
inline constexpr Phrase kHintStrategyMissing{
    "`zusage strategy list` shows what is published.",
    "`zusage strategy list` zeigt, was veröffentlicht ist."};

}  // namespace words
}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_WORDS_H_
