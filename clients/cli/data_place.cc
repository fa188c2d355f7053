// SPDX-License-Identifier: Apache-2.0
#include "clients/cli/data_place.h"

#include "clients/cli/errors.h"

namespace zusage::cli {
namespace {

// These commands read whole tables, think about them for long, and nobody waits for them meanwhile.
constexpr storage::PostgresOptions kPatient{.statement_timeout = absl::Minutes(10),
                                            .idle_timeout = absl::Minutes(10),
                                            .answer_timeout = absl::Minutes(11)};

}  // namespace

OptionSpec KeysDatabaseOption() {
  return {.name = "--keys-database",
          .placeholder = "URL",
          .help = {"The database of the keys, if it is another one",
                   "Die Datenbank der Schlüssel, wenn es eine andere ist"}};
}

OptionSpec MasterKeyOption() {
  return {.name = "--master-key-file",
          .placeholder = "FILE",
          .help = {"The master key; master.key in DIR or here without it",
                   "Der Hauptschlüssel; sonst master.key in DIR oder hier"},
          .kind = OptionSpec::Kind::kFile};
}

absl::StatusOr<storage::DataPlace> DataPlaceOf(const Arguments& arguments) {
  for (const std::string_view option : {"--database", "--keys-database"}) {
    if (storage::HasPassword(arguments.Text(option))) return FieldError(option, kPasswordInUrl);
  }
  return storage::DataPlace{.data_dir = arguments.Text("--data-dir", "."),
                            .database = arguments.Text("--database"),
                            .keys_database = arguments.Text("--keys-database"),
                            .master_key_file = arguments.Text("--master-key-file"),
                            .postgres = kPatient};
}

}  // namespace zusage::cli
