// SPDX-License-Identifier: Apache-2.0
#ifndef ZUSAGE_CLIENTS_CLI_RUN_H_
#define ZUSAGE_CLIENTS_CLI_RUN_H_

#include <string>
#include <vector>

#include "clients/cli/arguments.h"
#include "clients/cli/environment.h"
#include "clients/cli/exit_code.h"

namespace zusage::cli {

// Runs one command line, without the program's name: parses it, runs its verb, prints what it says
// or what went wrong. Never throws.
ExitCode Run(const std::vector<std::string>& command_line, Environment& environment);

// What a command line asks for.
struct ParsedCommand {
  const Verb* verb = nullptr;  // null if there is nothing to run: see `exit_code` and `text`
  Arguments arguments;
  ExitCode exit_code = ExitCode::kOk;  // kUsage if it is wrong
  std::string text;                    // help, or what is wrong
};

// Takes a command line apart. `language` is that of help and complaints.
ParsedCommand ParseCommandLine(const std::vector<std::string>& command_line, Language language);

}  // namespace zusage::cli

#endif  // ZUSAGE_CLIENTS_CLI_RUN_H_
