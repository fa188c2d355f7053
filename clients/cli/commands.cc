// SPDX-License-Identifier: Apache-2.0
// The command tree, put together.
#include "clients/cli/arguments.h"
#include "clients/cli/nouns.h"

namespace zusage::cli {

const std::vector<Noun>& CommandTree() {
  static const std::vector<Noun>* const kTree = new std::vector<Noun>{
      StrategyNoun(), RequestNoun(),  StudyNoun(),     FeasibilityNoun(), ReviewNoun(),
      ApprovalNoun(), PromiseNoun(),  ClearanceNoun(), OfferNoun(),       NoticeNoun(),
      DigestNoun(),   CustomerNoun(), DealNoun(),      TeamNoun(),        PrincipalNoun(),
      KeyNoun(),      WebhookNoun(),  JournalNoun(),   MigrateNoun(),     BacktestNoun(),
      BenchNoun(),    DoctorNoun(),   WhoamiNoun(),    VersionNoun(),     CompletionNoun()};
  return *kTree;
}

const std::vector<OptionSpec>& GlobalOptions() {
  static const std::vector<OptionSpec>* const kOptions = new std::vector<OptionSpec>{
      {.name = "--address",
       .placeholder = "HOST:PORT",
       .help = {"The server; ZUSAGE_ADDRESS, or 127.0.0.1:50051. With https:// before it, TLS",
                "Der Server; ZUSAGE_ADDRESS oder 127.0.0.1:50051. Mit https:// davor TLS"}},
      {.name = "--token-file",
       .placeholder = "FILE",
       .help = {"A file with the token; ZUSAGE_TOKEN without it",
                "Eine Datei mit dem Token; sonst ZUSAGE_TOKEN"},
       .kind = OptionSpec::Kind::kFile},
      {.name = "--on-behalf-of",
       .placeholder = "PRINCIPAL",
       .help = {"For whom, with a tool's token", "Für wen, mit dem Token eines Werkzeugs"}},
      {.name = "--request-id",
       .placeholder = "ID",
       .help = {"The same id gives the same answer and no second record",
                "Dieselbe Id gibt dieselbe Antwort und erfasst nichts zweimal"}},
      {.name = "--timeout",
       .placeholder = "SECONDS",
       .help = {"How long to wait in all; 30", "Wie lange insgesamt gewartet wird; 30"},
       .kind = OptionSpec::Kind::kWholeNumber},
      {.name = "--language",
       .placeholder = "LANGUAGE",
       .help = {"Of texts; LANG without it", "Der Texte; sonst LANG"},
       .choices = {"en", "de"}},
      {.name = "--json",
       .placeholder = "",
       .help = {"The answer, or the error, as JSON", "Die Antwort oder der Fehler als JSON"},
       .kind = OptionSpec::Kind::kFlag}};
  return *kOptions;
}

}  // namespace zusage::cli
