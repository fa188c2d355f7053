// SPDX-License-Identifier: Apache-2.0
//
// The command tree as data: nouns, their verbs, and the verbs' options. Parsing, --help, completion
// and the documentation's test all read it.
#ifndef ZUSAGE_CLIENTS_CLI_ARGUMENTS_H_
#define ZUSAGE_CLIENTS_CLI_ARGUMENTS_H_

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "absl/status/statusor.h"
#include "absl/time/time.h"
#include "clients/cli/exit_code.h"
#include "clients/cli/phrase.h"
#include "services/base/time.h"

namespace zusage::cli {

class Session;

// One thing that a verb takes. `name` is "--memo", or "FILE" for an argument without a name.
struct OptionSpec {
  enum class Kind { kText, kFlag, kWholeNumber, kFile, kDirectory };

  std::string_view name;
  std::string_view placeholder;  // what stands for the value in help; empty for flags
  Phrase help;
  Kind kind = Kind::kText;
  bool required = false;
  bool repeated = false;
  std::vector<std::string_view> choices = {};  // the only values; any if empty
  std::string_view short_name = {};            // "-o", if it has one

  bool is_argument() const { return name.substr(0, 2) != "--"; }
};

// What was given on the command line, by the names of the options.
class Arguments {
 public:
  void Set(std::string_view name, std::vector<std::string> values);

  bool Has(std::string_view name) const { return values_.count(std::string(name)) > 0; }
  // "" if it was not given.
  std::string Text(std::string_view name) const;
  std::string Text(std::string_view name, std::string_view fallback) const;
  // In the order given.
  std::vector<std::string> List(std::string_view name) const;
  // The parser made sure that it is one.
  int64_t Number(std::string_view name, int64_t fallback) const;
  // The day given; nothing if the option was not given. INVALID_ARGUMENT for a day that does not
  // exist.
  absl::StatusOr<std::optional<Date>> Day(std::string_view name) const;

 private:
  std::map<std::string, std::vector<std::string>> values_;
};

// What a verb does. Errors become messages and exit codes in run.cc.
using RunVerb = absl::StatusOr<ExitCode> (*)(const Arguments& arguments, Session& session);

struct Verb {
  std::string_view name;
  Phrase help;
  std::vector<OptionSpec> options;
  RunVerb run;
};

// A noun with its verbs, or a single verb of its own ("whoami"), which then has the noun's name.
struct Noun {
  std::string_view name;
  Phrase help;
  std::vector<Verb> verbs;
  std::string_view default_verb = "";  // the one that is meant if none is given

  bool is_verb() const { return verbs.size() == 1 && verbs[0].name == name; }
};

// The options that every command takes.
const std::vector<OptionSpec>& GlobalOptions();

// Everything that the program can do, in the order of --help.
const std::vector<Noun>& CommandTree();

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_ARGUMENTS_H_
